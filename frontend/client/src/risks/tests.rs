//! Forms, addresses and words about risks.
use std::collections::BTreeSet;

use super::{
    act::{Act, Origin},
    forms::{Kind, Values, form_of},
    heat::{self, HeatMap},
    indicators::Reading,
    list::{Cell, RiskFilter, RiskRow, Risks, Score, scored},
    model::amount,
    words::{IndicatorColour, IndicatorState, RiskBand, RiskCategory, RiskStatus, WhichScore},
};
use crate::{command::Sent, list::List, scalars::Subject};

fn origin(text: &str) -> Origin {
    Origin {
        subject: Subject::from("finding:f"),
        text: text.to_owned(),
        system: Some(Subject::from("system:s")),
        threat: Some("THR-06".to_owned()),
    }
}

fn acts() -> Vec<Act> {
    vec![
        Act::Identify,
        Act::IdentifyFrom(origin("The holdout changes")),
        Act::Assess,
        Act::Plan,
        Act::AddTask,
        Act::GiveTask("t-1".to_owned()),
        Act::CompleteTask("t-1".to_owned()),
        Act::Request,
        Act::Accept { band: RiskBand::High, requested: false },
        Act::Decline,
        Act::Revoke,
        Act::Close,
        Act::Reopen,
        Act::Link,
        Act::Unlink(Subject::from("incident:i")),
        Act::Review,
        Act::Schedule,
        Act::Assign,
        Act::Quantify,
    ]
}

