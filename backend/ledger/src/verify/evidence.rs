//! Comparison of the rows with what was signed or handed out earlier.
//!
//! # Invariants
//! - A rewrite that mends its own hashes passes alone and fails against an older checkpoint.
//!   (`a_mended_rewrite_is_caught_by_an_older_checkpoint_only`)
//! - The first change is named as narrowly as the evidence allows.
//!   (`more_evidence_names_a_smaller_range`)
//! - Two signed histories of one log are named as such. (`two_signed_histories_are_named`)
//!
//! # Deliberately absent
//! - No claim about what comes after a first change: no checkpoint can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::KnownLeaf;
use super::finding::{Finding, FindingKind, Findings, at, cut};
use crate::checkpoint::VerifiedCheckpoint;
use crate::hash::Hash;
use crate::tree::Frontier;

/// Roots over the first rows: as their bytes hash, and as the hashes stored beside them say.
#[derive(Clone, Copy, Debug)]
struct Roots {
    of_bytes: Hash,
    of_stored: Hash,
}

#[derive(Debug, Default)]
pub(super) struct Evidence {
    checkpoints: Vec<VerifiedCheckpoint>,
    known: BTreeSet<(u64, Hash)>,
    roots: BTreeMap<u64, Roots>,
    /// Known positions whose rows agree, and those whose rows do not.
    agreeing: BTreeSet<u64>,
    differing: BTreeSet<u64>,
    pos: u64,
    of_bytes: Frontier,
    /// Kept apart from the first row on that does not have its stored hash.
    of_stored: Option<Frontier>,
    broken: bool,
}

impl Evidence {
    pub(super) fn add_checkpoints(&mut self, signed: impl IntoIterator<Item = VerifiedCheckpoint>) {
        self.checkpoints.extend(signed);
        self.checkpoints.sort_by_key(|signed| (signed.size(), signed.root()));
        self.checkpoints.dedup_by_key(|signed| (signed.size(), signed.root()));
        self.take_roots();
    }

    pub(super) fn add_leaves(&mut self, leaves: impl IntoIterator<Item = KnownLeaf>) {
        self.known.extend(leaves.into_iter().map(|leaf| (leaf.pos, leaf.hash)));
    }

    /// Goes on at `pos`. From here on no root can be known.
    pub(super) fn skip_to(&mut self, pos: u64) {
        self.pos = pos;
        self.broken = true;
    }

    /// Takes the next row by the hash of its bytes and the hash stored beside them.
    pub(super) fn append(&mut self, hash: Hash, stored: Hash) {
        let known = self.known.range((self.pos, Hash([0; 32]))..=(self.pos, Hash([0xff; 32])));
        for (pos, known) in known {
            let side = if *known == hash { &mut self.agreeing } else { &mut self.differing };
            side.insert(*pos);
        }
        self.pos += 1;
        if self.broken {
            return;
        }
        if hash != stored && self.of_stored.is_none() {
            self.of_stored = Some(self.of_bytes.clone());
        }
        self.of_bytes.append(hash);
        if let Some(frontier) = &mut self.of_stored {
            frontier.append(stored);
        }
        self.take_roots();
    }

    /// Root over all rows, if none is missing.
    pub(super) fn root(&self) -> Option<Hash> {
        (!self.broken).then(|| self.of_bytes.root())
    }

    /// Tells where a log of `size` rows differs from the evidence.
    pub(super) fn judge(&self, size: u64, findings: &mut Findings) {
        self.judge_length(size, findings);
        for pos in &self.differing {
            let sentence = format!("{} is not the one its receipt was given for", at(*pos));
            findings.add(Finding::new(FindingKind::ReceiptDiffers, *pos, sentence));
        }
        self.explain_changes(findings);
        self.judge_forks(findings);
        self.judge_roots(findings);
    }

    fn take_roots(&mut self) {
        let size = self.of_bytes.size();
        let wanted = self.checkpoints.binary_search_by_key(&size, VerifiedCheckpoint::size).is_ok();
        if wanted && !self.broken {
            let of_bytes = self.of_bytes.root();
            let of_stored = self.of_stored.as_ref().map_or(of_bytes, Frontier::root);
            self.roots.insert(size, Roots { of_bytes, of_stored });
        }
    }

    fn judge_length(&self, size: u64, findings: &mut Findings) {
        let longest = self.checkpoints.last().filter(|signed| signed.size() > size);
        if let Some(signed) = longest {
            findings.add(cut(&label(signed), signed.size(), size));
        }
        let said = longest.map_or(size, VerifiedCheckpoint::size);
        let receipt = self.known.last().filter(|(pos, _)| *pos >= said);
        if let Some((pos, _)) = receipt {
            let witness = format!("the receipt for position {pos}");
            findings.add(cut(&witness, pos.saturating_add(1), size));
        }
    }

