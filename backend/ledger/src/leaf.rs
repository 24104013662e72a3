//! The leaf: the exact bytes of one event, which are hashed, proved and never rewritten.
//!
//! A leaf is canonical JSON (RFC 8785) of exactly the members of [`Leaf`]; an absent member is left
//! out, never null. Personal text is not in it: a [`Part`] commits to the encrypted text beside it.
//!
//! # Invariants
//! - The bytes of a leaf are frozen. (`leaf_bytes_are_frozen`)
//! - Another implementation of RFC 8785 writes the same bytes. (`another_implementation_writes_the_same_bytes`)
//! - What was written reads back as the same leaf. (`every_leaf_reads_back`)
//! - Only the canonical bytes of a leaf are accepted. (`only_canonical_bytes_are_a_leaf`)
//! - A fraction, a null or an integer that not every reader holds exactly is refused, wherever in
//!   the data it stands. (`data_that_readers_could_disagree_on_is_refused`)
//! - No leaf is longer than an entry bundle can carry. (`a_leaf_fits_an_entry_bundle`)
//!
//! # Deliberately absent
//! - No meaning: what `type` and `data` say is known to the rooms.
//! - No repair: members out of order or out of range are refused, not mended.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::canonical;
use crate::hash::{Hash, leaf_hash};

/// The leaf format written today.
pub const FORMAT: u16 = 1;
/// `ver` of the first event of a stream; the version of a stream is the number of its events.
pub const FIRST_VERSION: u64 = 1;
/// Most bytes of a leaf: an entry bundle gives the length in 16 bits.
pub const LEAF_LIMIT: usize = 65_535;
/// Most bytes of `data` within a leaf; more belongs into a blob named by its SHA-256.
pub const DATA_LIMIT: usize = 48 * 1024;
/// Deepest nesting within `data`; parsers with a stack limit must still read it.
pub const DEPTH_LIMIT: usize = 64;
/// Largest integer that every JSON reader holds exactly: 2^53 - 1.
pub const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// One event as it is hashed. The members and their names are frozen, and they are declared in the
/// order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// Subjects it concerns, sorted, each once.
    pub about: Vec<String>,
    /// Who recorded it: an opaque person or service id.
    pub actor: String,
    /// Id of the event that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Who is said to have acted, where that is not who recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_actor: Option<String>,
    /// Id of the command it answers.
    pub command: String,
    /// Id that all events of one undertaking share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corr: Option<String>,
    /// What is to be said about it and is not personal: a JSON object.
    #[serde(serialize_with = "canonical::in_order")]
    pub data: Value,
    /// The permission it was done under.
    pub ground: String,
    /// Event id: a UUID, lower-case with hyphens.
    pub id: String,
    /// Whether it came by a historic import. Present in the bytes only when true.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Origin of the log, the name in its checkpoints.
    pub log: String,
    /// When it is said to have happened, microseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<i64>,
    /// Commitments to its personal fields. Present in the bytes only when there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Position in the log, which is the leaf's index in the tree. The first is 0.
    pub pos: u64,
    /// The stream the event belongs to.
    pub stream: String,
    /// When it was recorded, microseconds since 1970 UTC.
    pub time: i64,
    /// Version of the type.
    pub tver: u16,
    /// What happened, such as `risk.accepted`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Format of the leaf: [`FORMAT`].
    pub v: u16,
    /// Version of the stream with this event; the first is [`FIRST_VERSION`].
    pub ver: u64,
}

/// A personal field, kept encrypted beside the log so that its key can be destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The cipher: `xchacha20poly1305`.
    pub alg: String,
    /// SHA-256 of nonce, ciphertext and tag, in hex.
    pub ct: Hash,
    /// Id of the data subject whose key encrypts it.
    pub key: String,
    /// Length of the ciphertext in bytes, without nonce and tag; equal to that of the plaintext.
    pub len: u64,
    /// JSON pointer of the field within `data`.
    pub n: String,
    /// Keyed commitment to the plaintext (HMAC-SHA-256), in hex.
    pub pc: Hash,
}

/// Why a leaf has no bytes, or why bytes are no leaf.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    #[error("the event takes {size} bytes; the limit is {limit}")]
    TooLarge { size: usize, limit: usize },
    #[error("the event's data takes {size} bytes; the limit is {limit}, more belongs into a blob")]
    DataTooLarge { size: usize, limit: usize },
    #[error("leaf format {0} is not known here")]
    UnknownFormat(u16),
    #[error("{at}: {number} is not a whole number; decimals are written as strings")]
    Fraction { at: String, number: String },
    #[error("{at}: {number} is beyond ±9007199254740991, which not every reader holds exactly")]
    IntegerTooLarge { at: String, number: String },
    #[error("{at}: null is not allowed; an absent member is left out")]
    Null { at: String },
    #[error("{at}: nested deeper than {limit} levels")]
    TooDeep { at: String, limit: usize },
    #[error("data must be a JSON object")]
    DataNotAnObject,
    #[error("the subjects in 'about' must be sorted and each be there once")]
    AboutNotSorted,
    #[error("{0:?} is not a lower-case UUID with hyphens")]
    BadId(String),
    #[error("not the JSON of a leaf: {0}")]
    Unreadable(String),
    #[error("these bytes are a leaf, but not in its canonical form")]
    NotCanonical,
}

