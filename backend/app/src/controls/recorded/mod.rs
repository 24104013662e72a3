//! What the rooms record as evidence, on the drill.
//!
//! Read off the drill's files: `system.registered` names owner and deputy of each of the four systems,
//! and nobody leaves; `classification.approved` approves each class (2025-09-04, 09-12, 09-26 and
//! 09-10); each has one `threat_model.completed`, with one high threat open for `CareRisk` and `HelpDesk
//! Copilot` and none for `CreditLine` and `FraudShield`; and every version that serves was registered. For
//! none of the controls asked about here anybody attached evidence.

mod learnt;

use domain::{
    controls::{Command, Grounds, Reading, RoomFact, Status},
    deployments::{self, Activation, Hardening, Stage},
    people, training,
};
use kernel::{Note, Subject};

use super::Board;
use crate::{
    Instant, Meta,
    catalogue::Book,
    notices::{Due, Notice},
    testing::{NOW, TestApp, drill_app, with_roles},
};

const CARE: &str = "system:sys-carerisk";
const CREDIT: &str = "system:sys-creditline";
const CHAT: &str = "system:sys-supportchat";
const FRAUD: &str = "system:sys-fraudshield";

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn board(test: &TestApp, moment: &str) -> Board {
    let sight = test.sight(Instant::Time(moment.parse().unwrap())).await;
    test.app.control_board(&sight, None).await.unwrap()
}

async fn now(test: &TestApp, system: &str) -> Board {
    let sight = test.sight(Instant::Now).await;
    test.app.control_board(&sight, Some(&subject(system))).await.unwrap()
}

fn status(board: &Board, system: &str, control: &str) -> Status {
    board.get(&subject(system), control).unwrap().status()
}

/// The readings of a metric.
fn readings(board: &Board, system: &str, control: &str, metric: &str) -> Vec<Reading> {
    let found = &board.get(&subject(system), control).unwrap().assessment;
    let all = found.tests.iter().flat_map(|test| &test.readings);
    all.filter(|reading| reading.metric == metric).cloned().collect()
}

#[test]
fn the_table_of_facts_agrees_with_the_catalogue() {
    let book = Book::shipped();
    for fact in RoomFact::ALL {
        let stands = fact.stands();
        assert!(book.evidence_types.contains_key(stands.evidence), "{fact}");
        for metric in stands.metrics {
            let known = &book.metrics[*metric];
            assert!(known.evidence.iter().any(|kind| kind == stands.evidence), "{fact} {metric}");
            let is_asked = book.controls.values().any(|control| {
                let asks = |test: &domain::catalogue::Test| {
                    test.pass_if.all.iter().any(|one| one.metric == *metric)
                };
                control.evidence_types().any(|kind| kind == stands.evidence)
                    && control.tests.iter().any(asks)
            });
            assert!(is_asked, "no control asks for {metric} with {}", stands.evidence);
        }
    }
}

#[tokio::test]
async fn the_record_of_the_drill_is_evidence() {
    let test = drill_app(None).await;
    let june = board(&test, "2026-06-01T00:00:00Z").await;
    let (pass, fail) = (Status::Pass, Status::Fail);
    for (system, review) in [(CARE, fail), (CREDIT, pass), (CHAT, fail), (FRAUD, pass)] {
        assert_eq!(status(&june, system, "AIC-GV-02"), pass, "{system} has an owner and a deputy");
        assert_eq!(status(&june, system, "AIC-GV-01"), pass, "{system} has its class");
        assert_eq!(status(&june, system, "AIC-AW-02"), review, "{system} has its review");
    }
    let owners = &readings(&june, CREDIT, "AIC-GV-02", "acc.owner_assigned_ratio")[0];
    assert_eq!(owners.recorded, Some(RoomFact::Owners));
    assert_eq!((owners.evidence.as_ref(), owners.until), (Some(&subject(CREDIT)), None));
    let open = &readings(&june, CHAT, "AIC-AW-02", "design.open_high_threats")[0];
    assert_eq!((open.value.as_deref(), &open.grounds), (Some("1"), &Grounds::Breaks));

    // Concluded on 2025-09-16 at 15:00; 365 days later it counts no longer.
    let review = "review:evt-cr-0003";
    for (moment, expected) in [
        ("2025-09-16T14:59:00Z", Status::Missing),
        ("2025-09-16T15:01:00Z", Status::Pass),
        ("2026-09-16T14:59:00Z", Status::Pass),
        ("2026-09-16T15:01:00Z", Status::Stale),
    ] {
        let board = board(&test, moment).await;
        assert_eq!(status(&board, CREDIT, "AIC-AW-02"), expected, "{moment}");
    }
    // Sixty and ninety days asked of the class and of owners do not age what is read anew.
    let later = board(&test, "2026-11-01T00:00:00Z").await;
    assert_eq!(status(&later, CREDIT, "AIC-GV-02"), Status::Pass);

    // Each leads to the event that recorded it, as of the question and no later.
    let sight = test.sight(Instant::Now).await;
    let place = test.app.recorded_at(&sight, RoomFact::Review, &subject(review)).await.unwrap();
    let found = test.app.store.read(place.unwrap(), 1).await.unwrap();
    assert_eq!(
        (found[0].leaf.kind.as_str(), found[0].leaf.stream.as_str()),
        ("review.concluded", review)
    );
    let before = test.sight(Instant::Position(place.unwrap().saturating_sub(1))).await;
    let none = test.app.recorded_at(&before, RoomFact::Review, &subject(review)).await.unwrap();
    assert_eq!(none, None);
}

