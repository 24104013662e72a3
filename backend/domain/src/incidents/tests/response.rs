use kernel::testing::given;

use super::{Command, Event, Incidents, Refusal, Severity, closed, contained, opened};
use crate::{
    golden::{name, reason, subject, subjects},
    incidents::{Harm, Role},
    risks::Category,
};

fn assess(severity: Severity, harms: &[Harm]) -> Command {
    let (category, harms) = (Category::PeopleSafety, harms.to_vec());
    Command::Assess { severity, category, harms, persons: Some(41), why: reason() }
}

fn assessed(severity: Severity, harms: &[Harm]) -> Event {
    let (category, harms) = (Category::PeopleSafety, harms.to_vec());
    Event::Assessed { severity, category, harms, persons: Some(41), why: reason() }
}

fn order(measure: &str, owner: &str) -> Command {
    Command::OrderMeasure {
        measure: name(measure),
        owner: subject(owner),
        what: reason(),
        about: subjects(&["deployment:d-5"]),
    }
}

fn ordered() -> Event {
    Event::MeasureOrdered {
        measure: name("m"),
        owner: subject("person:p-2"),
        what: reason(),
        about: subjects(&["deployment:d-5"]),
    }
}

fn confirm() -> Command {
    Command::ConfirmMeasure { measure: name("m"), note: reason() }
}

fn confirmed() -> Event {
    Event::MeasureConfirmed { measure: name("m"), note: reason() }
}

fn withdraw() -> Command {
    Command::WithdrawMeasure { measure: name("m"), why: reason() }
}

fn withdrawn() -> Event {
    Event::MeasureWithdrawn { measure: name("m"), why: reason() }
}

#[test]
fn an_assessment_lists_each_harm_once() {
    given::<Incidents>([opened()])
        .when(assess(Severity::Sev1, &[Harm::PersonalData, Harm::Health, Harm::PersonalData]))
        .then([assessed(Severity::Sev1, &[Harm::Health, Harm::PersonalData])]);
    given::<Incidents>([opened(), assessed(Severity::Sev2, &[])])
        .when(assess(Severity::Sev3, &[]))
        .then([assessed(Severity::Sev3, &[])]);
}

#[test]
fn bodily_harm_is_of_the_worst_severity() {
    for harm in [Harm::Death, Harm::Health] {
        for severity in [Severity::Sev2, Severity::Sev3, Severity::Sev4] {
            given::<Incidents>([opened()])
                .when(assess(severity, &[harm]))
                .then_refused(Refusal::TooMild);
        }
    }
    given::<Incidents>([opened()])
        .when(assess(Severity::Sev4, &[Harm::Business]))
        .then([assessed(Severity::Sev4, &[Harm::Business])]);
}

#[test]
fn a_role_is_held_by_one_person() {
    let give = |person| Command::GiveRole { role: Role::Commander, person: subject(person) };
    let given_to = |person| Event::RoleGiven { role: Role::Commander, person: subject(person) };
    given::<Incidents>([opened()]).when(give("person:p-2")).then([given_to("person:p-2")]);
    let handed_over = || [opened(), given_to("person:p-2"), given_to("person:p-3")];
    given::<Incidents>(handed_over()).when(give("person:p-3")).then_nothing();
    given::<Incidents>(handed_over()).when(give("person:p-2")).then([given_to("person:p-2")]);
    given::<Incidents>([opened()]).when(give("team:t")).then_refused(Refusal::WrongKind {
        field: "person",
        subject: subject("team:t"),
        expected: "a person",
    });
}

#[test]
fn a_measure_is_ordered_of_one_person() {
    given::<Incidents>([opened()]).when(order("m", "person:p-2")).then([ordered()]);
    given::<Incidents>([opened(), ordered()])
        .when(order("m", "person:p-3"))
        .then_refused(Refusal::MeasureKnown(name("m")));
    given::<Incidents>([opened()]).when(order("m", "team:t")).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("team:t"),
        expected: "a person",
    });
}

#[test]
fn an_owner_does_not_confirm_a_measure() {
    given::<Incidents>([opened()]).when(confirm()).then_refused(Refusal::NoMeasure(name("m")));
    given::<Incidents>([opened(), ordered()])
        .when_by("p-2", confirm())
        .then_refused(Refusal::OwnerConfirms);
    given::<Incidents>([opened(), ordered()]).when_by("p-3", confirm()).then([confirmed()]);
}

#[test]
fn a_measure_is_settled_one_way() {
    given::<Incidents>([opened(), ordered()]).when(withdraw()).then([withdrawn()]);
    given::<Incidents>([opened(), ordered(), confirmed()])
        .when(withdraw())
        .then_refused(Refusal::MeasureConfirmed(name("m")));
    for command in [confirm(), order("m", "person:p-2")] {
        given::<Incidents>([opened(), ordered(), withdrawn()])
            .when(command)
            .then_refused(Refusal::MeasureWithdrawn(name("m")));
    }
}

#[test]
fn nothing_is_contained_while_a_measure_is_open() {
    given::<Incidents>([opened(), ordered()])
        .when(Command::Contain)
        .then_refused(Refusal::MeasureOpen(name("m")));
    for settled in [confirmed(), withdrawn()] {
        given::<Incidents>([opened(), ordered(), settled])
            .when(Command::Contain)
            .then([contained()]);
    }
}

#[test]
fn a_closed_incident_is_handled_no_more() {
    let role = Command::GiveRole { role: Role::Scribe, person: subject("person:p-2") };
    for command in [assess(Severity::Sev1, &[]), role, order("m", "person:p-2"), confirm()] {
        given::<Incidents>([opened(), contained(), closed()])
            .when(command)
            .then_refused(Refusal::IsClosed);
    }
}
