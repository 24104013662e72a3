//! What the pages of deployments show.
use crate::{
    ask,
    moment::Moment,
    rows::DeploymentRow,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::{At, One, OneFields, PageInfo, PersonLink, SystemLink},
    words::{Stage, Standing},
};

/// Which deployments, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeploymentsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<DeploymentFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which deployments; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DeploymentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Answering now, or not.
    pub live: Option<bool>,
    /// Running something suspect, or not.
    pub suspect: Option<bool>,
}

/// A page of deployments.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DeploymentsVars")]
pub struct DeploymentsPage {
    /// What the answer counts from.
    pub at: At,
    /// The deployments.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub deployments: DeploymentRows,
}

/// Deployments in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DeploymentConnection")]
pub struct DeploymentRows {
    /// The rows.
    pub nodes: Vec<DeploymentRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

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

/// Asks for a page of deployments.
pub fn ask_list(moment: Moment, filter: DeploymentFilter, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (filter, first) = (Some(filter), Some(ask::PAGE));
    ask::question::<DeploymentsPage, _>(DeploymentsVars { time, position, filter, first, after })
}

/// Reads a page of deployments.
pub fn read_list(text: &str) -> Result<DeploymentsPage, String> {
    ask::answer(text)
}

/// Asks for one deployment.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<DeploymentPage, _>(One::of(moment, subject))
}

/// Reads one deployment.
pub fn read_one(text: &str) -> Result<DeploymentPage, String> {
    ask::answer(text)
}
