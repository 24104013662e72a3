use super::{list::DeploymentFilter, model::StopState, queries::DeploymentPage};
use crate::{
    ask::OfOne,
    rows::{DeploymentRow, live_first},
    scalars::{Subject, Time},
    words::{Stage, Standing},
};

const ONE: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "deployment":{"subject":"deployment:d","model":"model:m@1","modelVersion":{"digest":"aa","lastClean":null},
    "endpoint":"endpoint:e","stage":"PRODUCTION","system":null,"digest":"aa",
    "hardening":[{"name":"authentication","state":true},{"name":"throttling","state":false},{"name":"log encryption","state":null}],
    "activated":"2026-01-01T00:00:00Z","activatedBy":null,"ended":null,"endReason":null,"replaces":null,"replacedBy":null,
    "live":true,"standing":"SUSPECT","suspectBecause":["dataset:x@v4"],"people":null,"flaggedBy":null,
    "stop":{"requestedAt":"2026-02-10T14:30:00Z","requestedBy":null,"incident":"incident:i","confirmedAt":null,"confirmedBy":null},
    "owner":null}}}}"#;

#[test]
fn a_stop_counts_only_when_somebody_saw_it() {
    let mut one = DeploymentPage::read(ONE).unwrap().deployment.unwrap();
    assert_eq!(one.stop_state(), StopState::Requested);
    one.stop.as_mut().unwrap().confirmed_at = Some(Time("2026-02-10T14:50:00Z".to_owned()));
    assert_eq!(one.stop_state(), StopState::Confirmed);
    one.stop = None;
    assert_eq!(one.stop_state(), StopState::None);
}

#[test]
fn a_guard_nobody_spoke_of_is_not_counted_as_missing() {
    let one = DeploymentPage::read(ONE).unwrap().deployment.unwrap();
    assert_eq!(one.guarded(), (1, 2));
}

#[test]
fn another_artefact_than_the_registered_one_is_noticed() {
    let mut one = DeploymentPage::read(ONE).unwrap().deployment.unwrap();
    assert_eq!(one.runs_what_was_registered(), Some(true));
    one.digest = Some("bb".to_owned());
    assert_eq!(one.runs_what_was_registered(), Some(false));
    one.digest = None;
    assert_eq!(one.runs_what_was_registered(), None);
}

#[test]
fn what_answers_now_comes_first() {
    let row = |name: &str, live, day: &str| DeploymentRow {
        subject: Subject::from(name),
        model: Subject::from("model:m@1"),
        endpoint: Subject::from("endpoint:e"),
        stage: Stage::Production,
        live,
        standing: Standing::Clean,
        activated: Time(day.to_owned()),
        ended: None,
        system: None,
        owner: None,
        stop: None,
    };
    let rows = vec![
        row("deployment:a", false, "2026-03-01"),
        row("deployment:b", true, "2026-01-01"),
        row("deployment:c", true, "2026-02-01"),
    ];
    let order: Vec<_> = live_first(rows).into_iter().map(|row| row.subject.0).collect();
    assert_eq!(order, ["deployment:c", "deployment:b", "deployment:a"]);
}

#[test]
fn suspect_deployments_are_live_ones() {
    let filter = DeploymentFilter::read("", "production", "suspect", "");
    assert_eq!((filter.live, filter.suspect), (Some(true), Some(true)));
    assert_eq!(DeploymentFilter::read("", "", "", " "), DeploymentFilter::default());
}
