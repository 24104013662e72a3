//! Reading the log: by position, stream, subject, type and time.
//!
//! # Invariants
//! - A reader that follows [`crate::Store::head`] misses no event
//!   (`a_tailing_reader_misses_nothing_from_many_writers`).
//! - Events are found by time where their timeline puts them (`a_time_maps_to_the_position_after_its_last_event`).
//!
//! # Deliberately absent
//! - Checks of the leaves: reading trusts the database, [`crate::Store::verify`] does not.

use ledger::{Hash, Leaf};
use sea_orm::{QueryResult, Value};

use crate::{StoreError, append::hash, core::Core, sql};

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its position.
    pub pos: u64,
    /// The leaf, parsed.
    pub leaf: Leaf,
    /// Hash of the leaf.
    pub leaf_hash: Hash,
    /// Its place on the timeline, UTC microseconds: occurred for imported events, recorded otherwise.
    pub timeline: i64,
    /// The leaf as logged.
    pub bytes: Vec<u8>,
}

/// Events about any of some subjects.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Any of these.
    pub subjects: Vec<String>,
    /// Types; empty means every type.
    pub kinds: Vec<String>,
    /// First position looked at.
    pub from: u64,
    /// Exclusive end; `None` means the head.
    pub upto: Option<u64>,
    /// At most so many; `None` means all.
    pub limit: Option<u32>,
    /// Largest position first.
    pub newest_first: bool,
}

/// Events of some types about some subjects; an empty list does not filter.
#[derive(Debug, Clone, Default)]
pub struct EventQuery {
    /// Types; empty means every type.
    pub kinds: Vec<String>,
    /// Subjects, any of them; empty means whatever the subject.
    pub subjects: Vec<String>,
    /// First position looked at.
    pub from: u64,
    /// Exclusive end; `None` means the head.
    pub upto: Option<u64>,
    /// At most so many; `None` means all.
    pub limit: Option<u32>,
    /// Largest position first.
    pub newest_first: bool,
}

impl From<About> for EventQuery {
    fn from(q: About) -> Self {
        let About { subjects, kinds, from, upto, limit, newest_first } = q;
        Self { kinds, subjects, from, upto, limit, newest_first }
    }
}

const COLUMNS: &str = "pos, leaf, leaf_hash, timeline_at";

impl Core {
    pub(crate) async fn read(&self, from: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM event WHERE pos >= $1 ORDER BY pos LIMIT $2");
        let values = [sql::int(from), sql::int(limit.into())];
        stored(&sql::all(&self.db.read, query, values).await?)
    }

    pub(crate) async fn read_stream(
        &self,
        stream: &str,
        upto: u64,
    ) -> Result<Vec<Stored>, StoreError> {
        let query = format!(
            "SELECT {COLUMNS} FROM event WHERE stream_id = $1 AND pos < $2 ORDER BY stream_ver"
        );
        stored(&sql::all(&self.db.read, query, [stream.into(), sql::int(upto)]).await?)
    }

    pub(crate) async fn events(&self, q: &EventQuery) -> Result<Vec<Stored>, StoreError> {
        let (filter, mut values) = filter(q);
        let order = if q.newest_first { "DESC" } else { "ASC" };
        let limit = q.limit.map_or(i64::MAX, i64::from);
        values.push(limit.into());
        let end = format!("ORDER BY pos {order} LIMIT ${}", values.len());
        let places = filter.places(&end, q.limit.is_some());
        let query = format!("SELECT {COLUMNS} FROM event WHERE {places} {end}");
        stored(&sql::all(&self.db.read, query, values).await?)
    }

    pub(crate) async fn count_events(&self, q: &EventQuery) -> Result<u64, StoreError> {
        let (filter, values) = filter(q);
        // One event may concern several of the subjects.
        let counted = if q.subjects.len() > 1 { "DISTINCT pos" } else { "*" };
        let query = format!("SELECT count({counted}) FROM {} WHERE {}", filter.table, filter.all());
        match sql::one(&self.db.read, query, values).await? {
            Some(row) => sql::number(&row, 0),
            None => Ok(0),
        }
    }

