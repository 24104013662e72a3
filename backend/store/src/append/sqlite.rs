//! A batch on `SQLite`: a connection that only the appender has, and a statement for each kind of row.
//!
//! The connection is used on the appender's own thread and each row is bound where it lies. Through
//! the pool that the rest of the store uses, each statement would travel to another thread and each
//! value into a box of its own, which cost more than all that `SQLite` does.
//!
//! # Invariants
//! - All of a batch is written in the transaction that holds the head (`acknowledged_events_survive_kill_9`).
//! - A commit is on disk when it returns (`the_log_is_written_durably`).
//!
//! # Deliberately absent
//! - Any other use of this connection: views, keys and checkpoints are not in a hurry.

use std::{collections::HashMap, path::Path};

use ledger::Hash;
use rusqlite::{
    CachedStatement, Connection, OpenFlags, OptionalExtension as _, Row, Transaction,
    TransactionBehavior, params,
};

use super::{
    Condition, ConflictInfo,
    batch::{Asked, HEAD, Outcomes, committed},
    draft::{Draft, Head, Planned, Recorded},
};
use crate::{
    StoreError,
    core::Core,
    db::{JOURNAL_PAGES, WAIT},
    keys::files::Secret,
    sql::signed,
};

const VERSION: &str = "SELECT version FROM stream WHERE stream_id = ?";
const KNOWN: &str = "SELECT request_hash, first_pos, events, recorded_at FROM dedupe \
                     WHERE command = ? AND source = ?";
const SINCE: &str = "SELECT type, pos FROM about WHERE subject = ? AND pos >= ? ORDER BY pos";
const EVENT: &str = "INSERT INTO event (pos, stream_id, stream_ver, event_id, type, type_ver, \
                     recorded_at, timeline_at, leaf, leaf_hash) VALUES (?,?,?,?,?,?,?,?,?,?)";
const ABOUT: &str = "INSERT INTO about (subject, pos, type) VALUES (?,?,?)";
const PAYLOAD: &str =
    "INSERT INTO payload (pos, pointer, key_id, nonce, ciphertext) VALUES (?,?,?,?,?)";
const DEDUPE: &str = "INSERT INTO dedupe (source, command, request_hash, first_pos, events, \
                      recorded_at) VALUES (?,?,?,?,?,?)";
const STREAM: &str = "INSERT INTO stream (stream_id, version) VALUES (?,?) \
                      ON CONFLICT (stream_id) DO UPDATE SET version = excluded.version";
const MOVE: &str = "UPDATE log_head SET next_pos = ?, last_time = ?, last_timeline = ?, \
                    live_from = ? WHERE log_id = 1";

/// More statements than there are above.
const STATEMENTS: usize = 16;

/// Writes batches into the file of the log.
pub(crate) struct Scribe {
    log: Connection,
}

impl Scribe {
    /// Connects to a log whose tables are there.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let log = Connection::open_with_flags(file, flags)?;
        log.busy_timeout(WAIT)?;
        log.set_prepared_statement_cache_capacity(STATEMENTS);
        for (name, value) in [
            ("synchronous", "FULL"),
            ("foreign_keys", "ON"),
            ("trusted_schema", "OFF"),
            ("secure_delete", "ON"),
            ("temp_store", "MEMORY"),
            ("wal_autocheckpoint", &JOURNAL_PAGES.to_string()),
        ] {
            // Some of them answer with what is set now.
            log.pragma_update_and_check(None, name, value, |_| Ok(())).optional()?;
        }
        let journal: String = log.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        let flushed: i64 = log.pragma_query_value(None, "synchronous", |row| row.get(0))?;
        if journal != "wal" || flushed < 2 {
            let why = format!("journal {journal}, synchronous {flushed}: commits could be lost");
            return Err(StoreError::Unfit(why));
        }
        Ok(Self { log })
    }

    /// Records the commands that stand, with the keys of those whom they concern.
    pub(super) fn record(
        &mut self,
        core: &Core,
        asked: &[Asked],
        keys: HashMap<String, Secret>,
    ) -> Result<Outcomes, StoreError> {
        let tx = self.log.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut draft = Draft { keys, ..Draft::at(core, head(&tx)?) };
        read(&tx, asked, &mut draft)?;
        let conflicts = conflicts(&tx, asked, draft.base)?;
        let both = asked.iter().zip(conflicts);
        let outcomes = both.map(|(asked, conflict)| draft.add(asked, conflict)).collect();
        if !draft.fresh.is_empty() {
            write(&tx, &draft)?;
            if let Err(why) = tx.commit() {
                // The operating system may have dropped the dirty pages: what a reader sees now may
                // not be on the disk. Only a start from the files shows what is.
                tracing::error!(%why, "the log could not be written to disk");
                std::process::abort();
            }
            committed(core, &draft);
        }
        Ok(outcomes)
    }
}

