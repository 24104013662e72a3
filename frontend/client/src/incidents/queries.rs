//! What the list of incidents and the page of one ask for.
use crate::{
    ask::{answer, question},
    history::TimelineItem,
    moment::Moment,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::{At, PersonLink, SystemLink},
    words::{IncidentState, Severity, Stage, Standing},
};

/// Which incidents, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ListVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<IncidentFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which incidents.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct IncidentFilter {
    /// Only those that are not closed, or only those that are.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Only those of this system.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub system: Option<Subject>,
}

/// A page of incidents, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ListVars")]
pub struct ListAnswer {
    /// The moment.
    pub at: At,
    /// The incidents.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub incidents: Incidents,
}

/// Incidents, newest first.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "IncidentConnection")]
pub struct Incidents {
    /// The incidents.
    pub nodes: Vec<IncidentRow>,
    /// How many there are in all.
    pub total_count: i32,
}

/// An incident in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentRow {
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
    /// When it was contained.
    pub contained: Option<Time>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// Deployments flagged because of it.
    pub deployments: Vec<FlaggedMark>,
}

/// Whether a flagged deployment still serves.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct FlaggedMark {
    /// Whether it serves now.
    pub live: bool,
}

/// Which incident, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct IncidentVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The incident.
    pub subject: Subject,
}

/// One incident, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "IncidentVars")]
pub struct IncidentAnswer {
    /// The moment.
    pub at: At,
    /// The incident, unless there is none of this name then.
    #[arguments(subject: $subject)]
    pub incident: Option<Incident>,
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

/// Asks for incidents: open ones, closed ones, or all.
pub fn incidents(moment: &Moment, open: Option<bool>, first: i32) -> String {
    question::<ListAnswer, _>(ListVars {
        time: moment.time.clone(),
        position: moment.position,
        filter: open.map(|open| IncidentFilter { open: Some(open), system: None }),
        first: Some(first),
        after: None,
    })
}

/// Reads the answer to [`incidents`].
pub fn read_incidents(text: &str) -> Result<ListAnswer, String> {
    answer::<ListAnswer>(text)
}

/// Asks for one incident.
pub fn incident(moment: &Moment, subject: &str) -> String {
    question::<IncidentAnswer, _>(IncidentVars {
        time: moment.time.clone(),
        position: moment.position,
        subject: Subject(subject.to_owned()),
    })
}

/// Reads the answer to [`incident`].
pub fn read_incident(text: &str) -> Result<IncidentAnswer, String> {
    answer::<IncidentAnswer>(text)
}
