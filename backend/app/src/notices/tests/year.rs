//! A year of the drill, day by day.
//!
//! What is expected is read off the files of the drill and the catalogue, and worked out by hand:
//!
//! - Evidence: the date of each `evidence.attached` plus `freshness_days` of the control for the class of
//!   the system (365 for all of these), for controls one of whose tests asks for a metric that it
//!   reports, where the sum lies after 2026-11-23 at noon. Nobody was named for a control, so the
//!   owner of the system answers.
//! - Training: the date of each `training.completed` plus `refresh_months` of the module (M18 and M12:
//!   24, the others here: 12). Two weeks ahead the person is told, on the day the champion of the team
//!   as well: of `team-care-ai` and `team-data-platform`; the other teams here have none. M12 of the
//!   data protection officer runs out after the last look, two days after the year.
//! - The risk: accepted until 2027-04-01; its owner is the owner of `FraudShield`. The action of the drill is
//!   due on 2026-11-30. Everything else is what the tests prepare, counted from 2026-11-23.

use std::collections::BTreeSet;

use domain::{awareness::Standing, controls::Status};
use kernel::{Micros, Subject};

use super::{Told, prepare, subject, told_since, vouch};
use crate::{
    Instant,
    awareness::LearningRow,
    datasets::DatasetRow,
    people::PersonRow,
    programme::{AttestationRow, MeetingRow, PolicyRow, coverage},
    reviews::{ActionRow, ReviewRow},
    risks::Register,
    testing::{NOW, TestApp, drill_app},
    training::EnvironmentRow,
};

/// The day, the thing, and who is told.
const EXPECTED: [&str; 31] = [
    "2026-11-30 action:ACT-2026-021 overdue: usr-chat-mle",
    "2026-12-03 action:a-1 overdue: usr-dp-eng1",
    "2026-12-04 learner:usr-clin-lead M19 coming: usr-clin-lead",
    "2026-12-04 learner:usr-clin-lead M19 overdue: usr-clin-lead",
    "2026-12-13 meeting:m-1 decision 1: usr-comp",
    "2026-12-23 attestation:p-1/usr-ciso attestation of 1: usr-ciso",
    "2026-12-23 attestation:p-1/usr-ic attestation of 1: usr-ic",
    "2026-12-23 risk:RSK-FR-01 review None: usr-fraud-owner",
    "2027-01-07 dataset:ds-core-clinical review of access: usr-dp-owner",
    "2027-02-06 control:sys-fraudshield.AIC-GV-12 evidence:EVD-FR-0802: usr-fraud-owner",
    "2027-02-06 control:sys-fraudshield.AIC-PC-01 evidence:EVD-FR-0802: usr-fraud-owner",
    "2027-02-06 control:sys-fraudshield.AIC-VT-02 evidence:EVD-FR-0602: usr-fraud-owner",
    "2027-02-21 policy:p-1 review: usr-comp, usr-ceo",
    "2027-03-20 control:sys-carerisk.AIC-PC-01 evidence:EVD-HC-0905: usr-care-owner",
    "2027-03-20 control:sys-fraudshield.AIC-GV-12 evidence:EVD-FR-0502: usr-fraud-owner",
    "2027-03-20 learner:usr-dp-eng1 M03 coming: usr-dp-eng1",
    "2027-03-20 learner:usr-dp-eng1 M03 overdue: usr-dp-eng1, usr-dp-eng2",
    "2027-03-20 learner:usr-dp-eng2 M03 coming: usr-dp-eng2",
    "2027-03-20 learner:usr-dp-eng2 M03 overdue: usr-dp-eng2",
    "2027-03-21 control:sys-carerisk.AIC-GV-09 evidence:EVD-HC-0906: usr-care-owner",
    "2027-03-21 control:sys-carerisk.AIC-PC-01 evidence:EVD-HC-0906: usr-care-owner",
    "2027-03-26 learner:usr-care-ds2 M10 coming: usr-care-ds2",
    "2027-03-26 learner:usr-care-ds2 M10 overdue: usr-care-ds2, usr-care-champion",
    "2027-04-01 control:sys-carerisk.AIC-AW-01 evidence:EVD-HC-0920: usr-care-owner",
    "2027-04-01 control:sys-carerisk.AIC-GV-09 evidence:EVD-HC-0913: usr-care-owner",
    "2027-04-01 risk:RSK-FR-01 acceptance None: usr-fraud-owner",
    "2027-06-11 environment:env-train-eu attestation: usr-mlops-eng",
    "2027-10-21 learner:usr-audit M18 coming: usr-audit",
    "2027-10-21 learner:usr-audit M18 overdue: usr-audit",
    "2027-11-23 review:r-1 lapse: usr-sec-lead",
    "2027-11-25 learner:usr-dpo M12 coming: usr-dpo",
];