    /// Says of leaves without their stored hash which of the two is the one that was signed.
    fn explain_changes(&self, findings: &mut Findings) {
        let first_told = self.checkpoints.iter().find_map(|signed| {
            let Roots { of_bytes, of_stored } = *self.roots.get(&signed.size())?;
            let both_differ = of_bytes != signed.root() && of_stored != signed.root();
            (of_bytes != of_stored && !both_differ).then_some((signed, of_stored == signed.root()))
        });
        let Some((signed, bytes_changed)) = first_told else {
            return;
        };
        let (signed_one, altered) = if bytes_changed {
            ("stored hashes give", "bytes were")
        } else {
            ("bytes give", "stored hash was")
        };
        let root_of = label(signed);
        let clause = format!("; the {signed_one} the root of {root_of}, so the {altered} altered");
        findings.explain_changed(signed.size(), &clause);
    }

    fn judge_forks(&self, findings: &mut Findings) {
        for pair in self.checkpoints.windows(2) {
            if let [one, other] = pair
                && one.size() == other.size()
            {
                let size = one.size();
                let sentence =
                    format!("the log signed two different roots for its first {size} events");
                findings.add(Finding::new(FindingKind::Forked, None, sentence));
            }
        }
        let Some(agreeing) = self.last_agreeing() else {
            return;
        };
        for signed in &self.checkpoints {
            if signed.size() < agreeing.size() && self.agrees(signed) == Some(false) {
                let sentence = format!(
                    "the log signed two histories: the rows agree with {}, which does not continue {}",
                    label(agreeing),
                    label(signed)
                );
                findings.add(Finding::new(FindingKind::Forked, None, sentence));
            }
        }
    }

    fn judge_roots(&self, findings: &mut Findings) {
        let agreeing = self.last_agreeing();
        let agreed = agreeing.map_or(0, VerifiedCheckpoint::size);
        let later = self.checkpoints.iter().filter(|signed| signed.size() > agreed);
        let Some(signed) = later.into_iter().find(|signed| self.agrees(signed) == Some(false))
        else {
            return;
        };
        let unsure = self.without_receipts(agreed..signed.size());
        let exact = (unsure.end - unsure.start == 1).then_some(unsure.start);
        let but = agreeing.filter(|_| agreed > 0).map_or(String::new(), |agreeing| {
            format!("; the first {agreed} still agree with {}", label(agreeing))
        });
        let narrowed = unsure != (0..signed.size());
        let which = match exact {
            Some(pos) => format!("so {} was changed", at(pos)),
            None if narrowed => format!(
                "so the first that differs is at one of positions {} to {}",
                unsure.start,
                unsure.end.saturating_sub(1)
            ),
            None if findings.names_below(signed.size()) => {
                "whether more than what is named here cannot be told from it alone".to_owned()
            }
            None => "which one cannot be told from this checkpoint alone".to_owned(),
        };
        let size = signed.size();
        let sentence =
            format!("the first {size} events differ from {}{but}; {which}", label(signed));
        findings.add(Finding::new(FindingKind::Rewritten, exact, sentence));
    }

    /// Whether the rows lead to the signed root; none if they do not reach so far or one is missing.
    fn agrees(&self, signed: &VerifiedCheckpoint) -> Option<bool> {
        let roots = self.roots.get(&signed.size())?;
        Some(roots.of_bytes == signed.root() || roots.of_stored == signed.root())
    }

    fn last_agreeing(&self) -> Option<&VerifiedCheckpoint> {
        self.checkpoints.iter().rev().find(|signed| self.agrees(signed) == Some(true))
    }

    /// Narrows where the first change may be: by receipts that hold at the ends of the range, and
    /// by the first that does not hold.
    fn without_receipts(&self, mut range: Range<u64>) -> Range<u64> {
        if let Some(pos) = self.differing.range(range.clone()).next() {
            range.end = pos + 1;
        }
        while self.agreeing.contains(&range.start) && range.start + 1 < range.end {
            range.start += 1;
        }
        while range.end > range.start + 1 && self.agreeing.contains(&(range.end - 1)) {
            range.end -= 1;
        }
        range
    }
}

/// "what was signed on …" or "the signed checkpoint of 7 events".
fn label(signed: &VerifiedCheckpoint) -> String {
    let unnamed = || format!("the signed checkpoint of {} events", signed.size());
    signed.signed().map_or_else(unnamed, |when| format!("what was signed on {when}"))
}
