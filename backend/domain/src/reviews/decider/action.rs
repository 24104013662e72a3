//! The rules for one action.

use std::collections::BTreeSet;

use kernel::{Decision, Kind, Micros, Moment, Personal, Subject, nothing_new, record, refuse};

use super::is_of;
use crate::reviews::{Command, Event, Plan, Refusal};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    pub(super) plan: Plan,
    /// Who owns it now.
    owner: Subject,
    /// Everybody who ever owned it.
    owners: BTreeSet<Subject>,
    noticed: BTreeSet<Micros>,
    is_done: bool,
    is_closed: bool,
}

pub(super) fn open(known: Option<&Action>, new: Plan) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = known.plan == new;
        return if is_same { nothing_new() } else { refuse(Refusal::ActionOpened) };
    }
    is_of("owner", Some(&new.owner), &[Kind::Person], "a person")?;
    is_of("system", new.system.as_ref(), &[Kind::System], "a system")?;
    is_of("incident", new.incident.as_ref(), &[Kind::Incident], "an incident")?;
    is_of("finding", new.finding.as_ref(), &[Kind::Finding], "a finding")?;
    let Plan { title, owner, due, controls, system, incident, finding } = new;
    record(Event::ActionOpened { title, owner, due, controls, system, incident, finding })
}

pub(super) fn go_on(
    action: &Action,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Reassign { owner } = command {
        return reassign(action, owner);
    }
    if let Command::ReportDone { note } = command {
        return report(action, note, moment);
    }
    if let Command::CloseAction { note } = command {
        return close(action, note, moment);
    }
    let Command::NoticeOverdue { due, told } = command else {
        return nothing_new();
    };
    let is_news = !action.is_closed && due == action.plan.due && !action.noticed.contains(&due);
    if !is_news || !moment.now.is_after_day_of(due) {
        return nothing_new();
    }
    record(Event::OverdueNoticed { due, told })
}

fn reassign(action: &Action, owner: Subject) -> Decision<Event, Refusal> {
    if action.owner == owner {
        return nothing_new();
    }
    is_of("owner", Some(&owner), &[Kind::Person], "a person")?;
    if action.is_closed {
        return refuse(Refusal::ActionClosed);
    }
    record(Event::Reassigned { owner })
}

fn report(action: &Action, note: Personal, moment: &Moment) -> Decision<Event, Refusal> {
    if moment.actor != action.owner {
        return refuse(Refusal::NotTheOwner(action.owner.clone()));
    }
    if action.is_done {
        return nothing_new();
    }
    if action.is_closed {
        return refuse(Refusal::ActionClosed);
    }
    record(Event::Done { note })
}

fn close(action: &Action, note: Personal, moment: &Moment) -> Decision<Event, Refusal> {
    if action.is_closed {
        return nothing_new();
    }
    if action.owners.contains(&moment.actor) {
        return refuse(Refusal::OwnerClosesAction);
    }
    record(Event::ActionClosed { note })
}

pub(super) fn evolve(action: &mut Option<Action>, event: &Event) {
    if let Event::ActionOpened { title, owner, due, controls, system, incident, finding } = event {
        let plan = Plan {
            title: title.clone(),
            owner: owner.clone(),
            due: *due,
            controls: controls.clone(),
            system: system.clone(),
            incident: incident.clone(),
            finding: finding.clone(),
        };
        *action = Some(Action {
            plan,
            owner: owner.clone(),
            owners: BTreeSet::from([owner.clone()]),
            noticed: BTreeSet::new(),
            is_done: false,
            is_closed: false,
        });
    }
    let Some(action) = action else { return };
    if let Event::Reassigned { owner } = event {
        action.owner = owner.clone();
        action.owners.insert(owner.clone());
        // What somebody else reported done is not what the new owner says.
        action.is_done = false;
    }
    if let Event::OverdueNoticed { due, .. } = event {
        action.noticed.insert(*due);
    }
    action.is_done |= matches!(event, Event::Done { .. });
    action.is_closed |= matches!(event, Event::ActionClosed { .. });
}