#[tokio::test]
async fn a_year_passes_and_each_day_is_told_once() {
    let test = drill_app(None).await;
    prepare(&test).await;
    vouch(&test).await;
    let head = test.app.store.head();

    // The day after the year as well: what counts for a year counts until the end of its last day.
    for _ in 0..=366 {
        test.app.tell_what_is_due().await.unwrap();
        assert_eq!(test.app.tell_what_is_due().await.unwrap(), 0, "nobody is told twice");
        test.advance_days(1);
    }

    let told = told_since(&test, head).await;
    let lines: BTreeSet<String> = told.iter().map(Told::line).collect();
    assert_eq!(lines, BTreeSet::from(EXPECTED.map(String::from)));
    assert_eq!(lines.len(), told.len(), "each has exactly one event");
    for one in &told {
        let line = one.line();
        assert!(one.day >= NOW, "{line} came due before the log began");
        if one.what.ends_with(" coming") {
            assert!(one.at <= one.day, "{line} was told too late");
            assert!(counts(&test, one, one.at).await, "{line} counts until its day");
            continue;
        }
        if ["programme", "reviews"].contains(&one.room) {
            // What is due on a day is in time until its end.
            let next = one.day.plus_days(1);
            let is_next_day = one.at.is_after_day_of(one.day) && !one.at.is_after_day_of(next);
            assert!(is_next_day, "{line} was told on another day");
        } else {
            assert_eq!(one.at.days_since(one.day), 0, "{line} was told on another day");
        }
        // It counts until its day has come, and no longer when it is told.
        assert!(counts(&test, one, Micros(one.day.0 - 1)).await, "{line} counts until its day");
        assert!(!counts(&test, one, one.at).await, "{line} counts no longer");
    }
}

/// Whether the thing that somebody was told of counts at a moment, or there is time for it yet, by
/// what its own room says.
async fn counts(test: &TestApp, one: &Told, at: Micros) -> bool {
    match one.room {
        "controls" => shows(test, &one.stream.label(), &subject(&one.what), at).await,
        "training" => {
            let sight = test.sight(Instant::Now).await;
            let row = test.app.find::<EnvironmentRow>(&sight, &one.stream).await.unwrap().unwrap();
            at < row.attestation().unwrap().until
        }
        "risks" => risk_counts(test, one, at).await,
        "awareness" => is_learnt(test, one, at).await,
        "programme" => is_in_time(test, one, at).await,
        "reviews" => is_reviewed(test, one, at).await,
        "datasets" => {
            let sight = test.sight(Instant::Now).await;
            let row = test.app.find::<DatasetRow>(&sight, &one.stream).await.unwrap().unwrap();
            !row.is_review_due(at)
        }
        other => panic!("{other}"),
    }
}

/// Whether a control passes by some evidence.
async fn shows(test: &TestApp, control: &str, evidence: &Subject, at: Micros) -> bool {
    let (system, control) = control.rsplit_once('.').unwrap();
    let system = subject(&format!("system:{system}"));
    let sight = test.sight(Instant::Time(at)).await;
    let board = test.app.control_board(&sight, Some(&system)).await.unwrap();
    let assessment = &board.get(&system, control).unwrap().assessment;
    let mut readings = assessment.tests.iter().flat_map(|test| &test.readings);
    readings.any(|one| one.evidence.as_ref() == Some(evidence) && one.status == Status::Pass)
}

/// Whether a risk is accepted, or its review is not due.
async fn risk_counts(test: &TestApp, one: &Told, at: Micros) -> bool {
    let sight = test.sight(Instant::Now).await;
    let state = |register: &Register| {
        let mut hits = register.seen(&sight);
        hits.find(|hit| hit.line.subject == one.stream).map(|hit| hit.state.clone())
    };
    let found = test.app.register.ask(&test.app.store, sight.upto, state).await.unwrap().unwrap();
    if one.what.starts_with("acceptance") {
        return found.accepted.unwrap().counts(at);
    }
    at < found.review.unwrap()
}

/// Whether somebody has learnt a module, or has time for it.
async fn is_learnt(test: &TestApp, one: &Told, at: Micros) -> bool {
    let sight = test.sight(Instant::Time(at)).await;
    let table = test.app.table::<LearningRow>(&sight).await.unwrap();
    let person = subject(&format!("person:{}", one.stream.label()));
    let row = table.iter().find(|row| row.subject == person).unwrap();
    let duties = test.app.syllabus(&sight).await.unwrap().duties(row, at);
    let (module, _) = one.what.split_once(' ').unwrap();
    let duty = duties.iter().find(|duty| duty.module.as_str() == module).unwrap();
    !matches!(duty.standing, Standing::Overdue { .. })
}

/// Whether there is time for a review of a policy, an attestation or a decision.
async fn is_in_time(test: &TestApp, one: &Told, at: Micros) -> bool {
    let sight = test.sight(Instant::Now).await;
    if one.what.starts_with("decision") {
        let row = test.app.find::<MeetingRow>(&sight, &one.stream).await.unwrap().unwrap();
        return !row.decisions[0].is_overdue(at);
    }
    let policy = subject("policy:p-1");
    let row = test.app.find::<PolicyRow>(&sight, &policy).await.unwrap().unwrap();
    if one.what == "review" {
        return !row.is_review_overdue(at);
    }
    let people = test.app.table::<PersonRow>(&sight).await.unwrap();
    let attested = test.app.table::<AttestationRow>(&sight).await.unwrap();
    let bound = coverage(&row, people.iter(), &attested, at);
    !bound.overdue().any(|late| one.people.contains(&late.person))
}

/// Whether there is time for an action, or a design review counts.
async fn is_reviewed(test: &TestApp, one: &Told, at: Micros) -> bool {
    let sight = test.sight(Instant::Now).await;
    if one.what == "lapse" {
        let row = test.app.find::<ReviewRow>(&sight, &one.stream).await.unwrap().unwrap();
        return row.is_fresh(at);
    }
    let row = test.app.find::<ActionRow>(&sight, &one.stream).await.unwrap().unwrap();
    !row.is_overdue(at)
}
