//! A threat and the ways it is carried out.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::{
    risks::{Level, Score},
    systems::RiskClass,
};

/// A threat.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Threat {
    /// Its id, `THR-06`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    #[serde(default)]
    pub definition: String,
    /// What it harms.
    #[serde(default)]
    pub harms: Vec<String>,
    /// Who is behind it.
    #[serde(default)]
    pub actor: String,
    /// Where in the life of a system it strikes.
    #[serde(default)]
    pub stages: Vec<String>,
    /// Its score before any control, by risk class, where it says so.
    #[serde(rename = "default_inherent", default, deserialize_with = "by_class")]
    pub inherent: BTreeMap<RiskClass, Score>,
    /// What a board would ask.
    #[serde(default)]
    pub board_question: String,
    /// The ways it is carried out.
    #[serde(default)]
    pub sub_techniques: Vec<Subtechnique>,
    /// The items of frameworks that name it, by framework.
    #[serde(default)]
    pub mappings: BTreeMap<String, Vec<String>>,
}

/// A way a threat is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Subtechnique {
    /// Its id, `THR-06.03`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How it is done.
    #[serde(default)]
    pub how: String,
    /// Where in the life of a system it strikes.
    #[serde(default)]
    pub stages: Vec<String>,
    /// The metrics in which it shows.
    #[serde(default)]
    pub signals: Vec<String>,
    /// The items of frameworks that name it, by framework.
    #[serde(default)]
    pub mappings: BTreeMap<String, Vec<String>>,
}

/// The scores that `default_inherent` writes: one likelihood, and an impact for each risk class. What
/// is no score is none, so that an item never fails to load for it.
fn by_class<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<RiskClass, Score>, D::Error> {
    let written = Value::deserialize(deserializer)?;
    let level = |member: &str| Level::parse(written.get(member)?.as_i64()?).ok();
    let score = |class: &RiskClass| {
        let impact = level(&format!("impact_{class}_class"))?;
        Some((*class, Score::new(level("likelihood")?, impact)))
    };
    Ok(RiskClass::ALL.iter().filter_map(score).collect())
}
