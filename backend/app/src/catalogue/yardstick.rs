//! What evidence of a type is held against: limits, reach and freshness from the catalogue.

use domain::{
    catalogue::{Control, Test},
    evaluations::Threshold,
    systems::RiskClass,
};
use kernel::Name;

use super::Book;

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

impl Book {
    /// What evidence of a type is held against for a risk class, given the metrics it reports.
    pub fn yardstick(&self, evidence_type: &str, class: RiskClass, reported: &[&str]) -> Yardstick {
        let mut found = Yardstick::default();
        let asks = |control: &&Control| control.evidence_types().any(|kind| kind == evidence_type);
        for control in self.controls.values().filter(asks) {
            let before = found.thresholds.len();
            for test in &control.tests {
                add_test(&mut found, test, class, reported);
            }
            if found.thresholds.len() > before {
                add_control(&mut found, control, class);
            }
        }
        found
    }
}

fn add_control(found: &mut Yardstick, control: &Control, class: RiskClass) {
    let ids = std::iter::once(&control.id).chain(&control.threats);
    for id in ids.filter_map(|id| Name::parse(id).ok()) {
        if !found.speaks_to.contains(&id) {
            found.speaks_to.push(id);
        }
    }
    if let Some(days) = control.freshness_days.get(&class) {
        found.fresh_days = Some(found.fresh_days.map_or(*days, |known| known.min(*days)));
    }
}

/// Adds the limits of a test. Those for data of some segments are left out: what a report was made
/// from is not in it, and the board holds it against them.
fn add_test(found: &mut Yardstick, test: &Test, class: RiskClass, reported: &[&str]) {
    if !test.applies_if.sensitivity_any.is_empty() {
        return;
    }
    if !test.risk_classes.is_empty() && !test.risk_classes.contains(&class) {
        return;
    }
    for predicate in &test.pass_if.all {
        let (metric, source) = (Name::parse(&predicate.metric), Name::parse(&test.id));
        let (Ok(metric), Ok(source)) = (metric, source) else { continue };
        let value = predicate.limit(class).clone();
        let threshold = Threshold { metric, op: predicate.op(class), value, source };
        let is_new = !found.thresholds.contains(&threshold);
        if reported.contains(&predicate.metric.as_str()) && is_new {
            found.thresholds.push(threshold);
        }
    }
}
