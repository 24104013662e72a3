//! Lending a role for a while: to whom, by whom, until when.

use kernel::{Decision, Micros, Name, Subject, nothing_new, record, refuse};

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
}

impl Lent {
    fn is(&self, by: &Subject, role: &Name, scope: &Subject) -> bool {
        self.by == *by && self.role == *role && self.scope == *scope
    }
}

pub(super) fn lend(person: &Person, new: Lent) -> Decision<Event, Refusal> {
    if person.lent.contains(&new) {
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

pub(super) fn evolve(lent: &mut Vec<Lent>, event: &Event) {
    if let Event::RoleDelegated { by, role, scope, from, until } = event {
        lent.retain(|known| !known.is(by, role, scope));
        let (by, role, scope) = (by.clone(), role.clone(), scope.clone());
        lent.push(Lent { by, role, scope, from: *from, until: *until, has_ended: false });
    } else if let Event::DelegationEnded { by, role, scope } = event {
        let ended = lent.iter_mut().filter(|known| known.is(by, role, scope));
        ended.for_each(|known| known.has_ended = true);
    }
}
