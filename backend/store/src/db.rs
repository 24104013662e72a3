//! Connections: some that write the log, one that writes views, and some that read.
//!
//! With `SQLite` the log, the views and the keys are three files: views may be deleted, and keys are
//! destroyed, without touching the log; and folding views never holds up an append. Two connections
//! write the log then, one for the appender and one for all else; they take turns.
//!
//! # Invariants
//! - A commit to the log is on disk when it returns (`the_log_is_written_durably`).
//!
//! # Deliberately absent
//! - Databases in memory: what is not durable is no log.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

use migrations::{keys, log, views};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Mutex, MutexGuard};

use crate::{StoreError, sql};

/// Connections of one store.
pub(crate) struct Db {
    pub(crate) backend: DbBackend,
    /// Writes the log, whoever has the turn.
    log: DatabaseConnection,
    /// With `SQLite`, held by whoever writes the log: in the file's own queue nobody is served in order.
    turn: Option<Mutex<()>>,
    /// With `SQLite`, the file of the log.
    file: Option<PathBuf>,
    /// Reads the log.
    pub(crate) read: DatabaseConnection,
    /// Writes views.
    pub(crate) views_write: DatabaseConnection,
    /// Reads views.
    pub(crate) views_read: DatabaseConnection,
    /// Data keys.
    pub(crate) keys: DatabaseConnection,
}

/// Pages in the write-ahead file of the log before they are moved into the log itself: 16 MiB. A page that
/// changes with every batch is moved once, not once for every thousand pages.
pub(crate) const JOURNAL_PAGES: u32 = 4_000;
/// How long a statement waits for another process that writes.
pub(crate) const WAIT: Duration = Duration::from_secs(10);

impl Db {
    /// Connects, creates what is missing and checks what must hold.
    pub(crate) async fn open(url: &str, keys_dir: &Path) -> Result<Self, StoreError> {
        let db = if url.starts_with("sqlite:") {
            Self::sqlite(url, keys_dir).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::postgres(url).await?
        } else {
            return Err(StoreError::Address(url.split(':').next().unwrap_or_default().to_owned()));
        };
        db.migrate().await?;
        db.assert_durable().await?;
        Ok(db)
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.backend == DbBackend::Sqlite
    }

