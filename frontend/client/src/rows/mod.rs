//! Rows that the pages of several rooms show: the same thing looks the same everywhere.
mod evidence;

pub use evidence::{EvidenceCounts, EvidenceRow, Metric, Scan, worst_first};

use crate::{
    scalars::{Long, Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
    words::{IncidentState, Severity, Stage, Standing, VersionState},
};

/// A dataset as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DatasetLink {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
}

/// A version of a dataset in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetVersion")]
pub struct VersionRow {
    /// `dataset:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// SHA-256 of the content.
    pub digest: String,
    /// How many rows it has.
    pub rows: Option<Long>,
    /// When it was registered.
    pub registered: Time,
    /// How far it has come.
    pub state: VersionState,
    /// Whether it can be trusted.
    pub standing: Standing,
}

/// A run in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Run")]
pub struct RunRow {
    /// `run:…`.
    pub subject: Subject,
    /// Training, evaluation and so on.
    pub kind: String,
    /// How it went.
    pub state: String,
    /// When it began.
    pub started: Time,
    /// How long it took.
    pub minutes: Option<Long>,
    /// Whether what came in can be trusted.
    pub standing: Standing,
    /// Exact versions that came in.
    pub inputs: Vec<Subject>,
    /// Exact versions that came out.
    pub outputs: Vec<Subject>,
}

/// Where a version runs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct LiveRow {
    /// `deployment:…`.
    pub subject: Subject,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it answers now.
    pub live: bool,
}

/// A version of a model in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelVersion")]
pub struct ModelVersionRow {
    /// `model:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// SHA-256 of the artefact.
    pub digest: Option<String>,
    /// Such as `onnx`.
    pub format: String,
    /// When it was registered.
    pub registered: Time,
    /// How far it has come.
    pub state: VersionState,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// Where it runs or ran.
    pub deployments: Vec<LiveRow>,
}

/// A deployment in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct DeploymentRow {
    /// `deployment:…`.
    pub subject: Subject,
    /// The exact model version.
    pub model: Subject,
    /// Where it answers.
    pub endpoint: Subject,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it answers now.
    pub live: bool,
    /// Whether what it runs can be trusted.
    pub standing: Standing,
    /// Since when.
    pub activated: Time,
    /// Until when.
    pub ended: Option<Time>,
    /// The system it serves.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Whether it was asked to stop, and whether it did.
    pub stop: Option<StopRow>,
}

/// Deployments that answer now before those that ended, the newest first in each.
pub fn live_first(mut rows: Vec<DeploymentRow>) -> Vec<DeploymentRow> {
    rows.sort_by(|a, b| b.live.cmp(&a.live).then_with(|| b.activated.cmp(&a.activated)));
    rows
}

/// A stop: asked for and done are two things.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Stop")]
pub struct StopRow {
    /// When it was asked for.
    pub requested_at: Time,
    /// When somebody saw that it had stopped.
    pub confirmed_at: Option<Time>,
}

/// An incident in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentLine {
    /// `incident:…`.
    pub subject: Subject,
    /// What it is about.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How far it has come.
    pub state: IncidentState,
    /// Since when.
    pub opened: Time,
}
