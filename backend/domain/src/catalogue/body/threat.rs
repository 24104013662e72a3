//! A threat and the ways it is carried out.

use std::collections::BTreeMap;

use serde::Deserialize;

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
