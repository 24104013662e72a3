//! The list of mandated policies.
use super::{
    queries::{Mine, PolicyCoverage},
    text::TextMark,
};
use crate::{
    list::{Heading, List, day, list, text},
    scalars::{Long, Subject, Time},
    schema,
};

/// Which policies; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct PolicyFilter {
    /// Retired, or not.
    pub retired: Option<bool>,
    /// Late with attestations or with its review, or not.
    pub overdue: Option<bool>,
    /// That wait for the reader, or do not.
    pub mine: Option<bool>,
    /// Its title contains this.
    pub text: Option<String>,
}

impl PolicyFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, words: &str) -> Self {
        let is = |state: &str| (show == state).then_some(true);
        let retired = if show == "current" { Some(false) } else { is("retired") };
        Self { retired, overdue: is("overdue"), mine: is("mine"), text: text(words) }
    }
}

/// A policy in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Policy")]
pub struct PolicyRow {
    /// `policy:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The current version.
    pub version: Long,
    /// Its text, once it is kept.
    pub text: Option<TextMark>,
    /// When it was published.
    pub published: Time,
    /// The day by which it is reviewed.
    pub review_by: Time,
    /// Whether that day has passed.
    pub review_overdue: bool,
    /// When it was retired.
    pub retired: Option<Time>,
    /// How many attested.
    pub coverage: PolicyCoverage,
    /// How it stands towards the reader.
    pub mine: Option<Mine>,
}

impl PolicyRow {
    /// Whether the reader is bound and has not attested the current version.
    pub fn waits_for_me(&self) -> bool {
        self.mine.as_ref().is_some_and(|mine| mine.attested.is_none())
    }

    /// How it stands towards the reader, in words.
    pub fn mine_words(&self) -> &'static str {
        match &self.mine {
            _ if self.retired.is_some() => "Retired",
            None => "Not bound",
            Some(mine) if mine.attested.is_some() => "Attested",
            Some(mine) if mine.overdue => "Overdue",
            Some(_) => "Waits for you",
        }
    }
}

list! {
    /// The mandated policies.
    Policies = policies(PolicyFilter): "PolicyConnection" of PolicyRow
}

impl List for Policies {
    const ONE: &'static str = "policy";
    const WHAT: &'static str = "policies";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Policy").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("Version").file_only(),
        Heading::new("Bound").file_only(),
        Heading::new("Attested").sorted("attested"),
        Heading::new("Overdue").sorted("overdue"),
        Heading::new("You"),
        Heading::new("Published").sorted("published").minor(),
        Heading::new("Review by").sorted("review"),
    ];

    fn cells(row: &PolicyRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.version.0.to_string(),
            row.coverage.bound.to_string(),
            row.coverage.attested.to_string(),
            row.coverage.overdue.to_string(),
            row.mine_words().to_owned(),
            day(Some(&row.published)),
            day(Some(&row.review_by)),
        ]
    }
}
