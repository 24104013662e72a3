//! A control: what is to be shown, with which evidence, against which limits, for how long.

use std::collections::BTreeMap;

use kernel::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::{
    datasets::Sensitivity,
    deployments::Stage,
    evaluations::Op,
    systems::{ActClass, RiskClass, SystemKind},
    words::words,
};

words! {
    /// What a control does about a threat.
    pub enum Function {
        /// Keeps it from happening.
        Preventive = "preventive",
        /// Notices it.
        Detective = "detective",
        /// Mends it.
        Corrective = "corrective",
    }
}

words! {
    /// How much a failed test matters.
    pub enum Severity {
        /// It stops the control from counting.
        Block = "block",
        /// It is a warning.
        Warn = "warn",
    }
}

/// A control.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Control {
    /// Its id, `AIC-DI-03`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Where in the life of a system it belongs.
    #[serde(default)]
    pub stage: String,
    /// What it is to reach.
    #[serde(default)]
    pub objective: String,
    /// What it does about a threat.
    #[serde(default)]
    pub function: Vec<Function>,
    /// The threats it counters.
    #[serde(default)]
    pub threats: Vec<String>,
    /// The types of evidence it is shown with.
    #[serde(default)]
    pub evidence: Vec<Required>,
    /// Its tests; without any the outcome of the evidence itself counts.
    #[serde(default)]
    pub tests: Vec<Test>,
    /// For how long evidence counts.
    #[serde(default)]
    pub freshness_days: Freshness,
    /// What makes earlier evidence stale.
    #[serde(default)]
    pub invalidated_by: Vec<String>,
    /// The role that usually answers for it.
    #[serde(default)]
    pub owner_role: String,
    /// The role that looks over it.
    #[serde(default)]
    pub reviewer_role: String,
    /// The items of frameworks it supports, by framework.
    #[serde(default)]
    pub mappings: BTreeMap<String, Vec<String>>,
    /// Which systems it is for; everybody's when empty.
    #[serde(default)]
    pub applies_if: AppliesIf,
}

/// A type of evidence a control is shown with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Required {
    /// The type, `EV-OUTLIER-SCAN`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What exactly.
    #[serde(default)]
    pub what: String,
    /// Tools that write it.
    #[serde(default)]
    pub tools: Vec<String>,
}

/// For how many days evidence counts, by risk class.
pub type Freshness = BTreeMap<RiskClass, u64>;

/// A test of a control.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Test {
    /// Its id, `AIC-DI-03-T1`.
    pub id: String,
    /// What it shows.
    #[serde(default)]
    pub statement: String,
    /// When it passes.
    pub pass_if: PassIf,
    /// How much a failure matters.
    pub severity_on_fail: Severity,
    /// The risk classes it is for; all when empty.
    #[serde(default)]
    pub risk_classes: Vec<RiskClass>,
    /// Why the limit is what it is.
    #[serde(default)]
    pub rationale: String,
    /// Where the limit comes from.
    #[serde(default)]
    pub source: String,
    /// Which systems it is for; everybody's when empty.
    #[serde(default)]
    pub applies_if: AppliesIf,
}

/// A test that a control has beside its own, for data of some segments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SegmentTest {
    /// The control it belongs to, `AIC-PC-03`.
    pub control: String,
    /// The test.
    #[serde(flatten)]
    pub test: Test,
}

/// When a test passes: all of these hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassIf {
    /// The limits.
    pub all: Vec<Predicate>,
}

/// A limit on one metric.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// The metric.
    pub metric: String,
    /// How it is compared.
    pub op: Comparison,
    /// The limit.
    pub value: Limit,
    /// Other limits for some risk classes.
    #[serde(default)]
    pub value_by_class: BTreeMap<RiskClass, Limit>,
}

/// How a metric is compared, as the files write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison(pub Op);

/// A limit: a number, or 1 or 0 for yes and no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit(pub Decimal);

/// Which systems something is for. What does not apply is never a pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliesIf {
    /// Systems that are any of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capability_any: Vec<String>,
    /// Systems through which personal data goes, or does not go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processes_personal_data: Option<bool>,
    /// Systems whose output decides about people, or does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affects_persons: Option<bool>,
    /// Systems whose models are trained in house, or are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_in_house: Option<bool>,
    /// Systems of any of these risk classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_class_any: Vec<RiskClass>,
    /// Systems of any of these classes under the AI Act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub act_class_any: Vec<ActClass>,
    /// Systems that are live at any of these stages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage_any: Vec<Stage>,
    /// Systems that hold data of any of these segments; of their data, only that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sensitivity_any: Vec<Sensitivity>,
}

impl Control {
    /// What is wrong with a control that reads well.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.id.contains('.') {
            return Err(String::from("an id of a control holds no dot"));
        }
        if self.evidence.is_empty() {
            return Err(String::from("it names no evidence it could be shown with"));
        }
        match self.tests.iter().find(|test| test.pass_if.all.is_empty()) {
            Some(test) => Err(format!("{} has no limit and would always pass", test.id)),
            None => Ok(()),
        }
    }

    /// The titles of the types of evidence are elsewhere; these are their ids.
    pub fn evidence_types(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().map(|required| required.kind.as_str())
    }
}

impl Predicate {
    /// The limit for a risk class.
    pub fn limit(&self, class: RiskClass) -> &Decimal {
        &self.value_by_class.get(&class).unwrap_or(&self.value).0
    }

    /// How a value is compared with the limit for a risk class. Where every other class has to
    /// reach an exact value, a class that is let off some of it has to reach its own limit at
    /// least: all of it is no failure.
    pub fn op(&self, class: RiskClass) -> Op {
        let (limit, exact) = (self.limit(class).approx(), self.value.0.approx());
        if self.op.0 != Op::Eq {
            self.op.0
        } else if limit < exact {
            Op::Ge
        } else if limit > exact {
            Op::Le
        } else {
            Op::Eq
        }
    }
}

impl AppliesIf {
    /// The kinds the files call by another word than we do.
    pub fn names(kind: SystemKind, word: &str) -> bool {
        kind.as_str() == word || (kind == SystemKind::Agent && word == "agentic")
    }
}

impl<'de> Deserialize<'de> for Comparison {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sign = String::deserialize(deserializer)?;
        let op = match sign.as_str() {
            "<" => Op::Lt,
            "<=" => Op::Le,
            ">" => Op::Gt,
            ">=" => Op::Ge,
            "==" => Op::Eq,
            "!=" => Op::Ne,
            _ => {
                return Err(D::Error::custom(format!(
                    "'{sign}' compares nothing: use < <= > >= == !="
                )));
            }
        };
        Ok(Self(op))
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Flag(bool),
            Whole(i64),
            Fraction(f64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Flag(flag) => String::from(if flag { "1" } else { "0" }),
            Written::Whole(number) => number.to_string(),
            Written::Fraction(number) => number.to_string(),
            Written::Text(text) => text,
        };
        Decimal::parse(&text).map(Self).map_err(D::Error::custom)
    }
}
