use super::queries::PersonPage;
use crate::ask::OfOne;

const PERSON: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:b","name":"B","erased":false},"may":["erasePerson"]},
  "person":{"subject":"person:a","name":null,"email":null,"erased":true,"service":false,"active":false,"team":null,
    "roles":[{"role":"auditor","title":"Auditor","scope":"org:all","from":"2026-01-01T00:00:00Z","until":null}],"owns":[],"training":null,"offers":[]}}}}"#;

#[test]
fn an_erased_person_keeps_roles_but_no_name() {
    let page = PersonPage::read(PERSON).unwrap();
    let person = page.person.unwrap();
    assert_eq!(person.words(), "Erased person");
    assert_eq!(person.roles[0].reach(), "Everywhere");
    assert!(page.me.may("erasePerson") && !page.me.may("grantRole"));
}