fn head(tx: &Transaction<'_>) -> Result<Head, StoreError> {
    let head = tx.prepare_cached(HEAD)?.query_row([], |row| {
        let live_from: Option<i64> = row.get(3)?;
        Ok(Head {
            next_pos: number(row, 0)?,
            last_time: row.get(1)?,
            last_timeline: row.get(2)?,
            live_from: live_from.and_then(|pos| u64::try_from(pos).ok()),
        })
    });
    head.optional()?.ok_or_else(|| StoreError::Damaged("the head of the log is missing".into()))
}

/// Reads into the draft what the commands build on.
fn read(tx: &Transaction<'_>, asked: &[Asked], draft: &mut Draft<'_>) -> Result<(), StoreError> {
    let mut version = tx.prepare_cached(VERSION)?;
    let mut known = tx.prepare_cached(KNOWN)?;
    for Asked { append, .. } in asked {
        for stream in append.streams() {
            if !draft.streams.contains_key(stream) {
                let found = version.query_row([stream], |row| number(row, 0)).optional()?;
                draft.streams.insert(stream.to_owned(), found.unwrap_or(0));
            }
        }
        let names = [append.command.as_str(), append.source.as_str()];
        if let Some(found) = known.query_row(names, recorded).optional()? {
            draft.known.insert((append.source.clone(), append.command.clone()), found);
        }
    }
    Ok(())
}

fn recorded(row: &Row<'_>) -> rusqlite::Result<Recorded> {
    Ok(Recorded {
        request_hash: Hash(row.get(0)?),
        first_pos: number(row, 1)?,
        events: number(row, 2)?,
        time: row.get(3)?,
    })
}

/// For each command the first stored event that breaks one of its conditions about subjects.
fn conflicts(
    tx: &Transaction<'_>,
    asked: &[Asked],
    next_pos: u64,
) -> Result<Vec<Option<ConflictInfo>>, StoreError> {
    let mut since = tx.prepare_cached(SINCE)?;
    let mut conflicts = Vec::with_capacity(asked.len());
    for asked in asked {
        let mut found = None;
        for condition in &asked.append.conditions {
            if found.is_none() {
                found = conflict(&mut since, condition, next_pos)?;
            }
        }
        conflicts.push(found);
    }
    Ok(conflicts)
}

fn conflict(
    since: &mut CachedStatement<'_>,
    condition: &Condition,
    next_pos: u64,
) -> Result<Option<ConflictInfo>, StoreError> {
    let Condition::NoneAbout { subjects, kinds, after } = condition else {
        return Ok(None);
    };
    if *after >= next_pos {
        return Ok(None);
    }
    for subject in subjects {
        let mut rows = since.query(params![subject, signed(*after)])?;
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            if kinds.is_empty() || kinds.contains(&kind) {
                let pos = number(row, 1)?;
                return Ok(Some(ConflictInfo::About { subject: subject.clone(), kind, pos }));
            }
        }
    }
    Ok(None)
}

/// Writes the draft's new events and moves the head.
fn write(tx: &Transaction<'_>, draft: &Draft<'_>) -> Result<(), StoreError> {
    write_events(tx, &draft.events)?;
    let mut dedupe = tx.prepare_cached(DEDUPE)?;
    for ((source, command), recorded) in &draft.fresh {
        let Recorded { request_hash, first_pos, events, time } = recorded;
        let hash = request_hash.as_bytes();
        dedupe.execute(params![
            source,
            command,
            hash,
            signed(*first_pos),
            signed(*events),
            time
        ])?;
    }
    let mut stream = tx.prepare_cached(STREAM)?;
    for (name, version) in draft.versions() {
        stream.execute(params![name, signed(version)])?;
    }
    let Head { next_pos, last_time, last_timeline, live_from } = &draft.head;
    let live_from = live_from.map(signed);
    let values = params![signed(*next_pos), last_time, last_timeline, live_from];
    tx.prepare_cached(MOVE)?.execute(values)?;
    Ok(())
}

fn write_events(tx: &Transaction<'_>, events: &[Planned]) -> Result<(), StoreError> {
    let mut row = tx.prepare_cached(EVENT)?;
    let mut about = tx.prepare_cached(ABOUT)?;
    for Planned { leaf, event_id, timeline, bytes, hash, .. } in events {
        row.execute(params![
            signed(leaf.pos),
            leaf.stream,
            signed(leaf.ver),
            event_id.as_bytes(),
            leaf.kind,
            leaf.tver,
            leaf.time,
            timeline,
            bytes,
            hash.as_bytes(),
        ])?;
        for subject in &leaf.about {
            about.execute(params![subject, signed(leaf.pos), leaf.kind])?;
        }
    }
    let mut payload = tx.prepare_cached(PAYLOAD)?;
    for event in events {
        for (pointer, key, sealed) in &event.payloads {
            let values =
                params![signed(event.leaf.pos), pointer, key, sealed.nonce, sealed.ciphertext];
            payload.execute(values)?;
        }
    }
    Ok(())
}

/// A position, version or count, which the database keeps as a signed integer.
fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(at)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(at, value))
}
