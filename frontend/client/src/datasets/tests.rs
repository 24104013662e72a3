use super::{commands::Act, list::Datasets, version::VersionPage};
use crate::{
    ask::{OfOne, query_of},
    command::Sent,
    list::{List, Paged},
    words::Standing,
};

const VERSION: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:a","name":"A","erased":false},"may":["liftQuarantine"]},
  "datasetVersion":{
    "subject":"dataset:d@v2","version":"v2",
    "dataset":{"subject":"dataset:d","name":"D","sensitivity":"special_category","system":null,"owner":null,"access":[]},
    "digest":"00","rows":5,"source":null,"pipeline":null,"licence":null,"frozen":false,"schema":[{"name":"age","kind":"int"}],
    "batches":[],"derivedFrom":[],"registered":"2026-01-01T00:00:00Z","registeredBy":null,
    "state":"QUARANTINED","standing":"QUARANTINED","suspectBecause":[],
    "quarantine":{"at":"2026-02-10T14:20:00Z","by":null,"reason":"outliers","incident":"incident:i","liftRequestedBy":null,"liftReason":null},
    "evidence":[],"offers":[],
    "usedBy":[
      {"subject":"run:r1","kind":"train","state":"completed","started":"2026-01-02T00:00:00Z","minutes":3,"standing":"SUSPECT","inputs":["dataset:d@v2"],"outputs":["model:m@2","model:m@1"]},
      {"subject":"run:r2","kind":"train","state":"completed","started":"2026-01-03T00:00:00Z","minutes":null,"standing":"SUSPECT","inputs":["dataset:d@v2"],"outputs":["model:m@1"]}
    ]}}}}"#;

const LIST: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "datasets":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
    {"subject":"dataset:d","name":"D","sensitivity":"public","system":null,"owner":null,"versions":[
      {"subject":"dataset:d@v2","version":"v2","rows":7,"registered":"2026-01-02T00:00:00Z","standing":"SUSPECT"},
      {"subject":"dataset:d@v1","version":"v1","rows":5,"registered":"2026-01-01T00:00:00Z","standing":"CLEAN"}
    ]}]}}}}"#;

#[test]
fn every_act_is_one_order() {
    for act in [Act::Quarantine, Act::RequestLift, Act::Lift] {
        let query = query_of(&act.order("id", "dataset:d@v1", "because"));
        assert!(query.contains(act.mutation()), "{query}");
    }
}

#[test]
fn lifting_is_asked_for_before_it_is_done() {
    let mut found = VersionPage::read(VERSION).unwrap().dataset_version.unwrap();
    assert_eq!(found.next_act(), Act::RequestLift);
    let person = VersionPage::read(VERSION).unwrap().me.person;
    found.quarantine.as_mut().unwrap().lift_requested_by = Some(person);
    assert_eq!(found.next_act(), Act::Lift);
    found.quarantine = None;
    assert_eq!(found.next_act(), Act::Quarantine);
}

#[test]
fn a_model_made_twice_is_named_once() {
    let found = VersionPage::read(VERSION).unwrap().dataset_version.unwrap();
    let models: Vec<_> = found.models().into_iter().map(|model| model.0).collect();
    assert_eq!(models, ["model:m@1", "model:m@2"]);
    assert_eq!(found.columns[0].name, "age");
}

#[test]
fn a_dataset_is_as_bad_as_its_worst_version() {
    let page = Datasets::read(LIST).unwrap();
    let row = &page.rows[0];
    assert_eq!(row.worst(), Some(Standing::Suspect));
    assert_eq!(row.latest().unwrap().version, "v2");
    assert_eq!(row.count(Standing::Clean), 1);
    let cells = Datasets::cells(row);
    assert_eq!(cells.len(), Datasets::COLUMNS.len());
    assert_eq!(cells[..3], ["D", "dataset:d", "v2"]);
}

#[test]
fn a_refused_act_says_why() {
    let text = r#"{"data":{"liftQuarantine":{"receipt":null,"refusal":
        {"code":"second_person","sentence":"Somebody else must lift it.","field":"version"}}}}"#;
    let Ok(Sent::Refused(refusal)) = Act::Lift.sent(text) else { panic!("not refused") };
    assert_eq!(refusal.beside("version").as_deref(), Some("Somebody else must lift it."));
}
