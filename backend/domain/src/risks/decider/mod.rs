//! The rules for one risk.

mod accept;
mod assess;
mod follow;
mod treat;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decider, Decision, Micros, Moment, Name, Subject, nothing_new, record, refuse};

use super::{
    Assessment, Band, Cause, Command, Due, Event, Identification, Refusal, Scores, Task, Terms,
    Treatment, Which, quantify::Simulation,
};
use crate::about::first_inexact;

/// What decisions about a risk depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    identified: Option<Identified>,
    owner: Option<Subject>,
    is_closed: bool,
    assessed: Option<Assessed>,
    /// Why it is back under review; none once it was assessed again.
    reopened: Option<(Cause, Option<Subject>, Option<Name>)>,
    /// The indicators that turned red, each with the last time it did as far as that is recorded.
    reddened: BTreeMap<Name, Micros>,
    /// What ever put it back to review.
    causes: BTreeSet<(Cause, Subject)>,
    plan: Option<Plan>,
    tasks: BTreeMap<Name, (Task, bool)>,
    /// To whom tasks were given since they were added.
    given: BTreeMap<Name, Subject>,
    request: Option<Request>,
    declined_by: Option<Subject>,
    accepted: Option<Accepted>,
    links: BTreeSet<Subject>,
    review: Option<Reviewed>,
    noticed: BTreeSet<(Due, Option<Name>, Micros)>,
    estimates: BTreeMap<Which, Simulation>,
}

#[derive(Clone, Debug, PartialEq)]
struct Identified {
    as_what: Identification,
    by: Subject,
}

#[derive(Clone, Debug, PartialEq)]
struct Assessed {
    scores: Scores,
    effectiveness: Option<kernel::Decimal>,
    by: Subject,
    at: Micros,
}

#[derive(Clone, Debug, PartialEq)]
struct Plan {
    treatment: Treatment,
    description: kernel::Note,
    due: Option<Micros>,
    by: Subject,
}

