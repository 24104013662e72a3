//! What the clock makes of incidents and of new versions, on the drill.
//!
//! Read off `drill/40_fraudshield.jsonl`: the fraud model has one risk, RSK-FR-01, scored on
//! 2026-04-01 at 10:00 and accepted by its owner the same day at 15:00 for a year, so it is accepted
//! at the moment of tests, 2026-11-23. Version 5.0.0 served from 2025-09-30 and 5.1.0 serves since
//! 2026-02-13 as dep-fr-0002, both before the acceptance. No other system has a risk against it.

use domain::{
    authority::Caller,
    deployments::{self, Activation, Hardening, Stage},
    incidents::{self, Severity},
    models::{self, NewVersion},
    risks::{Acceptance, Cause, Command, Event, Terms},
};
use kernel::{Personal, Subject};

use super::{assessment, name, score, scores, subject};
use crate::{
    Instant, Meta, recorded,
    risks::{Ending, RiskRow, Status},
    testing::{NOW, TestApp, drill_app, with_roles},
};

const FRAUD: &str = "system:sys-fraudshield";
const MODEL: &str = "model:mdl-fraudshield";
const RISK: &str = "risk:RSK-FR-01";

fn meta(command: &str) -> Meta {
    Meta { source: "test".to_owned(), command: command.to_owned(), ..Meta::default() }
}

fn commander() -> Caller {
    with_roles("usr-ic", &["incident_commander"])
}

fn manager() -> Caller {
    with_roles("usr-mrm", &["model_risk_manager"])
}

/// What was reopened since a position: risk, why, cause, since when, and by whom.
async fn reopenings(test: &TestApp, head: u64) -> Vec<String> {
    let count = u32::try_from(test.app.store.head() - head).unwrap();
    let mut found = Vec::new();
    for stored in test.app.store.read(head, count).await.unwrap() {
        let fact = recorded(&stored).unwrap();
        let domain::Event::Risks(Event::Reopened { why, cause, since, .. }) = &fact.event else {
            continue;
        };
        let cause = cause.as_ref().map(Subject::label).unwrap_or_default();
        let since = since.map(kernel::Micros::date).unwrap_or_default();
        found.push(format!("{} {why} {cause} {since} {}", fact.stream, fact.actor));
    }
    found
}

async fn tell(test: &TestApp) {
    for _ in 0..2 {
        test.app.tell_what_is_due().await.unwrap();
    }
}

async fn row(test: &TestApp) -> RiskRow {
    let sight = test.sight(Instant::Now).await;
    test.app.find::<RiskRow>(&sight, &subject(RISK)).await.unwrap().unwrap()
}

async fn open(test: &TestApp, id: &str, system: Option<&str>) {
    open_naming(test, id, system, &[]).await;
}

async fn open_naming(test: &TestApp, id: &str, system: Option<&str>, threats: &[&str]) {
    let open = incidents::Command::Open {
        severity: Severity::Sev3,
        title: name("Something is wrong"),
        system: system.map(subject),
        detected_by: Vec::new(),
        roots: Vec::new(),
        threats: threats.iter().map(|threat| name(threat)).collect(),
    };
    let stream = subject(&format!("incident:{id}"));
    test.app.incidents(&commander(), &meta(id), &stream, open).await.unwrap();
}

async fn assess(test: &TestApp, command: &str) {
    let assess = Command::Assess(assessment(scores(score(4, 3), score(2, 2))));
    test.app.risks(&manager(), &meta(command), &subject(RISK), assess).await.unwrap();
}

