//! The catalogue: controls, their tests and thresholds, evidence types and threats, by their ids.
//!
//! The files are reference data shipped with the product; `backend/app/catalog/` holds them.

mod indicators;
mod threats;

use std::{collections::BTreeMap, sync::LazyLock};

use domain::{
    evaluations::{Op, Threshold},
    systems::RiskClass,
};
use kernel::{Decimal, Name};
use serde_json::Value;

pub use indicators::{Indicator, indicator, indicators};
pub use threats::{Threat, threat, threats};

/// What the catalogue says evidence of a type is held against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Yardstick {
    /// The limits, for the metrics that were reported.
    pub thresholds: Vec<Threshold>,
    /// The controls and threats it speaks to.
    pub speaks_to: Vec<Name>,
    /// For how many days it counts; the strictest of its controls.
    pub fresh_days: Option<u64>,
}

static CONTROLS: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../../catalog/controls.json")));
static TYPES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| titles(&parse(include_str!("../../catalog/evidence_types.json"))));
static THREATS: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| titles(&parse(include_str!("../../catalog/threats.json"))));

fn parse(text: &str) -> Value {
    // A test reads every file, so a broken one never ships.
    serde_json::from_str(text).unwrap_or_default()
}

fn items(file: &Value) -> &[Value] {
    file.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn titles(file: &Value) -> BTreeMap<String, String> {
    let title = |item: &Value| (text(item, "id").to_owned(), text(item, "title").to_owned());
    items(file).iter().map(title).collect()
}

/// The title of an evidence type; the id itself when the catalogue does not know it.
pub fn evidence_title(id: &str) -> String {
    TYPES.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// The title of a threat or a control, where the catalogue knows it.
pub fn title(id: &str) -> Option<String> {
    let control = || items(&CONTROLS).iter().find(|item| text(item, "id") == id);
    THREATS.get(id).cloned().or_else(|| control().map(|item| text(item, "title").to_owned()))
}

/// What evidence of a type is held against for a risk class, given the metrics it reports.
pub fn yardstick(evidence_type: &str, class: RiskClass, reported: &[&str]) -> Yardstick {
    let mut found = Yardstick::default();
    for control in items(&CONTROLS).iter().filter(|control| asks_for(control, evidence_type)) {
        let before = found.thresholds.len();
        for test in control.get("tests").and_then(Value::as_array).into_iter().flatten() {
            add_test(&mut found, test, class, reported);
        }
        if found.thresholds.len() > before {
            add_control(&mut found, control, class);
        }
    }
    found
}

fn asks_for(control: &Value, evidence_type: &str) -> bool {
    let evidence = control.get("evidence").and_then(Value::as_array);
    evidence.into_iter().flatten().any(|item| text(item, "type") == evidence_type)
}

fn add_control(found: &mut Yardstick, control: &Value, class: RiskClass) {
    let threats = control.get("threats").and_then(Value::as_array).into_iter().flatten();
    let ids = [text(control, "id")].into_iter().chain(threats.filter_map(Value::as_str));
    for id in ids.filter_map(|id| Name::parse(id).ok()) {
        if !found.speaks_to.contains(&id) {
            found.speaks_to.push(id);
        }
    }
    let days = control.get("freshness_days").and_then(|days| days.get(class.as_str()));
    if let Some(days) = days.and_then(Value::as_u64) {
        found.fresh_days = Some(found.fresh_days.map_or(days, |known| known.min(days)));
    }
}

fn add_test(found: &mut Yardstick, test: &Value, class: RiskClass, reported: &[&str]) {
    let applies = test.get("risk_classes").and_then(Value::as_array);
    let applies = applies.is_none_or(|classes| classes.iter().any(|c| c == class.as_str()));
    let predicates = test.pointer("/pass_if/all").and_then(Value::as_array);
    for predicate in predicates.into_iter().flatten().filter(|_| applies) {
        let metric = text(predicate, "metric");
        let threshold = threshold(predicate, metric, class, text(test, "id"));
        let is_new = !found.thresholds.iter().any(|known| Some(known) == threshold.as_ref());
        if reported.contains(&metric) && is_new {
            found.thresholds.extend(threshold);
        }
    }
}

fn threshold(predicate: &Value, metric: &str, class: RiskClass, source: &str) -> Option<Threshold> {
    let by_class = predicate.get("value_by_class").and_then(|values| values.get(class.as_str()));
    let value = match by_class.or_else(|| predicate.get("value"))? {
        Value::Bool(flag) => String::from(if *flag { "1" } else { "0" }),
        Value::Number(number) => number.to_string(),
        Value::String(number) => number.clone(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    let op = match text(predicate, "op") {
        "<" => Op::Lt,
        "<=" => Op::Le,
        ">" => Op::Gt,
        ">=" => Op::Ge,
        "==" => Op::Eq,
        _ => return None,
    };
    Some(Threshold {
        metric: Name::parse(metric).ok()?,
        op,
        value: Decimal::parse(&value).ok()?,
        source: Name::parse(source).ok()?,
    })
}
