use super::{list::EvidenceFilter, queries::ItemPage};
use crate::{ask::OfOne, words::Outcome};

const ITEM: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "evidenceItem":{"subject":"evidence:e","about":"dataset:d@v1","dataset":null,"evidenceType":"EV-OUTLIER-SCAN",
    "title":"Outlier scan","tool":"x","digest":"00","attached":"2026-01-01T00:00:00Z","by":null,"outcome":"FAIL",
    "freshness":"FRESH","staleAt":null,"metrics":[
      {"name":"a","value":"0.06","op":"<=","threshold":"0.02","passed":false},
      {"name":"b","value":"1","op":null,"threshold":null,"passed":null},
      {"name":"c","value":"1","op":">=","threshold":"0","passed":true}],
    "speaksTo":["THR-06"],"details":[],"affected":false,"system":null}}}}"#;

#[test]
fn a_verdict_counts_only_metrics_with_a_limit() {
    let mut item = ItemPage::read(ITEM).unwrap().evidence_item.unwrap();
    assert_eq!(item.verdict(), "1 of 2 limits broken");
    item.outcome = Outcome::Inconclusive;
    assert_eq!(item.verdict(), "No limit to hold it against");
}

#[test]
fn an_address_narrows_the_evidence() {
    let filter = EvidenceFilter::read(("", "system:s"), "fail", "old", "");
    assert_eq!(filter.outcome, Some(Outcome::Fail));
    assert_eq!((filter.subject, filter.freshness), (None, None));
    assert_eq!(EvidenceFilter::read(("", ""), "", "", ""), EvidenceFilter::default());
}
