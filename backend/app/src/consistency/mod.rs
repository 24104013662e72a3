//! What does not add up: contradictions between what the rooms recorded, as of any moment.
//!
//! Nothing is stored: a finding is there while its reason is, and goes with it.
//!
//! # Invariants
//! - Every check finds what it is for, and is silent once that is mended. (`each_check_finds_and_is_silent`)
//! - Nothing is found among what the caller may not see. (`a_finding_is_seen_only_with_its_subject`)
//!
//! # Deliberately absent
//! - Closing a finding by hand: what does not add up is mended at its source.

mod checks;
mod material;

use kernel::{Micros, Subject};

use crate::{App, AppError, Sight};

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistency {
    /// The thing that does not add up; its page is where to mend it, if the check names no other.
    pub subject: Subject,
    /// Why, as a sentence.
    pub why: String,
    /// Since when.
    pub since: Micros,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It can do harm now.
    Urgent,
    /// A duty is open.
    Open,
    /// The record has a hole.
    Hole,
}

/// One thing that is looked for.
pub struct Check {
    /// Its name, frozen: filters and links use it.
    pub key: &'static str,
    /// What it means, in a few words.
    pub title: &'static str,
    /// How much a finding weighs.
    pub weight: Weight,
    /// How to mend it.
    pub mend: &'static str,
    find: fn(&material::Material) -> Vec<Inconsistency>,
}

/// A check, and what it found: the oldest first.
pub struct Checked {
    /// The check.
    pub check: &'static Check,
    /// What it found.
    pub findings: Vec<Inconsistency>,
}

impl App {
    /// Looks for everything that does not add up among what a caller may see at a moment. Every
    /// check is there, also those that found nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn consistency(&self, sight: &Sight) -> Result<Vec<Checked>, AppError> {
        let material = self.material(sight).await?;
        let run = |check: &'static Check| {
            let mut findings = (check.find)(&material);
            findings.sort_by(|a, b| (a.since, &a.subject).cmp(&(b.since, &b.subject)));
            Checked { check, findings }
        };
        Ok(checks::ALL.iter().map(run).collect())
    }
}

#[cfg(test)]
mod tests;
