//! The rules for one initiative.

use std::collections::BTreeMap;

use kernel::{
    Decimal, Decision, Kind, Micros, Moment, Name, Note, Subject, nothing_new, record, refuse,
};

use super::is_of;
use crate::programme::{Command, Event, Funding, Refusal, money};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Initiative {
    funding: Funding,
    /// Who answers for it now.
    owner: Option<Subject>,
    bills: BTreeMap<Name, Decimal>,
    outcomes: Vec<Outcome>,
    is_closed: bool,
}

type Outcome = (Note, BTreeMap<String, Decimal>);

pub(super) fn fund(known: Option<&Initiative>, new: Funding) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = known.funding == new;
        return if is_same { nothing_new() } else { refuse(Refusal::InitiativeFunded) };
    }
    if money::exact(&new.amount).is_none_or(|amount| amount <= 0) {
        return refuse(Refusal::NoAmount(new.amount));
    }
    if !is_currency(&new.currency) {
        return refuse(Refusal::NoCurrency(new.currency));
    }
    let is_share = |share: &Decimal| (0.0..=1.0).contains(&share.approx());
    if let Some(share) = new.share_of_ai_budget.iter().find(|share| !is_share(share)) {
        return refuse(Refusal::NoShare(share.clone()));
    }
    for risk in &new.risks {
        is_of("risks", Some(risk), Kind::Risk, "risks")?;
    }
    is_of("owner", new.owner.as_ref(), Kind::Person, "a person")?;
    record(funded(new))
}

fn is_currency(currency: &Name) -> bool {
    let letters = currency.as_str();
    letters.len() == 3 && letters.bytes().all(|letter| letter.is_ascii_uppercase())
}

fn funded(new: Funding) -> Event {
    let Funding {
        title,
        purpose,
        amount,
        currency,
        period,
        share_of_ai_budget,
        threats,
        risks,
        owner,
    } = new;
    Event::Funded {
        title,
        purpose,
        amount,
        currency,
        period,
        share_of_ai_budget,
        threats,
        risks,
        owner,
    }
}

pub(super) fn go_on(
    initiative: &Initiative,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Spend { reference, amount, on, what } = command {
        return spend(initiative, (reference, amount), (on, what), moment);
    }
    if let Command::RecordOutcome { note, metrics } = command {
        let outcome = (note, metrics);
        if initiative.outcomes.contains(&outcome) {
            return nothing_new();
        }
        let (note, metrics) = outcome;
        return record(Event::OutcomeRecorded { note, metrics });
    }
    if let Command::ReassignInitiative { owner } = command {
        return reassign(initiative, owner);
    }
    let Command::CloseInitiative { summary } = command else {
        return nothing_new();
    };
    if initiative.is_closed {
        return nothing_new();
    }
    record(Event::InitiativeClosed { summary })
}

fn reassign(initiative: &Initiative, owner: Subject) -> Decision<Event, Refusal> {
    if initiative.owner.as_ref() == Some(&owner) {
        return nothing_new();
    }
    is_of("owner", Some(&owner), Kind::Person, "a person")?;
    if initiative.is_closed {
        return refuse(Refusal::InitiativeClosed);
    }
    record(Event::InitiativeReassigned { owner })
}

fn spend(
    initiative: &Initiative,
    (reference, amount): (Name, Decimal),
    (on, what): (Micros, Note),
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Some(known) = initiative.bills.get(&reference) {
        let is_same = *known == amount;
        return if is_same { nothing_new() } else { refuse(Refusal::BillTaken(reference)) };
    }
    if initiative.is_closed {
        return refuse(Refusal::InitiativeClosed);
    }
    if money::exact(&amount).is_none_or(|amount| amount == 0) {
        return refuse(Refusal::NoAmount(amount));
    }
    if on > moment.now {
        return refuse(Refusal::SpentAhead(on));
    }
    record(Event::Spent { reference, amount, on, what })
}

pub(super) fn evolve(initiative: &mut Option<Initiative>, event: &Event) {
    if let Some(funding) = funding(event) {
        *initiative = Some(Initiative {
            owner: funding.owner.clone(),
            funding,
            bills: BTreeMap::new(),
            outcomes: Vec::new(),
            is_closed: false,
        });
    }
    let Some(initiative) = initiative else { return };
    if let Event::Spent { reference, amount, .. } = event {
        initiative.bills.insert(reference.clone(), amount.clone());
    }
    if let Event::OutcomeRecorded { note, metrics } = event {
        initiative.outcomes.push((note.clone(), metrics.clone()));
    }
    if let Event::InitiativeReassigned { owner } = event {
        initiative.owner = Some(owner.clone());
    }
    initiative.is_closed |= matches!(event, Event::InitiativeClosed { .. });
}

fn funding(event: &Event) -> Option<Funding> {
    let Event::Funded {
        title,
        purpose,
        amount,
        currency,
        period,
        share_of_ai_budget,
        threats,
        risks,
        owner,
    } = event
    else {
        return None;
    };
    Some(Funding {
        title: title.clone(),
        purpose: purpose.clone(),
        amount: amount.clone(),
        currency: currency.clone(),
        period: period.clone(),
        share_of_ai_budget: share_of_ai_budget.clone(),
        threats: threats.clone(),
        risks: risks.clone(),
        owner: owner.clone(),
    })
}
