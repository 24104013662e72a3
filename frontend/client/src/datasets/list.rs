//! The list of datasets.
use super::privacy::{PrivacyMark, standing_words};
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
    /// Whose review of access is due, or is not.
    pub access_review_due: Option<bool>,
    /// Name contains this.
    pub text: Option<String>,
}

/// What "Access review" offers, by its word in the address.
pub const REVIEWS: [(&str, &str); 2] = [("due", "Due"), ("done", "Not due")];

impl DatasetFilter {
    /// Reads the filter of an address; `get` gives the value of a key, empty when it is absent.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        Self {
            system: subject(&get("system")),
            standing: Standing::read(&get("standing")),
            access_review_due: match get("review").as_str() {
                "due" => Some(true),
                "done" => Some(false),
                _ => None,
            },
            text: text(&get("q")),
        }
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
    /// How its privacy budget stands.
    pub privacy: PrivacyMark,
    /// Whether somebody has to go through who may touch it.
    pub access_review_due: bool,
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

    /// How its review of access stands, in words.
    pub fn review_words(&self) -> &'static str {
        if self.access_review_due { "Access review due" } else { "Not due" }
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
    const ONE: &'static str = "dataset";
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
        Heading::new("Privacy budget").file_only(),
        Heading::new("Access review").file_only(),
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
            standing_words(&row.privacy.standing).to_owned(),
            row.review_words().to_owned(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.owner.as_ref().map_or_else(|| "Nobody".to_owned(), PersonLink::words),
        ]
    }
}
