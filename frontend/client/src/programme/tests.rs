//! What the programme says.
use super::{
    attestations::{AttestationFilter, Attestations},
    commands::MetricInput,
    initiatives::InitiativeRow,
    model::{Draft, figures, ids, lines},
    policies::{PolicyFilter, PolicyRow},
    queries::{Mine, PolicyCoverage},
    surveys::SurveyRow,
};
use crate::{
    list::{List, Paged},
    scalars::{Long, Subject, Time},
    shared::Pair,
};

fn time() -> Time {
    Time("2026-02-10T14:40:00Z".to_owned())
}

fn initiative(amount: &str, spent: &str) -> InitiativeRow {
    InitiativeRow {
        subject: Subject::from("initiative:i"),
        title: "Resilience".to_owned(),
        amount: amount.to_owned(),
        spent: spent.to_owned(),
        currency: "EUR".to_owned(),
        period: "2026".to_owned(),
        share_of_ai_budget: Some("0.031".to_owned()),
        owner: None,
        funded: time(),
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

const BOUND: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "attestations":{"totalCount":2,"pageInfo":{"hasNextPage":false,"endCursor":"c"},"nodes":[
    {"policy":{"subject":"policy:p","title":"Keys"},"since":"2026-01-01T00:00:00Z",
     "person":{"subject":"person:a","name":"A","erased":false},
     "due":"2026-01-15T00:00:00Z","attested":null,"overdue":true},
    {"policy":{"subject":"policy:p","title":"Keys"},"since":"2026-01-01T00:00:00Z",
     "person":null,"due":null,"attested":"2026-01-02T00:00:00Z","overdue":false}]}}}}"#;

#[test]
fn who_waits_to_attest_is_neither_late_nor_done() {
    let wanted = |show: &str| {
        let filter = AttestationFilter::read("policy:p", show, " care ");
        assert_eq!(filter.policy, Some(Subject::from("policy:p")));
        assert_eq!(filter.text.as_deref(), Some("care"));
        (filter.attested, filter.overdue)
    };
    assert_eq!(wanted("waiting"), (Some(false), Some(false)));
    assert_eq!(wanted("overdue"), (None, Some(true)));
    assert_eq!(wanted("attested"), (Some(true), None));
    assert_eq!(wanted("nonsense"), (None, None));
    let page = Attestations::read(BOUND).unwrap();
    let cells: Vec<Vec<String>> = page.rows.iter().map(Attestations::cells).collect();
    assert!(cells.iter().all(|row| row.len() == Attestations::COLUMNS.len()));
    let since = "2026-01-01";
    assert_eq!(cells[0], ["A", "person:a", "Keys", since, "Overdue", "2026-01-15", ""]);
    assert_eq!(cells[1], ["", "", "Keys", since, "Attested", "", "2026-01-02"]);
}

fn policy(mine: Option<Mine>) -> PolicyRow {
    PolicyRow {
        subject: Subject::from("policy:p"),
        title: "Keys".to_owned(),
        version: Long(1),
        text: None,
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
    assert_eq!(policy(None).mine_words(), "Not bound");
    let retired = PolicyRow { retired: Some(time()), ..policy(Some(mine(None))) };
    assert_eq!(retired.mine_words(), "Retired");
}

#[test]
fn an_address_narrows_the_policies() {
    assert_eq!(PolicyFilter::read("mine", "").mine, Some(true));
    assert_eq!(PolicyFilter::read("current", "").retired, Some(false));
    assert_eq!(PolicyFilter::read("retired", " key ").text.as_deref(), Some("key"));
    assert_eq!(PolicyFilter::read("nonsense", " "), PolicyFilter::default());
}

#[test]
fn a_figure_of_a_survey_may_be_missing() {
    let pair = Pair { name: "culture.score".to_owned(), value: "0.74".to_owned() };
    let survey = SurveyRow {
        subject: Subject::from("survey:s"),
        title: None,
        figures: vec![pair],
        responses: Long(238),
        closed: time(),
    };
    assert_eq!(survey.figure("culture.score"), Some(0.74));
    assert_eq!(survey.figure("culture.other"), None);
    assert_eq!(
        (survey.words().as_str(), survey.figures_words().as_str()),
        ("Survey s", "Culture score 0.74")
    );
}

#[test]
fn figures_are_read_line_by_line() {
    let metric =
        |name: &str, value: &str| MetricInput { name: name.to_owned(), value: value.to_owned() };
    let read = figures("culture.score 0.74\n\n culture.reports_per_100 = 3.1 ").unwrap();
    assert_eq!(read, [metric("culture.score", "0.74"), metric("culture.reports_per_100", "3.1")]);
    assert!(figures("culture.score").unwrap_err().contains("culture.score 0.74"));
}

#[test]
fn a_form_says_only_what_was_filled_in() {
    assert_eq!(lines("- Signed\n\n • Frozen "), ["Signed", "Frozen"]);
    assert_eq!(ids("THR-01, THR-02;THR-03"), ["THR-01", "THR-02", "THR-03"]);
    assert_eq!(Draft::default().input(), None);
    let draft =
        Draft { text: " Sign it ".to_owned(), owner: String::new(), due: "2026-03-06".to_owned() };
    let input = draft.input().unwrap();
    assert_eq!((input.text.as_str(), input.owner), ("Sign it", None));
    assert_eq!(input.due.unwrap().0, "2026-03-06T00:00:00Z");
}
