//! A risk that follows from a finding or from an incident, on the drill.

use domain::{
    authority::Caller,
    reviews::{self, Grade, Raising},
    risks::{Category, Command, Identification},
};
use kernel::{Note, Subject};

use super::{name, subject};
use crate::{
    AppError, Instant, Meta,
    reviews::FindingRow,
    risks::RiskRow,
    testing::{TestApp, drill_app, with_roles},
};

const FRAUD: &str = "system:sys-fraudshield";

fn meta(command: &str) -> Meta {
    Meta { source: "test".to_owned(), command: command.to_owned(), ..Meta::default() }
}

/// Somebody who may identify risks and link findings.
fn lead() -> Caller {
    with_roles("usr-sec-lead", &["ai_security_lead"])
}

fn following(from: &str) -> Command {
    let what = Identification {
        title: name("The threshold drifts"),
        threat: name("THR-04"),
        system: Some(subject(FRAUD)),
        concerns: Vec::new(),
        category: Category::Integrity,
        owner: subject("person:usr-fraud-owner"),
        description: Note::parse("Nobody sees that the threshold moves").unwrap(),
    };
    Command::IdentifyFrom { what, from: subject(from) }
}

async fn raise(test: &TestApp) {
    let raise = reviews::Command::Raise(Raising {
        control: name("AIC-VT-03"),
        severity: Grade::Low,
        text: Note::parse("The threshold moves").unwrap(),
        system: Some(subject(FRAUD)),
        review: None,
        owner: None,
    });
    test.app.reviews(&lead(), &meta("raise"), &subject("finding:f"), raise).await.unwrap();
}

async fn links(test: &TestApp, risk: &str) -> Option<Vec<Subject>> {
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<RiskRow>(&sight, &subject(risk)).await.unwrap();
    row.map(|row| row.links)
}

#[tokio::test]
async fn a_finding_and_its_risk_name_each_other() {
    let test = drill_app(None).await;
    raise(&test).await;
    let (risk, finding) = (subject("risk:new"), subject("finding:f"));

    // Whoever may not link the finding makes no risk of it, and none without it either.
    let owner = with_roles("usr-fraud-po", &["product_owner"]);
    let denied = test.app.risks(&owner, &meta("1"), &risk, following("finding:f")).await;
    assert!(matches!(denied, Err(AppError::Denied)), "{denied:?}");
    assert_eq!(links(&test, "risk:new").await, None);
    let unknown = test.app.risks(&lead(), &meta("2"), &risk, following("finding:none")).await;
    assert!(matches!(unknown, Err(AppError::Refused(_))), "{unknown:?}");
    assert_eq!(links(&test, "risk:new").await, None);

    let made = test.app.risks(&lead(), &meta("3"), &risk, following("finding:f")).await.unwrap();
    assert_eq!(made.unwrap().positions.len(), 3, "identified, linked, and linked back");
    assert_eq!(links(&test, "risk:new").await, Some(vec![finding.clone()]));
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<FindingRow>(&sight, &finding).await.unwrap().unwrap();
    assert_eq!(row.links, [risk]);
}

#[tokio::test]
async fn a_risk_of_an_incident_names_it() {
    let test = drill_app(None).await;
    let risk = subject("risk:new");
    let from = following("incident:INC-2026-001");
    test.app.risks(&lead(), &meta("1"), &risk, from).await.unwrap().unwrap();
    let incident = subject("incident:INC-2026-001");
    assert_eq!(links(&test, "risk:new").await, Some(vec![incident]));
}
