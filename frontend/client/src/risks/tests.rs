//! Questions, orders and words about risks.
use std::collections::BTreeMap;

use super::{
    forms::{Values, form_of},
    heat::{self, Cell, HeatMap},
    model::{amount, order},
    one,
    orders::Act,
    queries::{self, RiskFilter, RiskRow, Score},
};
use crate::{
    ask::query_of,
    moment::Moment,
    scalars::Subject,
    words::{RiskBand, RiskCategory, RiskSort, RiskStatus, WhichScore},
};

const ACTS: [Act; 15] = [
    Act::Identify,
    Act::Assess,
    Act::Plan,
    Act::AddTask,
    Act::Request,
    Act::Accept { band: RiskBand::High, requested: false },
    Act::Decline,
    Act::Revoke,
    Act::Close,
    Act::Reopen,
    Act::Link,
    Act::Review,
    Act::Schedule,
    Act::Assign,
    Act::Quantify,
];

#[test]
fn the_questions_stay_as_they_are() {
    let filter = RiskFilter { status: Some(RiskStatus::Accepted), ..RiskFilter::default() };
    let asked = queries::ask_list(Moment::default(), filter, (RiskSort::Residual, true), None);
    assert!(asked.contains(r#""filter":{"status":"ACCEPTED"}"#), "{asked}");
    insta::assert_snapshot!("register", query_of(&asked));
    insta::assert_snapshot!("risk", query_of(&one::ask_one(Moment::default(), "risk:r")));
    let map = heat::ask_map(Moment::default(), RiskFilter::default(), WhichScore::Inherent);
    insta::assert_snapshot!("map", query_of(&map));
}

/// What somebody wrote into every field of a form.
fn filled(act: &Act) -> Values {
    let written = |key: &'static str| match key {
        "due" | "until" | "next" => "2027-01-20",
        "owner" => "person:p",
        "system" => "system:s",
        "to" | "cause" => "incident:i",
        "threat" => "THR-06",
        "indicator" => "KRI-06",
        "category" => "integrity",
        "treatment" => "transfer",
        "why" => "indicator",
        "which" => "residual",
        "effectiveness" | "secondaryProbability" => "0.4",
        "frequency" | "vulnerability" | "primaryLoss" | "secondaryLoss" => "0.1 .. 0.2 .. 0.3",
        "seed" => "7",
        "compensating" => "spot check\n\n second eye ",
        key if key.ends_with("Likelihood") => "3",
        key if key.ends_with("Impact") => "4",
        _ => " words ",
    };
    let fields = form_of(act, None).fields;
    Values(fields.iter().map(|field| (field.key, written(field.key).to_owned())).collect())
}

#[test]
fn the_orders_stay_as_they_are() {
    let mut acts = ACTS.to_vec();
    acts.push(Act::CompleteTask("t-1".to_owned()));
    let bodies: Vec<String> = acts.iter().map(|act| act.body("risk:r", &filled(act))).collect();
    insta::assert_snapshot!("orders", bodies.join("\n"));
    let empty = Act::Review.body("risk:r", &Values(BTreeMap::new()));
    assert!(!empty.contains("note"), "what is not written is not sent: {empty}");
}

#[test]
fn a_refusal_is_read_from_every_order() {
    for act in ACTS {
        let refusal = r#"{"code":"risk.no_end","sentence":"say until when","field":"until"}"#;
        let text = format!(
            r#"{{"data":{{"{}":{{"risk":null,"receipt":null,"refusal":{refusal}}}}}}}"#,
            act.mutation()
        );
        let payload = act.read(&text).unwrap();
        assert_eq!(payload.refusal.unwrap().beside("until").as_deref(), Some("Say until when."));
    }
}

fn read(pairs: &[(&str, &str)]) -> RiskFilter {
    RiskFilter::read(|key| {
        let found = pairs.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| (*value).to_owned()).unwrap_or_default()
    })
}

#[test]
fn an_address_narrows_the_register() {
    assert!(read(&[]).is_open());
    assert!(
        read(&[("status", "nonsense"), ("likelihood", "7"), ("impact", "2"), ("q", " ")]).is_open()
    );
    let filter = read(&[
        ("band", "high,very-high"),
        ("likelihood", "4"),
        ("impact", "5"),
        ("which", "inherent"),
        ("system", "system:s"),
        ("above", "true"),
        ("q", " bias "),
    ]);
    assert_eq!(filter.bands, Some(vec![RiskBand::High, RiskBand::VeryHigh]));
    assert_eq!((filter.likelihood, filter.impact), (Some(4), Some(5)));
    assert_eq!((filter.above_appetite, filter.text.as_deref()), (Some(true), Some("bias")));
    assert_eq!(filter.extra(), ["inherent likelihood 4, impact 5", "system s"]);
    assert_eq!(order("title"), (RiskSort::Title, false));
    assert_eq!(order("-review"), (RiskSort::Review, true));
    assert_eq!(order(""), (RiskSort::Residual, true));
}

fn score(likelihood: i32, impact: i32, band: RiskBand) -> Score {
    Score { likelihood, impact, value: likelihood * impact, band }
}

#[test]
fn an_unscored_risk_has_no_level() {
    let mut row = RiskRow {
        subject: Subject::from("risk:r"),
        title: String::new(),
        threat: String::new(),
        threat_title: None,
        category: RiskCategory::Integrity,
        system: None,
        owner: None,
        status: RiskStatus::Unassessed,
        inherent: None,
        residual: None,
        above_appetite: None,
        acceptance: None,
        next_review: None,
        open_tasks: 0,
        due: Vec::new(),
    };
    assert_eq!((row.level(), row.overdue().as_str()), (None, ""));
    row.residual = Some(score(1, 1, RiskBand::Low));
    assert_eq!(row.level(), Some(RiskBand::Low));
}

#[test]
fn the_appetite_line_runs_between_within_and_beyond() {
    let cell = |likelihood, impact| {
        let beyond = likelihood * impact >= 12;
        let band = if beyond { RiskBand::High } else { RiskBand::Low };
        Cell {
            score: score(likelihood, impact, band),
            count: 0,
            above: 0,
            beyond,
            examples: Vec::new(),
        }
    };
    let cells = (1..=5).flat_map(|l| (1..=5).map(move |i| cell(l, i))).collect();
    let map = HeatMap {
        which: WhichScore::Residual,
        cells,
        unscored: 0,
        unscored_examples: Vec::new(),
        moves: Vec::new(),
        tolerance: RiskBand::Medium,
        total: 0,
    };
    assert_eq!(map.edges(3, 4), (true, true));
    assert_eq!(map.edges(4, 4), (false, false));
    assert_eq!(map.edges(3, 5), (true, false));
    assert_eq!(map.edges(1, 1), (false, false));
}

#[test]
fn amounts_are_set_apart() {
    assert_eq!(amount("1584127"), "1,584,127");
    assert_eq!(amount("0"), "0");
}
