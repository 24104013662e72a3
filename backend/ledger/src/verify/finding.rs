//! What can be wrong with a log, in plain sentences.
//!
//! # Invariants
//! - Damage everywhere does not fill the memory. (`findings_beyond_the_limit_are_counted`)
//!
//! # Deliberately absent
//! - No guesses: a sentence says what contradicts what, not who did it.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use serde::Serialize;

use super::StoredLeaf;
use crate::leaf::{Leaf, LeafError};

/// Most findings kept; more are counted.
pub(super) const LIMIT: usize = 1_000;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What sort of thing.
    pub kind: FindingKind,
    /// Where, if the evidence names one position.
    pub pos: Option<u64>,
    /// The same for people: what, and where.
    pub sentence: String,
}

/// What sort of damage a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The leaf does not have the hash stored beside it.
    Changed,
    /// The bytes are not a canonical leaf.
    NotALeaf,
    /// A column says something else than the leaf.
    ColumnDiffers,
    /// Events are gone from within the log.
    Missing,
    /// Rows were put in.
    Inserted,
    /// Rows stand in each other's places.
    Swapped,
    /// A row stands in a place that its leaf does not name.
    Misplaced,
    /// An event was recorded before its predecessor.
    TimeWentBack,
    /// The versions of a stream do not follow one another.
    StreamBroken,
    /// Two events have one id.
    DuplicateId,
    /// Events are gone from the end of the log.
    CutTail,
    /// There are rows after what the log's head calls its end.
    BeyondHead,
    /// The rows differ from what was signed.
    Rewritten,
    /// An event differs from the one a receipt was given for.
    ReceiptDiffers,
    /// The log signed two histories.
    Forked,
}

impl Finding {
    pub(super) fn new(kind: FindingKind, pos: impl Into<Option<u64>>, sentence: String) -> Self {
        Self { kind, pos: pos.into(), sentence }
    }
}

/// Findings as they gather.
#[derive(Debug, Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    consequences: Vec<Consequence>,
    omitted: u64,
}

impl Findings {
    pub(super) fn add(&mut self, finding: Finding) {
        if self.kept.len() < LIMIT {
            self.kept.push(finding);
        } else {
            self.omitted += 1;
        }
    }

    /// Adds what would be no news if a misplaced row turned out to be the reason.
    pub(super) fn add_consequence(&mut self, consequence: Consequence) {
        if self.consequences.len() < LIMIT {
            self.consequences.push(consequence);
        } else {
            self.omitted += 1;
        }
    }

    /// Drops the consequences of misplaced rows, which are told better.
    pub(super) fn settle(&mut self, places: &[RangeInclusive<u64>], strays: &Strays) {
        let misplaced = |pos: u64| places.iter().any(|rows| rows.contains(&pos));
        for Consequence { finding, after, gap } in std::mem::take(&mut self.consequences) {
            let strayed = gap.is_some_and(|gap| gap.is_filled_by(strays));
            if !strayed && !misplaced(after) && !finding.pos.is_some_and(misplaced) {
                self.add(finding);
            }
        }
    }

    /// Adds to what is said of changed leaves below `size`.
    pub(super) fn explain_changed(&mut self, size: u64, clause: &str) {
        for finding in &mut self.kept {
            let below = finding.pos.is_some_and(|pos| pos < size);
            if finding.kind == FindingKind::Changed && below {
                finding.sentence.push_str(clause);
            }
        }
    }

    /// Positions below `size` that are already named.
    pub(super) fn names_below(&self, size: u64) -> bool {
        self.kept.iter().any(|finding| finding.pos.is_some_and(|pos| pos < size))
    }

    pub(super) fn into_sorted(mut self) -> (Vec<Finding>, u64) {
        self.settle(&[], &Strays::new());
        self.kept.sort_by_key(|finding| finding.pos.unwrap_or(u64::MAX));
        (self.kept, self.omitted)
    }
}

/// Streams and versions of rows that stand where they do not belong.
pub(super) type Strays = HashSet<(String, u64)>;

/// A finding that may follow from a misplaced row: at its own position, at the one before it, or
/// one that is absent between them.
#[derive(Debug)]
pub(super) struct Consequence {
    pub(super) finding: Finding,
    pub(super) after: u64,
    pub(super) gap: Option<Gap>,
}

/// Versions that a stream lacks.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) stream: String,
    pub(super) versions: Range<u64>,
}

impl Gap {
    fn is_filled_by(&self, strays: &Strays) -> bool {
        let mut versions = self.versions.clone();
        let strayed = |version| strays.contains(&(self.stream.clone(), version));
        !versions.is_empty() && versions.all(strayed)
    }
}

pub(super) fn at(pos: u64) -> String {
    format!("the event at position {pos}")
}

/// "position 3" or "positions 3 to 5".
pub(super) fn positions(first: u64, last: u64) -> String {
    if first == last { format!("position {first}") } else { format!("positions {first} to {last}") }
}

pub(super) fn missing(first: u64, last: u64) -> Finding {
    let sentence = if first == last {
        format!("{} is missing", at(first))
    } else {
        format!("the events at {} are missing", positions(first, last))
    };
    Finding::new(FindingKind::Missing, first, sentence)
}

pub(super) fn cut(witness: &str, claimed: u64, size: u64) -> Finding {
    let sentence = format!(
        "the end is cut off: {witness} speaks of {claimed} events, but the rows end after {size}"
    );
    Finding::new(FindingKind::CutTail, size, sentence)
}

pub(super) fn beyond_head(claimed: u64, size: u64) -> Finding {
    let rows = positions(claimed, size.saturating_sub(1));
    let sentence =
        format!("the head of the log speaks of {claimed} events, but there are rows at {rows}");
    Finding::new(FindingKind::BeyondHead, claimed, sentence)
}

pub(super) fn changed(
    row: &StoredLeaf<'_>,
    leaf: Result<&Leaf, &LeafError>,
    origin: &str,
) -> Finding {
    let more = match leaf {
        Ok(leaf) => differences(row, leaf, origin),
        Err(why) => format!("; {why}"),
    };
    let sentence = format!(
        "{} was changed: its bytes do not have the hash stored beside them{more}",
        at(row.pos)
    );
    Finding::new(FindingKind::Changed, row.pos, sentence)
}

pub(super) fn columns(row: &StoredLeaf<'_>, leaf: &Leaf, origin: &str) -> Option<Finding> {
    let differences = differences(row, leaf, origin);
    if differences.is_empty() {
        return None;
    }
    let sentence = format!("the row at position {} disagrees with its leaf{differences}", row.pos);
    Some(Finding::new(FindingKind::ColumnDiffers, row.pos, sentence))
}

/// "; its stream is a, the leaf says b" for each member but the position.
fn differences(row: &StoredLeaf<'_>, leaf: &Leaf, origin: &str) -> String {
    let numbers = [
        ("version", row.stream_ver.to_string(), leaf.ver.to_string()),
        ("time", row.time.to_string(), leaf.time.to_string()),
    ];
    let texts = [
        ("log", origin, &leaf.log),
        ("stream", row.stream, &leaf.stream),
        ("id", row.event_id, &leaf.id),
        ("type", row.kind, &leaf.kind),
    ];
    let texts = texts.map(|(name, row, leaf)| (name, row.to_owned(), leaf.clone()));
    let all = texts.into_iter().chain(numbers);
    all.filter(|(_, row, leaf)| row != leaf).fold(String::new(), |told, (name, row, leaf)| {
        told + &format!("; its {name} is {row}, the leaf says {leaf}")
    })
}
