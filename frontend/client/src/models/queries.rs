//! What the pages of models show.
use crate::{
    offer::Offer,
    rows::{DeploymentRow, EvidenceRow, ModelVersionRow, RunRow, VersionRow},
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
    words::{Standing, VersionState},
};

/// A model with its versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Model {
    /// `model:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Its versions.
    pub versions: Vec<ModelVersionRow>,
}

/// The page of one model.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ModelPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The model.
    #[arguments(subject: $subject)]
    pub model: Option<WholeModel>,
}

/// A model with its versions, and what a provider did to it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Model")]
pub struct WholeModel {
    /// `model:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Its versions.
    pub versions: Vec<ModelVersionRow>,
    /// What a provider put in the place of what, oldest first.
    pub provider_changes: Vec<ProviderChange>,
    /// Who may do what about it.
    #[arguments(mutations: ["changeProvider"])]
    pub offers: Vec<Offer>,
}

/// A provider put another model behind the same name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ProviderChange {
    /// When.
    pub at: Time,
    /// What was there.
    pub from: Subject,
    /// What is there now.
    pub to: Subject,
    /// How many days before they said so.
    pub notice_days: Long,
}

/// The page of one version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct VersionPage {
    /// What the answer counts from.
    pub at: At,
    /// The version.
    #[arguments(subject: $subject)]
    pub model_version: Option<ModelVersion>,
}

/// A version: where it is from, where it runs, what was found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ModelVersion {
    /// `model:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// Its model.
    pub model: ModelLink,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// SHA-256 of the artefact.
    pub digest: Option<String>,
    /// Such as `onnx`.
    pub format: String,
    /// The run that made it.
    pub run: Option<RunRow>,
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
    /// The version before it that can be trusted.
    pub last_clean: Option<Subject>,
    /// Where it runs or ran.
    pub deployments: Vec<DeploymentRow>,
    /// What was found.
    pub evidence: Vec<EvidenceRow>,
    /// Exact data it was trained on.
    pub trained_on: Vec<VersionRow>,
}

/// A model as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Model")]
pub struct ModelLink {
    /// `model:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
}
