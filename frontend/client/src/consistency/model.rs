//! Findings in words: kinds of things, and how much was found.
use super::list::Check;

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

/// Every check behind a list of findings.
pub struct Checks(pub Vec<Check>);

impl Check {
    /// How much was found.
    pub fn count(&self) -> usize {
        usize::try_from(self.total).unwrap_or_default()
    }
}

impl Checks {
    /// Checks that found something, those that can do harm first.
    pub fn open(&self) -> Vec<Check> {
        let found = self.0.iter().filter(|check| check.total > 0);
        let mut open: Vec<Check> = found.cloned().collect();
        open.sort_by_key(|check| check.weight);
        open
    }

    /// Titles of the checks that found nothing.
    pub fn silent(&self) -> Vec<String> {
        let silent = self.0.iter().filter(|check| check.total == 0);
        silent.map(|check| check.title.clone()).collect()
    }

    /// The checks to choose from; the first choice is all of them.
    pub fn choices(&self) -> Vec<(String, String)> {
        let pairs = self.0.iter().map(|check| (check.key.clone(), check.title.clone()));
        every_check().into_iter().chain(pairs).collect()
    }
}

/// The choice of all checks, before it is known which there are.
pub fn every_check() -> Vec<(String, String)> {
    vec![(String::new(), "All checks".to_owned())]
}
