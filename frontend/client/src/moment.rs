//! The moment a question is about, as the address of a page says it.
use crate::scalars::{Position, Time};

/// A time, a position, or neither for the present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position, inclusive.
    pub position: Option<Position>,
}

impl Moment {
    /// The moment of a time (RFC 3339 in UTC) or a position; the present when both are absent.
    pub fn new(time: Option<String>, position: Option<u64>) -> Self {
        Self { time: time.map(Time), position: position.map(Position) }
    }
}
