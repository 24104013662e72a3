//! The list of duties that nobody who is still here holds.
use crate::{
    list::{Heading, List, day, list, text},
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
    words::plain,
};

/// The kinds of things that duties are for, with what people call them.
pub const KINDS: [(&str, &str); 10] = [
    ("system", "Systems"),
    ("team", "Teams"),
    ("dataset", "Datasets"),
    ("risk", "Risks"),
    ("control", "Controls"),
    ("review", "Reviews"),
    ("finding", "Findings"),
    ("action", "Actions"),
    ("initiative", "Initiatives"),
    ("meeting", "Meetings"),
];

/// Which vacant duties; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct VacancyFilter {
    /// Those that coverage misses, or all others.
    pub gap: Option<bool>,
    /// For this kind of thing.
    pub kind: Option<String>,
    /// With this text.
    pub text: Option<String>,
}

impl VacancyFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, kind: &str, words: &str) -> Self {
        let gap = match show {
            "gaps" => Some(true),
            "tasks" => Some(false),
            _ => None,
        };
        Self { gap, kind: text(kind), text: text(words) }
    }
}

/// A duty that nobody who is still here holds.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Vacancy")]
pub struct VacancyRow {
    /// What it is for.
    pub subject: Subject,
    /// As what.
    pub role: String,
    /// Whether coverage misses it.
    pub gap: bool,
    /// Who held it.
    pub left: Option<PersonLink>,
    /// Since when nobody does.
    pub since: Time,
    /// Who could follow.
    pub suggested: Option<PersonLink>,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
}

list! {
    /// Duties that nobody who is still here holds.
    Vacancies = vacancies(VacancyFilter): "VacancyConnection" of VacancyRow
}

impl List for Vacancies {
    const ONE: &'static str = "vacant duty";
    const WHAT: &'static str = "vacant duties";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("What").sorted("name"),
        Heading::new("Kind").file_only(),
        Heading::new("System").file_only(),
        Heading::new("Coverage").file_only(),
        Heading::new("As").sorted("role"),
        Heading::new("Who left").sorted("left"),
        Heading::new("Since").sorted("since"),
        Heading::new("Could follow"),
    ];

    fn cells(row: &VacancyRow) -> Vec<String> {
        let person = |link: Option<&PersonLink>| link.map(PersonLink::words).unwrap_or_default();
        vec![
            row.subject.as_str().to_owned(),
            plain(row.subject.kind()),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            if row.gap { "Missing" } else { "Not counted" }.to_owned(),
            row.role.clone(),
            person(row.left.as_ref()),
            day(Some(&row.since)),
            person(row.suggested.as_ref()),
        ]
    }
}
