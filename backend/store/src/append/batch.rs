//! One batch in one transaction: lock, read, decide in memory, write, commit.
//!
//! # Invariants
//! - The lock is a statement of its own, so that what is read after it is fresh
//!   (`two_processes_share_one_order`).
//!
//! # Deliberately absent
//! - A second attempt at a commit: after a failed flush nobody knows what is on the disk, so the
//!   process ends.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
    sync::atomic::Ordering,
};

use ledger::Hash;
use sea_orm::{ConnectionTrait, Value};

use super::{
    Append, AppendError, Appended, Condition, ConflictInfo,
    draft::{Asked, Draft, Head, Name, Outcome, Recorded},
};
use crate::{StoreError, core::Core, db, sql};

type Results = Vec<Result<Appended, AppendError>>;

/// How many items one list in a statement holds at most.
const LIST: usize = 512;

/// Records the commands that stand; answers each of them.
pub(super) async fn record(core: &Core, commands: &[&Append]) -> Result<Results, StoreError> {
    let _no_erasure = core.erasing.read().await;
    let tx = db::begin(&core.db.write).await?;
    let head = lock_head(&tx, core).await?;
    let asked = lookups(&tx, core, commands, head.next_pos).await?;
    let mut draft = Draft {
        origin: &core.origin,
        now: (core.clock)(),
        base: head.next_pos,
        streams: versions(&tx, commands).await?,
        keys: core.keys.obtain(&tx, &part_keys(commands)).await?,
        known: known(&tx, commands).await?,
        fresh: Vec::new(),
        events: Vec::new(),
        head,
    };
    let outcomes: Vec<_> = asked.iter().map(|asked| draft.add(asked)).collect();
    if draft.fresh.is_empty() {
        tx.rollback().await?;
    } else {
        super::write::write(&tx, &draft).await?;
        if let Err(why) = tx.commit().await {
            return Err(commit_failed(core, why));
        }
        core.commits.fetch_add(1, Ordering::Relaxed);
        core.advance(draft.head.next_pos);
    }
    let mut results = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        results.push(answer(core, outcome).await);
    }
    Ok(results)
}

async fn answer(
    core: &Core,
    outcome: Result<Outcome, AppendError>,
) -> Result<Appended, AppendError> {
    match outcome? {
        Outcome::Here(appended) => Ok(appended),
        Outcome::Before(recorded) => Ok(core.repeated(&recorded).await?),
    }
}

fn commit_failed(core: &Core, why: sea_orm::DbErr) -> StoreError {
    if core.db.is_sqlite() {
        // The operating system may have dropped the dirty pages: what a reader sees now may not
        // be on the disk. Only a start from the files shows what is.
        tracing::error!(%why, "the log could not be written to disk");
        std::process::abort();
    }
    StoreError::Db(why)
}

/// Takes the row that decides the order.
pub(crate) async fn lock_head<C: ConnectionTrait>(tx: &C, core: &Core) -> Result<Head, StoreError> {
    let lock = if core.db.is_sqlite() { "" } else { " FOR UPDATE" };
    let query = format!(
        "SELECT next_pos, last_time, last_timeline, live_from FROM log_head WHERE log_id = 1{lock}"
    );
    let row = sql::one(tx, query, []).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("the head of the log is missing".into()))?;
    let live_from: Option<i64> = sql::column(&row, 3)?;
    Ok(Head {
        next_pos: sql::number(&row, 0)?,
        last_time: sql::column(&row, 1)?,
        last_timeline: sql::column(&row, 2)?,
        live_from: live_from.and_then(|pos| u64::try_from(pos).ok()),
    })
}

async fn lookups<'a, C: ConnectionTrait>(
    tx: &C,
    core: &Core,
    commands: &[&'a Append],
    next_pos: u64,
) -> Result<Vec<Asked<'a>>, StoreError> {
    let mut asked = Vec::with_capacity(commands.len());
    for append in commands {
        let mut broken = None;
        for condition in &append.conditions {
            if broken.is_none() {
                broken = stored_conflict(tx, condition, next_pos).await?;
            }
        }
        let request_hash = core.keys.request_hash(&append.source, &append.command, &append.request);
        asked.push(Asked { append, request_hash, broken });
    }
    Ok(asked)
}

async fn stored_conflict<C: ConnectionTrait>(
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
    commands: &[&Append],
) -> Result<HashMap<String, u64>, StoreError> {
    let mut streams: BTreeSet<&str> = BTreeSet::new();
    for append in commands {
        streams.extend(append.events.iter().map(|event| event.stream.as_str()));
        streams.extend(append.conditions.iter().filter_map(|condition| match condition {
            Condition::Stream { stream, .. } => Some(stream.as_str()),
            Condition::NoneAbout { .. } => None,
        }));
    }
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
    commands: &[&Append],
) -> Result<HashMap<Name, Recorded>, StoreError> {
    let ids: Vec<String> = commands.iter().map(|append| append.command.clone()).collect();
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

const RECORDED: &str =
    "SELECT source, command, request_hash, first_pos, events, recorded_at FROM dedupe";

fn recorded(row: &sea_orm::QueryResult) -> Result<(Name, Recorded), StoreError> {
    let recorded = Recorded {
        request_hash: sql::column(row, 2)?,
        first_pos: sql::number(row, 3)?,
        events: sql::number(row, 4)?,
        time: sql::column(row, 5)?,
    };
    Ok(((sql::column(row, 0)?, sql::column(row, 1)?), recorded))
}

fn part_keys(commands: &[&Append]) -> Vec<String> {
    let events = commands.iter().flat_map(|append| &append.events);
    let keys: BTreeSet<&str> =
        events.flat_map(|event| &event.parts).map(|part| part.key.as_str()).collect();
    keys.into_iter().map(str::to_owned).collect()
}

impl Core {
    /// What was recorded for a command, if it was.
    pub(crate) async fn command(
        &self,
        source: &str,
        command: &str,
        request: &[u8],
    ) -> Result<Option<Appended>, AppendError> {
        let query = format!("{RECORDED} WHERE command = $1 AND source = $2");
        let row = sql::one(&self.db.read, query, [command.into(), source.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        let (_, recorded) = recorded(&row)?;
        if recorded.request_hash != self.keys.request_hash(source, command, request) {
            let (source_name, command) = (source.to_owned(), command.to_owned());
            return Err(AppendError::CommandReused { source_name, command });
        }
        Ok(Some(self.repeated(&recorded).await?))
    }

    async fn repeated(&self, recorded: &Recorded) -> Result<Appended, StoreError> {
        let range = recorded.first_pos..recorded.first_pos + recorded.events;
        let query = "SELECT leaf_hash FROM event WHERE pos >= $1 AND pos < $2 ORDER BY pos";
        let bounds: [Value; 2] = [sql::int(range.start), sql::int(range.end)];
        let mut leaf_hashes = Vec::new();
        for row in sql::all(&self.db.read, query, bounds).await? {
            leaf_hashes.push(hash(&row, 0)?);
        }
        let positions = range.collect();
        Ok(Appended { positions, leaf_hashes, duplicate: true, recorded: recorded.time })
    }
}

/// A hash in a column.
pub(crate) fn hash(row: &sea_orm::QueryResult, at: usize) -> Result<Hash, StoreError> {
    let bytes: Vec<u8> = sql::column(row, at)?;
    Hash::try_from(bytes.as_slice()).map_err(|why| StoreError::Damaged(why.to_string()))
}
