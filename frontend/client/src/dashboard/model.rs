//! What the figures of the first page mean.
use super::queries::{Dashboard, TrendPoint};

/// Which way a number went since the point before the last, about four weeks earlier where known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The difference.
    pub by: i32,
    /// Over how many weeks.
    pub weeks: usize,
}

impl Change {
    /// In words, such as `2 more than 4 weeks ago`.
    pub fn words(self) -> String {
        let ago = if self.weeks == 1 {
            "a week ago".to_owned()
        } else {
            format!("{} weeks ago", self.weeks)
        };
        match self.by {
            0 => format!("as {ago}"),
            by if by > 0 => format!("{by} more than {ago}"),
            by => format!("{} fewer than {ago}", -by),
        }
    }
}

const BACK: usize = 4;

impl Dashboard {
    /// The points of one number, oldest first.
    pub fn series(&self, of: fn(&TrendPoint) -> i32) -> Vec<f64> {
        self.trend.iter().map(|point| f64::from(of(point))).collect()
    }

    /// How a number changed over the last four weeks; `None` with fewer than two points.
    pub fn change(&self, of: fn(&TrendPoint) -> i32) -> Option<Change> {
        let last = self.trend.len().checked_sub(1)?;
        let weeks = last.min(BACK);
        let (now, then) = (self.trend.get(last)?, self.trend.get(last - weeks)?);
        (weeks > 0).then(|| Change { by: of(now) - of(then), weeks })
    }

    /// Fresh evidence of all evidence: `88 of 142 fresh`.
    pub fn freshness(&self) -> String {
        format!("{} of {} fresh", self.evidence.fresh, self.evidence.total)
    }

    /// Whether nothing at all is registered.
    pub fn is_empty(&self) -> bool {
        self.total_systems == 0 && self.recent.is_empty()
    }
}
