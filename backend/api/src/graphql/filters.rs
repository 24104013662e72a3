//! Filters of lists.

use async_graphql::InputObject;

use super::{
    scalars::Subject,
    words::{Freshness, Outcome, RiskClass, Stage, Standing},
};

/// Which systems are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SystemFilter {
    /// Of this risk class.
    pub risk_class: Option<RiskClass>,
    /// Live, or not live.
    pub live: Option<bool>,
    /// With a live deployment that is suspect, or without.
    pub suspect: Option<bool>,
    /// Without an accountable owner, or with one.
    pub owner_missing: Option<bool>,
    /// With this text in name, purpose or id.
    pub text: Option<String>,
}

/// Which datasets are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DatasetFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version that stands so.
    pub standing: Option<Standing>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Which evidence is wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct EvidenceFilter {
    /// About this, or computed with it.
    pub subject: Option<Subject>,
    /// Of this system.
    pub system: Option<Subject>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// Of this freshness at the moment asked about.
    pub freshness: Option<Freshness>,
}

/// Which deployments are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DeploymentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Live, or ended.
    pub live: Option<bool>,
    /// Suspect or quarantined, or clean.
    pub suspect: Option<bool>,
}

/// Which incidents are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct IncidentFilter {
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Of this system.
    pub system: Option<Subject>,
}
