use std::collections::BTreeMap;

use kernel::testing::{given, moment};

use super::decimal;
use crate::{
    golden::{name, note, reason, subject, subjects},
    programme::{Command, Event, Funding, Programme, Refusal, sum},
};

fn funding(amount: &str) -> Funding {
    Funding {
        title: name("Adversarial resilience"),
        purpose: note("Research and test tooling"),
        amount: decimal(amount),
        currency: name("EUR"),
        period: name("2026"),
        share_of_ai_budget: Some(decimal("0.031")),
        threats: vec![name("THR-01")],
        risks: subjects(&["risk:r-1"]),
        owner: Some(subject("person:p-3")),
    }
}

fn funded() -> Event {
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
    } = funding("240000");
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

fn spend(reference: &str, amount: &str) -> Command {
    let (on, what) = (moment().now, note("Red team"));
    Command::Spend { reference: name(reference), amount: decimal(amount), on, what }
}

fn spent(reference: &str, amount: &str) -> Event {
    let (on, what) = (moment().now, note("Red team"));
    Event::Spent { reference: name(reference), amount: decimal(amount), on, what }
}

fn give(to: &str) -> Command {
    Command::ReassignInitiative { owner: subject(to) }
}

fn closed() -> Event {
    Event::InitiativeClosed { summary: reason() }
}

#[test]
fn an_initiative_is_funded_before_anything_else() {
    let close = Command::CloseInitiative { summary: reason() };
    for command in [spend("INV-1", "1"), close, give("person:p-3")] {
        given::<Programme>([]).when(command).then_refused(Refusal::UnknownInitiative);
    }
    given::<Programme>([]).when(Command::Fund(funding("240000"))).then([funded()]);
    given::<Programme>([funded()])
        .when(Command::Fund(funding("5")))
        .then_refused(Refusal::InitiativeFunded);
}

#[test]
fn money_is_a_plain_amount() {
    let refused = |new: Funding, refusal| {
        given::<Programme>([]).when(Command::Fund(new)).then_refused(refusal);
    };
    for amount in ["0", "-5", "1e6", "1.00001", "0.0", &"9".repeat(19)] {
        refused(funding(amount), Refusal::NoAmount(decimal(amount)));
    }
    let currency = name("euro");
    refused(Funding { currency: currency.clone(), ..funding("1") }, Refusal::NoCurrency(currency));
    let share = decimal("3.1");
    let too_much = Funding { share_of_ai_budget: Some(share.clone()), ..funding("1") };
    refused(too_much, Refusal::NoShare(share));
    let other = Funding { risks: subjects(&["system:care"]), ..funding("1") };
    let (subject, expected) = (subject("system:care"), "risks");
    refused(other, Refusal::WrongKind { field: "risks", subject, expected });
}

#[test]
fn amounts_add_up_exactly() {
    let total = |amounts: &[&str]| {
        let amounts: Vec<_> = amounts.iter().map(|amount| decimal(amount)).collect();
        sum(&amounts)
    };
    assert_eq!(total(&["0.1", "0.2"]), "0.30");
    assert_eq!(total(&["12500.50", "-500.5", "7"]), "12007");
    assert_eq!(total(&["-0.0001", "0.00005"]), "-0.0001", "too fine to be money");
    assert_eq!(total(&["999999999999999999", "1"]), "1000000000000000000");
    assert_eq!(total(&[]), "0");
}

#[test]
fn a_bill_is_spent_once() {
    given::<Programme>([funded()])
        .when(spend("INV-1", "12500.50"))
        .then([spent("INV-1", "12500.50")]);
    given::<Programme>([funded(), spent("INV-1", "5")])
        .when(spend("INV-1", "6"))
        .then_refused(Refusal::BillTaken(name("INV-1")));
    // What comes back is less than nothing.
    given::<Programme>([funded()]).when(spend("INV-2", "-5")).then([spent("INV-2", "-5")]);
    given::<Programme>([funded()])
        .when(spend("INV-3", "0"))
        .then_refused(Refusal::NoAmount(decimal("0")));
    let (on, what) = (moment().now.plus_days(1), note("Red team"));
    let ahead = Command::Spend { reference: name("INV-4"), amount: decimal("1"), on, what };
    given::<Programme>([funded()]).when(ahead).then_refused(Refusal::SpentAhead(on));
}

#[test]
fn a_closed_initiative_spends_nothing() {
    let close = Command::CloseInitiative { summary: reason() };
    given::<Programme>([funded()]).when(close.clone()).then([closed()]);
    given::<Programme>([funded(), closed()]).when(close).then_nothing();
    given::<Programme>([funded(), closed()])
        .when(spend("INV-1", "1"))
        .then_refused(Refusal::InitiativeClosed);
    let (text, metrics) = (note("Measured in every release"), BTreeMap::new());
    let outcome = Command::RecordOutcome { note: text.clone(), metrics: metrics.clone() };
    given::<Programme>([funded(), closed()])
        .when(outcome)
        .then([Event::OutcomeRecorded { note: text, metrics }]);
}

#[test]
fn an_initiative_is_given_to_somebody_else() {
    let given_to = |to: &str| Event::InitiativeReassigned { owner: subject(to) };
    given::<Programme>([funded()]).when(give("person:p-3")).then_nothing();
    given::<Programme>([funded()]).when(give("person:p-4")).then([given_to("person:p-4")]);
    let history = || [funded(), given_to("person:p-4")];
    given::<Programme>(history()).when(give("person:p-4")).then_nothing();
    given::<Programme>(history()).when(give("person:p-3")).then([given_to("person:p-3")]);
    given::<Programme>([funded()]).when(give("team:a")).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("team:a"),
        expected: "a person",
    });
    given::<Programme>([funded(), closed()])
        .when(give("person:p-4"))
        .then_refused(Refusal::InitiativeClosed);
    // What was funded is still what was funded.
    given::<Programme>(history()).when(Command::Fund(funding("240000"))).then_nothing();
}
