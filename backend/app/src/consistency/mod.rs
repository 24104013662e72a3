//! What does not add up: contradictions between what the rooms recorded, as of any moment.
//!
//! Nothing is stored: a finding is there while its reason is, and goes with it.
//!
//! # Invariants
//! - What the drill hides is found, and what was contained adds up again. (`what_the_drill_hides_is_found`)
//! - Nothing is found among what the caller may not see.
//!   (`a_finding_is_seen_only_with_its_subject`)
//! - An acceptance that expired is found from its last moment on, and a new decision ends that.
//!   (`an_expired_acceptance_is_found_as_of_any_day`)
//! - A score is not lower without a control that is shown to work.
//!   (`a_risk_is_not_lower_without_a_control`)
//! - A risk is found until somebody scores it. (`an_unscored_risk_is_found_until_it_is_scored`)
//! - A class that was proposed is not yet one. (`a_class_that_nobody_approved_is_found`)
//! - Every finding names the page that mends it. (`every_finding_names_the_page_that_mends_it`)
//!
//! # Deliberately absent
//! - Closing a finding by hand: what does not add up is mended at its source.
//! - Holding risks of the whole organisation against controls: a control stands for a system.

mod checks;
mod material;
mod mend;
mod risks;

use kernel::{Micros, Subject};

use crate::{App, AppError, Sight};

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistency {
    /// The thing that does not add up.
    pub subject: Subject,
    /// The system it belongs to; none where it belongs to several or to none.
    pub system: Option<Subject>,
    /// Why, as a sentence.
    pub why: String,
    /// Since when.
    pub since: Micros,
    /// The page that mends it: a path of the product, without the moment looked at.
    pub mend_at: String,
}

impl Inconsistency {
    /// Another page than that of the thing mends it.
    fn mended_at(self, path: String) -> Self {
        Self { mend_at: path, ..self }
    }
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
    /// What to do about it, as the link to the page that mends it says.
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
