//! What one containment would record, as the server plans it.
use crate::{offer::Offer, scalars::Subject, schema, shared::PersonLink, words::Stage};

/// Everything that one containment would record.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ContainmentPlan")]
pub struct Plan {
    /// Versions that would be quarantined.
    pub quarantines: Vec<Subject>,
    /// Deployments that would be flagged.
    pub flags: Vec<PlannedDeployment>,
    /// Deployments that would be asked to stop.
    pub stops: Vec<PlannedDeployment>,
    /// Rollbacks that would be proposed.
    pub rollbacks: Vec<PlannedRollback>,
    /// People who would be told.
    pub told: Vec<PersonLink>,
    /// Who may carry it out.
    pub offer: Offer,
}

/// A deployment that a containment reaches.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct PlannedDeployment {
    /// `deployment:…`.
    pub subject: Subject,
    /// Where it answers.
    pub endpoint: Subject,
    /// How far it has come.
    pub stage: Stage,
}

/// A rollback that would be proposed.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PlannedRollback {
    /// What would be rolled back.
    pub deployment: Subject,
    /// The version it serves.
    pub from: Subject,
    /// The last clean version before it.
    pub to: Option<Subject>,
    /// Why there is none.
    pub why: Option<String>,
}