/// What somebody wrote into every field of a form.
fn filled(act: &Act) -> Values {
    let written = |key: &'static str| match key {
        "due" | "until" | "next" => "2027-01-20",
        "owner" => "person:p",
        "concerns" => "model:m@1\nmodel:m@2",
        "system" => "system:s",
        "to" | "cause" => "incident:i",
        "category" => "integrity",
        "treatment" => "transfer",
        "why" => "indicator",
        "which" => "residual",
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

fn input(act: &Act, form: &Values) -> serde_json::Value {
    let body = act.order("id-1", "risk:r", form);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    body["variables"]["input"].clone()
}

#[test]
fn a_risk_begins_with_what_its_finding_says() {
    let long = format!("The holdout changes {}\nEvery week.", "again ".repeat(40));
    let act = Act::IdentifyFrom(origin(&long));
    let form = form_of(&act, None);
    let start = |key: &str| form.fields.iter().find(|one| one.key == key).unwrap().start.clone();
    assert!(start("title").starts_with("The holdout changes again"));
    assert_eq!(start("title").chars().count(), 120);
    assert_eq!((start("system").as_str(), start("threat").as_str()), ("system:s", "THR-06"));
    assert_eq!(start("description"), long);
    assert_eq!(input(&act, &filled(&act))["from"], "finding:f");
    assert!(act.is_new() && Act::Identify.is_new() && !Act::Assess.is_new());
    assert!(input(&Act::Identify, &filled(&Act::Identify)).get("from").is_none());
}

/// What is said in a form arrives in the input: every field that is filled in is sent, and what is
/// not filled in and not needed is left out.
#[test]
fn a_form_asks_for_what_its_act_needs() {
    for act in acts() {
        let form = form_of(&act, None);
        let full = input(&act, &filled(&act)).to_string();
        for field in &form.fields {
            let value = filled(&act).text(field.key);
            let first = value.lines().next().unwrap_or_default().to_owned();
            let word = if matches!(field.kind, Kind::Choice(_)) {
                first.to_uppercase()
            } else {
                first.split(" ..").next().unwrap_or_default().to_owned()
            };
            assert!(full.contains(&word), "{} of {act:?} is not sent: {full}", field.key);
        }
        let needed: BTreeSet<&str> =
            form.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let mut least = filled(&act);
        least.0.retain(|key, _| needed.contains(key));
        assert!(!input(&act, &least).to_string().contains("null"), "{act:?}");
    }
    let assess = input(&Act::Assess, &filled(&Act::Assess));
    assert_eq!(assess["current"], serde_json::json!({ "likelihood": 3, "impact": 4 }));
    let request = input(&Act::Request, &filled(&Act::Request));
    assert_eq!(request["compensating"], serde_json::json!(["spot check", "second eye"]));
}

#[test]
fn a_refusal_is_read_from_every_order() {
    for act in acts() {
        let refusal = r#"{"code":"risk.no_end","sentence":"say until when","field":"until"}"#;
        let name = act.mutation();
        let text = format!(
            r#"{{"data":{{"{name}":{{"risk":null,"receipt":null,"refusal":{refusal}}}}}}}"#
        );
        let Ok(Sent::Refused(refusal)) = act.sent(&text) else { panic!("{name} was not refused") };
        assert_eq!(refusal.beside("until").as_deref(), Some("Say until when."));
        assert!(!act.what().is_empty());
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
    let open = RiskFilter::default();
    assert_eq!(read(&[]), open);
    assert_eq!(read(&[("status", "nonsense"), ("cell", "residual-7-2"), ("q", " ")]), open);
    let filter = read(&[
        ("band", "very-high"),
        ("cell", "inherent-4-5"),
        ("system", "system:s"),
        ("show", "above"),
        ("q", " bias "),
    ]);
    assert_eq!(filter.bands, Some(vec![RiskBand::VeryHigh]));
    assert_eq!((filter.likelihood, filter.impact), (Some(4), Some(5)));
    assert_eq!(filter.which, Some(WhichScore::Inherent));
    assert_eq!((filter.open, filter.above_appetite), (Some(true), Some(true)));
    assert_eq!(filter.text.as_deref(), Some("bias"));
    let unscored = read(&[("show", "unscored")]);
    assert_eq!((unscored.open, unscored.scored), (Some(true), Some(false)));
}

#[test]
fn a_cell_reads_back_as_it_was_written() {
    let cell = Cell { which: WhichScore::Current, likelihood: 3, impact: 5 };
    assert_eq!(Cell::read(&cell.written()), Some(cell));
    assert_eq!(cell.words(), "current likelihood 3, impact 5");
    for text in ["", "residual", "residual-3", "residual-0-1", "residual-3-4-5", "other-1-1"] {
        assert_eq!(Cell::read(text), None, "{text}");
    }
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
    assert_eq!(scored(row.residual), "Not scored");
    assert_eq!(Risks::cells(&row).iter().filter(|cell| *cell == "Not scored").count(), 4);
    row.residual = Some(score(1, 1, RiskBand::Low));
    assert_eq!(row.level(), Some(RiskBand::Low));
}

#[test]
fn the_appetite_line_runs_between_within_and_beyond() {
    let cell = |likelihood, impact| {
        let beyond = likelihood * impact >= 12;
        let band = if beyond { RiskBand::High } else { RiskBand::Low };
        heat::Cell {
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
fn an_indicator_says_its_value_or_why_it_has_none() {
    let mut reading = Reading {
        indicator: "KRI-06".to_owned(),
        title: "Disparate impact ratio".to_owned(),
        unit: "ratio".to_owned(),
        system: None,
        state: IndicatorState::Measured,
        value: Some("0.793".to_owned()),
        colour: Some(IndicatorColour::Red),
        amber_if: Some("below 0.85".to_owned()),
        red_if: Some("below 0.8".to_owned()),
        since: None,
        read_at: None,
        source: None,
    };
    let words = |one: &Reading| (one.value_words(), one.colour_words(), one.limit_words());
    let limits = "red below 0.8, amber below 0.85".to_owned();
    assert_eq!(words(&reading), ("0.793".to_owned(), "Red", limits.clone()));
    for (state, why) in [
        (IndicatorState::NoSource, "No source yet"),
        (IndicatorState::NotMeasured, "Not measured yet"),
        (IndicatorState::Hidden, "Not yours to count"),
    ] {
        (reading.state, reading.value, reading.colour) = (state, None, None);
        assert_eq!(words(&reading), (why.to_owned(), "No value", limits.clone()));
    }
    (reading.unit, reading.value) = ("bool".to_owned(), Some("0".to_owned()));
    (reading.red_if, reading.amber_if) = (Some("exactly 0".to_owned()), None);
    assert_eq!(words(&reading), ("No".to_owned(), "No limit", "red when no".to_owned()));
    (reading.unit, reading.value) = ("min".to_owned(), Some("38".to_owned()));
    (reading.red_if, reading.amber_if) = (Some("above 60".to_owned()), Some("above 60".to_owned()));
    assert_eq!(words(&reading).2, "red above 60 min");
    assert_eq!(reading.value_words(), "38 min");
}

#[test]
fn amounts_are_set_apart() {
    assert_eq!(amount("1584127"), "1,584,127");
    assert_eq!(amount("0"), "0");
}
