//! Evidence in rows: what was measured, against which limits, and whether it counts.
use crate::{
    scalars::{Subject, Time},
    schema,
    words::{Freshness, Outcome},
};

/// A number, what it was held against, and what came of it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Metric {
    /// Identifier of the metric.
    pub name: String,
    /// The value, as text.
    pub value: String,
    /// Such as `<=`.
    pub op: Option<String>,
    /// The limit, as text.
    pub threshold: Option<String>,
    /// Whether the value keeps the limit; absent without a limit.
    pub passed: Option<bool>,
}

impl Metric {
    /// The limit in words: `at most 0.05`.
    pub fn limit(&self) -> Option<String> {
        let threshold = self.threshold.as_deref()?;
        let words = match self.op.as_deref().unwrap_or("=") {
            "<=" | "le" | "lte" | "at_most" => "at most",
            "<" | "lt" | "below" => "below",
            ">=" | "ge" | "gte" | "at_least" => "at least",
            ">" | "gt" | "above" => "above",
            "!=" | "ne" | "not" => "not",
            _ => "exactly",
        };
        Some(format!("{words} {threshold}"))
    }
}

/// Metrics with the broken limits first, then the kept ones, then those without a limit.
pub fn worst_first(metrics: &[Metric]) -> Vec<Metric> {
    let mut metrics = metrics.to_vec();
    metrics.sort_by_key(|metric| match metric.passed {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    });
    metrics
}

/// A piece of evidence in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Evidence")]
pub struct EvidenceRow {
    /// `evidence:…`.
    pub subject: Subject,
    /// What was tested.
    pub about: Subject,
    /// Type by the catalogue.
    pub evidence_type: String,
    /// The type in words.
    pub title: String,
    /// What made it.
    pub tool: String,
    /// When it was attached.
    pub attached: Time,
    /// What it said.
    pub outcome: Outcome,
    /// Whether it still counts.
    pub freshness: Freshness,
    /// Whether it rests on something that is suspect.
    pub affected: bool,
}

/// Evidence with what it measured.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Evidence")]
pub struct Scan {
    /// `evidence:…`.
    pub subject: Subject,
    /// Type by the catalogue.
    pub evidence_type: String,
    /// The type in words.
    pub title: String,
    /// What made it.
    pub tool: String,
    /// When it was attached.
    pub attached: Time,
    /// What it said.
    pub outcome: Outcome,
    /// Whether it still counts.
    pub freshness: Freshness,
    /// What it measured.
    pub metrics: Vec<Metric>,
}

impl Scan {
    /// Metrics with the broken limits first, then the kept ones, then those without a limit.
    pub fn worst_first(&self) -> Vec<Metric> {
        worst_first(&self.metrics)
    }
}

/// How much evidence there is, and how much of it counts.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct EvidenceCounts {
    /// All pieces.
    pub total: i32,
    /// Young enough.
    pub fresh: i32,
    /// Too old.
    pub stale: i32,
    /// Outside a limit.
    pub failed: i32,
    /// Within all limits.
    pub passed: i32,
    /// Nothing to be said.
    pub inconclusive: i32,
}

impl EvidenceCounts {
    /// Share of fresh evidence in percent, rounded down; `None` when there is none at all.
    pub fn fresh_percent(&self) -> Option<i32> {
        (self.total > 0).then(|| self.fresh.saturating_mul(100) / self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::{EvidenceCounts, Metric, worst_first};

    #[test]
    fn a_limit_is_said_in_words() {
        let mut metric = Metric {
            name: "outlier.ratio".to_owned(),
            value: "0.064".to_owned(),
            op: Some("<=".to_owned()),
            threshold: Some("0.02".to_owned()),
            passed: Some(false),
        };
        assert_eq!(metric.limit(), Some("at most 0.02".to_owned()));
        metric.op = None;
        assert_eq!(metric.limit(), Some("exactly 0.02".to_owned()));
        metric.threshold = None;
        assert_eq!(metric.limit(), None);
    }

    #[test]
    fn broken_limits_come_first() {
        let metric = |name: &str, passed| Metric {
            name: name.to_owned(),
            value: String::new(),
            op: None,
            threshold: None,
            passed,
        };
        let metrics = [metric("a", None), metric("b", Some(true)), metric("c", Some(false))];
        let order: Vec<_> = worst_first(&metrics).into_iter().map(|metric| metric.name).collect();
        assert_eq!(order, ["c", "b", "a"]);
    }

    #[test]
    fn no_evidence_is_not_zero_percent() {
        let none =
            EvidenceCounts { total: 0, fresh: 0, stale: 0, failed: 0, passed: 0, inconclusive: 0 };
        assert_eq!(none.fresh_percent(), None);
        assert_eq!(EvidenceCounts { total: 3, fresh: 2, ..none }.fresh_percent(), Some(66));
    }
}
