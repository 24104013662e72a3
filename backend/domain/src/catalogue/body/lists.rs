//! Types of evidence, metrics, indicators, limits and frameworks.

use std::{collections::BTreeMap, fmt};

use kernel::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::control::{Comparison, Limit};
use crate::{
    evaluations::{Op, compare},
    systems::{ActClass, RiskClass},
    words::words,
};

/// A type of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct EvidenceType {
    /// Its id, `EV-OUTLIER-SCAN`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Tools that write it.
    #[serde(default)]
    pub tools: Vec<String>,
    /// What a report of it says.
    #[serde(default)]
    pub required_fields: Vec<String>,
    /// What it is about: `dataset_version`, `deployment`, `system`.
    #[serde(default)]
    pub binds_to: Vec<String>,
    /// For how many years it is kept.
    #[serde(default)]
    pub retention_years: Option<u64>,
}

/// A metric.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Metric {
    /// Its id, `data.outlier.flagged_ratio`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is counted in.
    #[serde(default)]
    pub unit: String,
    /// Which way is better: `lower`, `higher`, `true`, `false`, `target`.
    #[serde(default)]
    pub better: String,
    /// The types of evidence that report it.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// A key risk indicator.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Indicator {
    /// Its id, `KRI-01`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The metric it watches.
    pub metric: String,
    /// When it asks for attention; never where absent.
    #[serde(default)]
    pub amber_if: Option<Condition>,
    /// When it asks for a decision; never where absent.
    #[serde(default)]
    pub red_if: Option<Condition>,
    /// How often it is read, `weekly`.
    #[serde(default)]
    pub frequency: String,
    /// The threats it warns of.
    #[serde(default)]
    pub threats: Vec<String>,
}

words! {
    /// The colour of an indicator, the worst last.
    pub enum Colour {
        /// Within its limits.
        Green = "green",
        /// To be watched.
        Amber = "amber",
        /// Somebody has to decide something.
        Red = "red",
    }
}

/// A comparison of a metric, in the unit of that metric.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// How it is compared.
    pub op: Comparison,
    /// With what: a number, or 1 or 0 for yes and no.
    pub value: Limit,
}

impl Condition {
    /// Whether a value meets it. What is not a number meets none.
    pub fn holds(&self, value: &Decimal) -> bool {
        compare(value.approx(), self.op.0, &self.value.0)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.op.0 {
            Op::Lt => "below",
            Op::Le => "at most",
            Op::Gt => "above",
            Op::Ge => "at least",
            Op::Eq => "exactly",
            Op::Ne => "anything but",
        };
        write!(f, "{words} {}", self.value.0)
    }
}

impl Indicator {
    /// The colour of a value; none where nobody said when it would have one.
    pub fn colour(&self, value: &Decimal) -> Option<Colour> {
        let (amber, red) = (self.amber_if.as_ref(), self.red_if.as_ref());
        amber.or(red)?;
        let holds = |condition: Option<&Condition>| condition.is_some_and(|one| one.holds(value));
        Some(if holds(red) {
            Colour::Red
        } else if holds(amber) {
            Colour::Amber
        } else {
            Colour::Green
        })
    }

    /// Whether it warns of a threat, or of the threat that a technique belongs to.
    pub fn warns_of(&self, threat: &str) -> bool {
        let whole = threat.split_once('.').map_or(threat, |(whole, _)| whole);
        self.threats.iter().any(|known| known == threat || known == whole)
    }
}

/// The way something is approved, as far as rules read it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Workflow {
    /// Its id, `WF-WAIVER`.
    pub id: String,
    /// The gates and tests that nobody may waive.
    #[serde(default)]
    pub non_waivable: Vec<String>,
}

/// A limit of the organisation in the place of one that ships.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLimit {
    /// Its id.
    pub id: String,
    /// The test whose limit it replaces.
    pub test: String,
    /// The metric in that test.
    pub metric: String,
    /// The limit.
    pub value: Limit,
    /// Other limits for some risk classes.
    #[serde(default)]
    pub value_by_class: BTreeMap<RiskClass, Limit>,
    /// Why.
    #[serde(default)]
    pub rationale: String,
}

/// A framework: a law, a standard, a list that others publish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Framework {
    /// Its id, `nist_ai_rmf`.
    #[serde(alias = "framework")]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The version carried.
    #[serde(default)]
    pub version: String,
    /// Who publishes it.
    #[serde(default)]
    pub publisher: String,
    /// When it was released.
    #[serde(default)]
    pub released: String,
    /// How it stands: in force, final, draft.
    #[serde(default)]
    pub status: String,
    /// Under which terms its text may be carried.
    #[serde(default)]
    pub licence_note: String,
    /// Where it is published.
    #[serde(default)]
    pub official_url: String,
    /// What is to be known about it.
    #[serde(default)]
    pub note: String,
}

