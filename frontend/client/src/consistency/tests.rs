use super::{
    list::{Inconsistencies, InconsistencyFilter},
    model::{KINDS, every_check},
};
use crate::{list::List, scalars::Subject, words::ConsistencyWeight};

const LIST: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-06-01T00:00:00Z","imported":true},
  "inconsistencies":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":"c"},"nodes":[
    {"check":"lapsed_acceptance","title":"A risk whose acceptance has expired","weight":"OPEN",
     "subject":"risk:RSK-CR-01","system":{"subject":"system:sys-creditline","name":"CreditLine"},
     "why":"It was accepted until 2026-05-04, and nobody asked again",
     "since":"2026-05-04T10:00:00Z","mend":"Ask again","mendAt":"/risks/RSK-CR-01"}],
    "checks":[
    {"key":"orphan_dataset","title":"Unknown origin","weight":"HOLE","total":2},
    {"key":"no_owner","title":"No owner","weight":"OPEN","total":0},
    {"key":"suspect_live","title":"Suspect","weight":"URGENT","total":1}]}}}}"#;

#[test]
fn an_address_narrows_the_findings() {
    let read = |pairs: &'static [(&'static str, &'static str)]| {
        let get =
            |key| pairs.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value);
        InconsistencyFilter::read(|key| get(key).to_owned())
    };
    assert_eq!(read(&[]), InconsistencyFilter::default());
    let narrow = read(&[
        ("check", "no_owner"),
        ("weight", "hole"),
        ("kind", "risk"),
        ("system", "system:s"),
        ("q", " care "),
    ]);
    assert_eq!(narrow.check.as_deref(), Some("no_owner"));
    assert_eq!(narrow.weight, Some(ConsistencyWeight::Hole));
    assert_eq!(narrow.kind.as_deref(), Some("risk"));
    assert_eq!(narrow.system, Some(Subject::from("system:s")));
    assert_eq!(narrow.text.as_deref(), Some("care"));
    assert_eq!(read(&[("weight", "heavy")]), InconsistencyFilter::default());
}

#[test]
fn a_finding_leads_to_what_mends_it() {
    let (_, page) = Inconsistencies::checked(LIST).unwrap();
    assert_eq!((page.total, page.next), (1, None));
    let row = &page.rows[0];
    assert_eq!((row.subject.kind(), row.mend_at.as_str()), ("risk", "/risks/RSK-CR-01"));
    assert!(KINDS.iter().any(|(kind, _)| *kind == row.subject.kind()));
    let cells = Inconsistencies::cells(row);
    assert_eq!(cells.len(), Inconsistencies::COLUMNS.len());
    assert_eq!(cells[..2], ["risk:RSK-CR-01", "Risk"]);
    assert_eq!(cells[3..5], ["Open duty", "CreditLine"]);
    assert_eq!(cells[6..], ["2026-05-04", "Ask again", "/risks/RSK-CR-01"]);
}

#[test]
fn checks_that_found_nothing_are_named() {
    let (checks, _) = Inconsistencies::checked(LIST).unwrap();
    let open = checks.open();
    let keys: Vec<&str> = open.iter().map(|check| check.key.as_str()).collect();
    assert_eq!(keys, ["suspect_live", "orphan_dataset"], "what can do harm is first");
    assert_eq!(open[1].count(), 2);
    assert_eq!(checks.silent(), ["No owner"]);
    let choices = checks.choices();
    assert_eq!(choices[0], every_check()[0]);
    assert_eq!(choices.len(), 4, "one can choose a check that found nothing");
}