#[tokio::test]
async fn an_incident_reopens_what_was_judged_before_it() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    assert_eq!(row(&test).await.state.status(NOW), Status::Accepted);

    open(&test, "T-1", Some(FRAUD)).await;
    tell(&test).await;
    let first = format!("{RISK} incident T-1 {} service:clock", NOW.date());
    assert_eq!(
        reopenings(&test, head).await,
        std::slice::from_ref(&first),
        "and no risk of another system"
    );
    let found = row(&test).await;
    assert_eq!(found.state.status(NOW), Status::Reopened);
    assert_eq!(found.reopened.unwrap().cause, Some(subject("incident:T-1")));
    assert!(found.links.contains(&subject("incident:T-1")));
    assert_eq!(found.state.accepted.unwrap().ended, Some((NOW, Ending::Reopened)));

    // Scored since: the incident is known, also while it goes on.
    assess(&test, "assess 1").await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));

    // Scored before anybody looked: whoever scored it knew of the second incident.
    test.advance_days(1);
    open(&test, "T-2", Some(FRAUD)).await;
    test.advance_days(1);
    assess(&test, "assess 2").await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));

    // Where somebody was faster, the clock has nothing to add.
    test.advance_days(1);
    open(&test, "T-3", Some(FRAUD)).await;
    let reopen = Command::Reopen {
        why: Cause::Incident,
        cause: Some(subject("incident:T-3")),
        indicator: None,
        note: Personal::Erased,
    };
    test.app.risks(&manager(), &meta("by hand"), &subject(RISK), reopen).await.unwrap();
    tell(&test).await;
    let by_hand = format!("{RISK} incident T-3  person:usr-mrm");
    assert_eq!(reopenings(&test, head).await, [first, by_hand]);
}

#[tokio::test]
async fn a_containment_reopens_the_risks_of_what_it_flags() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    open(&test, "T-1", None).await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, Vec::<String>::new(), "it is of no system yet");

    let flag = deployments::Command::Flag {
        incident: subject("incident:T-1"),
        suspects: vec![subject("model:mdl-fraudshield@5.1.0")],
    };
    let deployment = subject("deployment:dep-fr-0002");
    test.app.deployments(&commander(), &meta("flag"), &deployment, flag).await.unwrap();
    tell(&test).await;
    let flagged = format!("{RISK} incident T-1 {} service:clock", NOW.date());
    assert_eq!(reopenings(&test, head).await, [flagged]);
}

/// Says which threats an incident realised.
async fn name_threats(test: &TestApp, id: &str, threats: &[&str]) {
    let threats = threats.iter().map(|threat| name(threat)).collect();
    let say = incidents::Command::NameThreats { threats };
    let (stream, command) = (subject(&format!("incident:{id}")), format!("name {id}"));
    test.app.incidents(&commander(), &meta(&command), &stream, say).await.unwrap();
}

/// RSK-FR-01 is a risk of THR-04, as its `risk.assessed` says in the drill's file.
#[tokio::test]
async fn an_incident_that_names_threats_reopens_their_risks_alone() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    open_naming(&test, "T-1", Some(FRAUD), &["THR-06"]).await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, Vec::<String>::new(), "another threat");

    // Named when it was opened, and put right later: it had been this threat all along.
    name_threats(&test, "T-1", &["THR-06", "THR-04"]).await;
    tell(&test).await;
    let first = format!("{RISK} incident T-1 {} service:clock", NOW.date());
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&first));

    // A technique is a way of its threat; and what is of no named threat stays as it was judged.
    assess(&test, "assess").await;
    test.advance_days(1);
    open_naming(&test, "T-2", Some(FRAUD), &["THR-04.01"]).await;
    open_naming(&test, "T-3", Some(FRAUD), &["THR-05"]).await;
    tell(&test).await;
    let second = format!("{RISK} incident T-2 {} service:clock", NOW.plus_days(1).date());
    assert_eq!(reopenings(&test, head).await, [first, second]);
}

/// Between two looks of the clock, an incident of no system flags the deployment of the fraud model
/// and clears the flag again.
#[tokio::test]
async fn a_flag_that_was_cleared_between_two_looks_counts() {
    let test = drill_app(None).await;
    let head = test.app.store.head();
    open(&test, "T-1", None).await;
    tell(&test).await;
    test.advance_days(1);
    let (incident, deployment) = (subject("incident:T-1"), subject("deployment:dep-fr-0002"));
    let flag = deployments::Command::Flag {
        incident: incident.clone(),
        suspects: vec![subject("model:mdl-fraudshield@5.1.0")],
    };
    test.app.deployments(&commander(), &meta("flag"), &deployment, flag).await.unwrap();
    let clear = deployments::Command::ClearFlag { incident };
    let officer = with_roles("usr-cro", &["chief_risk_officer"]);
    test.app.deployments(&officer, &meta("clear"), &deployment, clear).await.unwrap();
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<crate::deployments::DeploymentRow>(&sight, &deployment).await;
    assert_eq!(row.unwrap().unwrap().flagged_by, None, "nothing is left to see of it");
    tell(&test).await;
    // Since the day it was flagged, not since the incident was opened.
    let flagged = format!("{RISK} incident T-1 {} service:clock", NOW.plus_days(1).date());
    assert_eq!(reopenings(&test, head).await, [flagged]);
}

