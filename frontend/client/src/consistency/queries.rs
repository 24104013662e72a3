//! How much each check found.
use super::list::InconsistencyFilter;
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::At,
    words::ConsistencyWeight,
};

/// Which findings, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ChecksVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<InconsistencyFilter>,
}

/// Every check, and how much it found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ChecksVars")]
pub struct ConsistencyPage {
    /// What the answer counts from.
    pub at: At,
    /// The findings.
    #[arguments(filter: $filter, first: 0)]
    pub inconsistencies: Checks,
}

/// The checks behind findings.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "InconsistencyConnection")]
pub struct Checks {
    /// Every check.
    pub checks: Vec<Check>,
}

/// One thing that is looked for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ConsistencyCheck")]
pub struct Check {
    /// Its name.
    pub key: String,
    /// What it means, in a few words.
    pub title: String,
    /// How much a finding weighs.
    pub weight: ConsistencyWeight,
    /// How much was found.
    pub total: i32,
}

/// Asks how much each check found under a filter; whatever check the filter names, all are counted.
pub fn ask(moment: Moment, filter: InconsistencyFilter) -> String {
    let Moment { time, position } = moment;
    ask::question::<ConsistencyPage, _>(ChecksVars { time, position, filter: Some(filter) })
}

/// Reads how much each check found.
pub fn read(text: &str) -> Result<ConsistencyPage, String> {
    ask::answer(text)
}