    pub(crate) async fn position_at(&self, time: i64) -> Result<u64, StoreError> {
        let query = "SELECT pos FROM event WHERE timeline_at <= $1 \
                     ORDER BY timeline_at DESC, pos DESC LIMIT 1";
        match sql::one(&self.db.read, query, [time.into()]).await? {
            Some(row) => Ok(sql::number(&row, 0)? + 1),
            None => Ok(0),
        }
    }

    pub(crate) async fn timeline_of(&self, pos: u64) -> Result<Option<i64>, StoreError> {
        let query = "SELECT timeline_at FROM event WHERE pos = $1";
        let row = sql::one(&self.db.read, query, [sql::int(pos)]).await?;
        Ok(row.map(|row| sql::column(&row, 0)).transpose()?)
    }
}

/// Which events are asked for, in the table that knows.
struct Filter {
    table: &'static str,
    /// Holds for every event asked for.
    common: String,
    /// The column that an index leads by, and the placeholders of the values it may have.
    any: Option<(&'static str, Vec<String>)>,
}

/// Up to so many values are looked up one by one, each only as far as the page needs.
const BRANCHES: usize = 16;

impl Filter {
    fn all(&self) -> String {
        match &self.any {
            Some((column, holders)) => {
                format!("{} AND {column} IN ({})", self.common, holders.join(", "))
            }
            None => self.common.clone(),
        }
    }

    /// The condition on positions in `event`. One event may be found by several values.
    fn places(&self, end: &str, limited: bool) -> String {
        let Some((column, holders)) = &self.any else { return self.all() };
        if !limited || holders.len() > BRANCHES {
            return format!("pos IN (SELECT pos FROM {} WHERE {})", self.table, self.all());
        }
        let branches: Vec<String> = holders
            .iter()
            .map(|holder| {
                let (table, common) = (self.table, &self.common);
                format!(
                    "SELECT pos FROM (SELECT pos FROM {table} WHERE {column} = {holder} \
                     AND {common} {end}) AS one"
                )
            })
            .collect();
        format!("pos IN ({})", branches.join(" UNION "))
    }
}

fn filter(q: &EventQuery) -> (Filter, Vec<Value>) {
    let mut values = vec![sql::int(q.from), sql::int(q.upto.unwrap_or(u64::MAX))];
    let mut common = "pos >= $1 AND pos < $2".to_owned();
    let mut holders = |items: &[String]| -> Vec<String> {
        let first = values.len() + 1;
        let (_, more) = sql::list(first, items);
        values.extend(more);
        (first..=values.len()).map(|at| format!("${at}")).collect()
    };
    if q.subjects.is_empty() {
        let any = (!q.kinds.is_empty()).then(|| ("type", holders(&q.kinds)));
        return (Filter { table: "event", common, any }, values);
    }
    if !q.kinds.is_empty() {
        common = format!("{common} AND type IN ({})", holders(&q.kinds).join(", "));
    }
    let any = Some(("subject", holders(&q.subjects)));
    (Filter { table: "about", common, any }, values)
}

pub(crate) fn stored(rows: &[QueryResult]) -> Result<Vec<Stored>, StoreError> {
    rows.iter().map(one).collect()
}

fn one(row: &QueryResult) -> Result<Stored, StoreError> {
    let pos = sql::number(row, 0)?;
    let bytes: Vec<u8> = sql::column(row, 1)?;
    let leaf = serde_json::from_slice(&bytes)
        .map_err(|why| StoreError::Damaged(format!("position {pos}: {why}")))?;
    Ok(Stored { pos, leaf, leaf_hash: hash(row, 2)?, timeline: sql::column(row, 3)?, bytes })
}
