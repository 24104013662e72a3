use super::{
    batches::{BatchFilter, Batches},
    commands::Act,
    list::{DatasetFilter, Datasets},
    privacy::{Privacy, PrivacyBudget, PrivacyMark, PrivacyRemaining},
    sources::{SourceFilter, Sources},
    version::VersionPage,
};
use crate::{
    ask::{OfOne, query_of},
    command::Sent,
    list::{List, Paged},
    scalars::Time,
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
    ],"privacy":{"standing":"overspent"},"accessReviewDue":true}]}}}}"#;

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

const SOURCES: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "sources":{"totalCount":2,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
    {"subject":"source:s","name":"Clinics","trust":"low","sensitivity":"special_category","profile":"basic",
     "deliveries":{"batches":10,"records":40050,"bad":3,"last":"2026-03-12T10:30:00Z"},
     "system":{"subject":"system:a","name":"A","owner":{"subject":"person:o","name":"Olga","erased":false}}},
    {"subject":"source:t","name":"Archive","trust":"high","sensitivity":"public","profile":null,
     "deliveries":{"batches":0,"records":0,"bad":0,"last":null},"system":null}]}}}}"#;

#[test]
fn a_source_says_what_it_delivered() {
    let page = Sources::read(SOURCES).unwrap();
    let cells = Sources::cells(&page.rows[0]);
    assert_eq!(cells.len(), Sources::COLUMNS.len());
    assert_eq!(cells[2..4], ["Low", "Special category"]);
    assert_eq!(cells[5..], ["10", "40050", "3", "2026-03-12", "A", "Olga"]);
    let quiet = Sources::cells(&page.rows[1]);
    assert_eq!(quiet[4..], ["", "0", "0", "0", "", "", "Nobody"]);
}

const BATCHES: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "batches":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
    {"subject":"batch:b","source":{"subject":"source:s","name":"Clinics","trust":"low"},"system":null,
     "records":7,"credential":"key-1","origins":null,"received":"2026-01-19T09:40:00Z","verdict":null,
     "standing":"CLEAN","versions":["dataset:d@v1","dataset:d@v2"]}]}}}}"#;

#[test]
fn a_batch_nobody_judged_is_not_called_clean() {
    let page = Batches::read(BATCHES).unwrap();
    let cells = Batches::cells(&page.rows[0]);
    assert_eq!(cells.len(), Batches::COLUMNS.len());
    assert_eq!(cells[..4], ["batch:b", "No verdict", "Clean", "Clinics"]);
    assert_eq!(cells[8], "dataset:d@v1 dataset:d@v2");
}

#[test]
fn an_address_narrows_by_words_that_exist() {
    let batches = |verdict: &str| {
        BatchFilter::read(|key| if key == "verdict" { verdict.to_owned() } else { String::new() })
    };
    assert_eq!(batches("malicious").verdict.as_deref(), Some("malicious"));
    assert_eq!((batches("none").verdict, batches("none").judged), (None, Some(false)));
    assert_eq!(batches("odd"), BatchFilter::default());
    let sources = |key: &'static str, value: &str| {
        SourceFilter::read(|one| if one == key { value.to_owned() } else { String::new() })
    };
    assert_eq!(sources("trust", "low").trust.as_deref(), Some("low"));
    assert_eq!(sources("trust", "utter"), SourceFilter::default());
    assert_eq!(sources("show", "bad").bad, Some(true));
}

#[test]
fn a_review_of_access_that_is_due_is_found_in_the_list() {
    let review = |word: &str| {
        DatasetFilter::read(|key| if key == "review" { word.to_owned() } else { String::new() })
    };
    assert_eq!(review("due").access_review_due, Some(true));
    assert_eq!(review("done").access_review_due, Some(false));
    assert_eq!(review("nonsense"), DatasetFilter::default());
    let page = Datasets::read(LIST).unwrap();
    assert!(Datasets::cells(&page.rows[0]).contains(&"Access review due".to_owned()));
}

#[test]
fn a_refused_act_says_why() {
    let text = r#"{"data":{"liftQuarantine":{"receipt":null,"refusal":
        {"code":"second_person","sentence":"Somebody else must lift it.","field":"version"}}}}"#;
    let Ok(Sent::Refused(refusal)) = Act::Lift.sent(text) else { panic!("not refused") };
    assert_eq!(refusal.beside("version").as_deref(), Some("Somebody else must lift it."));
}

#[test]
fn a_budget_that_is_gone_shows_in_the_list() {
    let page = Datasets::read(LIST).unwrap();
    assert_eq!(page.rows[0].privacy.alarm(), Some("Budget overspent"));
    assert!(Datasets::cells(&page.rows[0]).contains(&"Budget overspent".to_owned()));
    for quiet in ["no_budget", "within", "unclear"] {
        assert_eq!(PrivacyMark { standing: quiet.to_owned() }.alarm(), None);
    }
}

fn privacy(epsilon: &str, delta: Option<&str>) -> Privacy {
    let text = |text: &str| text.to_owned();
    Privacy {
        techniques: Vec::new(),
        withdrawn: Vec::new(),
        budget: Some(PrivacyBudget {
            epsilon: text(epsilon),
            delta: delta.map(text),
            from: None,
            until: None,
            at: Time(text("2026-01-01T00:00:00Z")),
            by: None,
            reason: None,
        }),
        ledger: Vec::new(),
        standing: text("within"),
        spent_epsilon: text("6"),
        spent_delta: text("0.000003"),
        delta_unstated: 1,
        remaining: Some(PrivacyRemaining {
            epsilon: text("2"),
            delta: delta.map(|_| text("0.000001")),
        }),
    }
}

#[test]
fn a_budget_is_said_in_numbers_and_words() {
    let both = privacy("8", Some("0.000004"));
    let words = "Epsilon 6 of 8 spent, 2 left; delta 0.000003 of 0.000004, 0.000001 left";
    assert_eq!(both.words(), words);
    assert!((both.share() - 0.75).abs() < 1e-9);
    assert_eq!(privacy("8", None).words(), "Epsilon 6 of 8 spent, 2 left");
    assert!(privacy("0", None).share() > 1.0, "anything is too much of nothing");
    let none = Privacy { budget: None, remaining: None, delta_unstated: 0, ..both };
    assert_eq!((none.words().as_str(), none.unstated()), ("Epsilon 6 spent", None));
}
