//! What the record of data says that a validation or a scan of it would: who sent it, how it grew, and
//! what its batches were found to be.
//!
//! # Deliberately absent
//! - Batches of the versions that a version was made from: each version speaks for itself.
//! - That nothing is suspicious: nobody looked for clusters because nobody marked one.

use super::{
    Rows,
    record::{FactRow, Says},
};
use crate::datasets::{BatchRow, VersionRow};
use domain::{
    controls::{RoomFact, Target},
    datasets::BatchVerdict,
};

/// The check that says whether a sender proved an identity of its own.
const IDENTITY: &str = "sender_identity";

/// What was recorded of the data that went into what is live.
pub(super) fn delivered(rows: &Rows, targets: &[Target]) -> Vec<FactRow> {
    let mut found = Vec::new();
    let data = targets.iter().filter(|target| target.is_data);
    for row in data.filter_map(|target| rows.data.get(&target.name)) {
        let batches: Vec<&BatchRow> =
            row.batches.iter().filter_map(|batch| rows.batches.get(batch)).collect();
        found.extend(growth(row, rows));
        found.extend(senders(row, &batches));
        found.extend(marked(row, &batches));
    }
    found
}

/// How many rows more or less than in the version before, as a share of those.
fn growth(row: &VersionRow, rows: &Rows) -> Option<FactRow> {
    let versions = &rows.datasets.get(&row.subject.stream())?.versions;
    let place = versions.iter().position(|one| one == &row.subject)?;
    let before = rows.data.get(versions.get(place.checked_sub(1)?)?)?;
    let count = |rows: u64| u32::try_from(rows).ok().map(f64::from);
    let (now, then) = (count(row.rows)?, count(before.rows).filter(|rows| *rows > 0.0)?);
    let change = Says::worked_out(Some((now / then - 1.0).abs()));
    Some(FactRow::new(RoomFact::Growth, &row.subject, row.registered, &[change]))
}

/// Whether each sender had an identity of its own: known for every batch, or broken by one.
fn senders(row: &VersionRow, batches: &[&BatchRow]) -> Option<FactRow> {
    let identity = |batch: &BatchRow| match batch.checks.get(IDENTITY).map(String::as_str) {
        Some("individual") => Some(true),
        Some("shared") => Some(false),
        Some(_) | None => None,
    };
    let fact = |batch: &BatchRow, is_own| {
        let says = [Says::Flag(is_own)];
        FactRow::new(RoomFact::Senders, &row.subject, batch.received, &says)
            .shown_by(&batch.subject)
    };
    let shared = batches.iter().find(|batch| identity(batch) == Some(false));
    if let Some(batch) = shared {
        return Some(fact(batch, false));
    }
    let all = batches.len() == row.batches.len()
        && batches.iter().all(|batch| identity(batch) == Some(true));
    let newest = batches.iter().max_by_key(|batch| batch.received).filter(|_| all)?;
    Some(fact(newest, true))
}

/// How many of its batches were marked as suspicious or malicious, where any was.
fn marked(row: &VersionRow, batches: &[&BatchRow]) -> Option<FactRow> {
    let is_bad = |batch: &&&BatchRow| {
        matches!(batch.verdict, Some(BatchVerdict::Suspicious | BatchVerdict::Malicious))
    };
    let bad: Vec<&&BatchRow> = batches.iter().filter(is_bad).collect();
    let first = bad.first()?;
    let says = [Says::Number(i64::try_from(bad.len()).ok()?)];
    let found = FactRow::new(RoomFact::Marked, &row.subject, first.received, &says);
    Some(found.shown_by(&first.subject))
}
