use super::{
    model::Change,
    quarantined::{QuarantineFilter, Quarantined},
    queries::DashboardPage,
};
use crate::{
    ask::OfAll,
    list::{List, Paged},
};

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
fn what_is_stopped_says_why_and_whether_it_is_live() {
    let text = r#"{"data":{"asOf":{"at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
      "quarantined":{"totalCount":2,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
        {"subject":"model:m@2.0.0","name":"Risk","state":"QUARANTINED","registered":"2026-01-01T00:00:00Z",
         "since":"2026-02-10T14:20:00Z","reason":"Odd scores","incident":"incident:i","live":true,
         "liftRequested":false,"system":{"subject":"system:s","name":"S"}},
        {"subject":"dataset:d@v2","name":"D","state":"QUARANTINED","registered":"2026-01-01T00:00:00Z",
         "since":null,"reason":null,"incident":null,"live":false,"liftRequested":true,"system":null}]}}}}"#;
    let page = Quarantined::read(text).unwrap();
    let cells: Vec<Vec<String>> = page.rows.iter().map(Quarantined::cells).collect();
    assert!(cells.iter().all(|row| row.len() == Quarantined::COLUMNS.len()));
    let model =
        ["model:m@2.0.0", "Model", "Risk", "Quarantined", "Yes", "Odd scores", "incident:i", "S"];
    assert_eq!(cells[0][..8], model);
    assert_eq!(cells[1][8..], ["", "Yes", "2026-01-01"]);
    assert_eq!(page.rows[1].label(), "d@v2");
    let read = |key: &'static str, value: &str| {
        QuarantineFilter::read(|one| if one == key { value.to_owned() } else { String::new() })
    };
    assert_eq!(read("kind", "model").kind.as_deref(), Some("model"));
    assert_eq!(read("show", "live").live, Some(true));
    assert_eq!(read("kind", "risk"), QuarantineFilter::default());
}

#[test]
fn one_point_is_no_change() {
    let mut page = DashboardPage::read(ANSWER).unwrap();
    page.dashboard.trend.truncate(1);
    assert_eq!(page.dashboard.change(|point| point.live_systems), None);
}
