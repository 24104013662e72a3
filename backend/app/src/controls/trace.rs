//! The traceability matrix: what was asked of AI security, and what answers it for a system.
//!
//! A row names threats, controls and features. A row that names no control is answered by the
//! controls that counter its threats; one that names neither, by those of the rows that share a
//! feature with it.

use std::collections::BTreeSet;

use domain::{
    catalogue::{Control, TraceRow},
    controls::Status,
};
use kernel::Subject;

use super::{Board, Standing};
use crate::catalogue::Book;

/// What a row of the matrix is answered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Controls that it names.
    ByControl,
    /// Controls that counter the threats it names.
    ByThreat,
    /// Controls of rows that share a feature with it.
    ByFeature,
    /// It asks for nothing.
    OutOfScope,
}

/// A row of the matrix, and what answers it.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The row.
    pub row: TraceRow,
    /// By what it is answered.
    pub answered: Answered,
    /// The controls that answer it, by id.
    pub controls: Vec<String>,
    /// The types of evidence they are shown with, by id.
    pub evidence_types: Vec<String>,
    /// The place on the board that shows it best: where one of its controls applies, and has most
    /// to show.
    pub shown: Option<usize>,
}

impl Trace {
    /// Whether a control, a type of evidence and a place on the board answer it.
    pub fn is_resolved(&self) -> bool {
        !self.row.is_in_scope()
            || (!self.controls.is_empty()
                && !self.evidence_types.is_empty()
                && self.shown.is_some())
    }
}

impl Board {
    /// The rows of the traceability matrix, in the order of their ids, for one system or for all
    /// on the board.
    pub fn traces(&self, system: Option<&Subject>) -> Vec<Trace> {
        self.book.matrix.values().map(|row| self.trace(row, system)).collect()
    }

    fn trace(&self, row: &TraceRow, system: Option<&Subject>) -> Trace {
        let (answered, controls) = answer(&self.book, row);
        let known = controls.iter().filter_map(|id| self.book.controls.get(*id));
        let types: BTreeSet<&str> = known.flat_map(Control::evidence_types).collect();
        let is_wanted = |standing: &Standing| {
            system.is_none_or(|system| system == &standing.system)
                && controls.contains(standing.control.as_str())
                && standing.status() != Status::NotApplicable
        };
        let places = self.standings.iter().enumerate().filter(|(_, one)| is_wanted(one));
        let shown = places.min_by_key(|(number, one)| (emptiness(one.status()), *number));
        Trace {
            row: row.clone(),
            answered,
            controls: controls.into_iter().map(str::to_owned).collect(),
            evidence_types: types.into_iter().map(str::to_owned).collect(),
            shown: shown.map(|(number, _)| number),
        }
    }
}

/// The controls that answer a row.
fn answer<'a>(book: &'a Book, row: &'a TraceRow) -> (Answered, BTreeSet<&'a str>) {
    if !row.is_in_scope() {
        return (Answered::OutOfScope, BTreeSet::new());
    }
    if !row.controls.is_empty() {
        return (Answered::ByControl, row.controls.iter().map(String::as_str).collect());
    }
    if !row.threats.is_empty() {
        return (Answered::ByThreat, countering(book, &row.threats));
    }
    let shares = |other: &&TraceRow| other.features.iter().any(|one| row.features.contains(one));
    let alike: Vec<&TraceRow> = book.matrix.values().filter(shares).collect();
    let mut found: BTreeSet<&str> =
        alike.iter().flat_map(|other| &other.controls).map(String::as_str).collect();
    if found.is_empty() {
        found = alike.iter().flat_map(|other| countering(book, &other.threats)).collect();
    }
    (Answered::ByFeature, found)
}

fn countering<'a>(book: &'a Book, threats: &[String]) -> BTreeSet<&'a str> {
    let found = threats.iter().flat_map(|threat| book.countering(threat));
    found.map(|control| control.id.as_str()).collect()
}

/// How little a control has to show: what passes shows most.
fn emptiness(status: Status) -> u8 {
    match status {
        Status::Pass => 0,
        Status::Fail => 1,
        Status::Stale => 2,
        Status::Inconclusive => 3,
        Status::Missing => 4,
        Status::NotApplicable => 5,
    }
}
