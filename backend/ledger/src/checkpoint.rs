//! Checkpoints (c2sp.org/tlog-checkpoint): the log says, and signs, how long it is and what its root is.
//!
//! # Invariants
//! - A checkpoint's bytes are the same for the same key, size and root. (`checkpoint_bytes_are_frozen`)
//! - A checkpoint counts only with the log's own signature and origin.
//!   (`a_checkpoint_of_another_log_or_key_is_refused`)
//!
//! # Deliberately absent
//! - No time: a checkpoint does not say when it was signed, only witnesses do.
//! - No extension lines are written. Those of others are signed text and are read over.

use std::fmt;
use std::str::FromStr;

use crate::hash::Hash;
use crate::note::{Note, NoteError, NoteKey, VerifierKey};

/// The state of a log: its first `size` leaves have this root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// A checkpoint whose signature was checked. Only [`Checkpoint::verify`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedCheckpoint {
    checkpoint: Checkpoint,
    signed: Option<String>,
}

/// Why a text is no checkpoint of this log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("not a checkpoint: {0}")]
    Malformed(&'static str),
    #[error("this is a checkpoint of the log {found}, not of {expected}")]
    OtherLog { found: String, expected: String },
    #[error("the checkpoint has no signature of the log itself")]
    NotSignedByTheLog,
}

impl Checkpoint {
    /// Signs the checkpoint. The result is the text of a signed note.
    ///
    /// # Errors
    /// [`CheckpointError::Note`] if the origin has control characters,
    /// [`CheckpointError::Malformed`] if it is empty or has line feeds.
    pub fn sign(&self, key: &NoteKey) -> Result<String, CheckpointError> {
        let text = self.to_string();
        text.parse::<Self>()?;
        Ok(Note::sign(&text, &[key])?.to_string())
    }

    /// Checks the signatures of a note and reads the checkpoint in it.
    ///
    /// # Errors
    /// Unless a known key under the name `origin` signed it and its first line is `origin`; and
    /// whenever a known key's signature is false.
    pub fn verify(
        note: &str,
        known: &[VerifierKey],
        origin: &str,
    ) -> Result<VerifiedCheckpoint, CheckpointError> {
        let note = Note::parse(note)?;
        let signers = note.verify(known)?;
        let checkpoint: Self = note.text().parse()?;
        if checkpoint.origin != origin {
            let expected = origin.to_owned();
            return Err(CheckpointError::OtherLog { found: checkpoint.origin, expected });
        }
        if !signers.iter().any(|key| key.name() == origin) {
            return Err(CheckpointError::NotSignedByTheLog);
        }
        Ok(VerifiedCheckpoint { checkpoint, signed: None })
    }
}

impl VerifiedCheckpoint {
    /// Adds when it was signed, as far as the caller knows, for people to read.
    #[must_use]
    pub fn signed_on(mut self, when: impl Into<String>) -> Self {
        self.signed = Some(when.into());
        self
    }

    /// When it was signed, if the caller said so.
    pub fn signed(&self) -> Option<&str> {
        self.signed.as_deref()
    }

    /// The checkpoint itself.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Number of leaves it speaks of.
    pub fn size(&self) -> u64 {
        self.checkpoint.size
    }

    /// Root of the tree over them.
    pub fn root(&self) -> Hash {
        self.checkpoint.root
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}\n{}\n{}", self.origin, self.size, self.root.to_base64())
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let malformed = CheckpointError::Malformed;
        let text = text.strip_suffix('\n').ok_or(malformed("no line feed at its end"))?;
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(malformed("it needs lines for origin, size and root"));
        };
        if origin.is_empty() || lines.any(str::is_empty) {
            return Err(malformed("a line is empty"));
        }
        let size = decimal(size).ok_or(malformed("its size is not a plain number"))?;
        let root = Hash::from_base64(root).map_err(|_| malformed("its root is not a hash"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// A number as C2SP files write it: decimal digits, no sign, no leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
