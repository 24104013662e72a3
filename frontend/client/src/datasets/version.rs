//! What the page of one version of a dataset shows.
use super::queries::AccessGrant;
use crate::{
    offer::Offer,
    rows::{RunRow, Scan},
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
    words::{Standing, VersionState},
};

/// The page of one version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct VersionPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The version.
    #[arguments(subject: $subject)]
    pub dataset_version: Option<DatasetVersion>,
}

/// A version: where it is from, what was found in it, what was made of it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DatasetVersion {
    /// `dataset:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// Its dataset.
    pub dataset: DatasetOf,
    /// SHA-256 of the content.
    pub digest: String,
    /// How many rows it has.
    pub rows: Option<Long>,
    /// Where it came from.
    pub source: Option<SourceLine>,
    /// What brought it in.
    pub pipeline: Option<String>,
    /// Under which terms it came.
    pub licence: Option<String>,
    /// Whether it must never change, as a holdout.
    pub frozen: bool,
    /// Its columns.
    #[cynic(rename = "schema")]
    pub columns: Vec<Column>,
    /// What arrived and went in.
    pub batches: Vec<BatchLine>,
    /// Versions it was made of.
    pub derived_from: Vec<Subject>,
    /// When it was registered.
    pub registered: Time,
    /// Who registered it.
    pub registered_by: Option<PersonLink>,
    /// How far it has come.
    pub state: VersionState,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// What it came from that is stopped.
    pub suspect_because: Vec<Subject>,
    /// Why it is stopped itself.
    pub quarantine: Option<Quarantine>,
    /// What was found in it.
    pub evidence: Vec<Scan>,
    /// What was made of it.
    pub used_by: Vec<RunRow>,
    /// Who may do what about it.
    #[arguments(mutations: ["quarantineDatasetVersion", "requestQuarantineLift", "liftQuarantine", "contain"])]
    pub offers: Vec<Offer>,
}

/// The dataset of a version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DatasetOf {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Who may touch it.
    pub access: Vec<AccessGrant>,
}

/// A source in the story of a version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Source")]
pub struct SourceLine {
    /// `source:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How far it is trusted.
    pub trust: String,
}

/// A batch in the story of a version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Batch")]
pub struct BatchLine {
    /// `batch:…`.
    pub subject: Subject,
    /// How many records arrived.
    pub records: Long,
    /// What it was let in with.
    pub credential: String,
    /// When it arrived.
    pub received: Time,
    /// What somebody found out about it.
    pub verdict: Option<String>,
}

/// A column and what is in it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: String,
}

/// Why a version is stopped.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Quarantine {
    /// Since when.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// Why; absent when it was erased.
    pub reason: Option<String>,
    /// Because of which incident.
    pub incident: Option<Subject>,
    /// Who asked to lift it.
    pub lift_requested_by: Option<PersonLink>,
    /// Why they asked.
    pub lift_reason: Option<String>,
}