impl Leaf {
    /// The canonical bytes, as they are stored and hashed.
    ///
    /// # Errors
    /// What the leaf format does not allow, with the place; nothing is mended silently.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LeafError> {
        self.check()?;
        let unwritten = |why: serde_json::Error| LeafError::Unreadable(why.to_string());
        // The members stand in order already, those of `data` are brought into it.
        let bytes = serde_json::to_vec(self).map_err(unwritten)?;
        if bytes.len() > DATA_LIMIT {
            let data = canonical::to_vec(&self.data).map_err(unwritten)?.len();
            if data > DATA_LIMIT {
                return Err(LeafError::DataTooLarge { size: data, limit: DATA_LIMIT });
            }
        }
        if bytes.len() > LEAF_LIMIT {
            return Err(LeafError::TooLarge { size: bytes.len(), limit: LEAF_LIMIT });
        }
        Ok(bytes)
    }

    /// Reads a leaf from its canonical bytes, and from no others.
    ///
    /// # Errors
    /// [`LeafError::Unreadable`] for unknown, missing, doubled or ill-typed members,
    /// [`LeafError::NotCanonical`] for any other spelling of a leaf, else as [`Leaf::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LeafError> {
        if bytes.len() > LEAF_LIMIT {
            return Err(LeafError::TooLarge { size: bytes.len(), limit: LEAF_LIMIT });
        }
        let leaf: Self =
            serde_json::from_slice(bytes).map_err(|why| LeafError::Unreadable(why.to_string()))?;
        if leaf.to_bytes()? != bytes {
            return Err(LeafError::NotCanonical);
        }
        Ok(leaf)
    }

    /// Hash of the canonical bytes.
    pub fn hash(&self) -> Result<Hash, LeafError> {
        self.to_bytes().map(|bytes| leaf_hash(&bytes))
    }

    fn check(&self) -> Result<(), LeafError> {
        if self.v != FORMAT {
            return Err(LeafError::UnknownFormat(self.v));
        }
        if id_bytes(&self.id).is_none() {
            return Err(LeafError::BadId(self.id.clone()));
        }
        if !self.about.is_sorted_by(|left, right| left < right) {
            return Err(LeafError::AboutNotSorted);
        }
        if !self.data.is_object() {
            return Err(LeafError::DataNotAnObject);
        }
        let lengths = self.parts.iter().map(|part| ("parts", part.len));
        for (at, number) in [("pos", self.pos), ("ver", self.ver)].into_iter().chain(lengths) {
            check_integer(at, number, &number)?;
        }
        let times = [("time", Some(self.time)), ("occurred", self.occurred)];
        for (at, number) in times.into_iter().filter_map(|(at, time)| Some((at, time?))) {
            check_integer(at, number.unsigned_abs(), &number)?;
        }
        check_data(&self.data, DEPTH_LIMIT).map_err(|flaw| flaw.within("data"))
    }
}

impl LeafError {
    /// The same flaw, seen from the member around it.
    fn within(mut self, member: &str) -> Self {
        if let Self::Fraction { at, .. }
        | Self::IntegerTooLarge { at, .. }
        | Self::Null { at }
        | Self::TooDeep { at, .. } = &mut self
        {
            let inner = if at.is_empty() { String::new() } else { format!("/{at}") };
            *at = format!("{member}{inner}");
        }
        self
    }
}

/// The 16 bytes of an event id, if it is a lower-case UUID with hyphens.
pub fn id_bytes(id: &str) -> Option<[u8; 16]> {
    let hyphens_in_place = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        });
    if !hyphens_in_place {
        return None;
    }
    let mut bytes = [0; 16];
    hex::decode_to_slice(id.replace('-', ""), &mut bytes).ok()?;
    Some(bytes)
}

/// Places are put together while a flaw is handed outwards, so that sound data costs no text.
fn check_data(value: &Value, levels: usize) -> Result<(), LeafError> {
    let at = String::new();
    if levels == 0 {
        return Err(LeafError::TooDeep { at, limit: DEPTH_LIMIT });
    }
    match value {
        Value::Null => Err(LeafError::Null { at }),
        Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) => check_number(number),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            check_data(item, levels - 1).map_err(|flaw| flaw.within(&index.to_string()))
        }),
        Value::Object(members) => members.iter().try_for_each(|(name, item)| {
            check_data(item, levels - 1).map_err(|flaw| flaw.within(name))
        }),
    }
}

fn check_number(number: &Number) -> Result<(), LeafError> {
    let size = match (number.as_u64(), number.as_i64()) {
        (Some(size), _) => size,
        (None, Some(negative)) => negative.unsigned_abs(),
        (None, None) => {
            return Err(LeafError::Fraction { at: String::new(), number: number.to_string() });
        }
    };
    check_integer("", size, number)
}

fn check_integer(at: &str, size: u64, number: &impl ToString) -> Result<(), LeafError> {
    if size <= LARGEST_INTEGER {
        return Ok(());
    }
    Err(LeafError::IntegerTooLarge { at: at.to_owned(), number: number.to_string() })
}
