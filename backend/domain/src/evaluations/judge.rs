//! Holds metrics against limits.

use std::collections::BTreeMap;

use kernel::Decimal;

use super::{Op, Outcome, Threshold};

/// What comes of metrics and flags held against limits. Every limit must hold; a metric that is
/// missing fails its limit; without limits nobody can tell.
pub fn judge(
    metrics: &BTreeMap<String, Decimal>,
    flags: &BTreeMap<String, bool>,
    thresholds: &[Threshold],
) -> Outcome {
    if thresholds.is_empty() {
        return Outcome::Inconclusive;
    }
    let value = |metric: &str| {
        let flag = || flags.get(metric).map(|flag| if *flag { 1.0 } else { 0.0 });
        metrics.get(metric).map(Decimal::approx).or_else(flag)
    };
    let holds = |limit: &Threshold| {
        value(limit.metric.as_str()).is_some_and(|value| compare(value, limit.op, &limit.value))
    };
    if thresholds.iter().all(holds) { Outcome::Pass } else { Outcome::Fail }
}

/// Whether a value keeps a limit. What is not a number keeps none.
pub(crate) fn compare(value: f64, op: Op, limit: &Decimal) -> bool {
    let Some(order) = value.partial_cmp(&limit.approx()) else {
        return false;
    };
    match op {
        Op::Lt => order.is_lt(),
        Op::Le => order.is_le(),
        Op::Gt => order.is_gt(),
        Op::Ge => order.is_ge(),
        Op::Eq => order.is_eq(),
        Op::Ne => order.is_ne(),
    }
}
