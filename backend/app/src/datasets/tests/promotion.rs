//! What is asked of a version before it is promoted.

use domain::{
    authority::{Act, Caller, Permit},
    controls,
    datasets::{Command, Datasets, NewVersion, Sensitivity},
    evaluations,
};
use kernel::{Digest, Name, Personal};
use serde_json::{Value, json};

use super::subject;
use crate::{
    AppError, Instant, Meta, Refused,
    datasets::{VersionRow, VersionState},
    import::Reported,
    testing::{NOW, TestApp, drill_app, with_roles},
};

/// Of medium risk: its own limit for the smallest class is five.
const CHAT: &str = "system:sys-supportchat";
const DATASET: &str = "dataset:ds-patients";

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

/// Somebody who may do all that these tests need.
fn owner() -> Caller {
    let roles = ["data_owner", "data_engineer", "compliance_officer"];
    with_roles("usr-dp-owner", &roles)
}

fn reason() -> Personal {
    Personal::written(&subject("person:usr-dp-owner"), "It is ready")
}

/// The drill, with a dataset of a segment and its version.
async fn bench(sensitivity: Sensitivity) -> TestApp {
    let test = drill_app(None).await;
    let register = Command::Register {
        name: name("Patients"),
        sensitivity,
        owner: subject("person:usr-dp-owner"),
        system: Some(subject(CHAT)),
        licence: None,
    };
    let version = Command::RegisterVersion(NewVersion {
        version: name("v1"),
        digest: Digest::parse(&"a".repeat(64)).unwrap(),
        rows: 10,
        source: None,
        pipeline: None,
        batches: Vec::new(),
        derived_from: Vec::new(),
        schema: Vec::new(),
        licence: None,
        frozen: false,
    });
    for (id, command) in [("register", register), ("version", version)] {
        test.app.datasets(&owner(), &meta(id), &subject(DATASET), command).await.unwrap();
    }
    test
}

async fn promote(test: &TestApp, caller: &Caller, id: &str) -> Result<(), AppError> {
    let command = Command::PromoteVersion { version: name("v1"), reason: reason() };
    test.app.datasets(caller, &meta(id), &subject(DATASET), command).await.map(drop)
}

