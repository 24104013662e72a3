//! What a run's facts mean.
use super::queries::Environment;
use crate::words::Freshness;

/// Minutes in words: `6 h`, `1 h 5 min`, `12 min`.
pub fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

impl Environment {
    /// Whether anybody vouches for it now, in words.
    pub fn attestation_words(&self) -> &'static str {
        match self.attestation {
            Freshness::Fresh => "Attested",
            Freshness::Stale => "Attestation expired",
            Freshness::Withdrawn => "Attestation withdrawn",
            Freshness::Undated => "Never attested",
        }
    }
}
