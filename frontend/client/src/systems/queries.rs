//! What the pages of systems show.
use crate::{
    answer, ask,
    controls::queries::ControlCounts,
    moment::Moment,
    rows::{DatasetLink, DeploymentRow, EvidenceCounts, IncidentLine, LiveRow, ModelVersionRow},
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, One, OneFields, PageInfo, PersonLink, Receipt, Refusal, TeamLink},
    words::{ActClass, IncidentState, RiskClass, SystemKind},
};

/// Which systems, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SystemsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<SystemFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which systems; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct SystemFilter {
    /// Of this risk class.
    pub risk_class: Option<RiskClass>,
    /// With something live, or without.
    pub live: Option<bool>,
    /// Whose live version is suspect, or not.
    pub suspect: Option<bool>,
    /// Nobody answers for it.
    pub owner_missing: Option<bool>,
    /// Name or purpose contains this.
    pub text: Option<String>,
}

/// A page of systems.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "SystemsVars")]
pub struct SystemsPage {
    /// What the answer counts from.
    pub at: At,
    /// The systems.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub systems: SystemRows,
}

/// Systems in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemRows {
    /// The rows.
    pub nodes: Vec<SystemRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// A system in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct SystemRow {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// The law's tier.
    pub act_class: Option<ActClass>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Whether something of it is live.
    pub live: bool,
    /// Why a live version is suspect; empty when clean.
    pub suspect_because: Vec<Subject>,
    /// Where it is live.
    #[arguments(live: true)]
    pub deployments: Vec<LiveRow>,
    /// Its incidents.
    pub incidents: Vec<IncidentMark>,
    /// Its evidence.
    pub evidence: EvidenceCounts,
}

/// Only how far an incident has come.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentMark {
    /// How far it has come.
    pub state: IncidentState,
}

/// The page of one system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct SystemPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The system, if there is one by that name that the caller may see.
    #[arguments(subject: $subject)]
    pub system: Option<System>,
}

/// A system with everything that hangs on it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "the schema has them, each a fact of its own")]
pub struct System {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it does.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// The law's tier.
    pub act_class: Option<ActClass>,
    /// Whether somebody approved the tier.
    pub act_class_approved: bool,
    /// Whether personal data goes in.
    pub processes_personal_data: bool,
    /// Whether it decides about people.
    pub affects_persons: bool,
    /// Whether we train it ourselves.
    pub trained_in_house: bool,
    /// Since when it is known.
    pub registered: Time,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Who stands in.
    pub deputy: Option<PersonLink>,
    /// Whether something of it is live.
    pub live: bool,
    /// Why a live version is suspect; empty when clean.
    pub suspect_because: Vec<Subject>,
    /// Everywhere it ran.
    pub deployments: Vec<DeploymentRow>,
    /// Its models.
    pub model_versions: Vec<ModelVersionRow>,
    /// Its data.
    pub datasets: Vec<DatasetLink>,
    /// Its incidents.
    pub incidents: Vec<IncidentLine>,
    /// Its evidence.
    pub evidence: EvidenceCounts,
    /// Its controls, by how they stand.
    pub controls: ControlCounts,
}

/// A new accountable person.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignOwnerInput {
    /// The system.
    pub system: Subject,
    /// Who.
    pub person: Subject,
    /// For what: `owner` or `deputy`.
    pub duty: String,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct AssignOwnerVars {
    input: AssignOwnerInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AssignOwnerVars")]
struct AssignOwner {
    #[arguments(input: $input)]
    assign_owner: SystemPayload,
}

/// What a command about a system answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct SystemPayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// Asks for a page of systems.
pub fn ask_list(moment: Moment, filter: SystemFilter, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (filter, first) = (Some(filter), Some(ask::PAGE));
    ask::question::<SystemsPage, _>(SystemsVars { time, position, filter, first, after })
}

/// Reads a page of systems.
pub fn read_list(text: &str) -> Result<SystemsPage, String> {
    ask::answer(text)
}

/// Asks for one system.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<SystemPage, _>(One::of(moment, subject))
}

/// Reads one system.
pub fn read_one(text: &str) -> Result<SystemPage, String> {
    ask::answer(text)
}

/// Makes a person accountable.
pub fn order_owner(input: AssignOwnerInput) -> String {
    ask::order::<AssignOwner, _>(AssignOwnerVars { input })
}

/// Reads the answer to [`order_owner`].
pub fn read_owner(text: &str) -> Result<SystemPayload, String> {
    answer::decode::<AssignOwner>(text).map(|answer| answer.assign_owner)
}
