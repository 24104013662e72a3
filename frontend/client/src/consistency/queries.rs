//! What the page of consistency shows.
use crate::{
    scalars::{Subject, Time},
    schema,
    shared::{At, WholeFields},
    words::ConsistencyWeight,
};

/// Every check, and what it found.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct ConsistencyPage {
    /// What the answer counts from.
    pub at: At,
    /// The checks.
    pub consistency: Vec<Check>,
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
    /// How to mend it.
    pub mend: String,
    /// How much was found.
    pub total: i32,
    /// What was found, the oldest first.
    #[arguments(first: 100)]
    pub findings: Vec<Inconsistency>,
}

/// Something that does not add up.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Inconsistency {
    /// The thing.
    pub subject: Subject,
    /// Why, as a sentence.
    pub why: String,
    /// Since when.
    pub since: Time,
}

impl Check {
    /// How much was found.
    pub fn count(&self) -> usize {
        usize::try_from(self.total).unwrap_or_default()
    }

    /// How much more there is than is shown.
    pub fn more(&self) -> usize {
        self.count().saturating_sub(self.findings.len())
    }
}

impl ConsistencyPage {
    /// Checks that found something, those that can do harm first.
    pub fn open(&self) -> Vec<Check> {
        let mut open: Vec<Check> =
            self.consistency.iter().filter(|check| check.total > 0).cloned().collect();
        open.sort_by_key(|check| check.weight);
        open
    }

    /// Titles of the checks that found nothing.
    pub fn silent(&self) -> Vec<String> {
        let silent = self.consistency.iter().filter(|check| check.total == 0);
        silent.map(|check| check.title.clone()).collect()
    }

    /// How much was found of a weight.
    pub fn weighing(&self, weight: ConsistencyWeight) -> usize {
        self.consistency.iter().filter(|check| check.weight == weight).map(Check::count).sum()
    }
}
