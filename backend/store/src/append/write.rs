//! Writing what a batch adds, many rows to a statement.
//!
//! # Invariants
//! - All of a batch is written in the transaction that holds the head (`acknowledged_events_survive_kill_9`).
//!
//! # Deliberately absent
//! - Views: they follow, they do not hold up an append.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, Value};

use super::draft::Draft;
use crate::{StoreError, sql};

const EVENT: &str = "INSERT INTO event (pos, stream_id, stream_ver, event_id, type, type_ver, \
                     recorded_at, timeline_at, leaf, leaf_hash)";
const ABOUT: &str = "INSERT INTO about (subject, pos, type)";
const PAYLOAD: &str = "INSERT INTO payload (pos, pointer, key_id, nonce, ciphertext)";
const DEDUPE: &str =
    "INSERT INTO dedupe (source, command, request_hash, first_pos, events, recorded_at)";
const STREAM: &str = "INSERT INTO stream (stream_id, version)";
const HEAD: &str = "UPDATE log_head SET next_pos = $1, last_time = $2, last_timeline = $3, \
                    live_from = $4 WHERE log_id = 1";

/// Writes the draft's new events and moves the head.
pub(super) async fn write<C: ConnectionTrait>(tx: &C, draft: &Draft<'_>) -> Result<(), StoreError> {
    let mut events = Vec::with_capacity(draft.events.len() * 10);
    let mut abouts = Vec::new();
    let mut payloads = Vec::new();
    let mut versions: HashMap<&str, u64> = HashMap::new();
    for event in &draft.events {
        let leaf = &event.leaf;
        versions.insert(&leaf.stream, leaf.ver);
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
    write_versions(tx, versions).await?;
    let head = &draft.head;
    let live_from = Value::BigInt(head.live_from.map(sql::signed));
    let values =
        [sql::int(head.next_pos), head.last_time.into(), head.last_timeline.into(), live_from];
    sql::run(tx, HEAD, values).await?;
    Ok(())
}

async fn write_versions<C: ConnectionTrait>(
    tx: &C,
    versions: HashMap<&str, u64>,
) -> Result<(), StoreError> {
    let mut streams = Vec::with_capacity(versions.len() * 2);
    for (stream, version) in versions {
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
        values.extend([recorded.request_hash.clone().into(), sql::int(recorded.first_pos)]);
        values.extend([sql::int(recorded.events), recorded.time.into()]);
    }
    values
}