async fn register(test: &TestApp, version: &str) {
    let engineer = with_roles("usr-fraud-mle", &["ml_engineer"]);
    let new = NewVersion {
        version: name(version),
        digest: None,
        run: None,
        derived_from: Vec::new(),
        format: name("onnx"),
    };
    let command = models::Command::RegisterVersion(new);
    test.app.models(&engineer, &meta(version), &subject(MODEL), command).await.unwrap();
}

async fn activate(test: &TestApp, id: &str, version: &str, stage: Stage) {
    let engineer = with_roles("usr-fraud-mle", &["ml_engineer"]);
    let activation = Activation {
        model: subject(&format!("{MODEL}@{version}")),
        uses: Vec::new(),
        endpoint: subject("endpoint:ep-fraud-stream"),
        stage,
        digest: None,
        hardening: Hardening::default(),
        replaces: None,
        people: None,
        system: Some(subject(FRAUD)),
    };
    let command = deployments::Command::Activate(activation);
    let deployment = subject(&format!("deployment:{id}"));
    test.app.deployments(&engineer, &meta(id), &deployment, command).await.unwrap();
}

/// The owner accepts the risk again, for a hundred days.
async fn accept(test: &TestApp) {
    let owner = with_roles("usr-fraud-owner", &["system_owner"]);
    let terms = Terms {
        until: NOW.plus_days(100),
        compensating: Vec::new(),
        review: None,
        reason: Personal::Erased,
    };
    let accept = Command::Accept(Acceptance {
        acceptors: Vec::new(),
        band: None,
        terms: Some(terms),
        reason: Personal::Erased,
        prohibited: false,
        unwaivable: Vec::new(),
        board: Vec::new(),
    });
    test.app.risks(&owner, &meta("accept"), &subject(RISK), accept).await.unwrap();
}

#[tokio::test]
async fn a_version_that_came_into_use_ends_what_was_accepted_before() {
    let test = drill_app(None).await;
    let head = test.app.store.head();

    // Registered, and tried where nobody is affected: nothing that was accepted is another yet.
    register(&test, "5.2.0").await;
    activate(&test, "dep-try", "5.2.0", Stage::Test).await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, Vec::<String>::new());

    test.advance_days(1);
    let promote =
        models::Command::PromoteVersion { version: name("5.2.0"), reason: Personal::Erased };
    test.app.models(&manager(), &meta("promote"), &subject(MODEL), promote).await.unwrap();
    tell(&test).await;
    let tomorrow = NOW.plus_days(1);
    let promoted =
        format!("{RISK} new_version mdl-fraudshield@5.2.0 {} service:clock", tomorrow.date());
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&promoted));
    let found = row(&test).await;
    assert_eq!(found.state.accepted.unwrap().ended, Some((tomorrow, Ending::Reopened)));
    let cause = Some(subject("model:mdl-fraudshield@5.2.0"));
    assert_eq!(found.reopened.unwrap().cause, cause);

    // Accepted with the version in mind: that it then serves is nothing new, nor is going back.
    assess(&test, "assess").await;
    accept(&test).await;
    test.advance_days(1);
    activate(&test, "dep-new", "5.2.0", Stage::Production).await;
    activate(&test, "dep-back", "5.1.0", Stage::Production).await;
    tell(&test).await;
    assert_eq!(reopenings(&test, head).await, std::slice::from_ref(&promoted));
    assert_eq!(row(&test).await.state.status(NOW.plus_days(2)), Status::Accepted);

    // What serves without ever having been promoted is as new.
    register(&test, "5.3.0").await;
    activate(&test, "dep-wild", "5.3.0", Stage::Production).await;
    tell(&test).await;
    let served = format!(
        "{RISK} new_version mdl-fraudshield@5.3.0 {} service:clock",
        NOW.plus_days(2).date()
    );
    assert_eq!(reopenings(&test, head).await, [promoted, served]);
}
