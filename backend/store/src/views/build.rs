//! Builds: the tables of one version of one view, and how far they have come.
//!
//! # Invariants
//! - A build of another log, or of a longer one, is never served (`views_of_another_log_are_folded_again`).
//!
//! # Deliberately absent
//! - Migrations for these tables: a build is made, filled and dropped.

use ledger::Hash;
use migrations::dialect;
use sea_orm::{ConnectionTrait, QueryResult};

use crate::{StoreError, core::Core, db, sql};

/// One build of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Build {
    pub(crate) view: String,
    /// Version of the code that folds it.
    pub(crate) version: u64,
    /// Counts the rebuilds of that version.
    pub(crate) number: u64,
    /// First position not folded yet.
    pub(crate) pos: u64,
    /// Leaf hash of the event folded last.
    pub(crate) last: Option<Hash>,
    /// Whether readers are served from it.
    pub(crate) active: bool,
}

const COLUMNS: &str = "SELECT view, version, build, pos, last, active FROM projection \
                       ORDER BY view, version, build";
const ONE: &str = "view = $1 AND version = $2 AND build = $3";

const TABLES: &str = "
CREATE TABLE {NAME}_now (
  key      {TEXT} PRIMARY KEY,
  from_pos {INT} NOT NULL,
  scope    {TEXT} NOT NULL,
  sort     {TEXT} NOT NULL,
  body     {TEXT} NOT NULL
);
CREATE INDEX {NAME}_now_sort ON {NAME}_now (sort, key);
CREATE INDEX {NAME}_now_scope ON {NAME}_now (scope, sort, key);
CREATE TABLE {NAME}_was (
  key      {TEXT} NOT NULL,
  from_pos {INT} NOT NULL,
  to_pos   {INT} NOT NULL,
  scope    {TEXT} NOT NULL,
  sort     {TEXT} NOT NULL,
  body     {TEXT} NOT NULL
);
CREATE INDEX {NAME}_was_key ON {NAME}_was (key, from_pos);
CREATE INDEX {NAME}_was_to ON {NAME}_was (to_pos, from_pos);
CREATE INDEX {NAME}_was_from ON {NAME}_was (from_pos, to_pos);
";

impl Build {
    fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let last: Option<Vec<u8>> = sql::column(row, 4)?;
        Ok(Self {
            view: sql::column(row, 0)?,
            version: sql::number(row, 1)?,
            number: sql::number(row, 2)?,
            pos: sql::number(row, 3)?,
            last: last.and_then(|bytes| Hash::try_from(bytes.as_slice()).ok()),
            active: sql::number(row, 5)? == 1,
        })
    }

    /// What its tables are called, up to `_now` and `_was`.
    pub(crate) fn table(&self) -> String {
        format!("v_{}_{}_{}", self.view, self.version, self.number)
    }

    fn key(&self) -> [sea_orm::Value; 3] {
        [self.view.as_str().into(), sql::int(self.version), sql::int(self.number)]
    }
}

/// Moves builds that stand at the same position on, in a transaction. False when another runner
/// moved or dropped one of them.
pub(crate) async fn advance<C: ConnectionTrait>(
    tx: &C,
    builds: &[Build],
    (pos, last): (u64, Hash),
) -> Result<bool, StoreError> {
    let Some(from) = builds.first().map(|build| build.pos) else { return Ok(true) };
    let tables: Vec<String> = builds.iter().map(Build::table).collect();
    let (holders, values) = sql::list(4, &tables);
    let update = format!(
        "UPDATE projection SET pos = $2, last = $3, stopped = NULL WHERE pos = $1 \
         AND 'v_' || view || '_' || version || '_' || build IN ({holders})"
    );
    let moved = [sql::int(from), sql::int(pos), last.0.to_vec().into()];
    let moved = sql::run(tx, update, moved.into_iter().chain(values)).await?;
    Ok(usize::try_from(moved) == Ok(builds.len()))
}

impl Core {
    /// All builds there are.
    pub(crate) async fn builds(&self) -> Result<Vec<Build>, StoreError> {
        let rows = sql::all(&self.db.views_read, COLUMNS, []).await?;
        rows.iter().map(Build::read).collect()
    }