fn refused(answer: Result<(), AppError>) -> Refused {
    match answer {
        Err(AppError::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

async fn attach(test: &TestApp, id: &str, metrics: Value) {
    let data = json!({
        "subject": "dataset:ds-patients@v1", "system": CHAT, "evidence_type": "EV-ANONYMISATION",
        "tool": "presidio", "digest": "e".repeat(64), "metrics": metrics,
    });
    let fact = Reported {
        kind: String::from("evidence.attached"),
        stream: subject(&format!("evidence:{id}")),
        at: NOW,
        actor: None,
        data,
    };
    test.app.report(&owner(), &meta(id), &fact).await.unwrap();
}

async fn state(test: &TestApp) -> VersionState {
    let sight = test.sight(Instant::Now).await;
    let version = subject(DATASET).at("v1").unwrap();
    test.app.find::<VersionRow>(&sight, &version).await.unwrap().unwrap().state
}

#[tokio::test]
async fn special_category_data_is_checked_before_it_is_promoted() {
    let test = bench(Sensitivity::SpecialCategory).await;
    let bare = refused(promote(&test, &owner(), "1").await);
    assert_eq!(
        (bare.code.as_str(), bare.field.as_deref()),
        ("dataset.segment_unchecked", Some("version"))
    );
    assert_eq!(
        bare.sentence,
        "ds-patients@v1 is special-category data, and AIC-PC-03 does not hold for it: There is no \
         Anonymisation report for ds-patients@v1. Attach for ds-patients@v1: Anonymisation report. \
         Or have somebody decide that AIC-PC-03 does not apply to its system"
    );
    // Enough for a system of medium risk, and not for this segment: eleven is asked for.
    let medium = json!({ "anon.residual_pii": "0", "anon.k": "5",
        "anon.reidentification_risk": "0.08" });
    attach(&test, "ev-anon-1", medium).await;
    let loose = refused(promote(&test, &owner(), "2").await);
    assert_eq!(loose.code, "dataset.segment_unchecked");
    assert!(loose.sentence.contains("is 5; the limit is at least 11"), "{}", loose.sentence);
    assert_eq!(state(&test).await, VersionState::Active);
    test.advance_days(1);
    let strict = json!({ "anon.residual_pii": "0", "anon.k": "11",
        "anon.reidentification_risk": "0.09" });
    attach(&test, "ev-anon-2", strict).await;
    promote(&test, &owner(), "3").await.unwrap();
    assert_eq!(state(&test).await, VersionState::Promoted);
}

async fn withdraw(test: &TestApp, id: &str) {
    let (withdraw, evidence) =
        (evaluations::Command::Withdraw { reason: reason() }, subject(&format!("evidence:{id}")));
    let command = format!("withdraw {id}");
    test.app.evaluations(&owner(), &meta(&command), &evidence, withdraw).await.unwrap();
}

/// The position at which something of a type was recorded last.
async fn position_of(test: &TestApp, kind: &str) -> Option<u64> {
    let query = store::EventQuery {
        kinds: vec![kind.to_owned()],
        limit: Some(1),
        newest_first: true,
        ..store::EventQuery::default()
    };
    test.app.store.events(query).await.unwrap().first().map(|stored| stored.pos)
}

#[tokio::test]
async fn evidence_withdrawn_in_the_same_moment_promotes_nothing() {
    let test = bench(Sensitivity::SpecialCategory).await;
    let strict = json!({ "anon.residual_pii": "0", "anon.k": "11",
        "anon.reidentification_risk": "0.09" });
    attach(&test, "ev-anon-1", strict.clone()).await;

    // Checked, and withdrawn before it is recorded.
    let (caller, dataset) = (owner(), subject(DATASET));
    let mut draft = test.app.draft(&caller, &meta("slow"));
    let exact = (&dataset, &name("v1"));
    test.app.check_segment(&mut draft, &caller, exact).await.unwrap();
    let command = Command::PromoteVersion { version: name("v1"), reason: reason() };
    let place = draft.decide::<Datasets>(Some(&caller), &dataset, command).await.unwrap();
    let permit = caller.permit(Act::PromoteData, &place).unwrap();
    withdraw(&test, "ev-anon-1").await;
    let late = draft.commit(&permit, &meta("slow"), Vec::new()).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
    assert_eq!(state(&test).await, VersionState::Active);

    // At once: whichever is recorded first, no promotion stands on what was withdrawn before it.
    attach(&test, "ev-anon-2", strict).await;
    let attempt = promote(&test, &caller, "race");
    let (promoted, ()) = futures::future::join(attempt, withdraw(&test, "ev-anon-2")).await;
    let withdrawn = position_of(&test, "evidence.withdrawn").await.unwrap();
    match promoted {
        Ok(()) => {
            let known = position_of(&test, "dataset.version_promoted").await.unwrap();
            assert!(known < withdrawn, "{known} stands on what {withdrawn} withdrew");
        }
        late => assert_eq!(refused(late).code, "dataset.segment_unchecked"),
    }
}

#[tokio::test]
async fn other_segments_are_promoted_as_before() {
    for segment in [
        Sensitivity::Public,
        Sensitivity::Internal,
        Sensitivity::Confidential,
        Sensitivity::Personal,
    ] {
        let test = bench(segment).await;
        promote(&test, &owner(), "1").await.unwrap();
        assert_eq!(state(&test).await, VersionState::Promoted, "{segment}");
    }
}

#[tokio::test]
async fn a_control_that_does_not_apply_asks_nothing_of_a_version() {
    let test = bench(Sensitivity::SpecialCategory).await;
    let system = subject(CHAT);
    let stream = controls::stream(&system, "AIC-PC-03").unwrap();
    let mark = controls::Command::MarkNotApplicable { system, reason: reason() };
    test.app.controls(&owner(), &meta("mark"), &stream, mark).await.unwrap();
    promote(&test, &owner(), "1").await.unwrap();
    assert_eq!(state(&test).await, VersionState::Promoted);
}

#[tokio::test]
async fn whoever_may_not_promote_learns_nothing_of_the_checks() {
    let test = bench(Sensitivity::SpecialCategory).await;
    let engineer = with_roles("usr-dp-eng1", &["data_engineer"]);
    assert!(matches!(promote(&test, &engineer, "1").await, Err(AppError::Denied)));
}

#[tokio::test]
async fn history_is_kept_without_the_checks_of_a_segment() {
    let test = drill_app(None).await;
    let permit = Permit::bootstrap(subject("person:usr-dp-owner"));
    let digest = "a".repeat(64);
    let facts = [
        (
            "dataset.registered",
            json!({ "name": "Patients", "sensitivity": "special_category",
                "owner": "person:usr-dp-owner", "system": CHAT }),
        ),
        (
            "dataset.version_registered",
            json!({ "version": "v1", "digest": digest, "rows": 10, "frozen": false }),
        ),
        ("dataset.version_promoted", json!({ "version": "v1", "reason": "It was ready" })),
    ];
    for (kind, data) in facts {
        let fact = Reported {
            kind: kind.to_owned(),
            stream: subject(DATASET),
            at: NOW,
            actor: Some(subject("person:usr-dp-owner")),
            data,
        };
        test.app.import(&permit, &meta(kind), &fact).await.unwrap();
    }
    assert_eq!(state(&test).await, VersionState::Promoted);
}
