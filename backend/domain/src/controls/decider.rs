//! The rules for one control of one system.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    Decider, Decision, Kind, Micros, Moment, Personal, Subject, nothing_new, record, refuse,
};

use super::{Command, Event, Refusal, Status};

/// What decisions about a control depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    system: Option<Subject>,
    owner: Option<Subject>,
    applicability: Applicability,
    /// Evidence that was ever linked, and whether it still is.
    links: BTreeMap<Subject, bool>,
    noticed: Option<(Status, Status)>,
    /// What it turned to, and when, as far as somebody was told.
    turns: BTreeSet<(Status, Micros)>,
    told: BTreeSet<(Subject, Micros)>,
}

/// What people decided about whether it applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Applicability {
    #[default]
    AsRuled,
    Marked,
    Restored,
}

/// The room of controls.
pub struct Controls;

impl Decider for Controls {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, _: &Moment) -> Decision<Event, Refusal> {
        let system = command.system();
        if system.kind() != Kind::System {
            return refuse(Refusal::NotASystem(system.clone()));
        }
        if let Some(known) = state.system.as_ref().filter(|known| *known != system) {
            return refuse(Refusal::OtherSystem(known.clone()));
        }
        match command {
            Command::AssignOwner { system, person } => assign(state, system, person),
            Command::MarkNotApplicable { system, reason } => mark(state, system, reason),
            Command::RestoreApplicability { system, reason } => restore(state, system, reason),
            Command::LinkEvidence { system, evidence } => link(state, system, evidence),
            Command::UnlinkEvidence { system, evidence } => unlink(state, system, evidence),
            Command::NoticeStatus { system, from, to, because } => {
                if from == to {
                    return refuse(Refusal::NothingChanged(to));
                }
                if state.noticed == Some((from, to)) {
                    return nothing_new();
                }
                record(Event::StatusNoticed { system, from, to, because })
            }
            Command::NoticeTurn { system, from, to, since, told } => {
                if from == to {
                    return refuse(Refusal::NothingChanged(to));
                }
                if state.turns.contains(&(to, since)) {
                    return nothing_new();
                }
                record(Event::TurnNoticed { system, from, to, since, told })
            }
            Command::NoticeDue { system, what, due, told } => {
                if state.told.contains(&(what.clone(), due)) {
                    return nothing_new();
                }
                record(Event::DueNoticed { system, what, due, told })
            }
        }
    }

    fn evolve(mut state: State, event: &Event, _: &Moment) -> State {
        state.system = Some(event.system().clone());
        match event {
            Event::OwnerAssigned { person, .. } => state.owner = Some(person.clone()),
            Event::MarkedNotApplicable { .. } => state.applicability = Applicability::Marked,
            Event::ApplicabilityRestored { .. } => state.applicability = Applicability::Restored,
            Event::EvidenceLinked { evidence, .. } => {
                state.links.insert(evidence.clone(), true);
            }
            Event::EvidenceUnlinked { evidence, .. } => {
                state.links.insert(evidence.clone(), false);
            }
            Event::StatusNoticed { from, to, .. } => state.noticed = Some((*from, *to)),
            Event::TurnNoticed { to, since, .. } => {
                state.turns.insert((*to, *since));
            }
            Event::DueNoticed { what, due, .. } => {
                state.told.insert((what.clone(), *due));
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        state.system.clone()
    }
}

fn assign(state: &State, system: Subject, person: Subject) -> Decision<Event, Refusal> {
    if state.owner.as_ref() == Some(&person) {
        return nothing_new();
    }
    if person.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(person));
    }
    record(Event::OwnerAssigned { system, person })
}

fn mark(state: &State, system: Subject, reason: Personal) -> Decision<Event, Refusal> {
    if state.applicability == Applicability::Marked {
        return nothing_new();
    }
    record(Event::MarkedNotApplicable { system, reason })
}

fn restore(state: &State, system: Subject, reason: Personal) -> Decision<Event, Refusal> {
    match state.applicability {
        Applicability::Marked => record(Event::ApplicabilityRestored { system, reason }),
        Applicability::Restored => nothing_new(),
        Applicability::AsRuled => refuse(Refusal::NotMarked),
    }
}

fn link(state: &State, system: Subject, evidence: Subject) -> Decision<Event, Refusal> {
    if state.links.get(&evidence) == Some(&true) {
        return nothing_new();
    }
    if evidence.kind() != Kind::Evidence {
        return refuse(Refusal::NotEvidence(evidence));
    }
    record(Event::EvidenceLinked { system, evidence })
}

fn unlink(state: &State, system: Subject, evidence: Subject) -> Decision<Event, Refusal> {
    match state.links.get(&evidence) {
        Some(true) => record(Event::EvidenceUnlinked { system, evidence }),
        Some(false) => nothing_new(),
        None => refuse(Refusal::NotLinked(evidence)),
    }
}
