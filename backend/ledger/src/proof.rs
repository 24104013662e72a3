//! The receipt (c2sp.org/tlog-proof): one file that proves, offline, that an event is in the log.
//!
//! # Invariants
//! - A receipt holds for its leaf, and for no other bytes, place, key or log.
//!   (`a_receipt_holds_for_its_leaf_only`)
//! - What was written reads back as the same receipt. (`a_receipt_reads_back`)
//!
//! # Deliberately absent
//! - No leaf: the file goes beside the bytes it speaks of.
//! - No trust in `extra`: the format carries it without authenticating it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::{Checkpoint, CheckpointError, VerifiedCheckpoint, decimal};
use crate::hash::{Hash, leaf_hash};
use crate::note::VerifierKey;
use crate::tree::{TreeError, verify_inclusion};

/// First line of the file.
pub const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// Usual ending of the file's name.
pub const FILE_EXTENSION: &str = "tlog-proof";
/// A tree of 2^64 leaves has no longer proof.
const MOST_HASHES: usize = 64;

/// That the leaf at `index` is in the log, up to a signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Anything the sender wants to add. Nothing vouches for it.
    pub extra: Option<Vec<u8>>,
    /// Position of the event.
    pub index: u64,
    /// Hashes from the leaf to the root.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

/// Why a receipt proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("not a receipt: {0}")]
    Malformed(&'static str),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error("the receipt does not hold for this leaf: {0}")]
    Tree(#[from] TreeError),
}

impl Proof {
    /// Checks that these leaf bytes are in the log `origin` at `index`, as signed by a known key.
    /// Returns the checkpoint, which says the size and root of the log then.
    ///
    /// # Errors
    /// [`ProofError::Checkpoint`], [`ProofError::Tree`].
    pub fn verify(
        &self,
        leaf: &[u8],
        known: &[VerifierKey],
        origin: &str,
    ) -> Result<VerifiedCheckpoint, ProofError> {
        let signed = Checkpoint::verify(&self.checkpoint, known, origin)?;
        let tree = (signed.size(), signed.root());
        verify_inclusion(leaf_hash(leaf), self.index, tree, &self.hashes)?;
        Ok(signed)
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(out, "{}", hash.to_base64()))?;
        write!(out, "\n{}", self.checkpoint)
    }
}

impl FromStr for Proof {
    type Err = ProofError;

    fn from_str(text: &str) -> Result<Self, ProofError> {
        let malformed = ProofError::Malformed;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(malformed("no empty line"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(malformed("its first line is not that of c2sp.org/tlog-proof@v1"));
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra.and_then(|line| line.strip_prefix("extra "));
        let extra = extra.map(|bytes| STANDARD.decode(bytes)).transpose();
        let extra = extra.map_err(|_| malformed("its extra line is not base64"))?;
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.and_then(decimal).ok_or(malformed("no index line"))?;
        let lines: Vec<&str> = lines.collect();
        if lines.len() > MOST_HASHES {
            return Err(malformed("more hashes than any tree has levels"));
        }
        let hashes = lines.into_iter().map(Hash::from_base64).collect::<Result<_, _>>();
        let hashes = hashes.map_err(|_| malformed("a line is not a hash in base64"))?;
        Ok(Self { extra, index, hashes, checkpoint: checkpoint.to_owned() })
    }
}
