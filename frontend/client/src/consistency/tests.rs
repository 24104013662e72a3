use super::queries::ConsistencyPage;
use crate::{ask::OfAll, words::ConsistencyWeight};

const PAGE: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "consistency":[
    {"key":"orphan_dataset","title":"Unknown origin","weight":"HOLE","mend":"Say it.","total":2,
     "findings":[{"subject":"dataset:d@v1","why":"No source","since":"2026-01-01T00:00:00Z"}]},
    {"key":"no_owner","title":"No owner","weight":"OPEN","mend":"Name one.","total":0,"findings":[]},
    {"key":"suspect_live","title":"Suspect","weight":"URGENT","mend":"Contain it.","total":1,
     "findings":[{"subject":"deployment:x","why":"No incident","since":"2026-02-01T00:00:00Z"}]}]}}}"#;

#[test]
fn what_can_do_harm_is_first() {
    let page = ConsistencyPage::read(PAGE).unwrap();
    let open = page.open();
    let keys: Vec<&str> = open.iter().map(|check| check.key.as_str()).collect();
    assert_eq!(keys, ["suspect_live", "orphan_dataset"]);
    assert_eq!(page.weighing(ConsistencyWeight::Urgent), 1);
    assert_eq!(page.weighing(ConsistencyWeight::Hole), 2);
    assert_eq!(open[1].more(), 1, "one of two is shown");
    assert_eq!(page.silent(), ["No owner"]);
}
