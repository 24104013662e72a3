//! One batch in one transaction: lock, read, decide in memory, write, commit.
//!
//! What is read and written is the same on both databases; how is not. PostgreSQL is a server, so
//! many rows travel in one statement (`postgres`); `SQLite` is a file, so each row is bound to a
//! statement that stands ready (`sqlite`).
//!
//! # Invariants
//! - The lock is a statement of its own, so that what is read after it is fresh
//!   (`two_processes_share_one_order`).
//!
//! # Deliberately absent
//! - A second attempt at a commit: after a failed flush nobody knows what is on the disk, so the
//!   process ends.

use std::{collections::BTreeSet, sync::atomic::Ordering};

use ledger::Hash;
use sea_orm::{ConnectionTrait, Value};

use super::{
    Append, AppendError, Appended,
    draft::{Draft, Head, Name, Outcome, Recorded},
    postgres,
    sqlite::Scribe,
};
use crate::{StoreError, core::Core, sql};

pub(super) type Results = Vec<Result<Appended, AppendError>>;
pub(super) type Outcomes = Vec<Result<Outcome, AppendError>>;

/// A command as it came in.
pub(crate) struct Asked {
    pub(crate) append: Box<Append>,
    pub(crate) request_hash: Hash,
}

/// Records the commands that stand; answers each of them.
pub(super) async fn record(
    core: &Core,
    scribe: Option<&mut Scribe>,
    asked: &[Asked],
) -> Result<Results, StoreError> {
    let _no_erasure = core.erasing.read().await;
    let outcomes = match scribe {
        Some(scribe) => {
            let keys = core.keys.obtain(&part_keys(asked)).await?;
            let _turn = core.db.write().await;
            scribe.record(core, asked, keys)?
        }
        None => postgres::record(core, asked).await?,
    };
    let mut results = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        results.push(answer(core, outcome).await);
    }
    Ok(results)
}

/// Tells that a draft is durable.
pub(super) fn committed(core: &Core, draft: &Draft<'_>) {
    core.commits.fetch_add(1, Ordering::Relaxed);
    core.advance(draft.head.next_pos);
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

/// Whose keys the parts of these commands need.
pub(super) fn part_keys(asked: &[Asked]) -> Vec<String> {
    let events = asked.iter().flat_map(|asked| &asked.append.events);
    let keys: BTreeSet<&str> =
        events.flat_map(|event| &event.parts).map(|part| part.key.as_str()).collect();
    keys.into_iter().map(str::to_owned).collect()
}

/// Takes the row that decides the order.
pub(crate) async fn lock_head<C: ConnectionTrait>(tx: &C, core: &Core) -> Result<Head, StoreError> {
    let lock = if core.db.is_sqlite() { "" } else { " FOR UPDATE" };
    let row = sql::one(tx, format!("{HEAD}{lock}"), []).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("the head of the log is missing".into()))?;
    let live_from: Option<i64> = sql::column(&row, 3)?;
    Ok(Head {
        next_pos: sql::number(&row, 0)?,
        last_time: sql::column(&row, 1)?,
        last_timeline: sql::column(&row, 2)?,
        live_from: live_from.and_then(|pos| u64::try_from(pos).ok()),
    })
}

/// Reads the row that decides the order.
pub(super) const HEAD: &str =
    "SELECT next_pos, last_time, last_timeline, live_from FROM log_head WHERE log_id = 1";
/// Reads what commands recorded.
pub(super) const RECORDED: &str =
    "SELECT source, command, request_hash, first_pos, events, recorded_at FROM dedupe";

pub(super) fn recorded(row: &sea_orm::QueryResult) -> Result<(Name, Recorded), StoreError> {
    let recorded = Recorded {
        request_hash: hash(row, 2)?,
        first_pos: sql::number(row, 3)?,
        events: sql::number(row, 4)?,
        time: sql::column(row, 5)?,
    };
    Ok(((sql::column(row, 0)?, sql::column(row, 1)?), recorded))
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
