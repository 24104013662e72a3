//! Connections: one that writes the log, one that writes views, and some that read.
//!
//! With `SQLite` the log, the views and the keys are three files: views may be deleted, and keys are
//! destroyed, without touching the log; and folding views never holds up an append.
//!
//! # Invariants
//! - A commit to the log is on disk when it returns (`the_log_is_written_durably`).
//!
//! # Deliberately absent
//! - Databases in memory: what is not durable is no log.

use std::{path::Path, time::Duration};

use migrations::{keys, log, views};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use crate::{StoreError, sql};

/// Connections of one store.
pub(crate) struct Db {
    pub(crate) backend: DbBackend,
    /// Writes the log. One connection with `SQLite`, so that writers queue instead of polling.
    pub(crate) write: DatabaseConnection,
    /// Reads the log.
    pub(crate) read: DatabaseConnection,
    /// Writes views.
    pub(crate) views_write: DatabaseConnection,
    /// Reads views.
    pub(crate) views_read: DatabaseConnection,
    /// Data keys.
    pub(crate) keys: DatabaseConnection,
}

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

    async fn sqlite(url: &str, keys_dir: &Path) -> Result<Self, StoreError> {
        let views_url = views_file(url);
        let keys_url = format!("sqlite://{}?mode=rwc", keys_dir.join("keys.db").display());
        let write = connect_sqlite(url, 1, log_options).await?;
        let views_write = connect_sqlite(&views_url, 1, view_options).await?;
        Ok(Self {
            backend: DbBackend::Sqlite,
            read: connect_sqlite(url, 4, log_options).await?,
            views_read: connect_sqlite(&views_url, 4, view_options).await?,
            keys: connect_sqlite(&keys_url, 1, key_options).await?,
            write,
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
            write: pool.clone(),
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
        log::Migrator::up(&self.write, None).await?;
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
        let Some(row) = sql::one(&self.write, query, []).await? else {
            return Ok(String::new());
        };
        let text: Result<String, DbErr> = sql::column(&row, 0);
        text.or_else(|_| Ok(sql::column::<i32>(&row, 0)?.to_string()))
    }

    /// Closes all connections; with `SQLite` this also empties the write-ahead files.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        self.read.close_by_ref().await?;
        self.views_read.close_by_ref().await?;
        self.write.close_by_ref().await?;
        self.views_write.close_by_ref().await?;
        self.keys.close_by_ref().await
    }

    /// Empties the write-ahead file, so that deleted bytes do not live on in it.
    pub(crate) async fn empty_journal(&self) -> Result<(), DbErr> {
        if !self.is_sqlite() {
            return Ok(());
        }
        // Each attempt waits for readers as long as any statement waits for a lock.
        for _ in 0..3 {
            let row = sql::one(&self.write, "PRAGMA wal_checkpoint(TRUNCATE)", []).await?;
            let busy: i32 = row.map(|row| sql::column(&row, 0)).transpose()?.unwrap_or(0);
            if busy == 0 {
                return Ok(());
            }
        }
        tracing::warn!("readers keep deleted bytes in the write-ahead file for a while");
        Ok(())
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
    common(options).synchronous(SqliteSynchronous::Full)
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
        .busy_timeout(Duration::from_secs(10))
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
