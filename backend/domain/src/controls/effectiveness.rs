//! How much of what counters a threat is shown to work, from 0 to 1.

use super::Status;
use crate::catalogue::Function;

/// How much of what counters a threat is shown to work: points won of points there are.
///
/// A fresh pass wins the whole weight of its control; everything else wins nothing. What does not
/// apply is not counted at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effectiveness {
    /// Points won, in tenths of a preventive control.
    pub points: u32,
    /// Points there are.
    pub of: u32,
}

/// The weight of a control, in tenths of a preventive one; the strongest of its functions counts.
pub fn weight(functions: &[Function]) -> u32 {
    let weight = |function: &Function| match function {
        Function::Preventive => 10,
        Function::Detective => 7,
        Function::Corrective => 4,
    };
    functions.iter().map(weight).max().unwrap_or(4)
}

impl Effectiveness {
    /// Counts the controls that counter a threat, each with what it does and how it stands.
    pub fn of<'a>(controls: impl IntoIterator<Item = (&'a [Function], Status)>) -> Self {
        let mut found = Self::default();
        for (functions, status) in controls {
            let weight = weight(functions);
            match status {
                Status::NotApplicable => continue,
                Status::Pass => found.points = found.points.saturating_add(weight),
                Status::Fail | Status::Missing | Status::Stale | Status::Inconclusive => {}
            }
            found.of = found.of.saturating_add(weight);
        }
        found
    }

    /// The share, from 0 to 1; none when no control counters the threat here.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.points) / f64::from(self.of))
    }

    /// Whole levels of likelihood it takes away: `floor(2.5 × share)`, without rounding errors.
    pub fn levels(self) -> u32 {
        let halves = self.points.saturating_mul(5);
        halves.checked_div(self.of.saturating_mul(2)).unwrap_or(0)
    }
}
