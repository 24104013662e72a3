//! Findings in words: kinds of things, and how much was found.
use super::queries::{Check, ConsistencyPage};

/// The kinds of things that checks look at, with what people call them.
pub const KINDS: [(&str, &str); 8] = [
    ("system", "Systems"),
    ("deployment", "Deployments"),
    ("risk", "Risks"),
    ("evidence", "Evidence"),
    ("dataset", "Datasets"),
    ("environment", "Environments"),
    ("action", "Actions"),
    ("team", "Teams"),
];

impl Check {
    /// How much was found.
    pub fn count(&self) -> usize {
        usize::try_from(self.total).unwrap_or_default()
    }
}

impl ConsistencyPage {
    /// Checks that found something, those that can do harm first.
    pub fn open(&self) -> Vec<Check> {
        let checks = self.inconsistencies.checks.iter();
        let mut open: Vec<Check> = checks.filter(|check| check.total > 0).cloned().collect();
        open.sort_by_key(|check| check.weight);
        open
    }

    /// Titles of the checks that found nothing.
    pub fn silent(&self) -> Vec<String> {
        let silent = self.inconsistencies.checks.iter().filter(|check| check.total == 0);
        silent.map(|check| check.title.clone()).collect()
    }

    /// The checks to choose from; the first choice is all of them.
    pub fn choices(&self) -> Vec<(String, String)> {
        let checks = self.inconsistencies.checks.iter();
        let pairs = checks.map(|check| (check.key.clone(), check.title.clone()));
        every_check().into_iter().chain(pairs).collect()
    }
}

/// The choice of all checks, before it is known which there are.
pub fn every_check() -> Vec<(String, String)> {
    vec![(String::new(), "All checks".to_owned())]
}
