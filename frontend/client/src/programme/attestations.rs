//! The list of those whom policies bind.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::PersonLink,
};

/// Which of those bound; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct AttestationFilter {
    /// Bound by this policy.
    pub policy: Option<Subject>,
    /// Who attested, or did not.
    pub attested: Option<bool>,
    /// Who have not in time, or all others.
    pub overdue: Option<bool>,
    /// The name contains this.
    pub text: Option<String>,
}

impl AttestationFilter {
    /// Reads what stands in the address.
    pub fn read(policy: &str, show: &str, words: &str) -> Self {
        let overdue = match show {
            "overdue" => Some(true),
            "waiting" => Some(false),
            _ => None,
        };
        let attested = match show {
            "attested" => Some(true),
            "waiting" => Some(false),
            _ => None,
        };
        Self { policy: subject(policy), attested, overdue, text: text(words) }
    }
}

/// Somebody a policy binds.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "BoundPerson")]
pub struct BoundRow {
    /// What binds them.
    pub policy: PolicyLink,
    /// Who.
    pub person: Option<PersonLink>,
    /// Since when it binds them.
    pub since: Time,
    /// The day by which they attest.
    pub due: Option<Time>,
    /// When they attested.
    pub attested: Option<Time>,
    /// Whether they have not in time.
    pub overdue: bool,
}

/// A policy as a link.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Policy")]
pub struct PolicyLink {
    /// `policy:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
}

impl BoundRow {
    /// How it stands, in words.
    pub fn state(&self) -> &'static str {
        match (&self.attested, self.overdue) {
            (Some(_), _) => "Attested",
            (None, true) => "Overdue",
            (None, false) => "Not yet",
        }
    }
}

list! {
    /// Those whom policies bind.
    Attestations = attestations(AttestationFilter): "BoundPersonConnection" of BoundRow
}

impl List for Attestations {
    const ONE: &'static str = "person bound";
    const WHAT: &'static str = "people bound";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Person").sorted("person"),
        Heading::new("Identifier").file_only(),
        Heading::new("Policy").file_only(),
        Heading::new("Bound since").file_only(),
        Heading::new("State").sorted("state"),
        Heading::new("Due").sorted("due"),
        Heading::new("Attested").sorted("attested"),
    ];

    fn cells(row: &BoundRow) -> Vec<String> {
        let person = row.person.as_ref();
        vec![
            person.map(PersonLink::words).unwrap_or_default(),
            person.map(|one| one.subject.0.clone()).unwrap_or_default(),
            row.policy.title.clone(),
            day(Some(&row.since)),
            row.state().to_owned(),
            day(row.due.as_ref()),
            day(row.attested.as_ref()),
        ]
    }
}
