//! The list of batches.
use super::version::SourceLine;
use crate::{
    list::{Heading, List, list, names, subject, text},
    scalars::{Long, Subject, Time},
    schema,
    shared::SystemLink,
    words::{Standing, plain},
};

/// What batches are found to be: the code of the data, and the word for people.
pub const VERDICTS: [(&str, &str); 4] = [
    ("malicious", "Malicious"),
    ("suspicious", "Suspicious"),
    ("clean", "Clean"),
    (UNJUDGED, "No verdict"),
];

/// What stands in an address for batches that nobody judged.
const UNJUDGED: &str = "none";

/// Which batches; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct BatchFilter {
    /// For this system.
    pub system: Option<Subject>,
    /// From this source.
    pub source: Option<Subject>,
    /// Found to be this.
    pub verdict: Option<String>,
    /// With a verdict, or without.
    pub judged: Option<bool>,
    /// Of this standing.
    pub standing: Option<Standing>,
    /// Its name, its credential or its source contains this.
    pub text: Option<String>,
}

impl BatchFilter {
    /// Reads what stands in the address: a verdict that does not exist is none.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let verdict = get("verdict");
        let is_unjudged = verdict == UNJUDGED;
        let is_known = VERDICTS.iter().any(|(code, _)| *code == verdict);
        Self {
            system: subject(&get("system")),
            source: subject(&get("source")),
            verdict: (is_known && !is_unjudged).then_some(verdict),
            judged: is_unjudged.then_some(false),
            standing: Standing::read(&get("standing")),
            text: text(&get("q")),
        }
    }
}

/// A batch in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Batch")]
pub struct BatchRow {
    /// `batch:…`.
    pub subject: Subject,
    /// Who sent it.
    pub source: Option<SourceLine>,
    /// The system it is for.
    pub system: Option<SystemLink>,
    /// How many records arrived.
    pub records: Long,
    /// What it was let in with.
    pub credential: String,
    /// From how many addresses.
    pub origins: Option<i32>,
    /// When it arrived.
    pub received: Time,
    /// What somebody found out about it.
    pub verdict: Option<String>,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// Versions it went into.
    pub versions: Vec<Subject>,
}

list! {
    /// The batches.
    Batches = batches(BatchFilter): "BatchConnection" of BatchRow
}

impl List for Batches {
    const ONE: &'static str = "batch";
    const WHAT: &'static str = "batches";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Batch").sorted("name"),
        Heading::new("Verdict").sorted("verdict"),
        Heading::new("Standing").sorted("standing"),
        Heading::new("Source").sorted("source"),
        Heading::number("Records").sorted("records"),
        Heading::number("Addresses").sorted("origins").minor(),
        Heading::new("Credential").minor(),
        Heading::new("Received").sorted("received"),
        Heading::new("Went into"),
        Heading::new("System").sorted("system").file_only(),
    ];

    fn cells(row: &BatchRow) -> Vec<String> {
        vec![
            row.subject.0.clone(),
            row.verdict.as_deref().map_or_else(|| "No verdict".to_owned(), plain),
            row.standing.word().to_owned(),
            row.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
            row.records.0.to_string(),
            row.origins.map(|origins| origins.to_string()).unwrap_or_default(),
            row.credential.clone(),
            row.received.0.clone(),
            names(&row.versions),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
        ]
    }
}
