//! The words of the room, and small values its facts hold.

use kernel::{Name, Subject};
use serde::{Deserialize, Serialize};

use super::{Score, scheme};
use crate::words::words;

words! {
    /// How severe a score is.
    pub enum Band {
        /// Bearable.
        Low = "low",
        /// To be watched.
        Medium = "medium",
        /// Above most appetites.
        High = "high",
        /// Not bearable for long.
        VeryHigh = "very_high",
    }
}

impl Band {
    /// The next worse band; the worst stays.
    #[must_use]
    pub fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::VeryHigh => Self::VeryHigh,
        }
    }

    /// The word as people read it, `very high`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::VeryHigh => "very high",
        }
    }
}

words! {
    /// What is done about a risk.
    pub enum Treatment {
        /// The use is stopped, or not begun.
        Avoid = "avoid",
        /// Controls are added or mended.
        Mitigate = "mitigate",
        /// Somebody else bears the loss.
        Transfer = "transfer",
        /// It is lived with, for a time.
        Accept = "accept",
        /// A chance is taken within guard rails.
        ExploitSafely = "exploit_safely",
    }
}

words! {
    /// The categories in which the organisation states its appetite.
    pub enum Category {
        /// Safety and fundamental rights of people.
        PeopleSafety = "people_safety",
        /// Integrity of models and data.
        Integrity = "integrity",
        /// Privacy.
        Privacy = "privacy",
        /// Fairness.
        Fairness = "fairness",
        /// Availability.
        Availability = "availability",
        /// Pilots without effect on people.
        Innovation = "innovation",
    }
}

impl Category {
    /// The category as the catalogue writes it.
    pub fn title(self) -> &'static str {
        match self {
            Self::PeopleSafety => "people safety and fundamental rights",
            Self::Integrity => "model and data integrity",
            Self::Privacy => "privacy",
            Self::Fairness => "fairness",
            Self::Availability => "availability",
            Self::Innovation => "innovation pilots without effect on people",
        }
    }

    /// The worst band the catalogue tolerates in this category.
    pub fn tolerance(self) -> Band {
        scheme().tolerance(self)
    }
}

words! {
    /// Which state of a risk a score or an estimate speaks of.
    pub enum Which {
        /// As if no control worked.
        Inherent = "inherent",
        /// As it stands today.
        Current = "current",
        /// What is left when the controls work as planned.
        Residual = "residual",
    }
}

words! {
    /// Why a risk goes back to review.
    pub enum Cause {
        /// An indicator turned red.
        Indicator = "indicator",
        /// An incident happened.
        Incident = "incident",
        /// Its acceptance ended.
        Expiry = "expiry",
        /// A new version is about to be used.
        NewVersion = "new_version",
        /// The threat became another.
        ThreatChanged = "threat_changed",
    }
}

words! {
    /// What of a risk can be due.
    pub enum Due {
        /// The end of its acceptance.
        Acceptance = "acceptance",
        /// Its review.
        Review = "review",
        /// A task.
        Task = "task",
        /// The end of its treatment.
        Treatment = "treatment",
    }
}

/// The scores of one assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// As if no control worked.
    pub inherent: Score,
    /// As it stands today; none where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Score>,
    /// What is left when the controls work as planned.
    pub residual: Score,
}

impl Scores {
    /// One of them. The current score is the residual one until somebody says otherwise.
    pub fn get(&self, which: Which) -> Score {
        match which {
            Which::Inherent => self.inherent,
            Which::Current => self.current.unwrap_or(self.residual),
            Which::Residual => self.residual,
        }
    }
}

/// Somebody agreed to accept a risk, in a role held at the time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Agreed {
    /// Who.
    pub person: Subject,
    /// In which role of the catalogue.
    pub role: Name,
}
