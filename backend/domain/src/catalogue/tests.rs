use std::collections::BTreeMap;

use kernel::{Decimal, Micros, Refusal as _, testing::given};
use serde_json::{Value, json};

use super::{
    AppliesIf, Catalogue, Colour, Command, Control, Event, Indicator, OwnItem, Part, Predicate,
    Refusal, Section, plain,
};
use crate::{
    evaluations::Op,
    golden::{self, digest, name, reason},
    systems::RiskClass,
};

fn part(number: u64, parts: u64, digit: &str) -> Part {
    let item = json!({ "id": format!("m.{number}"), "title": "A metric" });
    Part {
        file: name("metrics"),
        version: name("1"),
        digest: digest(digit),
        valid_from: None,
        part: number,
        parts,
        head: Value::Null,
        sections: BTreeMap::from([(String::from("metrics"), vec![item])]),
    }
}

fn loaded(number: u64, parts: u64, digit: &str) -> Event {
    let Part { file, version, digest, valid_from, part, parts, head, sections } =
        part(number, parts, digit);
    Event::PartLoaded { file, version, digest, valid_from, part, parts, head, sections }
}

fn limit(value: &str) -> OwnItem {
    OwnItem {
        section: Section::Limits,
        id: name("ORG-LIMIT-1"),
        body: json!({ "id": "ORG-LIMIT-1", "test": "AIC-DI-03-T1", "metric": "m", "value": value }),
        valid_from: None,
        valid_to: None,
    }
}

fn added(value: &str) -> Event {
    let OwnItem { section, id, body, valid_from, valid_to } = limit(value);
    Event::ItemAdded { section, id, body, valid_from, valid_to }
}

fn refused(item: OwnItem) -> Refusal {
    use kernel::{Decider as _, testing::moment};
    Catalogue::decide(&super::State::default(), Command::Add(item), &moment()).unwrap_err()
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("catalogue");
}

#[test]
fn the_same_file_is_loaded_once() {
    let load = |digit| Command::Load { parts: vec![part(1, 2, digit), part(2, 2, digit)] };
    given::<Catalogue>([]).when(load("a")).then([loaded(1, 2, "a"), loaded(2, 2, "a")]);
    given::<Catalogue>([loaded(1, 2, "a"), loaded(2, 2, "a")]).when(load("a")).then_nothing();
    given::<Catalogue>([loaded(1, 2, "a"), loaded(2, 2, "a")])
        .when(load("b"))
        .then([loaded(1, 2, "b"), loaded(2, 2, "b")]);
}

#[test]
fn a_file_is_loaded_whole() {
    let missing = |missing| Refusal::PartMissing { file: "metrics".into(), parts: 2, missing };
    given::<Catalogue>([])
        .when(Command::Load { parts: vec![part(1, 2, "a")] })
        .then_refused(missing(2));
    given::<Catalogue>([])
        .when(Command::Load { parts: vec![part(2, 2, "a"), part(1, 2, "a")] })
        .then_refused(missing(2));
    given::<Catalogue>([]).when(Command::LoadPart(part(2, 2, "a"))).then_refused(missing(1));
    given::<Catalogue>([loaded(1, 2, "a")])
        .when(Command::LoadPart(part(2, 2, "a")))
        .then([loaded(2, 2, "a")]);
    // Half a file is no file: it is loaded again.
    given::<Catalogue>([loaded(1, 2, "a")])
        .when(Command::Load { parts: vec![part(1, 2, "a"), part(2, 2, "a")] })
        .then([loaded(1, 2, "a"), loaded(2, 2, "a")]);
}

#[test]
fn an_own_id_never_meets_a_shipped_one() {
    for id in ["AIC-DI-01", "ORG-", "org-1"] {
        let refusal = refused(OwnItem { id: name(id), ..limit("0.1") });
        assert_eq!(refusal, Refusal::NotAnOwnId(id.into()));
        assert_eq!((refusal.code(), refusal.field()), ("catalogue.not_an_own_id", Some("id")));
    }
    let refusal = refused(OwnItem { id: name("ORG-a.b"), ..limit("0.1") });
    assert_eq!(refusal, Refusal::UnfitId("ORG-a.b".into()));
    let other = json!({ "id": "ORG-2", "test": "T", "metric": "m", "value": 1 });
    let refusal = refused(OwnItem { body: other, ..limit("0.1") });
    assert_eq!(refusal.code(), "catalogue.other_id");
}

