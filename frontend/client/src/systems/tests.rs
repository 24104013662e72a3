use super::list::SystemFilter;
use crate::words::RiskClass;

#[test]
fn an_address_without_filters_leaves_everything_in() {
    assert_eq!(SystemFilter::read("", "", "  "), SystemFilter::default());
    assert_eq!(SystemFilter::read("nonsense", "all", ""), SystemFilter::default());
}

#[test]
fn an_address_narrows_the_list() {
    let filter = SystemFilter::read("high", "suspect", " care ");
    assert_eq!(filter.risk_class, Some(RiskClass::High));
    assert_eq!((filter.suspect, filter.live, filter.owner_missing), (Some(true), None, None));
    assert_eq!(filter.text.as_deref(), Some("care"));
}