    /// The right to write the log.
    pub(crate) async fn write(&self) -> Turn<'_> {
        let held = match &self.turn {
            Some(turn) => Some(turn.lock().await),
            None => None,
        };
        Turn { _held: held, log: &self.log }
    }

    /// The file of the log, where it has one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    async fn sqlite(url: &str, keys_dir: &Path) -> Result<Self, StoreError> {
        let views_url = views_file(url);
        let keys_url = format!("sqlite://{}?mode=rwc", keys_dir.join("keys.db").display());
        let log = connect_sqlite(url, 1, log_options).await?;
        let options: SqliteConnectOptions =
            url.parse().map_err(|_| StoreError::Address(url.to_owned()))?;
        let views_write = connect_sqlite(&views_url, 1, view_options).await?;
        Ok(Self {
            backend: DbBackend::Sqlite,
            read: connect_sqlite(url, 4, log_options).await?,
            views_read: connect_sqlite(&views_url, 4, view_options).await?,
            keys: connect_sqlite(&keys_url, 1, key_options).await?,
            log,
            turn: Some(Mutex::new(())),
            file: Some(options.get_filename().to_owned()),
            views_write,
        })
    }

    async fn postgres(url: &str) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .map_sqlx_postgres_opts(|options| options.statement_cache_capacity(400));
        let pool = Database::connect(options).await?;
        Ok(Self {
            backend: DbBackend::Postgres,
            log: pool.clone(),
            turn: None,
            file: None,
            read: pool.clone(),
            views_write: pool.clone(),
            views_read: pool.clone(),
            keys: pool,
        })
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        // Several processes may come up at once; the one that loses the race looks again.
        let mut left = 5;
        loop {
            let done = self.migrate_once().await;
            left -= 1;
            match done {
                Err(_) if left > 0 && !self.is_sqlite() => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                other => return Ok(other?),
            }
        }
    }

    async fn migrate_once(&self) -> Result<(), DbErr> {
        log::Migrator::up(&self.log, None).await?;
        views::Migrator::up(&self.views_write, None).await?;
        keys::Migrator::up(&self.keys, None).await
    }

    async fn assert_durable(&self) -> Result<(), StoreError> {
        let wanted: &[(&str, &[&str])] = if self.is_sqlite() {
            &[("PRAGMA journal_mode", &["wal"]), ("PRAGMA synchronous", &["2", "3"])]
        } else {
            let flushed = &["on", "local", "remote_write", "remote_apply"];
            &[("SHOW fsync", &["on"]), ("SHOW synchronous_commit", flushed)]
        };
        for (query, allowed) in wanted {
            let found = self.setting(query).await?;
            if !allowed.contains(&found.as_str()) {
                let why = format!("{query} says {found}: what it commits could be lost");
                return Err(StoreError::Unfit(why));
            }
        }
        Ok(())
    }

    async fn setting(&self, query: &str) -> Result<String, StoreError> {
        let Some(row) = sql::one(&self.log, query, []).await? else {
            return Ok(String::new());
        };
        let text: Result<String, DbErr> = sql::column(&row, 0);
        text.or_else(|_| Ok(sql::column::<i32>(&row, 0)?.to_string()))
    }

    /// Closes all connections; with `SQLite` this also empties the write-ahead files.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        self.read.close_by_ref().await?;
        self.views_read.close_by_ref().await?;
        self.log.close_by_ref().await?;
        self.views_write.close_by_ref().await?;
        self.keys.close_by_ref().await
    }

    /// Empties the write-ahead file, so that deleted bytes do not live on in it.
    pub(crate) async fn empty_journal(&self) -> Result<(), DbErr> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let log = self.write().await;
        // Each attempt waits for readers as long as any statement waits for a lock.
        for _ in 0..3 {
            let row = sql::one(&*log, "PRAGMA wal_checkpoint(TRUNCATE)", []).await?;
            let busy: i32 = row.map(|row| sql::column(&row, 0)).transpose()?.unwrap_or(0);
            if busy == 0 {
                return Ok(());
            }
        }
        tracing::warn!("readers keep deleted bytes in the write-ahead file for a while");
        Ok(())
    }
}

/// The right to write the log until it is dropped. With PostgreSQL the head of the log decides instead.
pub(crate) struct Turn<'a> {
    _held: Option<MutexGuard<'a, ()>>,
    log: &'a DatabaseConnection,
}

impl Deref for Turn<'_> {
    type Target = DatabaseConnection;

    fn deref(&self) -> &DatabaseConnection {
        self.log
    }
}

/// A transaction that will write: with `SQLite` it takes the write lock at once.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    })
    .await
}

async fn connect_sqlite(
    url: &str,
    connections: u32,
    with: fn(SqliteConnectOptions) -> SqliteConnectOptions,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .map_sqlx_sqlite_opts(with);
    Database::connect(options).await
}

fn log_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    let pages = JOURNAL_PAGES.to_string();
    common(options).synchronous(SqliteSynchronous::Full).pragma("wal_autocheckpoint", pages)
}

fn view_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // A view that loses its last moments in a power cut folds them again.
    common(options).synchronous(SqliteSynchronous::Normal)
}

fn key_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // Without a write-ahead file: old pages must not stay in one.
    common(options).synchronous(SqliteSynchronous::Full).journal_mode(SqliteJournalMode::Delete)
}

fn common(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .busy_timeout(WAIT)
        .statement_cache_capacity(400)
        // Rows are handed over by another thread; in small lots the two wait for each other.
        .row_buffer_size(1_000)
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
}

/// `…/name.db?mode=rwc` becomes `…/name.views.db?mode=rwc`.
fn views_file(url: &str) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, "mode=rwc"));
    let (stem, extension) = match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, extension),
        _ => (path, "db"),
    };
    format!("{stem}.views.{extension}?{query}")
}

#[cfg(test)]
mod tests {
    use super::views_file;

    #[test]
    fn views_live_beside_the_log() {
        assert_eq!(views_file("sqlite:///d/log.db?mode=rwc"), "sqlite:///d/log.views.db?mode=rwc");
        assert_eq!(views_file("sqlite:///d.x/log"), "sqlite:///d.x/log.views.db?mode=rwc");
    }
}
