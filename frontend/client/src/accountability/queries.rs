//! What the pages of accountability show.
use crate::{
    scalars::{Subject, Time},
    schema,
    shared::{At, OneFields, PersonLink, TeamLink, WholeFields},
    words::Stage,
};

/// Coverage.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CoveragePage {
    /// What the answer counts from.
    pub at: At,
    /// Who covers what.
    pub accountabilities: Accountabilities,
}

/// Who covers what.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountabilities {
    /// Teams with a security champion.
    pub champions: Coverage,
    /// Systems with an accountable owner.
    pub owners: Coverage,
}

/// How much of something is covered.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Coverage {
    /// How many need somebody.
    pub total: i32,
    /// How many have somebody.
    pub covered: i32,
}

/// Who answers, or answered, for the system of a thing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct AnswerablePage {
    /// What the answer counts from.
    pub at: At,
    /// The system.
    #[arguments(subject: $subject)]
    pub accountable_for: Option<Answerable>,
}

/// A system and its people.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct Answerable {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// When it was registered.
    pub registered: Time,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Everybody who answers or answered for it.
    pub accountable: Vec<Accountability>,
}

/// A stretch of time somebody answered for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Accountability {
    /// Who.
    pub person: Option<PersonLink>,
    /// `owner`, `deputy` or `responsible`.
    pub duty: String,
    /// For which stage; for all when absent.
    pub stage: Option<Stage>,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Option<Time>,
    /// When they left, where nobody followed.
    pub left: Option<Time>,
}
