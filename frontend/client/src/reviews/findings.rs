//! The list of findings.
use crate::{
    controls::page::Titled,
    list::{Heading, List, day, is_open, list, subject, text},
    reviews::queries::DoneNote,
    reviews::words::Grade,
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
};

/// Which findings; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct FindingFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// As bad as this.
    pub severity: Option<Grade>,
    /// Its text or control contains this.
    pub text: Option<String>,
}

impl FindingFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, severity: &str, system: &str, words: &str) -> Self {
        Self {
            system: subject(system),
            open: is_open(state),
            severity: Grade::read(severity),
            text: text(words),
        }
    }
}

/// A finding in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Finding")]
pub struct FindingRow {
    /// `finding:…`.
    pub subject: Subject,
    /// What was found.
    pub text: String,
    /// The control that does not hold.
    pub control: Titled,
    /// How bad it is.
    pub severity: Grade,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// Who mends it.
    pub owner: Option<PersonLink>,
    /// When it was raised.
    pub raised: Time,
    /// Who saw that it is mended.
    pub closed: Option<DoneNote>,
}

list! {
    /// The findings.
    Findings = findings(FindingFilter): "FindingConnection" of FindingRow
}

impl List for Findings {
    const ONE: &'static str = "finding";
    const WHAT: &'static str = "findings";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Finding").sorted("text"),
        Heading::new("Identifier").file_only(),
        Heading::new("Severity").sorted("severity"),
        Heading::new("Control").sorted("control"),
        Heading::new("System").sorted("system"),
        Heading::new("Mended by").minor(),
        Heading::new("Raised").sorted("raised"),
        Heading::new("Closed").sorted("closed"),
    ];

    fn cells(row: &FindingRow) -> Vec<String> {
        vec![
            row.text.clone(),
            row.subject.0.clone(),
            row.severity.word().to_owned(),
            row.control.id.clone(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
            day(Some(&row.raised)),
            day(row.closed.as_ref().map(|done| &done.at)),
        ]
    }
}
