//! What the pages of threats show.
use crate::{
    ask,
    controls::page::{ItemOrigin, Mapping, Titled},
    controls::queries::ControlName,
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::{At, SystemLink, Whole},
};

/// Which threat.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ThreatVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The threat.
    pub id: String,
}

/// The library of threats.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct ThreatsPage {
    /// What the answer counts from.
    pub at: At,
    /// The threats.
    pub threats: Vec<ThreatRow>,
}

/// The page of one threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ThreatVars")]
pub struct ThreatPage {
    /// What the answer counts from.
    pub at: At,
    /// The threat.
    #[arguments(id: $id)]
    pub threat: Option<Threat>,
}

/// A threat in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Threat")]
pub struct ThreatRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub definition: String,
    /// Where it strikes.
    pub stages: Vec<String>,
    /// The ways it is carried out, by name.
    pub techniques: Vec<TechniqueName>,
    /// How far it is countered.
    pub countered: Vec<Countered>,
}

/// A way a threat is carried out, by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Technique")]
pub struct TechniqueName {
    /// Its id.
    pub id: String,
}

/// How far a threat is countered for a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Countered {
    /// The system.
    pub system: Option<SystemLink>,
    /// From 0 to 1.
    pub share: Option<f64>,
}

/// A threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is.
    pub definition: String,
    /// What it harms.
    pub harms: Vec<String>,
    /// Who is behind it.
    pub actor: String,
    /// Where it strikes.
    pub stages: Vec<String>,
    /// What a board would ask.
    pub board_question: String,
    /// The ways it is carried out.
    pub techniques: Vec<Technique>,
    /// What counters it.
    pub controls: Vec<Counter>,
    /// The items of frameworks that name it.
    pub mappings: Vec<Mapping>,
    /// Where it comes from.
    pub origin: Option<ItemOrigin>,
    /// How far it is countered.
    pub countered: Vec<Countered>,
}

/// A way a threat is carried out.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Technique {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How it is done.
    pub how: String,
    /// The metrics in which it shows.
    pub signals: Vec<Titled>,
}

/// A control that counters a threat.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlText")]
pub struct Counter {
    /// Its id.
    pub id: String,
    /// What it does about it.
    pub functions: Vec<String>,
    /// What people call it and where it belongs.
    #[cynic(spread)]
    pub name: ControlName,
}

/// Asks for the library.
pub fn ask_list(moment: Moment) -> String {
    let Moment { time, position } = moment;
    ask::question::<ThreatsPage, _>(Whole { time, position })
}

/// Reads the library.
pub fn read_list(text: &str) -> Result<ThreatsPage, String> {
    ask::answer(text)
}

/// Asks for one threat.
pub fn ask_one(moment: Moment, id: &str) -> String {
    let Moment { time, position } = moment;
    ask::question::<ThreatPage, _>(ThreatVars { time, position, id: id.to_owned() })
}

/// Reads one threat.
pub fn read_one(text: &str) -> Result<ThreatPage, String> {
    ask::answer(text)
}
