//! The rules for one incident.

mod clock;
mod findings;
mod look_back;
mod response;
mod rollback;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    Decider, Decision, Kind, Micros, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::{Command, Event, Refusal, Severity};

/// What decisions about an incident depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    opened: Option<Opened>,
    rollbacks: BTreeMap<Subject, rollback::Rollback>,
    told: BTreeSet<(Subject, Vec<Subject>)>,
    radius: Option<findings::Radius>,
    rescoring: Option<findings::Rescoring>,
    threats: Vec<Name>,
    response: response::Response,
    clocks: clock::Clocks,
    look_back: look_back::LookBack,
    /// When it was opened.
    began: Option<Micros>,
    is_contained: bool,
    /// When it was closed.
    closed: Option<Micros>,
}

impl State {
    /// How bad it is: as judged last, else as opened.
    fn severity(&self) -> Option<Severity> {
        let opened = self.opened.as_ref().map(|opened| opened.severity);
        self.response.severity().or(opened)
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Opened {
    severity: Severity,
    title: Name,
    system: Option<Subject>,
    detected_by: Vec<Name>,
    roots: Vec<Subject>,
    threats: Vec<Name>,
}

/// The room of incidents.
pub struct Incidents;

impl Decider for Incidents {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        if let Command::Open { severity, title, system, detected_by, roots, threats } = command {
            let threats = distinct(threats);
            return open(state, Opened { severity, title, system, detected_by, roots, threats });
        }
        if state.opened.is_none() {
            return refuse(Refusal::Unknown);
        }
        match command {
            // The same sentence may be said twice; the command's id tells a retry apart.
            Command::AddNote { note } => record(Event::Noted { note }),
            Command::PublishPostmortem { root_causes } => look_back::publish(state, root_causes),
            Command::NameThreats { threats } => name_threats(state, distinct(threats)),
            Command::LinkCorrection { .. }
            | Command::UnlinkCorrection { .. }
            | Command::NoticeDue { .. }
            | Command::HoldReview { .. } => look_back::decide(state, command, moment),
            Command::Contain => contain(state),
            Command::Close { summary } => close(state, summary),
            Command::SendNotice { addressee, about } => {
                before_closing(state, Event::NoticeSent { addressee, about })
            }
            Command::Open { .. }
            | Command::RecordBlastRadius { .. }
            | Command::TellOwner { .. }
            | Command::RecordRescoring { .. }
            | Command::ProposeRollback { .. }
            | Command::DecideRollback { .. }
            | Command::CompleteRollback { .. }
            | Command::Assess { .. }
            | Command::GiveRole { .. }
            | Command::OrderMeasure { .. }
            | Command::ConfirmMeasure { .. }
            | Command::WithdrawMeasure { .. }
            | Command::StartClock { .. }
            | Command::MeetClock { .. }
            | Command::DismissClock { .. } => respond(state, command, moment),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::Opened { severity, title, system, detected_by, roots, threats } => {
                state.threats.clone_from(threats);
                state.began = Some(by.now);
                state.opened = Some(Opened {
                    severity: *severity,
                    title: title.clone(),
                    system: system.clone(),
                    detected_by: detected_by.clone(),
                    roots: roots.clone(),
                    threats: threats.clone(),
                });
            }
            Event::RollbackProposed { .. }
            | Event::RollbackDecided { .. }
            | Event::RollbackCompleted { .. } => rollback::evolve(&mut state.rollbacks, event, by),
            Event::BlastRadiusComputed { .. }
            | Event::OwnerTold { .. }
            | Event::DecisionsRescored { .. } => findings::evolve(&mut state, event),
            Event::Assessed { .. }
            | Event::RoleGiven { .. }
            | Event::MeasureOrdered { .. }
            | Event::MeasureConfirmed { .. }
            | Event::MeasureWithdrawn { .. } => response::evolve(&mut state.response, event),
            Event::ClockStarted { .. } | Event::ClockMet { .. } | Event::ClockDismissed { .. } => {
                clock::evolve(&mut state.clocks, event);
            }
            Event::ThreatsNamed { threats } => state.threats.clone_from(threats),
            Event::PostmortemPublished { .. }
            | Event::CorrectionLinked { .. }
            | Event::CorrectionUnlinked { .. }
            | Event::DueNoticed { .. }
            | Event::ReviewHeld { .. } => look_back::evolve(&mut state.look_back, event),
            Event::Contained {} => state.is_contained = true,
            Event::Closed { .. } => state.closed = Some(by.now),
            Event::Noted { .. } | Event::NoticeSent { .. } => {}
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        state.opened.as_ref().and_then(|opened| opened.system.clone())
    }
}

fn open(state: &State, new: Opened) -> Decision<Event, Refusal> {
    if let Some(known) = &state.opened {
        return if *known == new { nothing_new() } else { refuse(Refusal::AlreadyOpened) };
    }
    let Opened { severity, title, system, detected_by, roots, threats } = new;
    record(Event::Opened { severity, title, system, detected_by, roots, threats })
}

/// Each threat once, in order, so that the same threats are the same list.
fn distinct(mut threats: Vec<Name>) -> Vec<Name> {
    threats.sort();
    threats.dedup();
    threats
}

/// Part of the look back, so that an incident that is over can still be put right.
fn name_threats(state: &State, threats: Vec<Name>) -> Decision<Event, Refusal> {
    if state.threats == threats { nothing_new() } else { record(Event::ThreatsNamed { threats }) }
}

fn before_closing(state: &State, event: Event) -> Decision<Event, Refusal> {
    if state.closed.is_some() { refuse(Refusal::IsClosed) } else { record(event) }
}

fn contain(state: &State) -> Decision<Event, Refusal> {
    if state.is_contained {
        return nothing_new();
    }
    match state.response.open_measure() {
        Some(measure) => refuse(Refusal::MeasureOpen(measure.clone())),
        None => before_closing(state, Event::Contained {}),
    }
}

fn close(state: &State, summary: Personal) -> Decision<Event, Refusal> {
    if state.closed.is_some() {
        return nothing_new();
    }
    if !state.is_contained {
        return refuse(Refusal::NotContained);
    }
    match clock::next(&state.clocks) {
        Some((period, due)) => refuse(Refusal::ClockOpen { period: period.clone(), due }),
        None => record(Event::Closed { summary }),
    }
}

/// Refuses who is not a person.
fn is_person(field: &'static str, subject: &Subject) -> Result<(), Refusal> {
    if subject.kind() == Kind::Person {
        return Ok(());
    }
    Err(Refusal::WrongKind { field, subject: subject.clone(), expected: "a person" })
}

/// Answers what is done about an incident while it is open.
fn respond(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    if state.closed.is_some() {
        return refuse(Refusal::IsClosed);
    }
    let rollbacks = &state.rollbacks;
    match command {
        Command::RecordBlastRadius { roots, counts, as_of } => {
            findings::keep_radius(state, findings::Radius { roots, counts, as_of })
        }
        Command::TellOwner { person, about } => findings::tell(state, person, about),
        Command::RecordRescoring { total, changed, by_deployment, method } => {
            findings::keep_rescoring(
                state,
                findings::Rescoring { total, changed, by_deployment, method },
            )
        }
        Command::ProposeRollback { deployment, from, to } => {
            rollback::propose(rollbacks, deployment, from, to)
        }
        Command::DecideRollback { deployment, approved, reason } => {
            rollback::decide(rollbacks, deployment, (approved, reason), moment)
        }
        Command::CompleteRollback { deployment, from, to, minutes } => {
            rollback::complete(rollbacks, deployment, (from, to), minutes)
        }
        Command::Assess { .. }
        | Command::GiveRole { .. }
        | Command::OrderMeasure { .. }
        | Command::ConfirmMeasure { .. }
        | Command::WithdrawMeasure { .. } => response::decide(state, command, moment),
        Command::StartClock { .. } | Command::MeetClock { .. } | Command::DismissClock { .. } => {
            clock::decide(state, command, moment)
        }
        Command::Open { .. }
        | Command::AddNote { .. }
        | Command::NameThreats { .. }
        | Command::SendNotice { .. }
        | Command::Contain
        | Command::Close { .. }
        | Command::PublishPostmortem { .. }
        | Command::LinkCorrection { .. }
        | Command::UnlinkCorrection { .. }
        | Command::NoticeDue { .. }
        | Command::HoldReview { .. } => nothing_new(),
    }
}
