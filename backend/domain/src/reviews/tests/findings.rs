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

#[test]
fn a_finding_is_raised_once() {
    for command in [close(), link("action:a-1")] {
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
fn a_closed_finding_takes_no_link() {
    given::<Reviews>([raised(None), closed()])
        .when(link("action:a-1"))
        .then_refused(Refusal::FindingClosed);
    given::<Reviews>([raised(None), closed()]).when(close()).then_nothing();
}
