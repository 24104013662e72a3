//! What the page of an incident shows.
use crate::{
    history::TimelineItem,
    offer::Offer,
    reviews::actions::ActionRow,
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
    words::{IncidentState, Severity, Stage, Standing},
};

/// One incident, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct IncidentPage {
    /// The moment.
    pub at: At,
    /// The incident, unless there is none of this name then.
    #[arguments(subject: $subject)]
    pub incident: Option<Incident>,
    /// Who asks.
    pub me: Me,
}

/// All that the page of an incident shows.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Incident {
    /// The incident.
    pub subject: Subject,
    /// What it is about.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How far.
    pub state: IncidentState,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// Since when.
    pub opened: Time,
    /// By whom.
    pub opened_by: Option<PersonLink>,
    /// When it was contained.
    pub contained: Option<Time>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// How it ended.
    pub summary: Option<String>,
    /// What noticed it.
    pub detected_by: Vec<String>,
    /// Where the damage begins.
    pub roots: Vec<Subject>,
    /// The threats it realised, as far as somebody said so.
    pub threats: Vec<RealisedThreat>,
    /// Who was told.
    pub told: Vec<Told>,
    /// Proposed rollbacks.
    pub rollbacks: Vec<Rollback>,
    /// Deployments flagged because of it.
    pub deployments: Vec<FlaggedDeployment>,
    /// Decisions made by flagged deployments, once somebody counted.
    pub decisions_affected: Option<Long>,
    /// Decisions that came out differently when made again.
    pub decisions_changed: Option<Long>,
    /// What was found to be behind it.
    pub root_causes: Vec<String>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineItem>,
    /// The actions that follow from it, by the day they were opened.
    pub actions: Vec<ActionRow>,
    /// Who may do what about it.
    #[arguments(mutations: ["openAction", "noteIncident", "nameIncidentThreats", "identifyRisk", "markIncidentContained", "closeIncident", "decideRollback"])]
    pub offers: Vec<Offer>,
}

/// A threat an incident realised.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RealisedThreat {
    /// Its id in the catalogue.
    pub id: String,
    /// What the catalogue calls it.
    pub title: Option<String>,
}

/// Somebody was told.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Told {
    /// Who.
    pub person: Option<PersonLink>,
    /// When.
    pub at: Time,
    /// What about.
    pub about: Vec<Subject>,
}

/// A proposed rollback.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Rollback {
    /// What would be rolled back.
    pub deployment: Subject,
    /// From this version.
    pub from: Subject,
    /// To this one, if any is clean.
    pub to: Option<Subject>,
    /// Who proposed it.
    pub proposed_by: Option<PersonLink>,
    /// When.
    pub proposed_at: Time,
    /// How it was decided.
    pub approved: Option<bool>,
    /// By whom.
    pub decided_by: Option<PersonLink>,
    /// When.
    pub decided_at: Option<Time>,
    /// Why.
    pub reason: Option<String>,
    /// When it was done.
    pub completed_at: Option<Time>,
}

/// A deployment flagged because of an incident.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct FlaggedDeployment {
    /// The deployment.
    pub subject: Subject,
    /// The model version it serves.
    pub model: Subject,
    /// Where.
    pub endpoint: Subject,
    /// How close to people.
    pub stage: Stage,
    /// Whether it serves now.
    pub live: bool,
    /// When it ended.
    pub ended: Option<Time>,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// People served, as stated.
    pub people: Option<Long>,
    /// Who is accountable.
    pub owner: Option<PersonLink>,
    /// What was asked and confirmed about stopping it.
    pub stop: Option<Stop>,
    /// Who may do what about it.
    #[arguments(mutations: ["requestStop", "confirmStop"])]
    pub offers: Vec<Offer>,
}

/// A stop that was asked for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Stop {
    /// When it was asked for.
    pub requested_at: Time,
    /// By whom.
    pub requested_by: Option<PersonLink>,
    /// When somebody who looked confirmed it.
    pub confirmed_at: Option<Time>,
    /// Who.
    pub confirmed_by: Option<PersonLink>,
}
