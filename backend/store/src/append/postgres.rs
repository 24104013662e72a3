//! A batch on PostgreSQL: few statements, each with many rows, as each travels to a server and back.
//!
//! # Invariants
//! - All of a batch is written in the transaction that holds the head (`acknowledged_events_survive_kill_9`).
//!
//! # Deliberately absent
//! - Views: they follow, they do not hold up an append.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
};

use sea_orm::{ConnectionTrait, Value};

use super::{
    Condition, ConflictInfo,
    batch::{Asked, Outcomes, RECORDED, committed, lock_head, part_keys, recorded},
    draft::{Draft, Name, Recorded},
};
use crate::{StoreError, core::Core, db, sql};

/// How many items one list in a statement holds at most.
const LIST: usize = 512;

const EVENT: &str = "INSERT INTO event (pos, stream_id, stream_ver, event_id, type, type_ver, \
                     recorded_at, timeline_at, leaf, leaf_hash)";
const ABOUT: &str = "INSERT INTO about (subject, pos, type)";
const PAYLOAD: &str = "INSERT INTO payload (pos, pointer, key_id, nonce, ciphertext)";
const DEDUPE: &str =
    "INSERT INTO dedupe (source, command, request_hash, first_pos, events, recorded_at)";
const STREAM: &str = "INSERT INTO stream (stream_id, version)";
const HEAD: &str = "UPDATE log_head SET next_pos = $1, last_time = $2, last_timeline = $3, \
                    live_from = $4 WHERE log_id = 1";

/// Records the commands that stand.
pub(super) async fn record(core: &Core, asked: &[Asked]) -> Result<Outcomes, StoreError> {
    let log = core.db.write().await;
    let tx = db::begin(&log).await?;
    let head = lock_head(&tx, core).await?;
    let conflicts = conflicts(&tx, asked, head.next_pos).await?;
    let streams = versions(&tx, asked).await?;
    let keys = core.keys.obtain_in(&tx, &part_keys(asked)).await?;
    let known = known(&tx, asked).await?;
    let mut draft = Draft { streams, keys, known, ..Draft::at(core, head) };
    let both = asked.iter().zip(conflicts);
    let outcomes = both.map(|(asked, conflict)| draft.add(asked, conflict)).collect();
    if draft.fresh.is_empty() {
        tx.rollback().await?;
    } else {
        write(&tx, &draft).await?;
        tx.commit().await?;
        committed(core, &draft);
    }
    Ok(outcomes)
}

/// For each command the first stored event that breaks one of its conditions about subjects.
async fn conflicts<C: ConnectionTrait>(
    tx: &C,
    asked: &[Asked],
    next_pos: u64,
) -> Result<Vec<Option<ConflictInfo>>, StoreError> {
    let mut conflicts = Vec::with_capacity(asked.len());
    for asked in asked {
        let mut found = None;
        for condition in &asked.append.conditions {
            if found.is_none() {
                found = conflict(tx, condition, next_pos).await?;
            }
        }
        conflicts.push(found);
    }
    Ok(conflicts)
}

async fn conflict<C: ConnectionTrait>(
    tx: &C,
    condition: &Condition,
    next_pos: u64,
) -> Result<Option<ConflictInfo>, StoreError> {
    let Condition::NoneAbout { subjects, kinds, after } = condition else {
        return Ok(None);
    };
    if *after >= next_pos {
        return Ok(None);
    }
    for subjects in subjects.chunks(LIST) {
        let (subjects, mut values) = sql::list(2, subjects);
        values.insert(0, sql::int(*after));
        let mut query = format!(
            "SELECT subject, type, pos FROM about WHERE pos >= $1 AND subject IN ({subjects})"
        );
        if !kinds.is_empty() {
            let (kinds, more) = sql::list(values.len() + 1, kinds);
            values.extend(more);
            // Writing into a String cannot fail.
            let _ = write!(query, " AND type IN ({kinds})");
        }
        query.push_str(" ORDER BY pos LIMIT 1");
        if let Some(row) = sql::one(tx, query, values).await? {
            let (subject, kind) = (sql::column(&row, 0)?, sql::column(&row, 1)?);
            return Ok(Some(ConflictInfo::About { subject, kind, pos: sql::number(&row, 2)? }));
        }
    }
    Ok(None)
}

