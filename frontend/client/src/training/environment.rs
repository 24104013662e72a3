//! Training environments: the list, and the page of one with its posture and what ran in it.
use crate::{
    list::{Heading, List, day, list, subject, text},
    offer::Offer,
    rows::RunRow,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
    words::Freshness,
};

/// Which environments; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct EnvironmentFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Whose attestation counts, or does not.
    pub attested: Option<bool>,
    /// Name contains this.
    pub text: Option<String>,
}

impl EnvironmentFilter {
    /// Reads what stands in the address.
    pub fn read(system: &str, show: &str, words: &str) -> Self {
        Self {
            system: subject(system),
            attested: match show {
                "attested" => Some(true),
                "open" => Some(false),
                _ => None,
            },
            text: text(words),
        }
    }
}

/// An environment in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Environment")]
pub struct EnvironmentRow {
    /// `environment:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How it is kept apart.
    pub isolation: String,
    /// How what is in it is encrypted.
    pub encryption: Option<String>,
    /// Whether everybody has only the rights they need; unknown when absent.
    pub least_privilege: Option<bool>,
    /// Until when somebody vouches for this.
    pub attested_until: Option<Time>,
    /// Whether that still holds.
    pub attestation: Freshness,
    /// The system it serves.
    pub system: Option<SystemLink>,
}

list! {
    /// The training environments.
    Environments = environments(EnvironmentFilter): "EnvironmentConnection" of EnvironmentRow
}

impl List for Environments {
    const ONE: &'static str = "environment";
    const WHAT: &'static str = "environments";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Environment").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Attestation").sorted("until"),
        Heading::new("Attested until").file_only(),
        Heading::new("Isolation").sorted("isolation"),
        Heading::new("Encryption"),
        Heading::new("Least privilege"),
        Heading::new("System").sorted("system"),
    ];

    fn cells(row: &EnvironmentRow) -> Vec<String> {
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            attestation_words(row.attestation).to_owned(),
            day(row.attested_until.as_ref()),
            row.isolation.clone(),
            row.encryption.clone().unwrap_or_default(),
            least_privilege_words(row.least_privilege).to_owned(),
            row.system.as_ref().map_or_else(|| "Shared".to_owned(), |system| system.name.clone()),
        ]
    }
}

/// Whether anybody vouches for an environment now, in words.
pub fn attestation_words(attestation: Freshness) -> &'static str {
    match attestation {
        Freshness::Fresh => "Attested",
        Freshness::Stale => "Attestation expired",
        Freshness::Withdrawn => "Attestation withdrawn",
        Freshness::Undated => "Never attested",
    }
}

/// Whether rights are as few as possible, in words.
pub fn least_privilege_words(least: Option<bool>) -> &'static str {
    match least {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "Nobody said",
    }
}

/// The page of one environment.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct EnvironmentPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The environment.
    #[arguments(subject: $subject)]
    pub environment: Option<Environment>,
}

/// An environment with everything that was said about it and done in it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Environment {
    /// `environment:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How it is kept apart.
    pub isolation: String,
    /// How what is in it is encrypted.
    pub encryption: Option<String>,
    /// Whether everybody has only the rights they need; unknown when absent.
    pub least_privilege: Option<bool>,
    /// Until when somebody vouches for this.
    pub attested_until: Option<Time>,
    /// Whether that still holds.
    pub attestation: Freshness,
    /// The system it serves.
    pub system: Option<SystemLink>,
    /// Everything that was attested, newest first.
    pub attestations: Vec<Attestation>,
    /// What ran in it, newest first.
    pub runs: Vec<RunRow>,
    /// The data that went into its runs.
    pub datasets: Vec<DataHere>,
    /// Who may do what about it.
    #[arguments(mutations: ["attestEnvironment"])]
    pub offers: Vec<Offer>,
}

/// What somebody attested.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Attestation {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// How it is kept apart.
    pub isolation: String,
    /// How what is in it is encrypted.
    pub encryption: String,
    /// Whether everybody has only the rights they need.
    pub least_privilege: bool,
    /// Until when it counts.
    pub until: Time,
    /// Whether it would count now.
    pub counts: Freshness,
}

/// Data that went into a run here, and the last look at who may touch it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DataHere {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// When somebody last looked at who may touch it.
    pub last_review: Option<Review>,
}

/// A look at who may touch something.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "AccessReview")]
pub struct Review {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// What they looked at.
    pub scope: String,
    /// How many rights they took back.
    pub revoked: i32,
    /// When it is due again.
    pub next_due: Option<Time>,
    /// Whether that has passed.
    pub overdue: bool,
}

/// How far an attestation has come: in force, replaced by a later one, or over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It counts.
    InForce,
    /// Nothing later was attested, and it is over.
    Expired,
    /// A later one took its place.
    Replaced,
}

impl Environment {
    /// Everything that was attested, newest first, each with how far it has come.
    pub fn history(&self) -> Vec<(&Attestation, Force)> {
        let force = |(number, one): (usize, &Attestation)| match (number, one.counts) {
            (0, Freshness::Fresh) => Force::InForce,
            (0, _) => Force::Expired,
            (_, _) => Force::Replaced,
        };
        let force = |(number, one)| (one, force((number, one)));
        self.attestations.iter().enumerate().map(force).collect()
    }

    /// Runs that began when nobody vouched for it.
    pub fn unattested_runs(&self) -> usize {
        let vouched = |run: &&RunRow| {
            self.attestations.iter().any(|one| one.at <= run.started && run.started < one.until)
        };
        self.runs.iter().filter(|run| !vouched(run)).count()
    }
}
