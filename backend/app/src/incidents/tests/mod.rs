mod handling;

use std::collections::BTreeSet;

use domain::{
    authority::Caller,
    datasets,
    incidents::{Command, Severity},
};
use kernel::{Kind, Name, Personal, Subject};

use super::Containment;
use crate::{
    AppError, Instant, Meta, Receipt, Sight,
    datasets::{VersionRow, VersionState},
    deployments::DeploymentRow,
    incidents::IncidentRow,
    lineage::Standing,
    recorded,
    testing::{TestApp, drill_app},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn root() -> Subject {
    subject("dataset:ds-partner-clinics@v4")
}

fn incident() -> Subject {
    subject("incident:INC-J1")
}

/// The drill a minute before its own containment.
async fn before() -> TestApp {
    drill_app(Some("2026-02-10T14:19:00Z".parse().unwrap())).await
}

async fn person(test: &TestApp, name: &str) -> Caller {
    test.app.caller(&Subject::new(Kind::Person, name, None).unwrap()).await.unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn contain(test: &TestApp, command: &str) -> Receipt {
    let commander = person(test, "usr-ic").await;
    let wanted = Containment {
        roots: vec![root()],
        incident: incident(),
        title: Name::parse("Poisoned partner data").unwrap(),
        severity: Severity::Sev1,
        reason: Personal::written(&commander.person, "outlier scan"),
    };
    test.app.contain(&commander, &meta(command), wanted).await.unwrap().unwrap()
}

async fn now(test: &TestApp) -> Sight {
    test.sight(Instant::Now).await
}

#[tokio::test]
async fn a_containment_is_one_command() {
    let test = before().await;
    let receipt = contain(&test, "1").await;
    let (first, count) = (receipt.positions[0], receipt.positions.len());
    assert!(count > 15, "{count} events");
    let events = test.app.store.read(first, 1_000).await.unwrap();
    assert_eq!(events.len(), count, "nothing came in between");
    let correlations: BTreeSet<_> = events.iter().map(|event| event.leaf.corr.clone()).collect();
    assert_eq!(correlations, [Some(incident().to_string())].into());
    assert!(events.iter().all(|event| event.leaf.command == events[0].leaf.command));

    let again = contain(&test, "1").await;
    assert!(again.duplicate && again.positions == receipt.positions);
}

#[tokio::test]
async fn suspicion_is_never_recorded() {
    let test = before().await;
    let model = subject("model:mdl-carerisk@1.4.0");
    let standing = async || {
        let sight = now(&test).await;
        test.app.standings(&sight).await.unwrap().of_subject(&model)
    };
    assert_eq!(standing().await, Standing::Clean);
    let receipt = contain(&test, "1").await;
    assert_eq!(standing().await, Standing::Suspect);
    for stored in test.app.store.read(receipt.positions[0], 1_000).await.unwrap() {
        let fact = recorded(&stored).unwrap();
        assert_ne!(fact.stream, model.stream(), "a model only follows from its data");
    }
}

#[tokio::test]
async fn the_plan_is_what_is_done() {
    let test = before().await;
    let plan = test.app.plan(&now(&test).await, &[root()]).await.unwrap();
    assert_eq!((plan.quarantine.len(), plan.live.len(), plan.owners.len()), (1, 4, 1));
    contain(&test, "1").await;

    let sight = now(&test).await;
    let version = test.app.find::<VersionRow>(&sight, &root()).await.unwrap().unwrap();
    assert_eq!(version.state, VersionState::Quarantined);
    let row = test.app.find::<IncidentRow>(&sight, &incident()).await.unwrap().unwrap();
    let told: Vec<_> = row.told.iter().map(|told| told.person.clone()).collect();
    assert_eq!(told, plan.owners);
    let proposed: Vec<_> =
        row.rollbacks.iter().map(|r| (r.deployment.clone(), r.to.clone())).collect();
    let planned: Vec<_> =
        plan.live.iter().map(|l| (l.deployment.clone(), l.last_clean.clone())).collect();
    assert_eq!(proposed, planned);
    for live in &plan.live {
        let key = &live.deployment;
        let row = test.app.find::<DeploymentRow>(&sight, key).await.unwrap().unwrap();
        assert_eq!(row.flagged_by, Some(incident()));
        assert!(row.stop.is_some_and(|stop| stop.confirmed.is_none()), "asked for, not confirmed");
    }
}

#[tokio::test]
async fn a_quarantine_is_lifted_by_two_people() {
    let test = before().await;
    contain(&test, "1").await;
    let dataset = subject("dataset:ds-partner-clinics");
    let version = || Name::parse("v4").unwrap();
    let (one, other) = (person(&test, "usr-sec-lead").await, person(&test, "usr-mrm").await);
    let reason = || Personal::written(&one.person, "rebuilt without the batch");
    let ask = datasets::Command::RequestLift { version: version(), reason: reason() };
    test.app.datasets(&one, &meta("2"), &dataset, ask).await.unwrap().unwrap();
    let lift = || datasets::Command::Lift { version: version(), reason: reason() };
    let alone = test.app.datasets(&one, &meta("3"), &dataset, lift()).await;
    assert!(matches!(alone, Err(AppError::Refused(_))), "{alone:?}");
    test.app.datasets(&other, &meta("4"), &dataset, lift()).await.unwrap().unwrap();
    let row = test.app.find::<VersionRow>(&now(&test).await, &root()).await.unwrap().unwrap();
    assert_eq!(row.quarantine, None);
}

#[tokio::test]
async fn an_incident_names_threats_of_the_catalogue() {
    let test = before().await;
    let commander = person(&test, "usr-ic").await;
    let care = Some(subject("system:sys-carerisk"));
    let name = |text: &str| Name::parse(text).unwrap();
    let open = |threat: &str| Command::Open {
        severity: Severity::Sev2,
        title: name("Labels were turned"),
        system: care.clone(),
        detected_by: Vec::new(),
        roots: Vec::new(),
        threats: vec![name(threat)],
    };
    let code = |answer: Result<_, AppError>| match answer {
        Err(AppError::Refused(refused)) => (refused.code, refused.field),
        other => panic!("not refused: {other:?}"),
    };
    let unknown = ("incident.unknown_threat".to_owned(), Some("threats".to_owned()));
    let opened = test.app.incidents(&commander, &meta("1"), &incident(), open("THR-99")).await;
    assert_eq!(code(opened), unknown);
    test.app.incidents(&commander, &meta("2"), &incident(), open("THR-06")).await.unwrap();
    let say = |threat: &str| Command::NameThreats { threats: vec![name(threat)] };
    let said = test.app.incidents(&commander, &meta("3"), &incident(), say("THR-98")).await;
    assert_eq!(code(said), unknown);
    test.app.incidents(&commander, &meta("4"), &incident(), say("THR-06.03")).await.unwrap();
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<IncidentRow>(&sight, &incident()).await.unwrap().unwrap();
    assert_eq!(row.threats, [name("THR-06.03")]);
    assert!(row.realised(&name("THR-06")) && row.realised(&name("THR-06.03")));
    assert!(!row.realised(&name("THR-06.04")) && !row.realised(&name("THR-08")));
}
