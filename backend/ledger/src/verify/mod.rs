//! The check of a whole log: every row in order, and what each kind of damage is called.
//!
//! Feed all rows to a [`Verifier`], in the order stored, then ask for the [`Report`]. It says no more
//! than the evidence allows: rows that contradict themselves or each other are named; rows rewritten
//! with mended hashes are caught only by something signed earlier, and named as narrowly as several
//! checkpoints and receipts permit.
//!
//! # Invariants
//! - Every kind of damage is named, at its place. (`each_damage_is_named_where_it_is`)
//! - A log that nobody touched is intact. (`an_untouched_log_is_intact`)
//! - A rewrite that mends its own hashes passes alone and fails against an older checkpoint.
//!   (`a_mended_rewrite_is_caught_by_an_older_checkpoint_only`)
//! - More checkpoints and receipts narrow down what changed. (`more_evidence_names_a_smaller_range`)
//!
//! # Deliberately absent
//! - No leaves are kept: what is held grows by an event id per event and a name per stream.
//! - No personal parts: whether a ciphertext fits its commitment is checked where it is stored.

mod evidence;
mod finding;
mod places;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::checkpoint::VerifiedCheckpoint;
use crate::hash::{Hash, leaf_hash};
use crate::leaf::{FIRST_VERSION, Leaf, id_bytes};
use evidence::Evidence;
use finding::{Consequence, Findings, Gap, at};
pub use finding::{Finding, FindingKind};
use places::Places;

/// A row of the event table as it is stored, nothing about it believed yet.
#[derive(Clone, Copy, Debug)]
pub struct StoredLeaf<'r> {
    /// Position under which the row is stored.
    pub pos: u64,
    /// The stored bytes of the leaf.
    pub leaf: &'r [u8],
    /// The hash stored beside them.
    pub leaf_hash: Hash,
    /// Column: the stream.
    pub stream: &'r str,
    /// Column: the version of the stream.
    pub stream_ver: u64,
    /// Column: the event id, a lower-case UUID with hyphens.
    pub event_id: &'r str,
    /// Column: the type.
    pub kind: &'r str,
    /// Column: when it was recorded, microseconds since 1970 UTC.
    pub time: i64,
}

/// A leaf known from elsewhere, such as a receipt that was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownLeaf {
    /// Its position.
    pub pos: u64,
    /// Its hash.
    pub hash: Hash,
}

/// What the check of a whole log found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Position after the last row, which is the number of rows if none is missing.
    pub size: u64,
    /// Root over the rows as they are; none if a row is missing.
    pub root: Option<Hash>,
    /// What is wrong, in the order of positions; empty if nothing is.
    pub findings: Vec<Finding>,
    /// How many more findings there were than are kept.
    pub omitted: u64,
}

impl Report {
    /// Whether nothing was found.
    pub fn intact(&self) -> bool {
        self.findings.is_empty() && self.omitted == 0
    }
}

/// Checks a log row by row.
#[derive(Debug)]
pub struct Verifier {
    origin: String,
    next: u64,
    evidence: Evidence,
    places: Places,
    findings: Findings,
    /// Of each stream the last version and where it was.
    streams: HashMap<String, (u64, u64)>,
    ids: HashSet<[u8; 16]>,
    last: Option<(u64, i64)>,
}

