//! Signed notes (c2sp.org/signed-note): a text, and lines saying who signed it.
//!
//! # Invariants
//! - A note signed here verifies here. (`a_signed_note_verifies`)
//! - Signatures of unknown keys are ignored; a known key that fails rejects the note.
//!   (`unknown_signatures_are_ignored_and_a_false_known_one_rejects`)
//! - Notes are those of Go's sumdb. (`go_notes_and_keys_are_read`)
//!
//! # Deliberately absent
//! - No signature kinds but Ed25519; lines of other kinds are carried along unread.

mod key;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use key::{NoteKey, VerifierKey};

const LINE_START: &str = "\u{2014} ";
/// Longest note read, in bytes, as in Go's sumdb.
const LONGEST: usize = 1_000_000;
/// Most signature lines read, as in Go's sumdb.
const MOST_SIGNATURES: usize = 100;

/// A note as it was read: nothing about its signatures is known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who claims to have signed.
    pub name: String,
    /// The first bytes of a hash of name and key.
    pub key_id: [u8; 4],
    /// What the key made of the text.
    pub bytes: Vec<u8>,
}

/// Why a note or a key is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("a key name is not empty and has no spaces and no '+'")]
    BadName,
    #[error("not a key: {0}")]
    BadKey(&'static str),
    #[error("not a signed note: {0}")]
    Malformed(&'static str),
    #[error("the signature of {name} is false")]
    FalseSignature { name: String },
    #[error("no signature by a key that is known here")]
    Unverified,
}

impl Note {
    /// A text with the signatures of these keys.
    ///
    /// # Errors
    /// [`NoteError::Malformed`] if the text does not end in a line feed or has control characters.
    pub fn sign(text: &str, keys: &[&NoteKey]) -> Result<Self, NoteError> {
        check_text(text)?;
        let signatures = keys.iter().map(|key| key.sign(text)).collect();
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// Reads a note without judging its signatures.
    ///
    /// # Errors
    /// [`NoteError::Malformed`], [`NoteError::BadName`].
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > LONGEST {
            return Err(NoteError::Malformed("it is longer than a megabyte"));
        }
        let split = note.rfind("\n\n").ok_or(NoteError::Malformed("no empty line"))?;
        let (text, lines) = note.split_at_checked(split + 1).unwrap_or_default();
        check_text(text)?;
        let lines = lines.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n'));
        let lines = lines.filter(|lines| !lines.is_empty());
        let lines = lines.ok_or(NoteError::Malformed("no signature lines"))?;
        if lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NoteError::Malformed("more than a hundred signatures"));
        }
        let signatures = lines.split('\n').map(read_line).collect::<Result<_, _>>()?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text that was signed, with its last line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, known or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The known keys that signed, in the order of their lines, each once.
    ///
    /// # Errors
    /// [`NoteError::FalseSignature`] if a known key's signature fails, [`NoteError::Unverified`] if
    /// no known key signed.
    pub fn verify<'k>(&self, known: &'k [VerifierKey]) -> Result<Vec<&'k VerifierKey>, NoteError> {
        let mut signers: Vec<&VerifierKey> = Vec::new();
        for signature in &self.signatures {
            let Some(key) = known.iter().find(|key| key.made(signature)) else {
                continue;
            };
            if signers.contains(&key) {
                continue;
            }
            if !key.accepts(&self.text, signature) {
                return Err(NoteError::FalseSignature { name: signature.name.clone() });
            }
            signers.push(key);
        }
        if signers.is_empty() { Err(NoteError::Unverified) } else { Ok(signers) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.text)?;
        self.signatures.iter().try_for_each(|Signature { name, key_id, bytes }| {
            let stamp = STANDARD.encode([key_id, bytes.as_slice()].concat());
            writeln!(out, "{LINE_START}{name} {stamp}")
        })
    }
}

fn read_line(line: &str) -> Result<Signature, NoteError> {
    let malformed = NoteError::Malformed("a signature line is not '— name base64'");
    let fields = line.strip_prefix(LINE_START).and_then(|rest| rest.split_once(' '));
    let (name, stamp) = fields.ok_or_else(|| malformed.clone())?;
    check_name(name)?;
    let stamp = STANDARD.decode(stamp).map_err(|_| malformed.clone())?;
    let (key_id, bytes) = stamp.split_first_chunk().ok_or_else(|| malformed.clone())?;
    if bytes.is_empty() {
        return Err(malformed);
    }
    Ok(Signature { name: name.to_owned(), key_id: *key_id, bytes: bytes.to_vec() })
}

fn check_name(name: &str) -> Result<(), NoteError> {
    let unfit = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '+';
    if name.is_empty() || name.contains(unfit) { Err(NoteError::BadName) } else { Ok(()) }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed("the text does not end in a line feed"));
    }
    if text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return Err(NoteError::Malformed("the text has control characters"));
    }
    Ok(())
}
