//! Duties that nobody who is still here holds: what coverage misses, and what leavers stand for.
//!
//! # Invariants
//! - What is missing because somebody left is named once. (`a_vacant_duty_is_named_once`)

use kernel::{Micros, Subject};

use super::{
    HandOver,
    coverage::Missing,
    handover::{OF_TEAM, OWNER},
};
use crate::{App, AppError, Sight};

/// A duty that nobody who is still here holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// What it is for.
    pub subject: Subject,
    /// As what, in words: `accountable owner`.
    pub role: String,
    /// Whether coverage misses it: a system in use without an owner, a team without a champion.
    pub gap: bool,
    /// Who held it until they left or it ended, where somebody did.
    pub left: Option<Subject>,
    /// Since when nobody holds it.
    pub since: Micros,
    /// Who could follow.
    pub suggested: Option<Subject>,
    /// The system it belongs to.
    pub system: Option<Subject>,
}

impl From<HandOver> for Vacancy {
    fn from(task: HandOver) -> Self {
        let HandOver { person, left, subject, role, suggested, system } = task;
        Self { subject, role, gap: false, left: Some(person), since: left, suggested, system }
    }
}

impl Vacancy {
    fn of(role: &str, gap: Missing, system: Option<Subject>) -> Self {
        let Missing { subject, left, since } = gap;
        let role = String::from(role);
        Self { subject, role, gap: true, left, since, suggested: None, system }
    }
}

impl App {
    /// Every duty that nobody who is still here holds, of what the caller sees: what coverage
    /// misses first, and the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn vacancies(&self, sight: &Sight) -> Result<Vec<Vacancy>, AppError> {
        let tasks = self.hand_overs(sight).await?.into_iter();
        let mut found: Vec<Vacancy> = tasks.map(Vacancy::from).collect();
        let owners = self.owner_coverage(sight).await?.missing.into_iter();
        let owners = owners.map(|gap| {
            let system = Some(gap.subject.clone());
            Vacancy::of(OWNER, gap, system)
        });
        let champions = self.champion_coverage(sight).await?.missing.into_iter();
        let champions = champions.map(|gap| Vacancy::of(OF_TEAM, gap, None));
        for gap in owners.chain(champions) {
            let is_it = |one: &&mut Vacancy| (&one.subject, &one.role) == (&gap.subject, &gap.role);
            match found.iter_mut().find(is_it) {
                Some(task) => task.gap = true,
                None => found.push(gap),
            }
        }
        found.sort_by(|a, b| {
            (!a.gap, a.since, &a.subject, &a.role).cmp(&(!b.gap, b.since, &b.subject, &b.role))
        });
        Ok(found)
    }
}
