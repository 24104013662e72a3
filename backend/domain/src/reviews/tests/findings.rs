use kernel::testing::given;

use crate::{
    golden::{name, note, reason, subject},
    reviews::{Command, Event, Grade, Raising, Refusal, Reviews},
};

fn raising(owner: Option<&str>) -> Raising {
    Raising {
        control: name("AIC-VT-03"),
        severity: Grade::High,
        text: note("evaluations use a random split"),
        system: Some(subject("system:care")),
        review: Some(subject("review:r-1")),
        owner: owner.map(subject),
    }
}

fn raised(owner: Option<&str>) -> Event {
    let Raising { control, severity, text, system, review, owner } = raising(owner);
    Event::Raised { control, severity, text, system, review, owner }
}

fn close() -> Command {
    Command::CloseFinding { note: reason() }
}

fn closed() -> Event {
    Event::FindingClosed { note: reason() }
}

fn link(to: &str) -> Command {
    Command::Link { to: subject(to) }
}

fn give(to: &str) -> Command {
    Command::ReassignFinding { owner: subject(to) }
}

fn given_to(to: &str) -> Event {
    Event::FindingReassigned { owner: subject(to) }
}

#[test]
fn a_finding_is_raised_once() {
    for command in [close(), link("action:a-1"), give("person:p-2")] {
        given::<Reviews>([]).when(command).then_refused(Refusal::UnknownFinding);
    }
    given::<Reviews>([]).when(Command::Raise(raising(None))).then([raised(None)]);
    given::<Reviews>([raised(None)])
        .when(Command::Raise(raising(Some("person:p-2"))))
        .then_refused(Refusal::FindingRaised);
    let by_team = Command::Raise(raising(Some("team:a")));
    given::<Reviews>([]).when(by_team).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("team:a"),
        expected: "a person",
    });
}

#[test]
fn a_finding_is_linked_to_risks_and_actions() {
    for to in ["risk:r-1", "action:a-1"] {
        given::<Reviews>([raised(None)]).when(link(to)).then([Event::Linked { to: subject(to) }]);
    }
    given::<Reviews>([raised(None)]).when(link("system:care")).then_refused(Refusal::WrongKind {
        field: "to",
        subject: subject("system:care"),
        expected: "a risk or an action",
    });
}

#[test]
fn an_owner_does_not_close_a_finding() {
    given::<Reviews>([raised(Some("person:owner"))])
        .when_by("owner", close())
        .then_refused(Refusal::OwnerClosesFinding);
    given::<Reviews>([raised(Some("person:owner"))]).when(close()).then([closed()]);
    // Who raised it sees best whether it is mended.
    given::<Reviews>([raised(None)]).when(close()).then([closed()]);
}

#[test]
fn a_finding_is_given_to_somebody_else() {
    for owner in [None, Some("person:owner")] {
        given::<Reviews>([raised(owner)])
            .when(give("person:second"))
            .then([given_to("person:second")]);
    }
    given::<Reviews>([raised(Some("person:owner"))]).when(give("person:owner")).then_nothing();
    let back = || [raised(Some("person:owner")), given_to("person:second")];
    given::<Reviews>(back()).when(give("person:second")).then_nothing();
    given::<Reviews>(back()).when(give("person:owner")).then([given_to("person:owner")]);
    given::<Reviews>([raised(None)]).when(give("team:a")).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("team:a"),
        expected: "a person",
    });
    given::<Reviews>([raised(None), closed()])
        .when(give("person:second"))
        .then_refused(Refusal::FindingClosed);
    // Giving it away does not make anybody the second pair of eyes.
    for person in ["owner", "second"] {
        given::<Reviews>(back()).when_by(person, close()).then_refused(Refusal::OwnerClosesFinding);
    }
    given::<Reviews>(back()).when(close()).then([closed()]);
    // What was raised is still what was raised.
    let again = Command::Raise(raising(Some("person:owner")));
    given::<Reviews>(back()).when(again).then_nothing();
}

#[test]
fn a_closed_finding_takes_no_link() {
    given::<Reviews>([raised(None), closed()])
        .when(link("action:a-1"))
        .then_refused(Refusal::FindingClosed);
    given::<Reviews>([raised(None), closed()]).when(close()).then_nothing();
}
