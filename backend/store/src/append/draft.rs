//! Deciding a batch in memory: which commands stand, and what each of them adds.
//!
//! The draft starts as the locked state of the log and grows command by command; a command that
//! fails leaves it as it was.
//!
//! # Invariants
//! - A command that fails changes nothing (`a_stream_condition_fails_only_its_own_command`).
//!
//! # Deliberately absent
//! - Any access to the database: everything was read under the lock before.

use std::collections::HashMap;

use ledger::{Hash, Leaf};
use uuid::Uuid;

use super::{AppendError, Appended, Condition, ConflictInfo, batch::Asked, plan::Plan};
use crate::{
    StoreError,
    core::Core,
    keys::{cipher::Sealed, files::Secret},
};

/// The row that decides the order.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) next_pos: u64,
    pub(crate) last_time: i64,
    pub(crate) last_timeline: i64,
    pub(crate) live_from: Option<u64>,
}

/// What a command recorded earlier.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) request_hash: Hash,
    pub(crate) first_pos: u64,
    pub(crate) events: u64,
    pub(crate) time: i64,
}

/// An event ready to be written.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) leaf: Leaf,
    pub(crate) event_id: Uuid,
    pub(crate) timeline: i64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: Hash,
    pub(crate) payloads: Vec<(String, String, Sealed)>,
}

/// Source and command id.
pub(crate) type Name = (String, String);

/// The log as it will be after the batch.
pub(crate) struct Draft<'a> {
    pub(crate) origin: &'a str,
    pub(crate) now: i64,
    pub(crate) head: Head,
    pub(crate) streams: HashMap<String, u64>,
    pub(crate) keys: HashMap<String, Secret>,
    /// Commands recorded before or in this batch.
    pub(crate) known: HashMap<Name, Recorded>,
    /// Commands of this batch, in order.
    pub(crate) fresh: Vec<(Name, Recorded)>,
    pub(crate) events: Vec<Planned>,
    /// Position of the first event of this batch.
    pub(crate) base: u64,
}

/// What becomes of a command.
pub(crate) enum Outcome {
    /// Recorded now, or earlier in this batch.
    Here(Appended),
    /// Recorded in an earlier batch; its leaf hashes are in the database.
    Before(Recorded),
}

impl<'a> Draft<'a> {
    /// A draft that goes on from here, before anything was read for it.
    pub(crate) fn at(core: &'a Core, head: Head) -> Self {
        Self {
            origin: &core.origin,
            now: core.now(),
            base: head.next_pos,
            head,
            streams: HashMap::new(),
            keys: HashMap::new(),
            known: HashMap::new(),
            fresh: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Adds a command, or says why not. `stored` is the first stored event that breaks one of its
    /// conditions about subjects.
    pub(crate) fn add(
        &mut self,
        asked: &Asked,
        stored: Option<ConflictInfo>,
    ) -> Result<Outcome, AppendError> {
        let append = &asked.append;
        let name = (append.source.clone(), append.command.clone());
        if let Some(known) = self.known.get(&name) {
            if known.request_hash != asked.request_hash {
                let (source_name, command) = name;
                return Err(AppendError::CommandReused { source_name, command });
            }
            return Ok(self.repeated(known.clone()));
        }
        if let Some(broken) = stored {
            return Err(AppendError::Conflict(broken));
        }
        append.conditions.iter().try_for_each(|condition| self.check(condition))?;
        let Plan { head, events, versions } = self.plan(append)?;
        let appended = Appended {
            positions: events.iter().map(|event| event.leaf.pos).collect(),
            leaf_hashes: events.iter().map(|event| event.hash).collect(),
            duplicate: false,
            recorded: head.last_time,
        };
        let recorded = Recorded {
            request_hash: asked.request_hash,
            first_pos: self.head.next_pos,
            events: head.next_pos - self.head.next_pos,
            time: head.last_time,
        };
        self.head = head;
        self.streams.extend(versions);
        self.events.extend(events);
        self.known.insert(name.clone(), recorded.clone());
        self.fresh.push((name, recorded));
        Ok(Outcome::Here(appended))
    }

    /// Streams with new events, and their versions with these.
    pub(crate) fn versions(&self) -> HashMap<&str, u64> {
        self.events.iter().map(|event| (event.leaf.stream.as_str(), event.leaf.ver)).collect()
    }

    fn repeated(&self, known: Recorded) -> Outcome {
        if known.first_pos < self.base {
            return Outcome::Before(known);
        }
        let range = known.first_pos..known.first_pos + known.events;
        let leaves = self.events.iter().filter(|event| range.contains(&event.leaf.pos));
        Outcome::Here(Appended {
            leaf_hashes: leaves.map(|event| event.hash).collect(),
            positions: range.collect(),
            duplicate: true,
            recorded: known.time,
        })
    }

    fn check(&self, condition: &Condition) -> Result<(), AppendError> {
        match condition {
            Condition::Stream { stream, version } => {
                let actual = self.streams.get(stream).copied().unwrap_or(0);
                if actual == *version {
                    return Ok(());
                }
                let (stream, expected) = (stream.clone(), *version);
                Err(AppendError::Conflict(ConflictInfo::Stream { stream, expected, actual }))
            }
            Condition::NoneAbout { subjects, kinds, after } => {
                let counts = |event: &&Planned| {
                    event.leaf.pos >= *after
                        && (kinds.is_empty() || kinds.contains(&event.leaf.kind))
                };
                for event in self.events.iter().filter(counts) {
                    let hit = event.leaf.about.iter().find(|subject| subjects.contains(subject));
                    if let Some(subject) = hit {
                        return Err(AppendError::Conflict(ConflictInfo::About {
                            subject: subject.clone(),
                            kind: event.leaf.kind.clone(),
                            pos: event.leaf.pos,
                        }));
                    }
                }
                Ok(())
            }
        }
    }
}

impl From<sea_orm::DbErr> for AppendError {
    fn from(why: sea_orm::DbErr) -> Self {
        Self::Store(StoreError::Db(why))
    }
}