#[tokio::test]
async fn who_left_answers_for_nothing() {
    let test = drill_app(None).await;
    assert_eq!(status(&now(&test, FRAUD).await, FRAUD, "AIC-GV-02"), Status::Pass);
    let admin = with_roles("usr-admin", &["administrator"]);
    let deputy = subject("person:usr-fraud-po");
    let leave = people::Command::Deactivate;
    test.app.people(&admin, &meta("leave"), &deputy, leave).await.unwrap();
    assert_eq!(status(&now(&test, FRAUD).await, FRAUD, "AIC-GV-02"), Status::Missing);
    let before = board(&test, "2026-06-01T00:00:00Z").await;
    assert_eq!(status(&before, FRAUD, "AIC-GV-02"), Status::Pass, "nothing about the past changes");
}

#[tokio::test]
async fn an_attestation_counts_until_it_ends() {
    let test = drill_app(None).await;
    let metric = "iam.excess_privilege_count";
    let said = async |test: &TestApp| {
        let found = readings(&now(test, CARE).await, CARE, "AIC-TE-04", metric);
        assert!(!found.is_empty());
        found.iter().map(|one| (one.status, one.recorded)).collect::<Vec<_>>()
    };
    assert!(said(&test).await.iter().all(|one| *one == (Status::Missing, None)));
    let note = |text: &str| Note::parse(text).unwrap();
    let attest = training::Command::Attest {
        isolation: note("Private subnet"),
        encryption: note("Keys of our own"),
        least_privilege: true,
        until: NOW.plus_days(30),
    };
    let engineer = with_roles("usr-mlops-eng", &["platform_engineer"]);
    let environment = subject("environment:env-train-eu");
    test.app.training(&engineer, &meta("attest"), &environment, attest).await.unwrap();
    let holds = (Status::Pass, Some(RoomFact::LeastPrivilege));
    assert!(said(&test).await.contains(&holds));
    test.advance_days(29);
    assert!(said(&test).await.contains(&holds));
    test.advance_days(1);
    let after = said(&test).await;
    assert!(!after.contains(&holds), "{after:?}");
    assert!(after.contains(&(Status::Stale, Some(RoomFact::LeastPrivilege))));
}

#[tokio::test]
async fn hardening_speaks_as_it_was_recorded() {
    let test = drill_app(None).await;
    let engineer = with_roles("usr-fraud-mle", &["ml_engineer"]);
    let hardening = Hardening {
        authentication: Some(true),
        throttling: Some(false),
        container: None,
        log_encryption: Some(true),
    };
    let activation = Activation {
        model: subject("model:mdl-fraudshield@5.1.0"),
        uses: Vec::new(),
        endpoint: subject("endpoint:ep-fraud-stream"),
        stage: Stage::Production,
        digest: None,
        hardening,
        replaces: None,
        people: None,
        system: Some(subject(FRAUD)),
    };
    let new = subject("deployment:dep-hard");
    let activate = deployments::Command::Activate(activation);
    test.app.deployments(&engineer, &meta("activate"), &new, activate).await.unwrap();
    let board = now(&test, FRAUD).await;
    for (control, metric, status, value, fact) in [
        ("AIC-DA-01", "api.unauthenticated_endpoints", Status::Pass, "0", RoomFact::SignIn),
        ("AIC-DA-02", "api.rate_limit_enforced", Status::Fail, "false", RoomFact::Throttling),
        ("AIC-DA-04", "logpriv.encrypted", Status::Pass, "true", RoomFact::Logs),
    ] {
        let all = readings(&board, FRAUD, control, metric);
        let found = all.iter().find(|reading| reading.target == new).unwrap();
        assert_eq!((found.status, found.value.as_deref()), (status, Some(value)), "{metric}");
        assert_eq!((found.recorded, found.attached), (Some(fact), Some(NOW)), "{metric}");
        assert_eq!(found.evidence.as_ref(), Some(&new));
    }
    let container = readings(&board, FRAUD, "AIC-DA-03", "img.signed");
    let found = container.iter().find(|reading| reading.target == new).unwrap();
    assert_eq!(found.recorded, None, "what nobody said is no fact");
    // That it is stated is not that it was tested.
    assert_ne!(status(&board, FRAUD, "AIC-DA-01"), Status::Pass);

    // It ages like evidence, sixty days for a medium risk; nobody is told to repeat a fact.
    test.advance_days(61);
    let board = now(&test, FRAUD).await;
    let all = readings(&board, FRAUD, "AIC-DA-01", "api.unauthenticated_endpoints");
    let found = all.iter().find(|reading| reading.target == new).unwrap();
    assert_eq!((found.status, found.until), (Status::Stale, Some(NOW.plus_days(60))));
    let due = test.app.what_is_due().await.unwrap();
    let tells = |one: &Due| {
        let Notice::Controls(Command::NoticeDue { what, .. }) = &one.notice else { return false };
        *what == new
    };
    assert!(!due.iter().any(tells), "{due:?}");
}

