use super::queries::{self, AssignOwnerInput, SystemFilter};
use crate::{ask::query_of, moment::Moment, scalars::Subject, words::RiskClass};

#[test]
fn the_list_of_systems_is_one_question() {
    let body = queries::ask_list(Moment::default(), SystemFilter::default(), None);
    insta::assert_snapshot!(query_of(&body));
}

#[test]
fn a_system_is_one_question() {
    insta::assert_snapshot!(query_of(&queries::ask_one(Moment::default(), "system:a")));
}

#[test]
fn making_a_person_accountable_is_one_order() {
    let (system, person) = (Subject::from("system:a"), Subject::from("person:b"));
    let body = queries::order_owner(AssignOwnerInput { system, person, duty: "owner".to_owned() });
    insta::assert_snapshot!(query_of(&body));
}

#[test]
fn an_address_without_filters_leaves_everything_in() {
    assert!(SystemFilter::read("", "", "  ").is_open());
    assert!(SystemFilter::read("nonsense", "all", "").is_open());
}

#[test]
fn an_address_narrows_the_list() {
    let filter = SystemFilter::read("high", "suspect", " care ");
    assert_eq!(filter.risk_class, Some(RiskClass::High));
    assert_eq!((filter.suspect, filter.live, filter.owner_missing), (Some(true), None, None));
    assert_eq!(filter.text.as_deref(), Some("care"));
}
