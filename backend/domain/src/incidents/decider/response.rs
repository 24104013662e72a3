//! How an incident is handled: what it did, who does what, and the measures against the harm.

use std::collections::BTreeMap;

use kernel::{Decision, Moment, Name, Personal, Subject, nothing_new, record, refuse};

use super::{State, is_person};
use crate::{
    incidents::{Command, Event, Harm, Refusal, Role, Severity},
    risks::Category,
};

/// What was judged, decided and ordered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Response {
    assessed: Option<Judged>,
    roles: BTreeMap<Role, Subject>,
    measures: BTreeMap<Name, Measure>,
}

/// An assessment without its reason, which tells no two of them apart.
#[derive(Clone, Debug, PartialEq)]
struct Judged {
    severity: Severity,
    category: Category,
    harms: Vec<Harm>,
    persons: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
struct Measure {
    owner: Subject,
    standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    Ordered,
    Confirmed,
    Withdrawn,
}

impl Response {
    /// How bad it was judged to be last, where anybody did.
    pub(super) fn severity(&self) -> Option<Severity> {
        self.assessed.as_ref().map(|judged| judged.severity)
    }

    /// A measure that is neither confirmed nor withdrawn.
    pub(super) fn open_measure(&self) -> Option<&Name> {
        let is_open = |measure: &Measure| measure.standing == Standing::Ordered;
        self.measures.iter().find(|(_, measure)| is_open(measure)).map(|(name, _)| name)
    }
}

pub(super) fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    let response = &state.response;
    if let Command::Assess { severity, category, harms, persons, why } = command {
        return assess(response, Judged { severity, category, harms, persons }, why);
    }
    if let Command::GiveRole { role, person } = command {
        return give(response, role, person);
    }
    if let Command::OrderMeasure { measure, owner, what, about } = command {
        return order(response, (measure, owner), what, about);
    }
    if let Command::ConfirmMeasure { measure, note } = command {
        return confirm(response, measure, note, moment);
    }
    let Command::WithdrawMeasure { measure, why } = command else { return nothing_new() };
    withdraw(response, measure, why)
}

fn assess(response: &Response, mut new: Judged, why: Personal) -> Decision<Event, Refusal> {
    new.harms.sort();
    new.harms.dedup();
    if response.assessed.as_ref() == Some(&new) {
        return nothing_new();
    }
    let is_bodily = new.harms.iter().any(|harm| harm.is_bodily());
    if is_bodily && new.severity != Severity::Sev1 {
        return refuse(Refusal::TooMild);
    }
    let Judged { severity, category, harms, persons } = new;
    record(Event::Assessed { severity, category, harms, persons, why })
}

fn give(response: &Response, role: Role, person: Subject) -> Decision<Event, Refusal> {
    if response.roles.get(&role) == Some(&person) {
        return nothing_new();
    }
    is_person("person", &person)?;
    record(Event::RoleGiven { role, person })
}

fn order(
    response: &Response,
    (measure, owner): (Name, Subject),
    what: Personal,
    about: Vec<Subject>,
) -> Decision<Event, Refusal> {
    match response.measures.get(&measure) {
        Some(known) if known.owner == owner && known.standing != Standing::Withdrawn => {
            return nothing_new();
        }
        Some(known) if known.standing == Standing::Withdrawn => {
            return refuse(Refusal::MeasureWithdrawn(measure));
        }
        Some(_) => return refuse(Refusal::MeasureKnown(measure)),
        None => {}
    }
    is_person("owner", &owner)?;
    record(Event::MeasureOrdered { measure, owner, what, about })
}

fn confirm(
    response: &Response,
    measure: Name,
    note: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(known) = response.measures.get(&measure) else {
        return refuse(Refusal::NoMeasure(measure));
    };
    match known.standing {
        Standing::Confirmed => nothing_new(),
        Standing::Withdrawn => refuse(Refusal::MeasureWithdrawn(measure)),
        Standing::Ordered if known.owner == moment.actor => refuse(Refusal::OwnerConfirms),
        Standing::Ordered => record(Event::MeasureConfirmed { measure, note }),
    }
}

fn withdraw(response: &Response, measure: Name, why: Personal) -> Decision<Event, Refusal> {
    let Some(known) = response.measures.get(&measure) else {
        return refuse(Refusal::NoMeasure(measure));
    };
    match known.standing {
        Standing::Withdrawn => nothing_new(),
        Standing::Confirmed => refuse(Refusal::MeasureConfirmed(measure)),
        Standing::Ordered => record(Event::MeasureWithdrawn { measure, why }),
    }
}

pub(super) fn evolve(response: &mut Response, event: &Event) {
    if let Event::Assessed { severity, category, harms, persons, .. } = event {
        response.assessed = Some(Judged {
            severity: *severity,
            category: *category,
            harms: harms.clone(),
            persons: *persons,
        });
    }
    if let Event::RoleGiven { role, person } = event {
        response.roles.insert(*role, person.clone());
    }
    if let Event::MeasureOrdered { measure, owner, .. } = event {
        let new = Measure { owner: owner.clone(), standing: Standing::Ordered };
        response.measures.insert(measure.clone(), new);
    }
    if let Event::MeasureConfirmed { measure, .. } = event {
        settle(response, measure, Standing::Confirmed);
    }
    if let Event::MeasureWithdrawn { measure, .. } = event {
        settle(response, measure, Standing::Withdrawn);
    }
}

fn settle(response: &mut Response, measure: &Name, standing: Standing) {
    if let Some(known) = response.measures.get_mut(measure) {
        known.standing = standing;
    }
}
