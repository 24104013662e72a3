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

    /// The present held at a position; any other moment stands still by itself.
    #[must_use]
    pub fn held_at(self, position: Option<Position>) -> Self {
        if self == Self::default() { Self { time: None, position } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use crate::scalars::Position;

    #[test]
    fn only_the_present_is_held() {
        let held = Some(Position(7));
        assert_eq!(Moment::default().held_at(held), Moment::new(None, Some(7)));
        assert_eq!(Moment::default().held_at(None), Moment::default());
        let past = Moment::new(Some("2026-02-10T14:35:00Z".to_owned()), None);
        assert_eq!(past.clone().held_at(held), past);
        let before = Moment::new(None, Some(3));
        assert_eq!(before.clone().held_at(held), before);
    }
}
