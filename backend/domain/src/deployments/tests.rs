use kernel::{Refusal as _, testing::given};

use super::{Activation, Command, Deployments, Event, Hardening, Refusal, Stage};
use crate::golden::{self, reason, subject, subjects};

fn activation(model: &str) -> Activation {
    Activation {
        model: subject(model),
        uses: Vec::new(),
        endpoint: subject("endpoint:eu-west"),
        stage: Stage::Production,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject("system:care")),
    }
}

fn activated() -> Event {
    Event::Activated {
        model: subject("model:risk@1.3.0"),
        uses: Vec::new(),
        endpoint: subject("endpoint:eu-west"),
        stage: Stage::Production,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject("system:care")),
    }
}

fn end(replaced_by: Option<&str>) -> Command {
    Command::End { reason: reason(), replaced_by: replaced_by.map(subject) }
}

fn ended(replaced_by: Option<&str>) -> Event {
    Event::Ended { reason: reason(), replaced_by: replaced_by.map(subject) }
}

fn flag(suspects: &[&str]) -> Command {
    Command::Flag { incident: subject("incident:i-1"), suspects: subjects(suspects) }
}

fn flagged(suspects: &[&str]) -> Event {
    Event::Flagged { incident: subject("incident:i-1"), suspects: subjects(suspects) }
}

fn request_stop() -> Command {
    Command::RequestStop { incident: subject("incident:i-1"), reason: reason() }
}

fn stop_requested() -> Event {
    Event::StopRequested { incident: subject("incident:i-1"), reason: reason() }
}

fn confirm_stop() -> Command {
    Command::ConfirmStop { note: reason() }
}

fn clear() -> Command {
    Command::ClearFlag { incident: subject("incident:i-1") }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("deployments");
}

#[test]
fn an_unknown_deployment_is_refused() {
    assert_eq!(Refusal::Unknown.code(), "deployment.unknown");
    for command in [end(None), flag(&[]), request_stop(), confirm_stop(), clear()] {
        given::<Deployments>([]).when(command).then_refused(Refusal::Unknown);
    }
}

#[test]
fn a_deployment_names_an_exact_version() {
    given::<Deployments>([])
        .when(Command::Activate(activation("model:risk@1.3.0")))
        .then([activated()]);
    for model in ["model:risk", "dataset:train@v1"] {
        given::<Deployments>([])
            .when(Command::Activate(activation(model)))
            .then_refused(Refusal::ModelWithoutVersion(subject(model)));
    }
    let uses = Activation { uses: subjects(&["prompt:p"]), ..activation("model:risk@1.3.0") };
    given::<Deployments>([])
        .when(Command::Activate(uses))
        .then_refused(Refusal::UsesWithoutVersion(subject("prompt:p")));
}

#[test]
fn endpoints_and_replaced_deployments_are_what_they_say() {
    let wrong =
        |field, named, expected| Refusal::WrongKind { field, subject: subject(named), expected };
    let elsewhere =
        Activation { endpoint: subject("system:care"), ..activation("model:risk@1.3.0") };
    given::<Deployments>([]).when(Command::Activate(elsewhere)).then_refused(wrong(
        "endpoint",
        "system:care",
        "an endpoint",
    ));
    let replaces = Activation {
        replaces: Some(subject("model:risk@1.2.0")),
        ..activation("model:risk@1.3.0")
    };
    given::<Deployments>([]).when(Command::Activate(replaces)).then_refused(wrong(
        "replaces",
        "model:risk@1.2.0",
        "a deployment",
    ));
}

#[test]
fn an_activation_is_not_overwritten() {
    given::<Deployments>([activated()])
        .when(Command::Activate(activation("model:risk@1.4.0")))
        .then_refused(Refusal::AlreadyActivated);
}

#[test]
fn a_deployment_ends_once() {
    let next = Some("deployment:d-6");
    given::<Deployments>([activated()]).when(end(next)).then([ended(next)]);
    given::<Deployments>([activated(), ended(next)]).when(end(None)).then_nothing();
    given::<Deployments>([activated(), ended(next)])
        .when(end(Some("deployment:d-7")))
        .then_refused(Refusal::HasEnded);
}

#[test]
fn what_ended_by_itself_may_be_followed_later() {
    given::<Deployments>([activated(), ended(None)])
        .when(end(Some("deployment:d-7")))
        .then_nothing();
}

#[test]
fn an_ended_deployment_is_not_flagged() {
    for command in [flag(&["dataset:train@v4"]), request_stop()] {
        given::<Deployments>([activated(), ended(None)])
            .when(command)
            .then_refused(Refusal::HasEnded);
    }
    given::<Deployments>([activated(), stop_requested(), ended(None)])
        .when(confirm_stop())
        .then([Event::StopConfirmed { note: reason() }]);
}

#[test]
fn a_flag_grows_by_new_suspects_only() {
    given::<Deployments>([activated()])
        .when(flag(&["dataset:train@v4"]))
        .then([flagged(&["dataset:train@v4"])]);
    let history = || [activated(), flagged(&["dataset:train@v4", "dataset:train@v5"])];
    given::<Deployments>(history()).when(flag(&["dataset:train@v5"])).then_nothing();
    given::<Deployments>(history())
        .when(flag(&["dataset:train@v6"]))
        .then([flagged(&["dataset:train@v6"])]);
}

#[test]
fn only_incidents_flag_and_stop() {
    let command = Command::Flag { incident: subject("risk:r-1"), suspects: Vec::new() };
    given::<Deployments>([activated()]).when(command).then_refused(Refusal::WrongKind {
        field: "incident",
        subject: subject("risk:r-1"),
        expected: "an incident",
    });
}

#[test]
fn a_stop_is_asked_for_before_it_is_confirmed() {
    given::<Deployments>([activated()])
        .when(confirm_stop())
        .then_refused(Refusal::StopNotRequested);
    given::<Deployments>([activated()]).when(request_stop()).then([stop_requested()]);
    given::<Deployments>([activated(), stop_requested()])
        .when(confirm_stop())
        .then([Event::StopConfirmed { note: reason() }]);
}

#[test]
fn only_a_standing_flag_is_cleared() {
    given::<Deployments>([activated()])
        .when(clear())
        .then_refused(Refusal::NotFlagged(subject("incident:i-1")));
}

#[test]
fn clearing_a_flag_needs_a_second_person() {
    given::<Deployments>([activated()])
        .and_by("p-2", [flagged(&[])])
        .when_by("p-2", clear())
        .then_refused(Refusal::ClearingNeedsSecondPerson);
    given::<Deployments>([activated()])
        .and_by("p-2", [flagged(&[])])
        .when_by("p-3", clear())
        .then([Event::FlagCleared { incident: subject("incident:i-1") }]);
}

#[test]
fn nobody_who_raised_a_flag_clears_it() {
    given::<Deployments>([activated()])
        .and_by("p-2", [flagged(&["dataset:train@v4"])])
        .and_by("p-3", [flagged(&["dataset:train@v5"])])
        .when_by("p-2", clear())
        .then_refused(Refusal::ClearingNeedsSecondPerson);
}
