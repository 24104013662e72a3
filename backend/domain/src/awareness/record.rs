//! What a person did about one module, folded: the same fold for decisions and for what pages show.

use kernel::{Decimal, Micros, Name};
use serde::{Deserialize, Serialize};

use super::Event;

/// A person and a module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The newest assignment.
    pub assigned: Option<Assignment>,
    /// Failed tries since it was last passed or assigned.
    pub failed: u32,
    /// The completion that counts longest.
    pub completed: Option<Completion>,
    /// Until when the person is excused.
    pub waived: Option<Micros>,
}

/// Somebody asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// When.
    pub at: Micros,
    /// Until when.
    pub due: Micros,
}

/// It was completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// When.
    pub at: Micros,
    /// From when on it no longer counts.
    pub until: Micros,
    /// With which score.
    pub score: Decimal,
}

impl Record {
    /// Takes one fact about the module in.
    pub fn evolve(&mut self, event: &Event, at: Micros) {
        match event {
            Event::Assigned { due, .. } => {
                self.assigned = Some(Assignment { at, due: *due });
                self.failed = 0;
            }
            Event::Attempted { passed: false, .. } => self.failed = self.failed.saturating_add(1),
            Event::Completed { score, refresh_months, on, .. } => {
                let at = on.unwrap_or(at);
                let new =
                    Completion { at, until: at.plus_months(*refresh_months), score: score.clone() };
                let is_longer = self.completed.as_ref().is_none_or(|old| old.until <= new.until);
                if is_longer {
                    self.completed = Some(new);
                }
                self.failed = 0;
            }
            Event::Waived { until, .. } => self.waived = Some(*until),
            Event::Attempted { passed: true, .. }
            | Event::DueNoticed { .. }
            | Event::Published { .. }
            | Event::ModulePublished { .. }
            | Event::ModuleWithdrawn { .. }
            | Event::CampaignStarted { .. }
            | Event::CampaignStopped { .. } => {}
        }
    }

    /// Whether a completion counts at a moment.
    pub fn is_current(&self, at: Micros) -> bool {
        self.completed.as_ref().is_some_and(|done| done.at <= at && at < done.until)
    }

    /// Until when the person is excused, if they are at a moment.
    pub fn waived_at(&self, at: Micros) -> Option<Micros> {
        self.waived.filter(|until| at < *until)
    }
}

impl Event {
    /// The module that a fact about a person concerns.
    pub fn of_learner(&self) -> Option<&Name> {
        match self {
            Self::Assigned { module, .. }
            | Self::Attempted { module, .. }
            | Self::Completed { module, .. }
            | Self::Waived { module, .. }
            | Self::DueNoticed { module, .. } => Some(module),
            Self::Published { .. }
            | Self::ModulePublished { .. }
            | Self::ModuleWithdrawn { .. }
            | Self::CampaignStarted { .. }
            | Self::CampaignStopped { .. } => None,
        }
    }
}
