//! Rows that stand where their leaves do not belong: swapped, moved along, put in.
//!
//! # Invariants
//! - Two rows in each other's places are one finding. (`each_damage_is_named_where_it_is`)
//! - Rows moved along by a removal or an insertion are one finding.
//!   (`each_damage_is_named_where_it_is`)
//!
//! # Deliberately absent
//! - No search for the fewest moves: shuffled rows are told run by run.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::finding::{Finding, FindingKind, Findings, Strays, positions};
use crate::leaf::Leaf;

/// Most runs kept; what comes after is still told by its roots.
const LIMIT: usize = 10_000;

/// Neighbouring rows that are all off by the same distance.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u64,
    last: u64,
    /// Position that the leaf of the first row names.
    named: u64,
}

impl Run {
    fn named_last(&self) -> u64 {
        self.named.saturating_add(self.last - self.first)
    }

    fn rows(&self) -> RangeInclusive<u64> {
        self.first..=self.last
    }

    fn names(&self, pos: u64) -> bool {
        (self.named..=self.named_last()).contains(&pos)
    }

    /// "the row at position 3 says it is position 4".
    fn claim(&self) -> String {
        let (rows, named) =
            (positions(self.first, self.last), positions(self.named, self.named_last()));
        if self.first == self.last {
            format!("the row at {rows} says it is {named}")
        } else {
            format!("the rows at {rows} say they are {named}")
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Places {
    runs: Vec<Run>,
    strays: Strays,
}

impl Places {
    /// Takes note of a row and the position its leaf names.
    pub(super) fn see(&mut self, pos: u64, leaf: &Leaf) {
        let named = leaf.pos;
        if pos == named {
            return;
        }
        if self.strays.len() < LIMIT {
            self.strays.insert((leaf.stream.clone(), leaf.ver));
        }
        if let Some(run) = self.runs.last_mut()
            && run.last.checked_add(1) == Some(pos)
            && run.named_last().checked_add(1) == Some(named)
        {
            run.last = pos;
        } else if self.runs.len() < LIMIT {
            self.runs.push(Run { first: pos, last: pos, named });
        }
    }

    /// Tells what the misplaced rows of a log of `size` rows amount to.
    pub(super) fn judge(&self, size: u64, findings: &mut Findings) {
        let by_first: HashMap<u64, Run> = self.runs.iter().map(|run| (run.first, *run)).collect();
        let mut misplaced = Vec::new();
        for run in &self.runs {
            let partner = by_first.get(&run.named).filter(|other| {
                other.named == run.first && other.last - other.first == run.last - run.first
            });
            let to_the_end = run.last.checked_add(1) == Some(size);
            if let Some(other) = partner {
                misplaced.push(run.rows());
                if run.first < other.first {
                    findings.add(swapped(run, other));
                }
            } else if to_the_end && run.named > run.first && !self.is_elsewhere(run.first) {
                findings.add(removed(run));
            } else if to_the_end && run.named < run.first {
                findings.add(self.inserted(run));
            } else {
                misplaced.push(run.rows());
                findings.add(Finding::new(FindingKind::Misplaced, run.first, run.claim()));
            }
        }
        findings.settle(&misplaced, &self.strays);
    }

    /// Whether a misplaced row says it is `pos`.
    fn is_elsewhere(&self, pos: u64) -> bool {
        self.runs.iter().any(|run| run.names(pos))
    }

    fn inserted(&self, run: &Run) -> Finding {
        let Some(before) = run.first.checked_sub(1) else {
            return Finding::new(FindingKind::Misplaced, run.first, run.claim());
        };
        let strange = self.runs.iter().any(|other| other.rows().contains(&before));
        let (pos, which) = match (run.first - run.named, strange) {
            (1, true) => (before, format!("the row at position {before} was put in")),
            (1, false) => {
                (before, format!("one of those at positions {before} and {} was put in", run.first))
            }
            (many, _) => {
                (run.named, format!("{many} rows were put in before position {}", run.first))
            }
        };
        let sentence = format!("{}: {which}, and the later ones moved up", run.claim());
        Finding::new(FindingKind::Inserted, pos, sentence)
    }
}

fn swapped(run: &Run, other: &Run) -> Finding {
    let sentence = if run.first == run.last {
        format!(
            "the rows at positions {} and {} were swapped: each says it is the other",
            run.first, other.first
        )
    } else {
        format!(
            "the rows at {} and those at {} were swapped: they say they are each other",
            positions(run.first, run.last),
            positions(other.first, other.last)
        )
    };
    Finding::new(FindingKind::Swapped, run.first, sentence)
}

fn removed(run: &Run) -> Finding {
    let gone = positions(run.first, run.named - 1);
    let sentence = format!(
        "{}: what belongs at {gone} is missing, and the later ones moved down",
        run.claim()
    );
    Finding::new(FindingKind::Missing, run.first, sentence)
}
