//! The rules for one incident.

mod findings;
mod rollback;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decider, Decision, Moment, Name, Note, Subject, nothing_new, record, refuse};

use super::{Command, Event, Refusal, Severity};

/// What decisions about an incident depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    opened: Option<Opened>,
    rollbacks: BTreeMap<Subject, rollback::Rollback>,
    told: BTreeSet<(Subject, Vec<Subject>)>,
    radius: Option<findings::Radius>,
    rescoring: Option<findings::Rescoring>,
    root_causes: Option<Vec<Note>>,
    is_contained: bool,
    is_closed: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Opened {
    severity: Severity,
    title: Name,
    system: Option<Subject>,
    detected_by: Vec<Name>,
    roots: Vec<Subject>,
}

/// The room of incidents.
pub struct Incidents;

impl Decider for Incidents {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        if let Command::Open { severity, title, system, detected_by, roots } = command {
            return open(state, Opened { severity, title, system, detected_by, roots });
        }
        if state.opened.is_none() {
            return refuse(Refusal::Unknown);
        }
        match command {
            // The same sentence may be said twice; the command's id tells a retry apart.
            Command::AddNote { note } => record(Event::Noted { note }),
            Command::PublishPostmortem { root_causes } => publish(state, root_causes),
            Command::Contain if state.is_contained => nothing_new(),
            Command::Contain => before_closing(state, Event::Contained {}),
            Command::Close { .. } if state.is_closed => nothing_new(),
            Command::Close { .. } if !state.is_contained => refuse(Refusal::NotContained),
            Command::Close { summary } => record(Event::Closed { summary }),
            Command::SendNotice { addressee, about } => {
                before_closing(state, Event::NoticeSent { addressee, about })
            }
            Command::Open { .. }
            | Command::RecordBlastRadius { .. }
            | Command::TellOwner { .. }
            | Command::RecordRescoring { .. }
            | Command::ProposeRollback { .. }
            | Command::DecideRollback { .. }
            | Command::CompleteRollback { .. } => respond(state, command, moment),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::Opened { severity, title, system, detected_by, roots } => {
                state.opened = Some(Opened {
                    severity: *severity,
                    title: title.clone(),
                    system: system.clone(),
                    detected_by: detected_by.clone(),
                    roots: roots.clone(),
                });
            }
            Event::BlastRadiusComputed { roots, counts, as_of } => {
                let (roots, counts) = (roots.clone(), counts.clone());
                state.radius = Some(findings::Radius { roots, counts, as_of: *as_of });
            }
            Event::OwnerTold { person, about } => {
                state.told.insert((person.clone(), about.clone()));
            }
            Event::RollbackProposed { .. }
            | Event::RollbackDecided { .. }
            | Event::RollbackCompleted { .. } => rollback::evolve(&mut state.rollbacks, event, by),
            Event::DecisionsRescored { total, changed, by_deployment, method } => {
                state.rescoring = Some(findings::Rescoring {
                    total: *total,
                    changed: *changed,
                    by_deployment: by_deployment.clone(),
                    method: method.clone(),
                });
            }
            Event::PostmortemPublished { root_causes } => {
                state.root_causes = Some(root_causes.clone());
            }
            Event::Contained {} => state.is_contained = true,
            Event::Closed { .. } => state.is_closed = true,
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
    let Opened { severity, title, system, detected_by, roots } = new;
    record(Event::Opened { severity, title, system, detected_by, roots })
}

fn publish(state: &State, root_causes: Vec<Note>) -> Decision<Event, Refusal> {
    if state.root_causes.as_ref() == Some(&root_causes) {
        return nothing_new();
    }
    record(Event::PostmortemPublished { root_causes })
}

fn before_closing(state: &State, event: Event) -> Decision<Event, Refusal> {
    if state.is_closed { refuse(Refusal::IsClosed) } else { record(event) }
}

/// Answers what is done about an incident while it is open.
fn respond(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    if state.is_closed {
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
        Command::Open { .. }
        | Command::AddNote { .. }
        | Command::SendNotice { .. }
        | Command::Contain
        | Command::Close { .. }
        | Command::PublishPostmortem { .. } => nothing_new(),
    }
}
