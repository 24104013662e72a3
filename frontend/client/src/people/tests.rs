use super::{commands, queries};
use crate::{ask::query_of, moment::Moment};

const PERSON: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:b","name":"B","erased":false},"may":["erasePerson"]},
  "person":{"subject":"person:a","name":null,"email":null,"erased":true,"service":false,"active":false,"team":null,
    "roles":[{"role":"auditor","title":"Auditor","scope":"org:all","from":"2026-01-01T00:00:00Z","until":null}],"owns":[]}}}}"#;

#[test]
fn people_are_one_question_each() {
    insta::assert_snapshot!("list", query_of(&queries::ask_list(Moment::default(), None)));
    insta::assert_snapshot!(
        "person",
        query_of(&queries::ask_person(Moment::default(), "person:a"))
    );
    insta::assert_snapshot!("team", query_of(&queries::ask_team(Moment::default(), "team:t")));
}

#[test]
fn erasing_a_person_is_one_order() {
    insta::assert_snapshot!(
        "erase",
        query_of(&commands::order_erasure("person:a", "request".to_owned()))
    );
}

#[test]
fn leaving_is_one_order() {
    insta::assert_snapshot!("leave", query_of(&commands::order_leave("person:a")));
}

#[test]
fn an_erased_person_keeps_roles_but_no_name() {
    let page = queries::read_person(PERSON).unwrap();
    let person = page.person.unwrap();
    assert_eq!(person.words(), "Erased person");
    assert_eq!(person.roles[0].reach(), "Everywhere");
    assert!(page.me.may("erasePerson") && !page.me.may("grantRole"));
}
