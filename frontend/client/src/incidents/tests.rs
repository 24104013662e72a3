//! Questions, commands and states of incidents.
use super::{
    Act, ContainInput, FlaggedDeployment, Sent, Serving, Stop, contain, incident, incidents,
    read_contain,
};
use crate::{
    ask::query_of,
    moment::Moment,
    scalars::{Subject, Time},
    words::{Severity, Stage, Standing},
};

#[test]
fn the_questions_stay_as_they_are() {
    let asked = incidents(&Moment::default(), Some(true), 50);
    assert!(asked.contains(r#""filter":{"open":true}"#), "{asked}");
    insta::assert_snapshot!("incidents", query_of(&asked));
    insta::assert_snapshot!("incident", query_of(&incident(&Moment::default(), "incident:i")));
}

#[test]
fn the_commands_stay_as_they_are() {
    let input = ContainInput {
        roots: vec![Subject::from("dataset:d@1")],
        title: "T".to_owned(),
        severity: Severity::Sev1,
        reason: "R".to_owned(),
    };
    let asked = contain(input);
    assert!(asked.contains(r#""severity":"SEV1""#), "{asked}");
    insta::assert_snapshot!("contain", query_of(&asked));
    let deployment = || "deployment:d".to_owned();
    let acts = [
        Act::Note,
        Act::MarkContained,
        Act::Close,
        Act::DecideRollback { deployment: deployment(), approved: false },
        Act::RequestStop { deployment: deployment() },
        Act::ConfirmStop { deployment: deployment() },
    ];
    let bodies: Vec<String> = acts.iter().map(|act| act.body("incident:i", " because ")).collect();
    insta::assert_snapshot!("acts", bodies.join("\n"));
}

#[test]
fn a_refusal_is_not_a_failure() {
    let refused = r#"{"data":{"decideRollback":{"incident":null,"receipt":null,
        "refusal":{"code":"incidents.own_proposal","sentence":"You proposed this.","field":"deployment"}}}}"#;
    let act = Act::DecideRollback { deployment: "deployment:d".to_owned(), approved: true };
    let Ok(Sent::Refused(refusal)) = act.read(refused) else { panic!("not refused") };
    assert_eq!(refusal.sentence, "You proposed this.");
    assert!(act.read(r#"{"data":null,"errors":[{"message":"broken"}]}"#).is_err());
}

#[test]
fn a_containment_leads_to_its_incident() {
    let done = r#"{"data":{"contain":{"incident":{"subject":"incident:i"},
        "receipt":{"position":12,"leafHash":"ab","duplicate":false},"refusal":null}}}"#;
    let Ok(Sent::Done { receipt, made }) = read_contain(done) else { panic!("not done") };
    assert_eq!((made.as_str(), receipt.unwrap().position.0), ("incident:i", 12));
    let nothing = r#"{"data":{"contain":{"incident":null,"receipt":null,"refusal":null}}}"#;
    assert!(read_contain(nothing).is_err());
}

#[test]
fn a_requested_stop_is_not_a_stop() {
    let mut deployment = FlaggedDeployment {
        subject: Subject::from("deployment:d"),
        model: Subject::from("model:m@1"),
        endpoint: Subject::from("endpoint:e"),
        stage: Stage::Production,
        live: true,
        ended: None,
        standing: Standing::Suspect,
        people: None,
        owner: None,
        stop: None,
    };
    assert_eq!(deployment.serving(), Serving::Untouched);
    let requested_at = Time("2026-02-10T14:40:00Z".to_owned());
    let stop = Stop { requested_at, requested_by: None, confirmed_at: None, confirmed_by: None };
    deployment.stop = Some(stop.clone());
    assert_eq!(deployment.serving(), Serving::Unconfirmed);
    let confirmed_at = Some(Time("2026-02-10T15:00:00Z".to_owned()));
    deployment.stop = Some(Stop { confirmed_at, ..stop });
    assert_eq!(deployment.serving(), Serving::Stopped);
    deployment.live = false;
    assert_eq!(deployment.serving(), Serving::Ended);
}