#[derive(Clone, Debug, PartialEq)]
struct Request {
    terms: Terms,
    by: Subject,
    /// Who agreed so far, with the roles they held.
    agreed: BTreeMap<Subject, Vec<Name>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Accepted {
    band: Band,
    at: Micros,
    until: Micros,
    by: BTreeSet<Subject>,
    /// How often this band was accepted in a row, this time included.
    in_a_row: u32,
    /// Whether it ended before its time.
    ended: Option<Ended>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Revoked,
    BandRose,
    Reopened,
}

#[derive(Clone, Debug, PartialEq)]
struct Reviewed {
    next: Micros,
    /// When it was reviewed; none when a date was only set.
    at: Option<Micros>,
}

impl State {
    fn open_tasks(&self) -> usize {
        self.tasks.values().filter(|(_, is_done)| !is_done).count()
    }
}

/// The room of risks.
pub struct Risks;

impl Decider for Risks {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        if let Command::Identify(identification) = command {
            return identify(state, identification);
        }
        if let Command::IdentifyFrom { what, from } = command {
            return identify_from(state, what, from);
        }
        if state.identified.is_none() {
            return refuse(Refusal::Unknown);
        }
        match command {
            Command::Identify(identification) => identify(state, identification),
            Command::IdentifyFrom { what, from } => identify_from(state, what, from),
            Command::Close { reason } => close(state, reason),
            Command::Reopen { why, cause, indicator, note } => {
                follow::reopen(state, (why, cause, indicator), note, moment)
            }
            Command::NoticeRed { indicator, since, cause } => {
                follow::redden(state, (indicator, since), cause, moment)
            }
            Command::NoticeIncident { incident, since } => {
                follow::strike(state, incident, since, moment)
            }
            Command::NoticeVersion { version, since } => {
                follow::outdate(state, version, since, moment)
            }
            Command::NoticeDue { what, task, due, told } => {
                follow::notice(state, (what, task, due), told, moment)
            }
            Command::Link { to } => follow::link(state, to),
            Command::Unlink { to } if !state.links.contains(&to) => nothing_new(),
            Command::Unlink { to } => record(Event::Unlinked { to }),
            Command::Assess(_)
            | Command::PlanTreatment { .. }
            | Command::AddTask(_)
            | Command::ReassignTask { .. }
            | Command::CompleteTask { .. }
            | Command::RequestAcceptance(_)
            | Command::Accept(_)
            | Command::DeclineAcceptance { .. }
            | Command::RevokeAcceptance { .. }
            | Command::Review { .. }
            | Command::ScheduleReview { .. }
            | Command::AssignOwner { .. }
            | Command::Quantify { .. } => while_open(state, command, moment),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::Identified { .. } => {
                state.identified = identification(event)
                    .map(|as_what| Identified { as_what, by: by.actor.clone() });
                state.owner = state.identified.as_ref().map(|known| known.as_what.owner.clone());
            }
            Event::Assessed { scores, effectiveness, .. } => {
                assess::take_in(&mut state, *scores, effectiveness.as_ref(), by);
            }
            Event::TreatmentPlanned { .. }
            | Event::TaskAdded { .. }
            | Event::TaskReassigned { .. }
            | Event::TaskDone { .. }
            | Event::OwnerAssigned { .. } => treat::evolve(&mut state, event, by),
            Event::AcceptanceRequested { .. }
            | Event::AcceptanceAgreed { .. }
            | Event::AcceptanceDeclined { .. }
            | Event::Accepted { .. }
            | Event::AcceptanceRevoked { .. } => accept::evolve(&mut state, event, by),
            Event::Reopened { .. }
            | Event::Linked { .. }
            | Event::Unlinked { .. }
            | Event::Reviewed { .. }
            | Event::ReviewScheduled { .. }
            | Event::DueNoticed { .. }
            | Event::Quantified { .. } => follow::evolve(&mut state, event, by),
            Event::Closed { .. } => {
                state.is_closed = true;
                state.request = None;
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        state.identified.as_ref().and_then(|known| known.as_what.system.clone())
    }
}

fn while_open(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    if state.is_closed {
        return refuse(Refusal::IsClosed);
    }
    match command {
        Command::Assess(assessment) => assess::assess(state, assessment, moment),
        Command::PlanTreatment { treatment, description, due } => {
            treat::plan(state, (treatment, description, due))
        }
        Command::AddTask(task) => treat::add(state, task),
        Command::ReassignTask { task, owner } => treat::reassign(state, task, owner),
        Command::CompleteTask { task, note } => treat::complete(state, task, note),
        Command::AssignOwner { owner } => treat::assign(state, owner),
        Command::RequestAcceptance(terms) => accept::request(state, terms, moment),
        Command::Accept(acceptance) => accept::accept(state, acceptance, moment),
        Command::DeclineAcceptance { reason } => accept::decline(state, reason, moment),
        Command::RevokeAcceptance { reason } => accept::revoke(state, reason, moment),
        Command::Review { next, note } => follow::review(state, next, note, moment),
        Command::ScheduleReview { due } => follow::schedule(state, due, moment),
        Command::Quantify { which, simulation } => follow::quantify(state, which, simulation),
        Command::Identify(_)
        | Command::IdentifyFrom { .. }
        | Command::Close { .. }
        | Command::Reopen { .. }
        | Command::NoticeDue { .. }
        | Command::NoticeRed { .. }
        | Command::NoticeIncident { .. }
        | Command::NoticeVersion { .. }
        | Command::Link { .. }
        | Command::Unlink { .. } => nothing_new(),
    }
}

fn identify(state: &State, new: Identification) -> Decision<Event, Refusal> {
    use kernel::Kind;
    if let Some(known) = &state.identified {
        let is_same = known.as_what == new;
        return if is_same { nothing_new() } else { refuse(Refusal::AlreadyIdentified) };
    }
    if new.owner.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(new.owner));
    }
    if let Some(system) = new.system.clone().filter(|system| system.kind() != Kind::System) {
        let (field, expected) = ("system", "an AI system");
        return refuse(Refusal::WrongKind { field, subject: system, expected });
    }
    if let Some(other) = first_inexact(&new.concerns, &[Kind::Model, Kind::Dataset, Kind::Prompt]) {
        let (field, expected) = ("concerns", "an exact version of a model, dataset or prompt");
        return refuse(Refusal::WrongKind { field, subject: other.clone(), expected });
    }
    let Identification { title, threat, system, concerns, category, owner, description } = new;
    record(Event::Identified { title, threat, system, concerns, category, owner, description })
}

fn identify_from(state: &State, what: Identification, from: Subject) -> Decision<Event, Refusal> {
    use kernel::Kind;
    if !matches!(from.kind(), Kind::Finding | Kind::Incident) {
        let (field, expected) = ("from", "a finding or an incident");
        return refuse(Refusal::WrongKind { field, subject: from, expected });
    }
    let mut facts = identify(state, what)?;
    facts.extend(follow::link(state, from)?);
    Ok(facts)
}

fn identification(event: &Event) -> Option<Identification> {
    let Event::Identified { title, threat, system, concerns, category, owner, description } = event
    else {
        return None;
    };
    Some(Identification {
        title: title.clone(),
        threat: threat.clone(),
        system: system.clone(),
        concerns: concerns.clone(),
        category: *category,
        owner: owner.clone(),
        description: description.clone(),
    })
}

fn close(state: &State, reason: kernel::Personal) -> Decision<Event, Refusal> {
    if state.is_closed {
        return nothing_new();
    }
    match state.open_tasks() {
        0 => record(Event::Closed { reason }),
        open => refuse(Refusal::OpenTasks(open)),
    }
}
