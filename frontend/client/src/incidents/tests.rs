//! Questions, commands and states of incidents.
use super::{Act, Contain, FlaggedDeployment, RealisedThreat, Serving, Stop};
use crate::{
    command::{Sent, sent},
    scalars::{Subject, Time},
    words::{Stage, Standing},
};

#[test]
fn a_refusal_is_not_a_failure() {
    let refused = r#"{"data":{"decideRollback":{"incident":null,"receipt":null,
        "refusal":{"code":"incidents.own_proposal","sentence":"You proposed this.","field":"deployment"}}}}"#;
    let act = Act::DecideRollback { deployment: "deployment:d".to_owned(), approved: true };
    let Ok(Sent::Refused(refusal)) = act.sent(refused) else { panic!("not refused") };
    assert_eq!(refusal.sentence, "You proposed this.");
    assert!(act.sent(r#"{"data":null,"errors":[{"message":"broken"}]}"#).is_err());
}

#[test]
fn threats_are_named_one_by_one() {
    let act = Act::NameThreats { known: "THR-06".to_owned() };
    assert_eq!((act.start().as_str(), act.may_be_empty()), ("THR-06", true));
    assert!(!Act::Note.may_be_empty());
    let order = act.order("c", "incident:i", " THR-06\nTHR-08.01, THR-02;");
    for named in ["THR-06", "THR-08.01", "THR-02"] {
        assert!(order.contains(&format!("\"{named}\"")), "{order}");
    }
    let title = Some("Data poisoning".to_owned());
    let technique = RealisedThreat { id: "THR-06.03".to_owned(), title };
    assert_eq!(
        (technique.words().as_str(), technique.page().as_str()),
        ("THR-06.03 Data poisoning", "/threats/THR-06")
    );
}

#[test]
fn a_containment_leads_to_its_incident() {
    let done = r#"{"data":{"contain":{"incident":{"subject":"incident:i"},
        "receipt":{"position":12,"leafHash":"ab","duplicate":false},"refusal":null}}}"#;
    let Ok(Sent::Done { receipt, made }) = sent::<Contain>(done) else { panic!("not done") };
    let incident = made.incident.unwrap().subject.0;
    assert_eq!((incident.as_str(), receipt.unwrap().position.0), ("incident:i", 12));
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
        offers: Vec::new(),
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
