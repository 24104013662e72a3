//! Appending: what a caller hands in, and what it gets back.
//!
//! # Invariants
//! - Positions are dense and start at 0 (`positions_are_dense_and_start_at_zero`).
//! - The same command twice is recorded once (`the_same_command_twice_is_recorded_once`).
//! - A command that fails changes nothing and does not fail its neighbours in the batch
//!   (`a_stream_condition_fails_only_its_own_command`).
//!
//! # Deliberately absent
//! - Deciding. Conditions are compared, never interpreted.

mod actor;
mod batch;
mod draft;
mod plan;
mod postgres;
mod sqlite;

use ledger::Hash;

pub(crate) use self::{
    actor::{Job, start},
    batch::{Asked, hash, lock_head},
};

use crate::StoreError;

/// One event to be recorded.
#[derive(Debug, Clone, Default)]
pub struct NewEvent {
    /// Stream it belongs to: a subject without `@version`.
    pub stream: String,
    /// Type of the event, for example `risk.accepted`.
    pub kind: String,
    /// Version of the type's data format, from 1.
    pub tver: u16,
    /// What happened, without personal text; a JSON object.
    pub data: serde_json::Value,
    /// Personal texts, kept encrypted beside the log.
    pub parts: Vec<NewPart>,
    /// Subjects the event concerns; sorted and freed of doubles by the store.
    pub about: Vec<String>,
    /// When it happened as the source claims, UTC microseconds.
    pub occurred: Option<i64>,
}

/// A personal text of an event.
#[derive(Debug, Clone)]
pub struct NewPart {
    /// JSON pointer of the field it stands for in `data`.
    pub pointer: String,
    /// The data subject whose key seals it, for example `person:usr-1`.
    pub key: String,
    /// The text itself.
    pub text: String,
}

/// What must still hold when the command is recorded.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The stream has exactly this many events.
    Stream {
        /// The stream.
        stream: String,
        /// Number of events it has now.
        version: u64,
    },
    /// No event about any of these subjects was recorded at `after` or later.
    NoneAbout {
        /// Subjects, any of them.
        subjects: Vec<String>,
        /// Types that count; empty means every type.
        kinds: Vec<String>,
        /// First position that is looked at.
        after: u64,
    },
}

/// One command: all of its events are recorded, or none.
#[derive(Debug, Clone, Default)]
pub struct Append {
    /// Who counts the command ids, for example a token or a session.
    pub source: String,
    /// Id of the command, unique within the source.
    pub command: String,
    /// Canonical bytes of the request; only a keyed hash of them is kept.
    pub request: Vec<u8>,
    /// Opaque id of the person or service that acts.
    pub actor: String,
    /// Who the source says acted, when it is not the actor.
    pub claimed_actor: Option<String>,
    /// The permission it is done under.
    pub ground: String,
    /// What caused it.
    pub cause: Option<String>,
    /// What it belongs to.
    pub corr: Option<String>,
    /// Part of a historic import: occurred times are its timeline.
    pub imported: bool,
    /// What must still hold.
    pub conditions: Vec<Condition>,
    /// The events, in order.
    pub events: Vec<NewEvent>,
}

impl Append {
    /// Streams whose versions decide it, some perhaps more than once.
    fn streams(&self) -> impl Iterator<Item = &str> {
        let conditions = self.conditions.iter().filter_map(|condition| match condition {
            Condition::Stream { stream, .. } => Some(stream.as_str()),
            Condition::NoneAbout { .. } => None,
        });
        self.events.iter().map(|event| event.stream.as_str()).chain(conditions)
    }
}

/// What was recorded; durable when returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Positions of the events, in the order of the command.
    pub positions: Vec<u64>,
    /// Their leaf hashes.
    pub leaf_hashes: Vec<Hash>,
    /// The command had been recorded before; these are its old positions.
    pub duplicate: bool,
    /// Recorded time, UTC microseconds.
    pub recorded: i64,
}

/// Which condition no longer held, and what was found instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictInfo {
    /// The stream has another number of events.
    Stream {
        /// The stream.
        stream: String,
        /// What the command expected.
        expected: u64,
        /// What the stream has.
        actual: u64,
    },
    /// An event about one of the subjects came in between.
    About {
        /// The subject.
        subject: String,
        /// Type of the event found.
        kind: String,
        /// Its position.
        pos: u64,
    },
}

impl std::fmt::Display for ConflictInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stream { stream, expected, actual } => {
                write!(f, "stream {stream} has {actual} events, {expected} were expected")
            }
            Self::About { subject, kind, pos } => {
                write!(f, "{kind} at position {pos} concerns {subject}")
            }
        }
    }
}

/// Why a command was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// A condition no longer holds: read again, decide again.
    #[error("{0}")]
    Conflict(ConflictInfo),
    /// The same (source, command) was recorded with another request.
    #[error("command {command} of {source_name} was recorded with another request")]
    CommandReused {
        /// The source.
        source_name: String,
        /// The command id.
        command: String,
    },
    /// A leaf would be larger than the log's entries may be.
    #[error("event {index} needs {size} bytes, at most {limit} fit")]
    TooLarge {
        /// Index of the event in the command.
        index: usize,
        /// Bytes it needs.
        size: usize,
        /// Bytes that fit.
        limit: usize,
    },
    /// An event cannot be written as a leaf.
    #[error("event {index}: {reason}")]
    BadLeaf {
        /// Index of the event in the command.
        index: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A historic event where none may come, or out of its order.
    #[error("historic import: {0}")]
    Import(String),
    /// The key of this data subject was destroyed; nothing personal may be recorded about it again.
    #[error("the key of {0} was destroyed")]
    Erased(String),
    /// Something broke; whether the command was recorded can be asked with [`crate::Store::command`].
    #[error(transparent)]
    Store(#[from] StoreError),
}
