//! Time as the log writes it: integers, UTC microseconds since 1970.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Micros(pub i64);

/// The text is not an RFC 3339 time such as `2026-02-10T14:35:00Z`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a time: write it like 2026-02-10T14:35:00Z")]
pub struct BadTime(String);

impl Micros {
    /// One day.
    pub const DAY: i64 = 86_400_000_000;

    /// This moment, moved by whole days (negative moves back).
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(Self::DAY)))
    }

    /// This moment, moved forward by calendar months in UTC. A day that the month lacks becomes its
    /// last: a month after 31 January is 28 or 29 February.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let utc = jiff::tz::Offset::UTC;
        let moved = jiff::Timestamp::from_microsecond(self.0).and_then(|timestamp| {
            let span = jiff::Span::new().try_months(i64::from(months))?;
            utc.to_timestamp(utc.to_datetime(timestamp).checked_add(span)?)
        });
        // Beyond the calendar there is no such moment; the last one there is stands for it.
        moved.map_or(Self(i64::MAX), |timestamp| Self(timestamp.as_microsecond()))
    }

    /// Whole days from `earlier` to this moment; negative when it lies before.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(Self::DAY)
    }

    /// Whether the UTC day of `day` has ended: a thing due on a day is due until its end.
    pub fn is_after_day_of(self, day: Self) -> bool {
        self.0.div_euclid(Self::DAY) > day.0.div_euclid(Self::DAY)
    }

    /// The UTC calendar date, `2026-02-10`.
    pub fn date(self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(timestamp) => write!(f, "{timestamp}"),
            Err(_) => write!(f, "{}us", self.0),
        }
    }
}

impl FromStr for Micros {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        match text.trim().parse::<jiff::Timestamp>() {
            Ok(timestamp) => Ok(Self(timestamp.as_microsecond())),
            Err(_) => Err(BadTime(text.chars().take(60).collect())),
        }
    }
}
