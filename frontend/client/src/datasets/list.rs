//! The list of datasets.
use crate::{
    list::{Heading, List, day, list, subject, text},
    scalars::{Long, Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
    words::{Standing, plain},
};

/// Which datasets; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DatasetFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version of this standing.
    pub standing: Option<Standing>,
    /// Name contains this.
    pub text: Option<String>,
}

impl DatasetFilter {
    /// Reads what stands in the address.
    pub fn read(system: &str, standing: &str, words: &str) -> Self {
        Self { system: subject(system), standing: Standing::read(standing), text: text(words) }
    }
}

/// A dataset in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DatasetRow {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Its versions, oldest first.
    pub versions: Vec<VersionMark>,
}

/// A version as a mark in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetVersion")]
pub struct VersionMark {
    /// `dataset:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// How many rows it has.
    pub rows: Option<Long>,
    /// When it was registered.
    pub registered: Time,
    /// Whether it can be trusted.
    pub standing: Standing,
}

impl DatasetRow {
    /// The version registered last.
    pub fn latest(&self) -> Option<&VersionMark> {
        self.versions.iter().max_by(|a, b| a.registered.cmp(&b.registered))
    }

    /// How many versions stand like this.
    pub fn count(&self, standing: Standing) -> usize {
        self.versions.iter().filter(|version| version.standing == standing).count()
    }

    /// The worst standing among its versions; `None` without versions.
    pub fn worst(&self) -> Option<Standing> {
        self.versions.iter().map(|version| version.standing).min()
    }
}

list! {
    /// The datasets.
    Datasets = datasets(DatasetFilter): "DatasetConnection" of DatasetRow
}

impl List for Datasets {
    const WHAT: &'static str = "datasets";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Dataset").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Latest version").sorted("latest"),
        Heading::new("Registered").file_only(),
        Heading::new("Worst standing").sorted("standing"),
        Heading::number("Versions").sorted("versions"),
        Heading::number("Rows in the latest").sorted("rows"),
        Heading::new("Sensitivity").sorted("sensitivity"),
        Heading::new("System").sorted("system"),
        Heading::new("Accountable").sorted("owner").minor(),
    ];

    fn cells(row: &DatasetRow) -> Vec<String> {
        let latest = row.latest();
        let rows = latest.and_then(|version| version.rows);
        vec![
            row.name.clone(),
            row.subject.0.clone(),
            latest.map(|version| version.version.clone()).unwrap_or_default(),
            day(latest.map(|version| &version.registered)),
            row.worst().map(Standing::word).unwrap_or_default().to_owned(),
            row.versions.len().to_string(),
            rows.map(|rows| rows.0.to_string()).unwrap_or_default(),
            plain(&row.sensitivity),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner.as_ref().map_or_else(|| "Nobody".to_owned(), PersonLink::words),
        ]
    }
}
