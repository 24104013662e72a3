//! The list of incidents.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::SystemLink,
    words::{IncidentState, Severity},
};

/// Which incidents; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct IncidentFilter {
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Of this system.
    pub system: Option<Subject>,
    /// As bad as this.
    pub severity: Option<Severity>,
    /// Its title contains this.
    pub text: Option<String>,
}

impl IncidentFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, severity: &str, system: &str, words: &str) -> Self {
        Self {
            open: match state {
                "open" => Some(true),
                "closed" => Some(false),
                _ => None,
            },
            system: subject(system),
            severity: Severity::read(severity),
            text: text(words),
        }
    }
}

/// An incident in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Incident")]
pub struct IncidentRow {
    /// `incident:…`.
    pub subject: Subject,
    /// What it is about.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How far it has come.
    pub state: IncidentState,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// When it was opened.
    pub opened: Time,
    /// When it was contained.
    pub contained: Option<Time>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// Deployments it flagged.
    pub deployments: Vec<FlaggedMark>,
}

/// Only whether a flagged deployment still serves.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct FlaggedMark {
    /// Whether it is live.
    pub live: bool,
}

impl IncidentRow {
    /// How many flagged deployments still serve.
    pub fn live(&self) -> usize {
        self.deployments.iter().filter(|deployment| deployment.live).count()
    }
}

list! {
    /// The incidents.
    Incidents = incidents(IncidentFilter): "IncidentConnection" of IncidentRow
}

impl List for Incidents {
    const ONE: &'static str = "incident";
    const WHAT: &'static str = "incidents";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Incident").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("Severity").sorted("severity"),
        Heading::new("State").sorted("state"),
        Heading::new("System").sorted("system"),
        Heading::number("Live because of it").sorted("live"),
        Heading::new("Opened").sorted("opened"),
        Heading::new("Contained").sorted("contained").minor(),
        Heading::new("Closed").sorted("closed").minor(),
    ];

    fn cells(row: &IncidentRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.severity.word().to_owned(),
            row.state.word().to_owned(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.live().to_string(),
            day(Some(&row.opened)),
            day(row.contained.as_ref()),
            day(row.closed.as_ref()),
        ]
    }
}
