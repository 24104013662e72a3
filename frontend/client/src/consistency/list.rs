//! The list of what does not add up, with the checks behind it.
use super::model::Checks;
use crate::{
    ask,
    list::{Heading, List, Page, day, list, subject, text},
    scalars::{Subject, Time},
    schema,
    shared::SystemLink,
    words::{ConsistencyWeight, plain},
};

/// Which findings; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct InconsistencyFilter {
    /// Of this check.
    pub check: Option<String>,
    /// That weigh so.
    pub weight: Option<ConsistencyWeight>,
    /// About this kind of thing.
    pub kind: Option<String>,
    /// Of this system.
    pub system: Option<Subject>,
    /// With this text.
    pub text: Option<String>,
}

impl InconsistencyFilter {
    /// Reads what stands in the address.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        Self {
            check: text(&get("check")),
            weight: ConsistencyWeight::read(&get("weight")),
            kind: text(&get("kind")),
            system: subject(&get("system")),
            text: text(&get("q")),
        }
    }
}

/// Something that does not add up.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Inconsistency")]
pub struct InconsistencyRow {
    /// The check that found it.
    pub check: String,
    /// What the check means.
    pub title: String,
    /// How much it weighs.
    pub weight: ConsistencyWeight,
    /// The thing.
    pub subject: Subject,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Why, as a sentence.
    pub why: String,
    /// Since when.
    pub since: Time,
    /// What to do about it.
    pub mend: String,
    /// The page that mends it.
    pub mend_at: String,
}

/// One thing that is looked for.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ConsistencyCheck")]
pub struct Check {
    /// Its name.
    pub key: String,
    /// What it means, in a few words.
    pub title: String,
    /// How much a finding weighs.
    pub weight: ConsistencyWeight,
    /// How much was found, whatever check the filter names.
    pub total: i32,
}

list! {
    /// What does not add up.
    Inconsistencies = inconsistencies(InconsistencyFilter): "InconsistencyConnection" of InconsistencyRow,
        with checks: [Check]
}

impl Inconsistencies {
    /// Reads an answer with the checks behind it; the error is a sentence for people.
    pub fn checked(text: &str) -> Result<(Checks, Page<InconsistencyRow>), String> {
        let ListAnswer { at, inconsistencies: list } = ask::answer(text)?;
        let page = Page::new(at, list.nodes, list.page_info, list.total_count);
        Ok((Checks(list.checks), page))
    }
}

impl List for Inconsistencies {
    const ONE: &'static str = "inconsistency";
    const WHAT: &'static str = "inconsistencies";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("What").sorted("name"),
        Heading::new("Kind").file_only(),
        Heading::new("Check").sorted("check"),
        Heading::new("Weight").sorted("weight"),
        Heading::new("System").sorted("system").minor(),
        Heading::new("Why"),
        Heading::new("Since").sorted("since"),
        Heading::new("What mends it"),
        Heading::new("Where").file_only(),
    ];

    fn cells(row: &InconsistencyRow) -> Vec<String> {
        vec![
            row.subject.as_str().to_owned(),
            plain(row.subject.kind()),
            row.title.clone(),
            row.weight.word().to_owned(),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            row.why.clone(),
            day(Some(&row.since)),
            row.mend.clone(),
            row.mend_at.clone(),
        ]
    }
}
