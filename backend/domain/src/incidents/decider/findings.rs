//! What is found out and told while an incident is open.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Note, Subject, nothing_new, record, refuse};

use super::State;
use crate::incidents::{Event, Refusal};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Radius {
    pub(super) roots: Vec<Subject>,
    pub(super) counts: BTreeMap<String, u64>,
    pub(super) as_of: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rescoring {
    pub(super) total: u64,
    pub(super) changed: u64,
    pub(super) by_deployment: BTreeMap<String, u64>,
    pub(super) method: Note,
}

pub(super) fn keep_radius(state: &State, new: Radius) -> Decision<Event, Refusal> {
    if state.radius.as_ref() == Some(&new) {
        return nothing_new();
    }
    if new.roots.is_empty() {
        return refuse(Refusal::NoRoots);
    }
    let Radius { roots, counts, as_of } = new;
    record(Event::BlastRadiusComputed { roots, counts, as_of })
}

pub(super) fn tell(
    state: &State,
    person: Subject,
    about: Vec<Subject>,
) -> Decision<Event, Refusal> {
    let told = (person, about);
    if state.told.contains(&told) {
        return nothing_new();
    }
    let (person, about) = told;
    if !matches!(person.kind(), Kind::Person | Kind::Team) {
        let (field, expected) = ("person", "a person or a team");
        return refuse(Refusal::WrongKind { field, subject: person, expected });
    }
    record(Event::OwnerTold { person, about })
}

pub(super) fn keep_rescoring(state: &State, new: Rescoring) -> Decision<Event, Refusal> {
    if state.rescoring.as_ref() == Some(&new) {
        return nothing_new();
    }
    let total = new.total;
    let more = |field, part| Refusal::MoreThanTotal { field, part, total };
    if new.changed > total {
        return refuse(more("changed", new.changed));
    }
    let listed = new.by_deployment.values().fold(0, |sum: u64, part| sum.saturating_add(*part));
    if listed > total {
        return refuse(more("by_deployment", listed));
    }
    let Rescoring { total, changed, by_deployment, method } = new;
    record(Event::DecisionsRescored { total, changed, by_deployment, method })
}

pub(super) fn evolve(state: &mut State, event: &Event) {
    if let Event::BlastRadiusComputed { roots, counts, as_of } = event {
        let (roots, counts) = (roots.clone(), counts.clone());
        state.radius = Some(Radius { roots, counts, as_of: *as_of });
    }
    if let Event::OwnerTold { person, about } = event {
        state.told.insert((person.clone(), about.clone()));
    }
    if let Event::DecisionsRescored { total, changed, by_deployment, method } = event {
        state.rescoring = Some(Rescoring {
            total: *total,
            changed: *changed,
            by_deployment: by_deployment.clone(),
            method: method.clone(),
        });
    }
}
