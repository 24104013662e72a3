use super::{
    queries::AnswerablePage,
    raci::{Duty, HEAD, RaciPage},
};
use crate::{
    ask::{OfAll, OfOne},
    shared::PersonLink,
};

const PAGE: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "accountableFor":{"subject":"system:s","name":"S","registered":"2025-09-01T00:00:00Z","decommissioned":null,
    "team":null,"accountable":[
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":"2025-12-01T00:00:00Z","left":null},
      {"person":{"subject":"person:b","name":"B","erased":false},"duty":"deputy","stage":"PRODUCTION",
       "from":"2025-09-03T00:00:00Z","until":null,"left":"2026-01-31T00:00:00Z"}]}}}}"#;

#[test]
fn nobody_being_accountable_is_a_gap() {
    let answerable = AnswerablePage::read(PAGE).unwrap().accountable_for.unwrap();
    let lanes = answerable.lanes();
    assert_eq!(lanes.len(), 2);
    let owners: Vec<Option<&str>> = lanes[0].spans.iter().map(|span| span.who.as_deref()).collect();
    assert_eq!(owners, [None, Some("A"), None]);
    assert_eq!(lanes[0].spans[2].from.0, "2025-12-01T00:00:00Z");
    assert_eq!(lanes[1].name, "Deputy, production");
}

#[test]
fn those_who_left_are_said_to_have_left() {
    let answerable = AnswerablePage::read(PAGE).unwrap().accountable_for.unwrap();
    let now = answerable.current();
    assert_eq!(now.len(), 1);
    assert_eq!(now[0].left.as_ref().map(|day| day.0.as_str()), Some("2026-01-31T00:00:00Z"));
    let lanes = answerable.lanes();
    let stretch = &lanes[1].spans[0];
    assert!(stretch.left, "it ends because they left");
    assert_eq!(stretch.until, now[0].left, "on the day they left");
}

const MATRIX: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "systems":{"totalCount":3,"nodes":[
    {"subject":"system:s","name":"S","team":{"subject":"team:t","name":"Care"},"decommissioned":null,"accountable":[
      {"person":{"subject":"person:b","name":"B","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":null,"left":null},
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-01T00:00:00Z","until":"2025-09-03T00:00:00Z","left":null},
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"responsible","stage":"PRODUCTION",
       "from":"2025-09-03T00:00:00Z","until":null,"left":null}]},
    {"subject":"system:u","name":"U","team":null,"decommissioned":null,"accountable":[
      {"person":{"subject":"person:c","name":"C","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":null,"left":"2026-01-31T00:00:00Z"}]},
    {"subject":"system:old","name":"Old","team":null,"decommissioned":"2026-01-01T00:00:00Z","accountable":[]}]}}}}"#;

#[test]
fn the_matrix_shows_what_lasts() {
    let page = RaciPage::read(MATRIX).unwrap();
    assert_eq!(page.beyond(), None, "all three are here");
    let all = page.matrix("");
    let people: Vec<String> = all.people.iter().map(PersonLink::words).collect();
    assert_eq!(people, ["A", "B", "C"]);
    assert_eq!(all.lines.len(), 2, "what is out of use is left out");
    let cells = &all.lines[0].cells;
    assert_eq!(cells[0][0].duty, Duty::Responsible, "the owner before is one no more");
    assert_eq!(cells[0][0].words, "Responsible, production");
    assert_eq!((cells[1][0].duty, cells[2].len()), (Duty::Accountable, 0));
    assert!(all.lines[0].owned && !all.lines[1].owned, "who left is accountable no more");
    assert!(all.lines[1].cells[2][0].left);
    let care = page.matrix("care");
    assert_eq!((care.lines.len(), care.people.len()), (1, 2));
    assert_eq!(page.matrix(" c ").lines.len(), 2, "a person and a team");
    let rows = page.rows();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == HEAD.len()));
}

#[test]
fn the_matrix_says_that_there_is_more() {
    let page = RaciPage::read(&MATRIX.replace("\"totalCount\":3", "\"totalCount\":612")).unwrap();
    assert!(page.beyond().unwrap().starts_with("These are the first 3 of 612 systems"));
}
