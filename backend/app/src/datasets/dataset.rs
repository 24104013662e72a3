//! A dataset: who owns it, who may reach it, which versions it has.

use domain::{
    Event,
    datasets::{self, Right, Sensitivity},
};
use kernel::{Kind, Micros, Name, Note, Subject};
use serde::{Deserialize, Serialize};

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
    /// Who decides on its use.
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
}

impl DatasetRow {
    fn change(&mut self, event: &datasets::Event, fact: &Fact) {
        if let datasets::Event::VersionRegistered { version, .. } = event {
            self.versions.extend(fact.stream.at(version.as_str()).ok());
        } else if let datasets::Event::AccessGranted { principal, right, until } = event {
            self.access.retain(|held| (&held.principal, held.right) != (principal, *right));
            let (principal, right, until) = (principal.clone(), *right, *until);
            self.access.push(Held { principal, right, since: fact.at, until });
        } else if let datasets::Event::AccessRevoked { principal, right } = event {
            self.access.retain(|held| (&held.principal, held.right) != (principal, *right));
        } else if let datasets::Event::AccessReviewed { scope, revoked, next_due } = event {
            self.last_review = Some(AccessReview {
                at: fact.at,
                by: fact.by().clone(),
                scope: scope.clone(),
                revoked: *revoked,
                next_due: *next_due,
            });
        }
    }
}

impl View for DatasetRow {
    const NAME: &'static str = "datasets";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_dataset = fact.stream.kind() == Kind::Dataset;
        if is_dataset { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
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