/// An item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FrameworkItem {
    /// Its id, `GOVERN 1.1`.
    pub id: String,
    /// The framework it belongs to; where it is stored says so for those that ship.
    #[serde(default)]
    pub framework: String,
    /// What people call it.
    #[serde(alias = "name", alias = "area", default)]
    pub title: String,
    /// What it belongs to within its framework.
    #[serde(
        alias = "category",
        alias = "objective",
        alias = "practice",
        alias = "family",
        alias = "edition",
        alias = "theme",
        default,
        deserialize_with = "word"
    )]
    pub group: String,
    /// Where a law has it, `9(1)-9(2)`.
    #[serde(default, deserialize_with = "word")]
    pub article: String,
    /// From which day it applies, where a law says so.
    #[serde(default, deserialize_with = "days")]
    pub applies_from: AppliesFrom,
    /// The ids of requirements below it.
    #[serde(default, deserialize_with = "ids")]
    pub requirements: Vec<String>,
    /// The taxonomies it is in, where a framework has one for each kind of AI: `PredAI`, `GenAI`.
    #[serde(default)]
    pub taxonomies: Vec<String>,
}

/// From which day an item of a law applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AppliesFrom {
    /// The law does not say.
    #[default]
    Unsaid,
    /// From this day, `2026-08-02`, whatever the class.
    Day(String),
    /// From another day for each class.
    ByClass(BTreeMap<String, String>),
}

impl AppliesFrom {
    /// The day; the first, where that depends on the class.
    pub fn first(&self) -> Option<&str> {
        match self {
            Self::Unsaid => None,
            Self::Day(day) => Some(day),
            Self::ByClass(days) => days.values().map(String::as_str).min(),
        }
    }

    /// The day for a class.
    pub fn of(&self, class: ActClass) -> Option<&str> {
        match self {
            Self::Unsaid => None,
            Self::Day(day) => Some(day),
            Self::ByClass(days) => days.get(class.as_str()).map(String::as_str),
        }
    }
}

/// A row of the traceability matrix: a sentence that was written about AI security, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TraceRow {
    /// Its id, `ART-014`.
    pub id: String,
    /// The part of the text it stands in.
    #[serde(default)]
    pub section: String,
    /// What it is: `sentence`, `bullet`, `question`.
    #[serde(default)]
    pub kind: String,
    /// What it says, in short.
    pub meaning: String,
    /// The threats it names.
    #[serde(default)]
    pub threats: Vec<String>,
    /// The controls that answer it.
    #[serde(default)]
    pub controls: Vec<String>,
    /// The training modules that teach it.
    #[serde(default)]
    pub modules: Vec<String>,
    /// The features of the product that serve it.
    #[serde(default)]
    pub features: Vec<String>,
    /// Whether it asks for something at all: `covered`, `out_of_scope`.
    #[serde(default)]
    pub coverage: String,
}

impl TraceRow {
    /// Whether it asks for something that the product is to answer.
    pub fn is_in_scope(&self) -> bool {
        self.coverage != "out_of_scope"
    }
}

/// A feature of the product, as the traceability matrix names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Feature {
    /// Its id, `F-LINEAGE`.
    pub id: String,
    /// What it does.
    pub title: String,
}

impl FrameworkItem {
    /// What is wrong with an own item that reads well.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.framework.is_empty() || self.title.is_empty() {
            return Err(String::from("it needs a framework and a title"));
        }
        Ok(())
    }
}

/// Ids of a list whose members are ids or objects with one.
fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let items = Vec::<Value>::deserialize(deserializer)?;
    let id = |item: &Value| item.as_str().or_else(|| item.get("id")?.as_str()).map(str::to_owned);
    Ok(items.iter().filter_map(id).collect())
}

/// A word, or the first of several.
fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let first = value.as_str().or_else(|| value.as_array()?.first()?.as_str());
    Ok(first.unwrap_or_default().to_owned())
}

/// A day, or several by the class they depend on.
fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AppliesFrom, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(day) => AppliesFrom::Day(day),
        Value::Object(by) => {
            let day =
                |(class, day): (&String, &Value)| Some((class.clone(), day.as_str()?.to_owned()));
            AppliesFrom::ByClass(by.iter().filter_map(day).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => AppliesFrom::Unsaid,
    })
}
