use super::{model::Change, quarantined, queries::DashboardPage};
use crate::ask::OfAll;

const ANSWER: &str = r#"{"data":{"asOf":{
  "at":{"position":411,"time":"2026-02-10T14:35:00Z","imported":true},
  "dashboard":{
    "liveByRiskClass":[{"riskClass":"HIGH","total":2,"live":1,"suspect":1}],
    "liveSystems":3,"totalSystems":4,"suspectSystems":[],"openIncidents":[],"ownersMissing":[],
    "evidence":{"total":9,"fresh":6,"stale":3,"failed":1,"passed":7,"inconclusive":1},
    "quarantinedVersions":2,
    "trend":[
      {"time":"2026-01-26T00:00:00Z","liveSystems":3,"suspectSystems":0,"openIncidents":0,"staleEvidence":4,"failedEvidence":0},
      {"time":"2026-02-02T00:00:00Z","liveSystems":3,"suspectSystems":1,"openIncidents":2,"staleEvidence":3,"failedEvidence":1}
    ],
    "attention":[],"recent":[]},
  "heatMap":{"which":"RESIDUAL","cells":[],"unscored":0,"unscoredExamples":[],"moves":[],
    "tolerance":"MEDIUM","total":0}}}}"#;

#[test]
fn the_first_page_reads_its_answer() {
    let page = DashboardPage::read(ANSWER).unwrap();
    assert_eq!(page.at.position.0, 411);
    assert_eq!(page.dashboard.freshness(), "6 of 9 fresh");
    assert_eq!(page.dashboard.series(|point| point.stale_evidence), [4.0, 3.0]);
    assert!(!page.dashboard.is_empty());
}

#[test]
fn a_change_names_the_weeks_it_covers() {
    let page = DashboardPage::read(ANSWER).unwrap();
    let change = page.dashboard.change(|point| point.open_incidents);
    assert_eq!(change, Some(Change { by: 2, weeks: 1 }));
    assert_eq!(change.unwrap().words(), "2 more than a week ago");
    assert_eq!(Change { by: -1, weeks: 4 }.words(), "1 fewer than 4 weeks ago");
    assert_eq!(Change { by: 0, weeks: 4 }.words(), "as 4 weeks ago");
}

#[test]
fn only_what_is_stopped_is_listed() {
    let version = |name: &str, standing: &str| {
        format!(
            r#"{{"subject":"dataset:d@{name}","version":"{name}","digest":"00","rows":1,
            "registered":"2026-01-01T00:00:00Z","state":"CANDIDATE","standing":"{standing}"}}"#
        )
    };
    let (stopped, suspect) = (version("v2", "QUARANTINED"), version("v3", "SUSPECT"));
    let text = format!(
        r#"{{"data":{{"asOf":{{"at":{{"position":9,"time":"2026-02-10T14:35:00Z","imported":true}},
        "datasets":{{"pageInfo":{{"hasNextPage":false,"endCursor":null}},"nodes":[{{"versions":[{stopped},{suspect}]}}]}},
        "models":{{"pageInfo":{{"hasNextPage":true,"endCursor":"x"}},"nodes":[]}}}}}}}}"#
    );
    let page = quarantined::read(&text).unwrap();
    assert_eq!(page.data().len(), 1);
    assert_eq!(page.data()[0].version, "v2");
    assert!(page.of_models().is_empty() && page.is_cut());
}

#[test]
fn one_point_is_no_change() {
    let mut page = DashboardPage::read(ANSWER).unwrap();
    page.dashboard.trend.truncate(1);
    assert_eq!(page.dashboard.change(|point| point.live_systems), None);
}
