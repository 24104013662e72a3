//! Access to a dataset: granted until a time or until revoked, and reviewed.

use std::collections::BTreeMap;

use kernel::{Decision, Kind, Micros, Moment, Note, Subject, nothing_new, record, refuse};

use crate::datasets::{Event, Refusal, Right};

/// Who may do what.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Access {
    grants: BTreeMap<(Subject, Right), Grant>,
    last_review: Option<(Review, Micros)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Grant {
    Held { until: Option<Micros> },
    Revoked,
}

/// What a review looked at and found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Review {
    pub(super) scope: Note,
    pub(super) revoked: u64,
    pub(super) next_due: Option<Micros>,
}

pub(super) fn grant(
    access: &Access,
    (principal, right): (Subject, Right),
    until: Option<Micros>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let held = access.grants.get(&(principal.clone(), right));
    if held == Some(&Grant::Held { until }) {
        return nothing_new();
    }
    if !matches!(principal.kind(), Kind::Person | Kind::Team | Kind::Service) {
        let (field, expected) = ("principal", "a person, a team or a service");
        return refuse(Refusal::WrongKind { field, subject: principal, expected });
    }
    if until.is_some_and(|until| until <= moment.now) {
        return refuse(Refusal::AccessEndsInThePast);
    }
    record(Event::AccessGranted { principal, right, until })
}

pub(super) fn revoke(
    access: &Access,
    (principal, right): (Subject, Right),
) -> Decision<Event, Refusal> {
    match access.grants.get(&(principal.clone(), right)) {
        None => refuse(Refusal::NoSuchAccess(principal, right)),
        Some(Grant::Revoked) => nothing_new(),
        Some(Grant::Held { .. }) => record(Event::AccessRevoked { principal, right }),
    }
}

/// The same review on the same day is the same; a later one with the same result is a new fact.
pub(super) fn review(access: &Access, review: Review, moment: &Moment) -> Decision<Event, Refusal> {
    let is_same = |(last, at): &(Review, Micros)| *last == review && at.date() == moment.now.date();
    if access.last_review.as_ref().is_some_and(is_same) {
        return nothing_new();
    }
    let Review { scope, revoked, next_due } = review;
    record(Event::AccessReviewed { scope, revoked, next_due })
}

pub(super) fn evolve(access: &mut Access, event: &Event, by: &Moment) {
    if let Event::AccessGranted { principal, right, until } = event {
        access.grants.insert((principal.clone(), *right), Grant::Held { until: *until });
    }
    if let Event::AccessRevoked { principal, right } = event {
        access.grants.insert((principal.clone(), *right), Grant::Revoked);
    }
    if let Event::AccessReviewed { scope, revoked, next_due } = event {
        let review = Review { scope: scope.clone(), revoked: *revoked, next_due: *next_due };
        access.last_review = Some((review, by.now));
    }
}
