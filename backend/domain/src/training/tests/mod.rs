mod privacy;

use std::collections::BTreeMap;

use kernel::{
    Decider, Micros,
    testing::{given, moment},
};

use super::{Command, Event, Refusal, RunAction, RunKind, Start, State, Training};
use crate::golden::{self, name, note, reason, subject, subjects};

fn registered() -> Event {
    Event::EnvironmentRegistered { name: name("EU zone"), isolation: note("subnet"), system: None }
}

fn attest(until: Micros) -> Command {
    let (isolation, encryption) = (note("subnet"), note("at rest"));
    Command::Attest { isolation, encryption, least_privilege: true, until }
}

fn start(inputs: &[&str]) -> Start {
    Start {
        kind: RunKind::Train,
        system: Some(subject("system:care")),
        inputs: subjects(inputs),
        code_commit: name("b35f4595e64b"),
        environment: Some(subject("environment:eu")),
        parameters: BTreeMap::new(),
        started: moment().now,
    }
}

fn started() -> Event {
    Event::Started {
        kind: RunKind::Train,
        system: Some(subject("system:care")),
        inputs: subjects(&["dataset:train@v4"]),
        code_commit: name("b35f4595e64b"),
        environment: Some(subject("environment:eu")),
        parameters: BTreeMap::new(),
        started: moment().now,
    }
}

fn complete(outputs: &[&str]) -> Command {
    Command::Complete { outputs: subjects(outputs), minutes: 360 }
}

fn completed() -> Event {
    Event::Completed { outputs: subjects(&["model:risk@1.3.0"]), minutes: 360 }
}

fn log(action: RunAction) -> Command {
    Command::LogAction { action, on: None, note: reason() }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("training");
}

#[test]
fn an_unknown_environment_is_refused() {
    given::<Training>([])
        .when(attest(moment().now.plus_days(90)))
        .then_refused(Refusal::UnknownEnvironment);
}

#[test]
fn a_registration_is_not_overwritten() {
    let register = |isolation: &str| Command::RegisterEnvironment {
        name: name("EU zone"),
        isolation: note(isolation),
        system: None,
    };
    given::<Training>([]).when(register("subnet")).then([registered()]);
    given::<Training>([registered()])
        .when(register("none"))
        .then_refused(Refusal::EnvironmentAlreadyRegistered);
}

#[test]
fn an_attestation_ends_in_the_future() {
    given::<Training>([registered()])
        .when(attest(moment().now))
        .then_refused(Refusal::AttestationEndsInThePast);
    let until = moment().now.plus_days(90);
    let (isolation, encryption) = (note("subnet"), note("at rest"));
    given::<Training>([registered()]).when(attest(until)).then([Event::EnvironmentAttested {
        isolation,
        encryption,
        least_privilege: true,
        until,
    }]);
}

#[test]
fn a_lapsed_attestation_is_noticed_once() {
    let attested = |until: Micros| Event::EnvironmentAttested {
        isolation: note("subnet"),
        encryption: note("at rest"),
        least_privilege: true,
        until,
    };
    let told = || vec![subject("person:tester")];
    let notice = |due: Micros| Command::NoticeLapse { due, told: told() };
    let noticed = |due: Micros| Event::AttestationLapseNoticed { due, told: told() };
    let now = moment().now;
    let (before, later) = (now.plus_days(-1), now.plus_days(1));
    for due in [before, now] {
        given::<Training>([registered(), attested(due)]).when(notice(due)).then([noticed(due)]);
        given::<Training>([registered(), attested(due), noticed(due)])
            .when(notice(due))
            .then_nothing();
    }
    // It still counts; another day is no news; and what was renewed is no news either.
    given::<Training>([registered(), attested(later)]).when(notice(later)).then_nothing();
    given::<Training>([registered(), attested(now)]).when(notice(before)).then_nothing();
    given::<Training>([registered(), attested(now), attested(later)])
        .when(notice(now))
        .then_nothing();
    // The next one that ends is told of again.
    given::<Training>([registered(), attested(before), noticed(before), attested(now)])
        .when(notice(now))
        .then([noticed(now)]);
    given::<Training>([registered()]).when(notice(now)).then_nothing();
    given::<Training>([]).when(notice(now)).then_refused(Refusal::UnknownEnvironment);
}

#[test]
fn an_unknown_run_is_refused() {
    for command in [
        complete(&["model:risk@1.3.0"]),
        log(RunAction::Read),
        Command::Fail { reason: reason() },
        Command::Stop { reason: reason() },
    ] {
        given::<Training>([]).when(command).then_refused(Refusal::UnknownRun);
    }
}

#[test]
fn a_run_starts_once() {
    given::<Training>([]).when(Command::Start(start(&["dataset:train@v4"]))).then([started()]);
    given::<Training>([started()])
        .when(Command::Start(start(&["dataset:train@v5"])))
        .then_refused(Refusal::AlreadyStarted);
}

#[test]
fn inputs_name_exact_versions() {
    for input in ["dataset:train", "batch:b-1", "run:r-1@1"] {
        given::<Training>([])
            .when(Command::Start(start(&["dataset:train@v4", input])))
            .then_refused(Refusal::InputWithoutVersion(subject(input)));
    }
}

#[test]
fn outputs_name_exact_versions() {
    given::<Training>([started()])
        .when(complete(&["model:risk"]))
        .then_refused(Refusal::OutputWithoutVersion(subject("model:risk")));
    given::<Training>([started()]).when(complete(&["model:risk@1.3.0"])).then([completed()]);
}

#[test]
fn a_run_takes_place_in_an_environment() {
    let elsewhere = Start { environment: Some(subject("team:t-1")), ..start(&[]) };
    given::<Training>([])
        .when(Command::Start(elsewhere))
        .then_refused(Refusal::NotAnEnvironment(subject("team:t-1")));
}

#[test]
fn a_run_ends_once() {
    given::<Training>([started(), completed()])
        .when(complete(&["model:risk@1.4.0"]))
        .then_refused(Refusal::HasEnded);
    given::<Training>([started(), completed()])
        .when(Command::Fail { reason: reason() })
        .then_refused(Refusal::HasEnded);
    given::<Training>([started()])
        .when(Command::Stop { reason: reason() })
        .then([Event::Stopped { reason: reason() }]);
    given::<Training>([started()])
        .when(Command::Fail { reason: reason() })
        .then([Event::Failed { reason: reason() }]);
}

#[test]
fn every_action_is_a_fact_of_its_own() {
    let logged = Event::ActionLogged { action: RunAction::Changed, on: None, note: reason() };
    let decide = |facts: Vec<Event>| {
        let fold = |state, event: &Event| Training::evolve(state, event, &moment());
        let state = facts.iter().fold(State::default(), fold);
        Training::decide(&state, log(RunAction::Changed), &moment())
    };
    assert_eq!(decide(vec![started()]), Ok(vec![logged.clone()]));
    assert_eq!(decide(vec![started(), logged.clone()]), Ok(vec![logged]));
}

#[test]
fn after_the_end_only_reading_is_logged() {
    for action in RunAction::ALL.iter().copied().filter(|action| *action != RunAction::Read) {
        given::<Training>([started(), completed()])
            .when(log(action))
            .then_refused(Refusal::HasEnded);
    }
    let state = Training::evolve(State::default(), &started(), &moment());
    let state = Training::evolve(state, &completed(), &moment());
    let answer = Training::decide(&state, log(RunAction::Read), &moment());
    assert_eq!(
        answer,
        Ok(vec![Event::ActionLogged { action: RunAction::Read, on: None, note: reason() }])
    );
}