    /// Drops builds that were not folded from this log as it is.
    pub(crate) async fn drop_foreign(&self) -> Result<(), StoreError> {
        for build in self.builds().await? {
            if !self.folded_from_here(&build).await? {
                let table = build.table();
                tracing::warn!(table, "this view was folded from another log, it starts again");
                self.drop_builds(&[build]).await?;
            }
        }
        Ok(())
    }

    async fn folded_from_here(&self, build: &Build) -> Result<bool, StoreError> {
        let Some(before) = build.pos.checked_sub(1) else {
            return Ok(true);
        };
        let query = "SELECT leaf_hash FROM event WHERE pos = $1";
        let row = sql::one(&self.db.read, query, [sql::int(before)]).await?;
        let Some(row) = row else { return Ok(false) };
        Ok(build.last == Some(crate::append::hash(&row, 0)?))
    }

    /// Makes the newest build of this version, or finds it. A build is served at once when nothing
    /// else is.
    pub(crate) async fn ensure_build(&self, view: &str, version: u32) -> Result<(), StoreError> {
        let builds = self.builds().await?;
        let mut same = builds.iter().filter(|build| build.view == view);
        if same.any(|build| build.version == u64::from(version)) {
            return Ok(());
        }
        let served = builds.iter().any(|build| build.view == view && build.active);
        self.make_build(view, (u64::from(version), 1), !served).await
    }

    /// Makes an empty build.
    pub(crate) async fn make_build(
        &self,
        view: &str,
        (version, number): (u64, u64),
        active: bool,
    ) -> Result<(), StoreError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if view.is_empty() || view.len() > 40 || !view.chars().all(plain) {
            return Err(StoreError::NoSuchView(view.to_owned()));
        }
        let build = Build { view: view.to_owned(), version, number, pos: 0, last: None, active };
        let tx = db::begin(&self.db.views_write).await?;
        let insert = "INSERT INTO projection (view, version, build, pos, active) \
                      VALUES ($1, $2, $3, 0, $4) ON CONFLICT DO NOTHING";
        let mut values = build.key().to_vec();
        values.push(sql::int(active.into()));
        if sql::run(&tx, insert, values).await? == 1 {
            let tables = dialect(self.db.backend, TABLES).replace("{NAME}", &build.table());
            tx.execute_unprepared(&tables).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Serves readers from this build, and drops those it replaces.
    pub(crate) async fn switch_to(&self, build: &Build) -> Result<(), StoreError> {
        let mut others = self.builds().await?;
        others.retain(|other| {
            // A newer one that is not served yet is being filled by somebody.
            let older = (other.version, other.number) < (build.version, build.number);
            other.view == build.view && other.table() != build.table() && (other.active || older)
        });
        let tx = db::begin(&self.db.views_write).await?;
        drop_in(&tx, &others).await?;
        let update = format!("UPDATE projection SET active = 1 WHERE {ONE}");
        sql::run(&tx, update, build.key()).await?;
        tx.commit().await?;
        self.refresh_views().await
    }

    /// Drops builds with their tables.
    pub(crate) async fn drop_builds(&self, builds: &[Build]) -> Result<(), StoreError> {
        let tx = db::begin(&self.db.views_write).await?;
        drop_in(&tx, builds).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes why a view stands still.
    pub(crate) async fn note_stop(&self, build: &Build, why: &str) -> Result<(), StoreError> {
        let update = format!("UPDATE projection SET stopped = $4 WHERE {ONE}");
        let mut values = build.key().to_vec();
        values.push(why.into());
        sql::run(&self.db.views_write, update, values).await?;
        Ok(())
    }
}

async fn drop_in<C: ConnectionTrait>(tx: &C, builds: &[Build]) -> Result<(), StoreError> {
    for build in builds {
        sql::run(tx, format!("DELETE FROM projection WHERE {ONE}"), build.key()).await?;
        let table = build.table();
        let drop = format!("DROP TABLE IF EXISTS {table}_now; DROP TABLE IF EXISTS {table}_was");
        tx.execute_unprepared(&drop).await?;
    }
    Ok(())
}
