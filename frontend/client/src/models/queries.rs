//! What the pages of models show.
use crate::{
    ask,
    moment::Moment,
    rows::{DeploymentRow, EvidenceRow, ModelVersionRow, RunRow, VersionRow},
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, One, OneFields, PageInfo, PersonLink, SystemLink},
    words::{Standing, VersionState},
};

/// Which models, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ModelsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Of this system.
    pub system: Option<Subject>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// A page of models.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ModelsVars")]
pub struct ModelsPage {
    /// What the answer counts from.
    pub at: At,
    /// The models.
    #[arguments(system: $system, first: $first, after: $after)]
    pub models: ModelRows,
}

/// Models in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelConnection")]
pub struct ModelRows {
    /// The rows.
    pub nodes: Vec<Model>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

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
    /// The model.
    #[arguments(subject: $subject)]
    pub model: Option<Model>,
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

/// Asks for a page of models.
pub fn ask_list(moment: Moment, system: Option<String>, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (system, first) = (system.map(Subject), Some(ask::PAGE));
    ask::question::<ModelsPage, _>(ModelsVars { time, position, system, first, after })
}

/// Reads a page of models.
pub fn read_list(text: &str) -> Result<ModelsPage, String> {
    ask::answer(text)
}

/// Asks for one model.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<ModelPage, _>(One::of(moment, subject))
}

/// Reads one model.
pub fn read_one(text: &str) -> Result<ModelPage, String> {
    ask::answer(text)
}

/// Asks for one version.
pub fn ask_version(moment: Moment, subject: &str) -> String {
    ask::question::<VersionPage, _>(One::of(moment, subject))
}

/// Reads one version.
pub fn read_version(text: &str) -> Result<VersionPage, String> {
    ask::answer(text)
}
