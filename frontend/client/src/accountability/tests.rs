use super::queries::AnswerablePage;
use crate::ask::OfOne;

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
