//! What the pages of deployments show.
use crate::{
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, OneFields, PersonLink, SystemLink},
    words::{Stage, Standing},
};

/// The page of one deployment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct DeploymentPage {
    /// What the answer counts from.
    pub at: At,
    /// The deployment.
    #[arguments(subject: $subject)]
    pub deployment: Option<Deployment>,
}

/// A deployment with how it is guarded and how it ended.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Deployment {
    /// `deployment:…`.
    pub subject: Subject,
    /// The exact model version.
    pub model: Subject,
    /// What can be said about that version.
    pub model_version: Option<RunsVersion>,
    /// Where it answers.
    pub endpoint: Subject,
    /// How far it has come.
    pub stage: Stage,
    /// The system it serves.
    pub system: Option<SystemLink>,
    /// SHA-256 of what was deployed.
    pub digest: Option<String>,
    /// How it is guarded.
    pub hardening: Vec<HardeningCheck>,
    /// Since when.
    pub activated: Time,
    /// Who put it there.
    pub activated_by: Option<PersonLink>,
    /// Until when.
    pub ended: Option<Time>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// What it took the place of.
    pub replaces: Option<Subject>,
    /// What took its place.
    pub replaced_by: Option<Subject>,
    /// Whether it answers now.
    pub live: bool,
    /// Whether what it runs can be trusted.
    pub standing: Standing,
    /// What it came from that is stopped.
    pub suspect_because: Vec<Subject>,
    /// How many people it reaches; unknown when absent.
    pub people: Option<Long>,
    /// The incident that flagged it.
    pub flagged_by: Option<Subject>,
    /// Whether it was asked to stop, and whether it did.
    pub stop: Option<Stop>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
}

/// The version that a deployment runs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelVersion")]
pub struct RunsVersion {
    /// SHA-256 of the artefact.
    pub digest: Option<String>,
    /// The version before it that can be trusted.
    pub last_clean: Option<Subject>,
}

/// One thing that guards a deployment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct HardeningCheck {
    /// What it is.
    pub name: String,
    /// In place, not in place, or nobody said.
    pub state: Option<bool>,
}

/// A stop: asked for and done are two things.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Stop {
    /// When it was asked for.
    pub requested_at: Time,
    /// By whom.
    pub requested_by: Option<PersonLink>,
    /// Because of which incident.
    pub incident: Option<Subject>,
    /// When somebody saw that it had stopped.
    pub confirmed_at: Option<Time>,
    /// Who saw it.
    pub confirmed_by: Option<PersonLink>,
}