#[test]
fn an_item_has_the_shape_of_its_section() {
    let says = |section, body: Value| {
        let why = refused(OwnItem { section, id: name("ORG-1"), body, ..limit("1") });
        assert_eq!(why.code(), "catalogue.bad_item");
        why.to_string()
    };
    let sentence = says(Section::Limits, json!({ "test": "T", "metric": "m", "value": "many" }));
    assert!(sentence.contains("'many' is not a decimal number"), "{sentence}");
    let sentence = says(Section::Controls, json!({ "title": "A control" }));
    assert!(sentence.contains("names no evidence"), "{sentence}");
    let test = json!({ "id": "T", "pass_if": { "all": [] }, "severity_on_fail": "block" });
    let open = json!({ "title": "Open", "evidence": [{ "type": "EV-X" }], "tests": [test] });
    assert!(says(Section::Controls, open).contains("would always pass"));
    let strange =
        json!({ "title": "S", "evidence": [{ "type": "EV-X" }], "applies_if": { "moon": 1 } });
    assert!(says(Section::Controls, strange).contains("unknown field `moon`"));
    says(Section::FrameworkItems, json!({ "title": "Lonely" }));
}

#[test]
fn a_rule_written_earlier_reads_as_before() {
    let old = json!({ "trained_in_house": true, "risk_class_any": ["high"] });
    let rule: AppliesIf = serde_json::from_value(old.clone()).unwrap();
    assert!(rule.act_class_any.is_empty() && rule.stage_any.is_empty());
    assert!(rule.sensitivity_any.is_empty());
    assert_eq!(serde_json::to_value(&rule).unwrap(), old, "nothing is added to it");
    let new = json!({ "sensitivity_any": ["special_category"], "stage_any": ["production"],
        "act_class_any": ["high_risk_annex_iii"] });
    let rule: AppliesIf = serde_json::from_value(new.clone()).unwrap();
    assert_eq!(serde_json::to_value(&rule).unwrap(), new);
    let unknown = json!({ "sensitivity_any": ["secret"] });
    assert!(serde_json::from_value::<AppliesIf>(unknown).is_err());
}

#[test]
fn only_a_standing_item_is_changed() {
    let withdraw =
        Command::Withdraw { section: Section::Limits, id: name("ORG-LIMIT-1"), reason: reason() };
    let unknown = || Refusal::Unknown(Section::Limits, "ORG-LIMIT-1".into());
    given::<Catalogue>([]).when(Command::Change(limit("0.1"))).then_refused(unknown());
    given::<Catalogue>([]).when(withdraw.clone()).then_refused(unknown());
    given::<Catalogue>([]).when(Command::Add(limit("0.1"))).then([added("0.1")]);
    given::<Catalogue>([added("0.1")])
        .when(Command::Add(limit("0.2")))
        .then_refused(Refusal::AlreadyThere(Section::Limits, "ORG-LIMIT-1".into()));
    let OwnItem { section, id, body, valid_from, valid_to } = limit("0.2");
    let changed = Event::ItemChanged { section, id: id.clone(), body, valid_from, valid_to };
    given::<Catalogue>([added("0.1")]).when(Command::Change(limit("0.2"))).then([changed]);
    let withdrawn = Event::ItemWithdrawn { section, id, reason: reason() };
    given::<Catalogue>([added("0.1")]).when(withdraw).then([withdrawn.clone()]);
    given::<Catalogue>([added("0.1"), withdrawn])
        .when(Command::Change(limit("0.2")))
        .then_refused(unknown());
}