async fn versions<C: ConnectionTrait>(
    tx: &C,
    asked: &[Asked],
) -> Result<HashMap<String, u64>, StoreError> {
    let streams: BTreeSet<&str> = asked.iter().flat_map(|asked| asked.append.streams()).collect();
    let streams: Vec<String> = streams.into_iter().map(str::to_owned).collect();
    let mut versions = HashMap::with_capacity(streams.len());
    for streams in streams.chunks(LIST) {
        let (holders, values) = sql::list(1, streams);
        let query = format!("SELECT stream_id, version FROM stream WHERE stream_id IN ({holders})");
        for row in sql::all(tx, query, values).await? {
            versions.insert(sql::column(&row, 0)?, sql::number(&row, 1)?);
        }
    }
    Ok(versions)
}

async fn known<C: ConnectionTrait>(
    tx: &C,
    asked: &[Asked],
) -> Result<HashMap<Name, Recorded>, StoreError> {
    let ids: Vec<String> = asked.iter().map(|asked| asked.append.command.clone()).collect();
    let mut known = HashMap::new();
    for ids in ids.chunks(LIST) {
        let (holders, values) = sql::list(1, ids);
        let query = format!("{RECORDED} WHERE command IN ({holders})");
        for row in sql::all(tx, query, values).await? {
            let (name, recorded) = recorded(&row)?;
            known.insert(name, recorded);
        }
    }
    Ok(known)
}

/// Writes the draft's new events and moves the head.
async fn write<C: ConnectionTrait>(tx: &C, draft: &Draft<'_>) -> Result<(), StoreError> {
    let mut events = Vec::with_capacity(draft.events.len() * 10);
    let mut abouts = Vec::new();
    let mut payloads = Vec::new();
    for event in &draft.events {
        let leaf = &event.leaf;
        events.extend([sql::int(leaf.pos), leaf.stream.as_str().into(), sql::int(leaf.ver)]);
        events.extend([event.event_id.as_bytes().to_vec().into(), leaf.kind.as_str().into()]);
        events.extend([sql::int(leaf.tver.into()), leaf.time.into(), event.timeline.into()]);
        events.extend([event.bytes.clone().into(), event.hash.0.to_vec().into()]);
        for subject in &leaf.about {
            abouts.extend([subject.as_str().into(), sql::int(leaf.pos), leaf.kind.as_str().into()]);
        }
        for (pointer, key, sealed) in &event.payloads {
            payloads.extend([sql::int(leaf.pos), pointer.as_str().into(), key.as_str().into()]);
            payloads.extend([sealed.nonce.clone().into(), sealed.ciphertext.clone().into()]);
        }
    }
    sql::insert(tx, EVENT, 10, events, "").await?;
    sql::insert(tx, ABOUT, 3, abouts, "").await?;
    sql::insert(tx, PAYLOAD, 5, payloads, "").await?;
    sql::insert(tx, DEDUPE, 6, dedupe(draft), "").await?;
    write_versions(tx, draft).await?;
    let head = &draft.head;
    let live_from = Value::BigInt(head.live_from.map(sql::signed));
    let values =
        [sql::int(head.next_pos), head.last_time.into(), head.last_timeline.into(), live_from];
    sql::run(tx, HEAD, values).await?;
    Ok(())
}

async fn write_versions<C: ConnectionTrait>(tx: &C, draft: &Draft<'_>) -> Result<(), StoreError> {
    let mut streams = Vec::new();
    for (stream, version) in draft.versions() {
        streams.extend([stream.into(), sql::int(version)]);
    }
    let newest = "ON CONFLICT (stream_id) DO UPDATE SET version = excluded.version";
    sql::insert(tx, STREAM, 2, streams, newest).await?;
    Ok(())
}

fn dedupe(draft: &Draft<'_>) -> Vec<Value> {
    let mut values = Vec::with_capacity(draft.fresh.len() * 6);
    for ((source, command), recorded) in &draft.fresh {
        values.extend([source.as_str().into(), command.as_str().into()]);
        values.extend([recorded.request_hash.0.to_vec().into(), sql::int(recorded.first_pos)]);
        values.extend([sql::int(recorded.events), recorded.time.into()]);
    }
    values
}
