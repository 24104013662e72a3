//! The one scoring function: register, heat map, dashboard, export and gate all call it.

use std::fmt;

use kernel::Decimal;
use serde::{Deserialize, Serialize};

use super::{Band, scheme};

/// A step on the five-step scales. Always 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct Level(u8);

/// The step is not on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not on the scale of 1 to 5")]
pub struct OffTheScale(pub(super) i64);

impl Level {
    /// The steps, from the lowest.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The step with this number.
    pub fn parse(step: i64) -> Result<Self, OffTheScale> {
        let found = Self::ALL.into_iter().find(|level| i64::from(level.0) == step);
        found.ok_or(OffTheScale(step))
    }

    /// Its number, 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }

    fn minus(self, steps: u8) -> Self {
        Self(self.0.saturating_sub(steps).max(1))
    }
}

impl TryFrom<u8> for Level {
    type Error = OffTheScale;

    fn try_from(step: u8) -> Result<Self, OffTheScale> {
        Self::parse(step.into())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How likely, and how bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Score {
    /// How likely within a year.
    pub likelihood: Level,
    /// How bad, in the worst of its dimensions.
    pub impact: Level,
}

impl Score {
    /// A score of two steps.
    pub fn new(likelihood: Level, impact: Level) -> Self {
        Self { likelihood, impact }
    }

    /// Every score there is, by likelihood, then by impact.
    pub fn all() -> impl Iterator<Item = Self> {
        let row = |likelihood| Level::ALL.into_iter().map(move |impact| (likelihood, impact));
        Level::ALL
            .into_iter()
            .flat_map(row)
            .map(|(likelihood, impact)| Self::new(likelihood, impact))
    }

    /// Likelihood times impact, 1 to 25.
    pub fn value(self) -> u8 {
        self.likelihood.0.saturating_mul(self.impact.0)
    }

    /// Its band. The gravest impact raises the band by one.
    pub fn band(self) -> Band {
        let band = scheme().band_of(self.value());
        if self.impact == Level(5) { band.raised() } else { band }
    }

    /// The score while a red indicator raises the likelihood by one.
    #[must_use]
    pub fn raised(self) -> Self {
        Self { likelihood: Level(self.likelihood.0.saturating_add(1).min(5)), ..self }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} × {}", self.likelihood, self.impact)
    }
}

/// What a suggestion of the residual score depends on, beside the inherent score.
#[derive(Clone, Debug, PartialEq)]
pub struct Circumstances {
    /// Weighted share of controls that work, 0 to 1.
    pub effectiveness: Decimal,
    /// Whether a tested corrective control works: rollback, oversight, incident response.
    pub corrects: bool,
    /// Whether the gravest harm is one to people.
    pub harms_people: bool,
    /// Days since an incident of the same threat was contained; none when there was none, negative
    /// while it is not contained.
    pub contained_days: Option<i64>,
}

/// How long after containment a corrective control earns no credit, in days.
const PROBATION: i64 = 30;

/// What is left, as the catalogue suggests it: likelihood falls by two and a half steps of
/// effectiveness, rounded down; impact by one where something corrects it and nothing happened lately.
pub fn suggest(inherent: Score, given: &Circumstances) -> Score {
    // A hair more, so that 0.8 written as a decimal counts as the two steps it is.
    let steps = given.effectiveness.approx().mul_add(2.5, 1e-9);
    let fall = [1.0, 2.0].into_iter().filter(|step| *step <= steps).count();
    let likelihood = inherent.likelihood.minus(u8::try_from(fall).unwrap_or(2));
    let lately = given.contained_days.is_some_and(|days| days < PROBATION);
    if !given.corrects || lately {
        return Score { likelihood, ..inherent };
    }
    let least = if given.harms_people && inherent.impact == Level(5) { 4 } else { 1 };
    Score { likelihood, impact: Level(inherent.impact.minus(1).0.max(least)) }
}
