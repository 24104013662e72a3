//! Turns for the worse, on the drill.
//!
//! Read off its files: `dep-ch-0002` of `HelpDesk Copilot` serves `mdl-hosted-llm@2026-02`; its last red
//! team report is of 2026-05-05 and too old by now. `AIC-GV-11` asks for no leak, `AIC-VT-01` does not;
//! a change of the provider's model voids what was shown of the first one, not of the second one.
//! Owner and deputy of `FraudShield` are `usr-fraud-owner` and `usr-fraud-po`.

use domain::{
    controls::{Command, Status},
    evaluations, models, people,
};
use kernel::{Decimal, Micros, Subject};
use serde_json::json;

use super::tests::red_team;
use crate::{
    Instant, Meta,
    notices::Notice,
    testing::{NOW, TestApp, drill_app, happened, with_roles},
};

const CHAT: &str = "control:sys-supportchat.AIC-GV-11";
const ROBUST: &str = "control:sys-supportchat.AIC-VT-01";

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

/// A red team report of today that counts some leaks.
async fn attach(test: &TestApp, name: &str, leaks: &str) {
    let mut report = red_team();
    report.metrics.insert(String::from("llm.leak_hits"), Decimal::parse(leaks).unwrap());
    let engineer = with_roles("usr-chat-mle", &["ml_engineer"]);
    let id = subject(&format!("evidence:{name}"));
    let command = evaluations::Command::Attach(report);
    test.app.evaluations(&engineer, &meta(name), &id, command).await.unwrap().unwrap();
}

/// A turn: from what to what, when, and who is told.
type Turn = (Status, Status, Micros, Option<Subject>);

/// The turns of a control that are to be told now; then they are told.
async fn turns(test: &TestApp, control: &str) -> Vec<Turn> {
    let due = test.app.what_is_due().await.unwrap();
    let of_it = due.into_iter().filter(|one| one.stream == subject(control));
    let turns = of_it.filter_map(|one| {
        let Notice::Controls(Command::NoticeTurn { from, to, since, told, .. }) = one.notice else {
            return None;
        };
        assert_eq!(one.day, since);
        Some((from, to, since, told))
    });
    let turns = turns.collect();
    test.app.tell_what_is_due().await.unwrap();
    assert_eq!(test.app.tell_what_is_due().await.unwrap(), 0, "nobody is told twice");
    turns
}

#[tokio::test]
async fn each_turn_for_the_worse_is_told_once() {
    let test = drill_app(None).await;
    let (pass, fail, stale) = (Status::Pass, Status::Fail, Status::Stale);
    let owner = Some(subject("person:usr-chat-owner"));
    let turn = |from, to, day: i64| vec![(from, to, NOW.plus_days(day), owner.clone())];
    attach(&test, "ev-0", "0").await;
    let sight = test.sight(Instant::Now).await;
    let board = test.app.control_board(&sight, Some(&subject("system:sys-supportchat"))).await;
    let board = board.unwrap();
    let status = |control: &str| board.get(&subject("system:sys-supportchat"), control);
    assert_eq!(status("AIC-GV-11").unwrap().status(), pass);
    assert!(turns(&test, CHAT).await.is_empty(), "it turned for the better");

    // It fails, fails again, is mended, and fails anew.
    for (day, leaks, expected) in [
        (1, "3", turn(pass, fail, 1)),
        (2, "4", Vec::new()),
        (3, "0", Vec::new()),
        (4, "1", turn(pass, fail, 4)),
        (5, "0", Vec::new()),
    ] {
        test.set_now(NOW.plus_days(day));
        attach(&test, &format!("ev-{day}"), leaks).await;
        assert_eq!(turns(&test, CHAT).await, expected, "day {day}");
        assert!(turns(&test, ROBUST).await.is_empty(), "day {day}");
    }

    // An event makes what was shown stale.
    test.set_now(NOW.plus_days(6));
    let engineer = with_roles("usr-chat-mle", &["ml_engineer"]);
    let change = models::Command::ChangeProvider {
        from: subject("model:mdl-hosted-llm@2026-02"),
        to: subject("model:mdl-hosted-llm@2026-11"),
        notice_days: 0,
    };
    let model = subject("model:mdl-hosted-llm");
    test.app.models(&engineer, &meta("change"), &model, change).await.unwrap().unwrap();
    test.set_now(NOW.plus_days(7));
    assert_eq!(turns(&test, CHAT).await, turn(pass, stale, 6), "told on the next look");
    assert!(turns(&test, ROBUST).await.is_empty());
}

#[tokio::test]
async fn who_answers_is_told_that_there_is_nothing_to_show_any_more() {
    let test = drill_app(None).await;
    let control = "control:sys-fraudshield.AIC-GV-02";
    assert!(turns(&test, control).await.is_empty());
    test.advance_days(1);
    let admin = with_roles("usr-admin", &["administrator"]);
    let (deputy, leave) = (subject("person:usr-fraud-po"), people::Command::Deactivate);
    test.app.people(&admin, &meta("leave"), &deputy, leave).await.unwrap();
    let owner = Some(subject("person:usr-fraud-owner"));
    let turn = (Status::Pass, Status::Missing, NOW.plus_days(1), owner);
    assert_eq!(turns(&test, control).await, [turn]);
}

/// Of the credit team nothing that anybody completed counts in November, so that the first completion
/// makes the control fail for who may count it; that a role ends at once makes it a moment looked at.
#[tokio::test]
async fn a_turn_by_what_people_learnt_is_not_told() {
    let test = drill_app(None).await;
    let (system, at) = (subject("system:sys-creditline"), "2026-11-24T12:00:00Z");
    let before = test.sight(Instant::Now).await;
    test.advance_days(1);
    let learnt = json!({ "module": "M07", "score": "0.9" });
    happened(&test, "m07", "awareness.completed", ("learner:usr-credit-ds", at), learnt).await;
    let role = json!({ "role": "ml_engineer", "scope": "team:team-credit-ai" });
    happened(&test, "role", "person.role_ended", ("person:usr-credit-mle", at), role).await;
    let after = test.sight(Instant::Now).await;
    for (sight, expected) in [(before, Status::Missing), (after, Status::Fail)] {
        let board = test.app.control_board(&sight, Some(&system)).await.unwrap();
        assert_eq!(board.get(&system, "AIC-AW-01").unwrap().status(), expected);
    }
    assert!(turns(&test, "control:sys-creditline.AIC-AW-01").await.is_empty());
}

/// As the link of an older test of another version makes `AIC-GV-09` of `FraudShield` fail.
#[tokio::test]
async fn a_link_that_makes_a_control_fail_is_told() {
    let test = drill_app(None).await;
    let control = "control:sys-fraudshield.AIC-GV-09";
    assert!(turns(&test, control).await.is_empty());
    test.advance_days(1);
    let lead = with_roles("lead", &["ai_security_lead"]);
    let link = Command::LinkEvidence {
        system: subject("system:sys-fraudshield"),
        evidence: subject("evidence:EVD-FR-0202"),
    };
    test.app.controls(&lead, &meta("link"), &subject(control), link).await.unwrap().unwrap();
    let owner = Some(subject("person:usr-fraud-owner"));
    let turn = (Status::Missing, Status::Fail, NOW.plus_days(1), owner);
    assert_eq!(turns(&test, control).await, [turn]);
}
