//! Access to a dataset: granted until a time or until revoked, and reviewed.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    Decision, Kind, Micros, Moment, Note, Personal, Subject, nothing_new, record, record_all,
    refuse,
};

use crate::datasets::{Event, Refusal, Right, Verdicts};

/// Who may do what.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Access {
    grants: BTreeMap<(Subject, Right), Grant>,
    last_review: Option<(Review, Micros)>,
    /// The day that somebody was told of last.
    noticed: Option<Micros>,
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
    reason: Personal,
) -> Decision<Event, Refusal> {
    match access.grants.get(&(principal.clone(), right)) {
        None => refuse(Refusal::NoSuchAccess(principal, right)),
        Some(Grant::Revoked) => nothing_new(),
        Some(Grant::Held { .. }) => record(Event::AccessRevoked { principal, right, reason }),
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

/// A review is complete when it says of everything in force what becomes of it.
pub(super) fn complete(
    access: &Access,
    verdicts: Verdicts,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Verdicts { scope, kept, withdrawn, next_due } = verdicts;
    let in_force = |grant: &Grant| match grant {
        Grant::Held { until } => until.is_none_or(|until| until > moment.now),
        Grant::Revoked => false,
    };
    let mut decided = BTreeSet::new();
    for (principal, right) in &kept {
        let held = (principal.clone(), *right);
        if !access.grants.get(&held).is_some_and(in_force) {
            return refuse(Refusal::NoSuchAccess(principal.clone(), *right));
        }
        decided.insert(held);
    }
    for (principal, right, _) in &withdrawn {
        let held = (principal.clone(), *right);
        if !access.grants.contains_key(&held) {
            return refuse(Refusal::NoSuchAccess(principal.clone(), *right));
        }
        if !decided.insert(held) {
            return refuse(Refusal::AccessDecidedTwice(principal.clone(), *right));
        }
    }
    let left_out =
        |(held, grant): &(&(Subject, Right), &Grant)| in_force(grant) && !decided.contains(*held);
    if let Some(((principal, right), _)) = access.grants.iter().find(left_out) {
        return refuse(Refusal::AccessUndecided(principal.clone(), *right));
    }
    if next_due <= moment.now {
        return refuse(Refusal::ReviewDueInThePast);
    }
    let revoked = u64::try_from(withdrawn.len()).unwrap_or(u64::MAX);
    let mut facts = Vec::new();
    for (principal, right, reason) in withdrawn {
        facts.extend(revoke(access, (principal, right), reason)?);
    }
    let reviewed = Review { scope, revoked, next_due: Some(next_due) };
    facts.extend(review(access, reviewed, moment)?);
    record_all(facts)
}

/// Only the day that the last review named comes, and it is told once.
pub(super) fn notice(
    access: &Access,
    due: Micros,
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let named = access.last_review.as_ref().and_then(|(last, _)| last.next_due);
    if named != Some(due) || access.noticed == Some(due) || moment.now < due {
        return nothing_new();
    }
    record(Event::AccessReviewDueNoticed { due, told })
}

pub(super) fn evolve(access: &mut Access, event: &Event, by: &Moment) {
    if let Event::AccessGranted { principal, right, until } = event {
        access.grants.insert((principal.clone(), *right), Grant::Held { until: *until });
    }
    if let Event::AccessRevoked { principal, right, .. } = event {
        access.grants.insert((principal.clone(), *right), Grant::Revoked);
    }
    if let Event::AccessReviewed { scope, revoked, next_due } = event {
        let review = Review { scope: scope.clone(), revoked: *revoked, next_due: *next_due };
        access.last_review = Some((review, by.now));
    }
    if let Event::AccessReviewDueNoticed { due, .. } = event {
        access.noticed = Some(*due);
    }
}
