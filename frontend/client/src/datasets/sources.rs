//! The list of sources.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Long, Subject, Time},
    schema,
    shared::PersonLink,
    words::plain,
};

/// How far sources are trusted: the code of the data, and the word for people.
pub const TRUSTS: [(&str, &str); 3] = [("low", "Low"), ("medium", "Medium"), ("high", "High")];

/// Which sources; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct SourceFilter {
    /// That deliver to this system.
    pub system: Option<Subject>,
    /// That are trusted so far.
    pub trust: Option<String>,
    /// With a bad batch, or without.
    pub bad: Option<bool>,
    /// Name contains this.
    pub text: Option<String>,
}

impl SourceFilter {
    /// Reads what stands in the address: a trust that does not exist is none.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let trust = get("trust");
        Self {
            system: subject(&get("system")),
            trust: TRUSTS.iter().any(|(code, _)| *code == trust).then_some(trust),
            bad: (get("show") == "bad").then_some(true),
            text: text(&get("q")),
        }
    }
}

/// A source in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Source")]
pub struct SourceRow {
    /// `source:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How far it is trusted.
    pub trust: String,
    /// How carefully what it sends must be handled.
    pub sensitivity: String,
    /// The checks at its door.
    pub profile: Option<String>,
    /// What it delivered.
    pub deliveries: SourceDeliveries,
    /// The system it delivers to.
    pub system: Option<FedSystem>,
}

/// What a source delivered, counted.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct SourceDeliveries {
    /// How many batches.
    pub batches: i32,
    /// How many records they hold together.
    pub records: Long,
    /// How many batches were found to be suspicious or malicious.
    pub bad: i32,
    /// When the last one arrived.
    pub last: Option<Time>,
}

/// The system that a source delivers to, and who answers for it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct FedSystem {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
}

impl SourceRow {
    /// Who answers for what it delivers: whoever answers for the system it delivers to.
    pub fn owner(&self) -> Option<&PersonLink> {
        self.system.as_ref()?.owner.as_ref()
    }
}

list! {
    /// The sources.
    Sources = sources(SourceFilter): "SourceConnection" of SourceRow
}

impl List for Sources {
    const ONE: &'static str = "source";
    const WHAT: &'static str = "sources";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Source").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Trust").sorted("trust"),
        Heading::new("Sensitivity").sorted("sensitivity").minor(),
        Heading::new("Checks at its door").file_only(),
        Heading::number("Batches").sorted("batches"),
        Heading::number("Records").sorted("records"),
        Heading::number("Found bad").sorted("bad"),
        Heading::new("Last batch").sorted("last"),
        Heading::new("Delivers to").sorted("system"),
        Heading::new("Accountable").sorted("owner").minor(),
    ];

    fn cells(row: &SourceRow) -> Vec<String> {
        let SourceDeliveries { batches, records, bad, last } = &row.deliveries;
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            plain(&row.trust),
            plain(&row.sensitivity),
            row.profile.clone().unwrap_or_default(),
            batches.to_string(),
            records.0.to_string(),
            bad.to_string(),
            day(last.as_ref()),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner().map_or_else(|| "Nobody".to_owned(), PersonLink::words),
        ]
    }
}
