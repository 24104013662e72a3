//! The rules for one deployment.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decider, Decision, Kind, Moment, Personal, Subject, nothing_new, record, refuse};

use super::{Activation, Command, Event, Refusal};
use crate::about::{first_inexact, is_exact};

/// What decisions about a deployment depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    activation: Option<Activation>,
    ended: Option<End>,
    flags: BTreeMap<Subject, Flag>,
    stop: Option<Stop>,
}

/// The deployment that took its place, if one did.
#[derive(Clone, Debug, PartialEq)]
struct End {
    replaced_by: Option<Subject>,
}

#[derive(Clone, Debug, PartialEq)]
enum Flag {
    Standing { by: BTreeSet<Subject>, suspects: BTreeSet<Subject> },
    Cleared,
}

#[derive(Clone, Debug, PartialEq)]
struct Stop {
    incident: Subject,
    confirmed: bool,
}

/// The room of deployments.
pub struct Deployments;

impl Decider for Deployments {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        if let Command::Activate(new) = command {
            return activate(state, new);
        }
        if state.activation.is_none() {
            return refuse(Refusal::Unknown);
        }
        match command {
            Command::Activate(new) => activate(state, new),
            Command::End { reason, replaced_by } => end(state, reason, replaced_by),
            Command::Flag { incident, suspects } => flag(state, incident, suspects),
            Command::RequestStop { incident, reason } => request_stop(state, incident, reason),
            Command::ConfirmStop { note } => confirm_stop(state, note),
            Command::ClearFlag { incident } => clear(state, incident, moment),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        match event {
            Event::Activated { .. } => state.activation = activation(event),
            Event::Ended { replaced_by, .. } => {
                state.ended = Some(End { replaced_by: replaced_by.clone() });
            }
            Event::Flagged { incident, suspects } => raise(&mut state, incident, suspects, by),
            Event::StopRequested { incident, .. } => {
                state.stop = Some(Stop { incident: incident.clone(), confirmed: false });
            }
            Event::StopConfirmed { .. } => {
                if let Some(stop) = &mut state.stop {
                    stop.confirmed = true;
                }
            }
            Event::FlagCleared { incident } => {
                state.flags.insert(incident.clone(), Flag::Cleared);
            }
        }
        state
    }

    fn system(state: &State) -> Option<Subject> {
        state.activation.as_ref().and_then(|activation| activation.system.clone())
    }
}

fn activate(state: &State, new: Activation) -> Decision<Event, Refusal> {
    if let Some(known) = &state.activation {
        return if *known == new { nothing_new() } else { refuse(Refusal::AlreadyActivated) };
    }
    if !is_exact(&new.model, &[Kind::Model]) {
        return refuse(Refusal::ModelWithoutVersion(new.model));
    }
    if let Some(used) = first_inexact(&new.uses, &[Kind::Prompt, Kind::Dataset]) {
        return refuse(Refusal::UsesWithoutVersion(used.clone()));
    }
    if new.endpoint.kind() != Kind::Endpoint {
        let (field, expected) = ("endpoint", "an endpoint");
        return refuse(Refusal::WrongKind { field, subject: new.endpoint, expected });
    }
    if let Some(old) = new.replaces.iter().find(|old| old.kind() != Kind::Deployment) {
        let (field, expected) = ("replaces", "a deployment");
        return refuse(Refusal::WrongKind { field, subject: old.clone(), expected });
    }
    record(Event::Activated {
        model: new.model,
        uses: new.uses,
        endpoint: new.endpoint,
        stage: new.stage,
        digest: new.digest,
        hardening: new.hardening,
        replaces: new.replaces,
        people: new.people,
        system: new.system,
    })
}

fn activation(event: &Event) -> Option<Activation> {
    let Event::Activated {
        model,
        uses,
        endpoint,
        stage,
        digest,
        hardening,
        replaces,
        people,
        system,
    } = event
    else {
        return None;
    };
    Some(Activation {
        model: model.clone(),
        uses: uses.clone(),
        endpoint: endpoint.clone(),
        stage: *stage,
        digest: digest.clone(),
        hardening: hardening.clone(),
        replaces: replaces.clone(),
        people: *people,
        system: system.clone(),
    })
}

fn end(state: &State, reason: Personal, replaced_by: Option<Subject>) -> Decision<Event, Refusal> {
    let Some(known) = &state.ended else {
        return record(Event::Ended { reason, replaced_by });
    };
    // One that ended by itself may be followed later; then its successor says what it replaces.
    let contradicts = |known: &Subject| replaced_by.as_ref().is_some_and(|new| new != known);
    if known.replaced_by.as_ref().is_some_and(contradicts) {
        return refuse(Refusal::HasEnded);
    }
    nothing_new()
}

fn flag(state: &State, incident: Subject, suspects: Vec<Subject>) -> Decision<Event, Refusal> {
    if let Some(Flag::Standing { suspects: known, .. }) = state.flags.get(&incident) {
        let is_covered = suspects.iter().all(|suspect| known.contains(suspect));
        if is_covered {
            return nothing_new();
        }
    }
    check_incident(&incident)?;
    if state.ended.is_some() {
        return refuse(Refusal::HasEnded);
    }
    record(Event::Flagged { incident, suspects })
}

/// A flag grows: by suspects, and by those who may not clear it alone.
fn raise(state: &mut State, incident: &Subject, suspects: &[Subject], by: &Moment) {
    let before = state.flags.remove(incident);
    let (mut raised_by, mut all) = match before {
        Some(Flag::Standing { by, suspects }) => (by, suspects),
        Some(Flag::Cleared) | None => (BTreeSet::new(), BTreeSet::new()),
    };
    raised_by.insert(by.actor.clone());
    all.extend(suspects.iter().cloned());
    state.flags.insert(incident.clone(), Flag::Standing { by: raised_by, suspects: all });
}

fn check_incident(incident: &Subject) -> Result<(), Refusal> {
    if incident.kind() == Kind::Incident {
        return Ok(());
    }
    let (field, expected) = ("incident", "an incident");
    Err(Refusal::WrongKind { field, subject: incident.clone(), expected })
}

fn request_stop(state: &State, incident: Subject, reason: Personal) -> Decision<Event, Refusal> {
    if state.stop.as_ref().is_some_and(|stop| stop.incident == incident) {
        return nothing_new();
    }
    check_incident(&incident)?;
    if state.ended.is_some() {
        return refuse(Refusal::HasEnded);
    }
    record(Event::StopRequested { incident, reason })
}

fn confirm_stop(state: &State, note: Personal) -> Decision<Event, Refusal> {
    match &state.stop {
        None => refuse(Refusal::StopNotRequested),
        Some(stop) if stop.confirmed => nothing_new(),
        Some(_) => record(Event::StopConfirmed { note }),
    }
}

fn clear(state: &State, incident: Subject, moment: &Moment) -> Decision<Event, Refusal> {
    match state.flags.get(&incident) {
        None => refuse(Refusal::NotFlagged(incident)),
        Some(Flag::Cleared) => nothing_new(),
        Some(Flag::Standing { by, .. }) if by.contains(&moment.actor) => {
            refuse(Refusal::ClearingNeedsSecondPerson)
        }
        Some(Flag::Standing { .. }) => record(Event::FlagCleared { incident }),
    }
}
