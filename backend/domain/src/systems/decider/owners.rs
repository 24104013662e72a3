//! Who answers for a system: one owner a stage, and deputies.

use kernel::{Decision, Kind, Subject, nothing_new, record, record_all, refuse};

use super::State;
use crate::{
    deployments::Stage,
    systems::{Duty, Event, Refusal},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Accountable {
    pub(super) person: Subject,
    pub(super) duty: Duty,
    pub(super) stage: Option<Stage>,
}

pub(super) fn assign(state: &State, new: Accountable) -> Decision<Event, Refusal> {
    if state.accountable.contains(&new) {
        return nothing_new();
    }
    if new.person.kind() != Kind::Person {
        return refuse(Refusal::NotAPerson(new.person));
    }
    let overlaps =
        |held: &Accountable| held.stage == new.stage || held.stage.is_none() || new.stage.is_none();
    let clash = state
        .accountable
        .iter()
        .find(|held| held.person == new.person && excludes(held.duty, new.duty) && overlaps(held));
    if let Some(held) = clash {
        return refuse(Refusal::OwnerIsDeputy(new.person, held.duty));
    }
    let is_followed = |held: &&Accountable| {
        new.duty == Duty::Owner && held.duty == Duty::Owner && held.stage == new.stage
    };
    let mut events: Vec<Event> =
        state.accountable.iter().filter(is_followed).cloned().map(released).collect();
    let Accountable { person, duty, stage } = new;
    events.push(Event::OwnerAssigned { person, duty, stage });
    record_all(events)
}

/// Owner and deputy are two people; whoever does the work may be either.
fn excludes(held: Duty, asked: Duty) -> bool {
    held != asked && held != Duty::Responsible && asked != Duty::Responsible
}

pub(super) fn release(state: &State, old: Accountable) -> Decision<Event, Refusal> {
    if state.released.contains(&old) {
        return nothing_new();
    }
    if !state.accountable.contains(&old) {
        return refuse(Refusal::NotAccountable(old.person, old.duty));
    }
    record(released(old))
}

fn released(old: Accountable) -> Event {
    let Accountable { person, duty, stage } = old;
    Event::OwnerReleased { person, duty, stage }
}
