//! What the programme says.
use super::queries::*;
use crate::{
    scalars::{Long, Subject, Time},
    shared::Pair,
};

fn time() -> Time {
    Time("2026-02-10T14:40:00Z".to_owned())
}

fn initiative(amount: &str, spent: &str) -> Initiative {
    Initiative {
        subject: Subject::from("initiative:i"),
        title: "Resilience".to_owned(),
        amount: amount.to_owned(),
        spent: spent.to_owned(),
        currency: "EUR".to_owned(),
        period: "2026".to_owned(),
        share_of_ai_budget: Some("0.031".to_owned()),
        threats: Vec::new(),
        owner: None,
        outcomes: Vec::new(),
        closed: None,
    }
}

#[test]
fn a_budget_is_drawn_from_its_figures() {
    let budget = initiative("240000", "60000.50").budget();
    assert_eq!(budget.words, "60,000.50 of 240,000 EUR");
    assert!((budget.share - 0.250_002).abs() < 1e-6);
    assert!(initiative("100", "150").budget().share > 1.0);
    assert_eq!(initiative("1000", "-500.5").budget().words, "-500.5 of 1,000 EUR");
    let words = initiative("1", "0").share_words();
    assert_eq!(words.as_deref(), Some("3.1 % of the money for AI"));
}

fn policy(mine: Option<Mine>) -> PolicyRow {
    PolicyRow {
        subject: Subject::from("policy:p"),
        title: "Keys".to_owned(),
        version: Long(1),
        published: time(),
        review_by: time(),
        review_overdue: false,
        retired: None,
        coverage: PolicyCoverage { bound: 2, attested: 1, overdue: 0 },
        mine,
    }
}

#[test]
fn only_the_bound_are_asked_to_attest() {
    let mine = |attested| Mine { due: None, attested, overdue: false };
    assert!(!policy(None).waits_for_me());
    assert!(policy(Some(mine(None))).waits_for_me());
    assert!(!policy(Some(mine(Some(time())))).waits_for_me());
}

#[test]
fn a_figure_of_a_survey_may_be_missing() {
    let pair = Pair { name: "culture.score".to_owned(), value: "0.74".to_owned() };
    let survey = Survey {
        subject: Subject::from("survey:s"),
        figures: vec![pair],
        responses: Long(238),
        closed: time(),
    };
    assert_eq!(survey.figure("culture.score"), Some(0.74));
    assert_eq!(survey.figure("culture.other"), None);
}
