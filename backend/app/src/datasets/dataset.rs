//! A dataset: who owns it, who may reach it, which versions it has.

use domain::{
    Event,
    datasets::{self, Right, Sensitivity},
};
use kernel::{Kind, Micros, Name, Note, Subject};
use serde::{Deserialize, Serialize};

use super::privacy::{Privacy, spends_of};
use crate::{Fact, View};

/// A dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetRow {
    /// The dataset.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// How sensitive it is.
    pub sensitivity: Sensitivity,
    /// Who decides on its use now.
    pub owner: Subject,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Under which licence it may be used.
    pub licence: Option<Name>,
    /// When it was registered.
    pub registered: Micros,
    /// Its versions, oldest first.
    pub versions: Vec<Subject>,
    /// Who may reach it.
    pub access: Vec<Held>,
    /// The last review of who may reach it.
    pub last_review: Option<AccessReview>,
    /// How the people in it are protected, and what was spent of their privacy.
    pub privacy: Privacy,
}

/// A right somebody holds on a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Who.
    pub principal: Subject,
    /// What they may do.
    pub right: Right,
    /// Since when.
    pub since: Micros,
    /// Until when.
    pub until: Option<Micros>,
}

/// A review of access rights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessReview {
    /// When.
    pub at: Micros,
    /// Who did it.
    pub by: Subject,
    /// What was looked at.
    pub scope: Note,
    /// How many rights were taken away.
    pub revoked: u64,
    /// When the next one is due.
    pub next_due: Option<Micros>,
    /// Whether somebody was told that its day has come.
    pub told: bool,
}

impl Held {
    /// Whether it had ended by then.
    pub fn has_lapsed(&self, at: Micros) -> bool {
        self.until.is_some_and(|until| until <= at)
    }
}

impl AccessReview {
    /// Whether the next one was due by then.
    pub fn is_overdue(&self, at: Micros) -> bool {
        self.next_due.is_some_and(|due| due < at)
    }
}

impl DatasetRow {
    /// Whether somebody has to go through who may reach it: the day of the next review has come, or
    /// nobody ever looked although somebody may reach it.
    pub fn is_review_due(&self, at: Micros) -> bool {
        let is_reached = || self.access.iter().any(|held| !held.has_lapsed(at));
        self.last_review.as_ref().map_or_else(is_reached, |review| review.is_overdue(at))
    }

    fn change(&mut self, event: &datasets::Event, fact: &Fact) {
        if let datasets::Event::VersionRegistered { version, .. } = event {
            self.versions.extend(fact.stream.at(version.as_str()).ok());
        } else if let datasets::Event::Reassigned { owner } = event {
            self.owner = owner.clone();
        } else if let datasets::Event::AccessGranted { principal, right, until } = event {
            self.access.retain(|held| (&held.principal, held.right) != (principal, *right));
            let (principal, right, until) = (principal.clone(), *right, *until);
            self.access.push(Held { principal, right, since: fact.at, until });
        } else if let datasets::Event::AccessRevoked { principal, right, .. } = event {
            self.access.retain(|held| (&held.principal, held.right) != (principal, *right));
        } else if let datasets::Event::AccessReviewed { scope, revoked, next_due } = event {
            self.last_review = Some(AccessReview {
                at: fact.at,
                by: fact.by().clone(),
                scope: scope.clone(),
                revoked: *revoked,
                next_due: *next_due,
                told: false,
            });
        } else if let datasets::Event::AccessReviewDueNoticed { due, .. } = event {
            let known = self.last_review.iter_mut().filter(|last| last.next_due == Some(*due));
            known.for_each(|last| last.told = true);
        } else {
            self.privacy.change(event, fact);
        }
    }
}

impl View for DatasetRow {
    const NAME: &'static str = "datasets";
    const VERSION: u32 = 3;

    fn keys(fact: &Fact) -> Vec<String> {
        if fact.stream.kind() == Kind::Dataset {
            return vec![fact.stream.to_string()];
        }
        // A run spends of the dataset, so the dataset's account is written anew.
        let Event::Training(event) = &fact.event else { return Vec::new() };
        spends_of(event).map(|version| version.stream().to_string()).into_iter().collect()
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        if let Event::Training(event) = &fact.event {
            let mut row = row?;
            row.privacy.spend(event, fact);
            return Some(row);
        }
        let Event::Datasets(event) = &fact.event else { return row };
        if let datasets::Event::Registered { name, sensitivity, owner, system, licence } = event {
            return Some(Self {
                subject: fact.stream.clone(),
                name: name.clone(),
                sensitivity: *sensitivity,
                owner: owner.clone(),
                system: system.clone(),
                licence: licence.clone(),
                registered: fact.at,
                versions: Vec::new(),
                access: Vec::new(),
                last_review: None,
                privacy: Privacy::default(),
            });
        }
        let mut row = row?;
        row.change(event, fact);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.name.as_str().to_lowercase()
    }
}