impl Verifier {
    /// A check of the log with this origin, from its first row on.
    pub fn new(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            next: 0,
            evidence: Evidence::default(),
            places: Places::default(),
            findings: Findings::default(),
            streams: HashMap::new(),
            ids: HashSet::new(),
            last: None,
        }
    }

    /// Compares with what was signed earlier, too. Must be said before the first row.
    #[must_use]
    pub fn against(mut self, signed: impl IntoIterator<Item = VerifiedCheckpoint>) -> Self {
        self.evidence.add_checkpoints(signed);
        self
    }

    /// Compares with leaves known from elsewhere, too. Must be said before the first row.
    #[must_use]
    pub fn knowing(mut self, leaves: impl IntoIterator<Item = KnownLeaf>) -> Self {
        self.evidence.add_leaves(leaves);
        self
    }

    /// Takes the next row. Rows come in the order of their stored positions.
    pub fn push(&mut self, row: &StoredLeaf<'_>) {
        if row.pos < self.next {
            let sentence = format!("there is a second row for position {}", row.pos);
            return self.findings.add(Finding::new(FindingKind::Inserted, row.pos, sentence));
        }
        if row.pos > self.next {
            self.findings.add(finding::missing(self.next, row.pos - 1));
            self.evidence.skip_to(row.pos);
        }
        self.next = row.pos + 1;
        let hash = leaf_hash(row.leaf);
        self.evidence.append(hash, row.leaf_hash);
        let leaf = Leaf::from_bytes(row.leaf);
        if hash != row.leaf_hash {
            self.findings.add(finding::changed(row, leaf.as_ref(), &self.origin));
            return self.follow(row.pos, (row.stream, row.stream_ver), (row.event_id, row.time));
        }
        match leaf {
            Ok(leaf) => {
                self.places.see(row.pos, &leaf);
                if let Some(finding) = finding::columns(row, &leaf, &self.origin) {
                    self.findings.add_consequence(Consequence {
                        finding,
                        after: row.pos,
                        gap: None,
                    });
                }
                self.follow(row.pos, (&leaf.stream, leaf.ver), (&leaf.id, leaf.time));
            }
            Err(why) => {
                let sentence = format!("the row at position {} is not a leaf: {why}", row.pos);
                self.findings.add(Finding::new(FindingKind::NotALeaf, row.pos, sentence));
                self.follow(row.pos, (row.stream, row.stream_ver), (row.event_id, row.time));
            }
        }
    }

    /// Ends the check. `head_size` is the number of events the log's own head row claims.
    pub fn finish(mut self, head_size: u64) -> Report {
        let size = self.next;
        self.places.judge(size, &mut self.findings);
        if head_size > size {
            self.findings.add(finding::cut("the head of the log", head_size, size));
        }
        if head_size < size {
            self.findings.add(finding::beyond_head(head_size, size));
        }
        self.evidence.judge(size, &mut self.findings);
        let (findings, omitted) = self.findings.into_sorted();
        Report { size, root: self.evidence.root(), findings, omitted }
    }

    /// Checks that a row follows those before it.
    fn follow(&mut self, pos: u64, (stream, ver): (&str, u64), (id, time): (&str, i64)) {
        if id_bytes(id).is_some_and(|id| !self.ids.insert(id)) {
            let sentence = format!("{} has the id {id}, which an earlier event has", at(pos));
            self.findings.add(Finding::new(FindingKind::DuplicateId, pos, sentence));
        }
        if let Some((before, earlier)) = self.last.replace((pos, time))
            && time < earlier
        {
            let by = earlier.abs_diff(time);
            let sentence = format!(
                "{} was recorded {by} microseconds before the one at position {before}",
                at(pos)
            );
            let finding = Finding::new(FindingKind::TimeWentBack, pos, sentence);
            self.findings.add_consequence(Consequence { finding, after: before, gap: None });
        }
        self.follow_stream(pos, stream, ver);
    }

    /// Checks that a row continues its stream.
    fn follow_stream(&mut self, pos: u64, stream: &str, ver: u64) {
        let Some(last) = self.streams.get_mut(stream) else {
            self.streams.insert(stream.to_owned(), (ver, pos));
            if ver != FIRST_VERSION {
                let sentence = format!("{} begins {stream} with version {ver}", at(pos));
                let finding = Finding::new(FindingKind::StreamBroken, pos, sentence);
                let gap = Some(Gap { stream: stream.to_owned(), versions: FIRST_VERSION..ver });
                self.findings.add_consequence(Consequence { finding, after: pos, gap });
            }
            return;
        };
        let (version, before) = std::mem::replace(last, (ver, pos));
        if version.checked_add(1) != Some(ver) {
            let sentence = format!(
                "{} is version {ver} of {stream}, but the one before it, at position {before}, is \
                 version {version}",
                at(pos)
            );
            let finding = Finding::new(FindingKind::StreamBroken, pos, sentence);
            let versions = version.saturating_add(1)..ver;
            let gap = Some(Gap { stream: stream.to_owned(), versions });
            self.findings.add_consequence(Consequence { finding, after: before, gap });
        }
    }
}
