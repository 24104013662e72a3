use std::collections::BTreeMap;

use kernel::{Personal, testing::given};

use super::decimal;
use crate::{
    golden::{name, note, reason, said, subject},
    programme::{Command, Drill, Event, Programme, Refusal, Settled},
};

fn drill(findings: u64) -> Drill {
    Drill {
        scenario: note("Tainted feed"),
        system: Some(subject("system:care")),
        minutes_to_blast_radius: Some(4),
        hours_to_contain: Some(decimal("1.1")),
        findings,
        metrics: BTreeMap::new(),
    }
}

fn completed() -> Event {
    let Drill { scenario, system, minutes_to_blast_radius, hours_to_contain, findings, metrics } =
        drill(1);
    Event::ExerciseCompleted {
        scenario,
        system,
        minutes_to_blast_radius,
        hours_to_contain,
        findings,
        metrics,
    }
}

fn survey(responses: u64) -> Command {
    let metrics = BTreeMap::from([(String::from("culture.score"), decimal("0.74"))]);
    Command::CloseSurvey { title: None, metrics, responses }
}

fn receive(role: &str) -> Command {
    let system = Some(subject("system:care"));
    Command::Receive { from_role: name(role), text: text(), system }
}

fn text() -> Personal {
    said("three patients were shown as low risk")
}

fn received() -> Event {
    let (from_role, system) = (name("domain_expert"), Some(subject("system:care")));
    Event::Received { from_role, text: text(), system }
}

fn settle(outcome: Settled, to: Option<&str>) -> Command {
    Command::Settle { outcome, to: to.map(subject), why: reason() }
}

fn settled(outcome: Settled, to: Option<&str>) -> Event {
    Event::FeedbackAnswered { outcome, to: to.map(subject), why: reason() }
}

#[test]
fn each_record_is_made_once() {
    given::<Programme>([]).when(Command::CompleteExercise(drill(1))).then([completed()]);
    given::<Programme>([completed()])
        .when(Command::CompleteExercise(drill(2)))
        .then_refused(Refusal::ExerciseRecorded);
    let metrics = BTreeMap::from([(String::from("culture.score"), decimal("0.74"))]);
    let closed = Event::SurveyClosed { title: None, metrics, responses: 238 };
    given::<Programme>([]).when(survey(238)).then([closed.clone()]);
    given::<Programme>([closed]).when(survey(9)).then_refused(Refusal::SurveyRecorded);
    given::<Programme>([]).when(receive("domain_expert")).then([received()]);
    given::<Programme>([received()])
        .when(receive("data_owner"))
        .then_refused(Refusal::FeedbackRecorded);
}

#[test]
fn feedback_comes_from_a_known_role() {
    given::<Programme>([])
        .when(receive("Jane of the night shift"))
        .then_refused(Refusal::UnknownSpeaker(name("Jane of the night shift")));
    given::<Programme>([]).when(receive("domain_expert")).then([received()]);
}

#[test]
fn a_survey_has_answers() {
    given::<Programme>([]).when(survey(0)).then_refused(Refusal::NoResponses);
}

#[test]
fn nobody_settles_their_own_feedback() {
    given::<Programme>([])
        .when(settle(Settled::Nothing, None))
        .then_refused(Refusal::UnknownFeedback);
    given::<Programme>([received()])
        .when(settle(Settled::Nothing, None))
        .then_refused(Refusal::GiverSettles);
    given::<Programme>([received()])
        .when_by("owner", settle(Settled::Nothing, Some("action:a-1")))
        .then([settled(Settled::Nothing, None)]);
}

#[test]
fn settled_feedback_names_what_follows() {
    for outcome in [Settled::Action, Settled::Risk] {
        given::<Programme>([received()])
            .when_by("owner", settle(outcome, None))
            .then_refused(Refusal::NothingFollows);
    }
    given::<Programme>([received()])
        .when_by("owner", settle(Settled::Risk, Some("action:a-1")))
        .then_refused(Refusal::WrongKind {
            field: "to",
            subject: subject("action:a-1"),
            expected: "a risk",
        });
    given::<Programme>([received()])
        .when_by("owner", settle(Settled::Action, Some("action:a-1")))
        .then([settled(Settled::Action, Some("action:a-1"))]);
    given::<Programme>([received()])
        .and_by("owner", [settled(Settled::Action, Some("action:a-1"))])
        .when_by("owner", settle(Settled::Nothing, None))
        .then_refused(Refusal::SettledOtherwise);
}
