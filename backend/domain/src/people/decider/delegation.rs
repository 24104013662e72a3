//! Lending a role for a while: to whom, by whom, until when.

use kernel::{Decision, Micros, Moment, Name, Subject, nothing_new, record, refuse};

use super::{Event, Held, Person, Refusal, check_duties, check_present, roles};

/// The longest time a role is lent for, in days: longer than that it is handed over.
const LONGEST: i64 = 92;

/// A role another person lends to this one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lent {
    pub(super) by: Subject,
    pub(super) role: Name,
    pub(super) scope: Subject,
    pub(super) from: Micros,
    pub(super) until: Micros,
    pub(super) has_ended: bool,
    /// Whether somebody was told that it has reached its end.
    pub(super) noticed: bool,
}

impl Lent {
    fn is(&self, by: &Subject, role: &Name, scope: &Subject) -> bool {
        self.by == *by && self.role == *role && self.scope == *scope
    }
}

pub(super) fn lend(person: &Person, new: Lent) -> Decision<Event, Refusal> {
    let is_same = |known: &Lent| Lent { noticed: false, ..known.clone() } == new;
    if person.lent.iter().any(is_same) {
        return nothing_new();
    }
    check_present(person)?;
    if roles::role(new.role.as_str()).is_none() {
        return refuse(Refusal::UnknownRole(new.role));
    }
    if new.until <= new.from {
        return refuse(Refusal::EndsBeforeItBegins);
    }
    if new.until > new.from.plus_days(LONGEST) {
        return refuse(Refusal::LentTooLong(LONGEST));
    }
    if person.service && roles::decides(new.role.as_str()) {
        return refuse(Refusal::ServiceDecides(new.role));
    }
    let Lent { by, role, scope, from, until, .. } = new;
    let held = Held {
        role: role.clone(),
        scope: scope.clone(),
        from,
        until: Some(until),
        has_ended: false,
    };
    check_duties(person, &held)?;
    record(Event::RoleDelegated { by, role, scope, from, until })
}

pub(super) fn end(
    person: &Person,
    by: Subject,
    role: Name,
    scope: Subject,
) -> Decision<Event, Refusal> {
    match person.lent.iter().find(|lent| lent.is(&by, &role, &scope)) {
        None => refuse(Refusal::NotDelegated(by, role)),
        Some(lent) if lent.has_ended => nothing_new(),
        Some(_) => record(Event::DelegationEnded { by, role, scope }),
    }
}

/// Only what was lent last until that moment, and not taken back, comes to its end there.
pub(super) fn notice(
    person: &Person,
    (by, role, scope): (Subject, Name, Subject),
    due: Micros,
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(lent) = person.lent.iter().find(|lent| lent.is(&by, &role, &scope)) else {
        return refuse(Refusal::NotDelegated(by, role));
    };
    let is_over = lent.until == due && moment.now >= due && !lent.has_ended && !lent.noticed;
    if !is_over || check_present(person).is_err() {
        return nothing_new();
    }
    record(Event::DelegationEndNoticed { by, role, scope, due, told })
}

pub(super) fn evolve(lent: &mut Vec<Lent>, event: &Event) {
    if let Event::RoleDelegated { by, role, scope, from, until } = event {
        lent.retain(|known| !known.is(by, role, scope));
        let (by, role, scope) = (by.clone(), role.clone(), scope.clone());
        let (from, until, has_ended, noticed) = (*from, *until, false, false);
        lent.push(Lent { by, role, scope, from, until, has_ended, noticed });
    } else if let Event::DelegationEnded { by, role, scope } = event {
        let ended = lent.iter_mut().filter(|known| known.is(by, role, scope));
        ended.for_each(|known| known.has_ended = true);
    } else if let Event::DelegationEndNoticed { by, role, scope, .. } = event {
        let told = lent.iter_mut().filter(|known| known.is(by, role, scope));
        told.for_each(|known| known.noticed = true);
    }
}