#[test]
fn a_validity_ends_after_it_begins() {
    let item = OwnItem { valid_from: Some(Micros(5)), valid_to: Some(Micros(5)), ..limit("0.1") };
    assert_eq!(refused(item), Refusal::EndsTooEarly);
}

#[test]
fn a_mapping_is_confirmed_once() {
    let link = || (name("AIC-DI-03"), name("nist_ai_rmf"), name("MEASURE 2.6"));
    let (item, framework, reference) = link();
    let confirm = Command::ConfirmMapping { item, framework, reference };
    let (item, framework, reference) = link();
    let confirmed = Event::MappingConfirmed { item, framework, reference };
    given::<Catalogue>([]).when(confirm.clone()).then([confirmed.clone()]);
    given::<Catalogue>([confirmed]).when(confirm).then_nothing();
}

#[test]
fn decimals_become_text() {
    let written = json!({ "a": 0.99, "b": 3, "c": [1.5, null], "d": null, "e": true });
    assert_eq!(plain(written), json!({ "a": "0.99", "b": 3, "c": ["1.5"], "e": true }));
}

#[test]
fn a_control_reads_its_limits_by_risk_class() {
    let control: Control = serde_json::from_value(json!({
        "id": "AIC-X", "title": "X", "function": ["detective"], "evidence": [{ "type": "EV-X" }],
        "freshness_days": { "high": 30, "low": 90 },
        "tests": [{ "id": "AIC-X-T1", "severity_on_fail": "warn", "pass_if": { "all": [
            { "metric": "m", "op": ">=", "value": "0.99", "value_by_class": { "low": 0.95 } },
            { "metric": "f", "op": "==", "value": true }] } }],
    }))
    .unwrap();
    let limits = &control.tests[0].pass_if.all;
    assert_eq!(limits[0].limit(RiskClass::High).as_str(), "0.99");
    assert_eq!(limits[0].limit(RiskClass::Low).as_str(), "0.95");
    assert_eq!(limits[1].limit(RiskClass::Medium).as_str(), "1");
    assert_eq!(control.freshness_days.get(&RiskClass::Medium), None);
}

#[test]
fn a_class_that_is_let_off_some_reaches_its_limit_at_least() {
    let ops = |value: f64, medium: f64| {
        let limit: Predicate = serde_json::from_value(json!({
            "metric": "m", "op": "==", "value": value, "value_by_class": { "medium": medium },
        }))
        .unwrap();
        (limit.op(RiskClass::High), limit.op(RiskClass::Medium))
    };
    assert_eq!(ops(1.0, 0.98), (Op::Eq, Op::Ge));
    assert_eq!(ops(0.0, 2.0), (Op::Eq, Op::Le));
    assert_eq!(ops(1.0, 1.0), (Op::Eq, Op::Eq));
}

#[test]
fn an_indicator_has_the_colour_its_conditions_say() {
    let indicator = |more: Value| -> Indicator {
        let mut item = json!({ "id": "KRI-X", "title": "X", "metric": "m" });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(item).unwrap()
    };
    let value = |text: &str| Decimal::parse(text).unwrap();
    let ratio = indicator(json!({ "amber_if": { "op": "<", "value": 0.85 },
        "red_if": { "op": "<", "value": "0.8" }, "threats": ["THR-05"] }));
    let colours = ["0.793", "0.8", "0.85"].map(|text| ratio.colour(&value(text)));
    assert_eq!(colours, [Colour::Red, Colour::Amber, Colour::Green].map(Some));
    assert_eq!(ratio.red_if.as_ref().unwrap().to_string(), "below 0.8");
    assert!(ratio.warns_of("THR-05") && ratio.warns_of("THR-05.02"));
    assert!(!ratio.warns_of("THR-06") && !ratio.warns_of("THR-051"));
    let flag = indicator(json!({ "amber_if": null, "red_if": { "op": "==", "value": false } }));
    assert_eq!(flag.colour(&value("0")), Some(Colour::Red));
    assert_eq!(flag.colour(&value("1")), Some(Colour::Green));
    assert_eq!(indicator(json!({})).colour(&value("1")), None, "nobody said when");
}