/// `ds-credit-apps@v1` was registered for `CreditLine`, with its digest and made from nothing.
#[tokio::test]
async fn data_of_another_system_stands_alike_alone_and_among_all() {
    let test = drill_app(None).await;
    let engineer = with_roles("usr-fraud-mle", &["ml_engineer"]);
    let data = subject("dataset:ds-credit-apps@v1");
    let activation = Activation {
        model: subject("model:mdl-fraudshield@5.1.0"),
        uses: vec![data],
        endpoint: subject("endpoint:ep-fraud-stream"),
        stage: Stage::Production,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject(FRAUD)),
    };
    let new = subject("deployment:dep-shared");
    let activate = deployments::Command::Activate(activation);
    test.app.deployments(&engineer, &meta("activate"), &new, activate).await.unwrap();
    let alone = now(&test, FRAUD).await;
    let sight = test.sight(Instant::Now).await;
    let all = test.app.control_board(&sight, None).await.unwrap();
    for board in [&alone, &all] {
        let found = readings(board, FRAUD, "AIC-DI-02", "data.version.digest_present");
        let found = found.iter().find(|reading| reading.target == new).unwrap();
        assert_eq!((found.status, found.recorded), (Status::Pass, Some(RoomFact::Version)));
    }
    let fraud = subject(FRAUD);
    let whole: Vec<_> = all.of(&fraud).map(|standing| &standing.assessment).collect();
    let own: Vec<_> = alone.of(&fraud).map(|standing| &standing.assessment).collect();
    assert_eq!(own, whole);
}

/// Every board of one system beside the board of all, at a moment.
async fn stand_alike(test: &TestApp, instant: Instant) {
    let sight = test.sight(instant).await;
    let all = test.app.control_board(&sight, None).await.unwrap();
    for system in all.systems() {
        let alone = test.app.control_board(&sight, Some(&system)).await.unwrap();
        let whole: Vec<_> = all.of(&system).map(|standing| &standing.assessment).collect();
        let own: Vec<_> = alone.of(&system).map(|standing| &standing.assessment).collect();
        assert_eq!(own, whole, "{system} at {instant:?}");
    }
}

/// Read off the drill's files: `env-train-eu` is registered for `CareRisk`, and the runs of `CreditLine`
/// and `FraudShield` name it too; `mdl-carerisk@1.6.0` was made by `run-hc-0007` from
/// `ds-care-train@v7`, and all three belong to `CareRisk`.
#[tokio::test]
async fn what_others_made_stands_alike_alone_and_among_all() {
    let test = drill_app(None).await;
    for month in 9..21 {
        let (year, month) = (2025 + (month - 1) / 12, (month - 1) % 12 + 1);
        let moment = format!("{year}-{month:02}-11T12:00:00Z").parse().unwrap();
        stand_alike(&test, Instant::Time(moment)).await;
    }

    let note = |text: &str| Note::parse(text).unwrap();
    let attest = training::Command::Attest {
        isolation: note("Private subnet"),
        encryption: note("Keys of our own"),
        least_privilege: true,
        until: NOW.plus_days(30),
    };
    let engineer = with_roles("usr-mlops-eng", &["platform_engineer"]);
    let environment = subject("environment:env-train-eu");
    test.app.training(&engineer, &meta("attest"), &environment, attest).await.unwrap();
    let alone = now(&test, FRAUD).await;
    let least = readings(&alone, FRAUD, "AIC-TE-04", "iam.excess_privilege_count");
    assert!(
        least.iter().any(|one| one.recorded == Some(RoomFact::LeastPrivilege)),
        "an environment of another system was attested: {least:?}"
    );
    stand_alike(&test, Instant::Now).await;

    let activation = Activation {
        model: subject("model:mdl-carerisk@1.6.0"),
        uses: Vec::new(),
        endpoint: subject("endpoint:ep-fraud-stream"),
        stage: Stage::Production,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject(FRAUD)),
    };
    let (engineer, new) =
        (with_roles("usr-fraud-mle", &["ml_engineer"]), subject("deployment:dep-borrowed"));
    let activate = deployments::Command::Activate(activation);
    test.app.deployments(&engineer, &meta("activate"), &new, activate).await.unwrap();
    let alone = now(&test, FRAUD).await;
    let data = readings(&alone, FRAUD, "AIC-DI-02", "data.version.digest_present");
    let made_from = subject("dataset:ds-care-train@v7");
    assert!(data.iter().any(|one| one.target == made_from || one.target == new), "{data:?}");
    let standing = alone.get(&subject(FRAUD), "AIC-DI-03").unwrap();
    let targets = standing.assessment.tests.iter().flat_map(|test| &test.readings);
    assert!(targets.into_iter().any(|one| one.target == made_from), "its data is asked about");
    stand_alike(&test, Instant::Now).await;
}
