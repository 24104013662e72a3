//! What sources delivered: their batches, counted.
//!
//! # Invariants
//! - Every batch counts for its source, and a source without batches has nothing.
//!   (`deliveries_are_counted_by_source`)

use std::collections::BTreeMap;

use domain::datasets::BatchVerdict;
use kernel::{Micros, Subject};

use super::BatchRow;

/// What one source delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// How many batches.
    pub batches: u64,
    /// How many records they hold together.
    pub records: u64,
    /// How many batches were found to be suspicious or malicious.
    pub bad: u64,
    /// When the last one arrived.
    pub last: Option<Micros>,
}

/// What every source delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliveries(BTreeMap<Subject, Delivered>);

impl Deliveries {
    /// What rows of batches say was delivered.
    pub fn of<'a>(batches: impl IntoIterator<Item = &'a BatchRow>) -> Self {
        let mut all: BTreeMap<Subject, Delivered> = BTreeMap::new();
        for batch in batches {
            let one = all.entry(batch.source.clone()).or_default();
            one.batches = one.batches.saturating_add(1);
            one.records = one.records.saturating_add(batch.records);
            if batch.is_bad() {
                one.bad = one.bad.saturating_add(1);
            }
            one.last = one.last.max(Some(batch.received));
        }
        Self(all)
    }

    /// What a source delivered.
    pub fn by(&self, source: &Subject) -> Delivered {
        self.0.get(source).copied().unwrap_or_default()
    }
}

impl BatchRow {
    /// Whether it was found to be suspicious or malicious.
    fn is_bad(&self) -> bool {
        matches!(self.verdict, Some(BatchVerdict::Suspicious | BatchVerdict::Malicious))
    }
}
