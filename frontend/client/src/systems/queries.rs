//! What the pages of systems show.
use super::list::OwnerGap;
use crate::{
    accountability::queries::Accountability,
    controls::queries::ControlCounts,
    offer::Offer,
    reviews::{findings::FindingRow, list::ReviewRow},
    rows::{DatasetLink, DeploymentRow, EvidenceCounts, IncidentLine, ModelVersionRow},
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, TeamLink},
    words::{ActClass, Autonomy, Criticality, RiskClass, SystemKind},
};

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
    /// Who sells or hosts it.
    pub vendor: Option<String>,
    /// Whom its data or its decisions are about.
    pub data_subjects: Vec<String>,
    /// How far it acts by itself.
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    pub criticality: Option<Criticality>,
    /// Since when its class wants another look.
    pub reclassify_since: Option<Time>,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Since when it is known.
    pub registered: Time,
    /// Its team.
    pub team: Option<TeamLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Set while it is in use and nobody who is still there answers for it.
    pub owner_missing: Option<OwnerGap>,
    /// Who stands in.
    pub deputy: Option<PersonLink>,
    /// Everybody who answers or answered for it, for all stages or for one.
    pub accountable: Vec<Accountability>,
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
    /// Its design reviews, newest last.
    pub reviews: Vec<ReviewRow>,
    /// Its findings, newest last.
    pub findings: Vec<FindingRow>,
    /// Who may do what about it.
    #[arguments(mutations: ["assignOwner", "releaseOwner", "changeSystemProfile", "decommissionSystem", "answerQuestionnaire", "approveClass", "openReview", "registerPromptVersion"])]
    pub offers: Vec<Offer>,
}

/// What describes a system, to be described anew.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ProfilePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The system.
    #[arguments(subject: $subject)]
    pub system: Option<Profile>,
}

/// What is known of a system.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
#[expect(clippy::struct_excessive_bools, reason = "the schema has them, each a fact of its own")]
pub struct Profile {
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
    /// Whether its class was approved: a new description asks for another look.
    pub act_class_approved: bool,
    /// Whether personal data goes in.
    pub processes_personal_data: bool,
    /// Whether it decides about people.
    pub affects_persons: bool,
    /// Whether we train it ourselves.
    pub trained_in_house: bool,
    /// Who sells or hosts it.
    pub vendor: Option<String>,
    /// Whom its data or its decisions are about.
    pub data_subjects: Vec<String>,
    /// How far it acts by itself.
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    pub criticality: Option<Criticality>,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Who may do what about it.
    #[arguments(mutations: ["changeSystemProfile"])]
    pub offers: Vec<Offer>,
}
