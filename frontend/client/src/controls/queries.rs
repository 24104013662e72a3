//! How controls stand in all, and the systems to choose from.
use super::list::ControlFilter;
use crate::{
    ask::{self, OfAll},
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::{At, SystemLink, WholeFields},
};

/// Which controls, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct StandingsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<ControlFilter>,
}

/// How the controls of a list stand in all.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "StandingsVars")]
pub struct StandingsPage {
    /// What the answer counts from.
    pub at: At,
    /// The controls.
    #[arguments(filter: $filter, first: 0)]
    pub controls: Standings,
}

/// The systems to choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct SystemChoice {
    /// The systems.
    #[arguments(first: 500)]
    pub systems: SystemNames,
}

/// How controls stand.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlConnection")]
pub struct Standings {
    /// In all.
    pub counts: ControlCounts,
    /// Stage by stage of a system's life.
    pub stages: Vec<StageCounts>,
}

/// How the controls of one stage stand.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct StageCounts {
    /// The stage.
    pub stage: String,
    /// How they stand.
    pub counts: ControlCounts,
}

/// Systems by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemNames {
    /// The systems.
    pub nodes: Vec<SystemLink>,
}

/// How many controls stand how.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControlCounts {
    /// Those that pass.
    pub pass: i32,
    /// Those that fail.
    pub fail: i32,
    /// Those with nothing to show.
    pub missing: i32,
    /// Those whose evidence no longer counts.
    pub stale: i32,
    /// Those that cannot be told.
    pub inconclusive: i32,
    /// Those that do not apply.
    pub not_applicable: i32,
}

/// Asks how the controls of a filter stand; whatever status the filter names, all are counted.
pub fn ask(moment: Moment, filter: ControlFilter) -> String {
    let Moment { time, position } = moment;
    ask::question::<StandingsPage, _>(StandingsVars { time, position, filter: Some(filter) })
}

/// Reads how controls stand.
pub fn read(text: &str) -> Result<StandingsPage, String> {
    ask::answer(text)
}

/// The systems to choose from, as an answer gives them; the first choice is all of them.
pub fn choices(answer: &str) -> Vec<(String, String)> {
    let found = SystemChoice::read(answer).map(|choice| choice.systems.nodes).unwrap_or_default();
    let pairs = found.into_iter().map(|link| (link.subject.0, link.name));
    std::iter::once((String::new(), "All systems".to_owned())).chain(pairs).collect()
}
