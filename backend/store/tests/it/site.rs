//! Where a test's store lives, and the store itself with a clock the test can turn.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use store::{Settings, Store, StoreError};
use tempfile::TempDir;

use crate::postgres::Cluster;

/// Which database.
pub(crate) enum Site<'a> {
    Sqlite,
    Postgres(&'a Cluster),
}

/// A database of its own, with its keys.
pub(crate) struct Ground {
    pub(crate) dir: TempDir,
    pub(crate) url: String,
    pub(crate) now: Arc<AtomicI64>,
}

/// Runs beside the test; tests wait for what they spawn.
#[expect(clippy::disallowed_methods, reason = "a test has no jobs room")]
pub(crate) fn spawn<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> tokio::task::JoinHandle<T> {
    tokio::spawn(work)
}

static COUNT: AtomicU64 = AtomicU64::new(0);

/// The origin of all logs in these tests.
pub(crate) const ORIGIN: &str = "ledger.example/test";
/// 2026-01-01T00:00:00Z in microseconds.
pub(crate) const START: i64 = 1_767_225_600_000_000;

impl Site<'_> {
    /// A fresh database.
    pub(crate) fn fresh(&self) -> Ground {
        let dir = tempfile::tempdir().unwrap();
        let url = match self {
            Self::Sqlite => format!("sqlite://{}/log.db?mode=rwc", dir.path().display()),
            Self::Postgres(cluster) => {
                cluster.database(&format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed)))
            }
        };
        Ground { dir, url, now: Arc::new(AtomicI64::new(START)) }
    }
}

impl Ground {
    pub(crate) fn settings(&self) -> Settings {
        let now = Arc::clone(&self.now);
        Settings {
            url: self.url.clone(),
            keys_dir: self.keys_dir(),
            origin: ORIGIN.to_owned(),
            clock: Arc::new(move || now.fetch_add(1, Ordering::Relaxed)),
        }
    }

    pub(crate) fn keys_dir(&self) -> PathBuf {
        self.dir.path().join("keys")
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite")
    }

    pub(crate) async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Store, StoreError> {
        Store::open(self.settings()).await
    }

    /// A connection behind the store's back.
    pub(crate) async fn raw(&self) -> DatabaseConnection {
        connect(&self.url).await
    }

    /// A connection to the views, behind the store's back.
    pub(crate) async fn views(&self) -> DatabaseConnection {
        connect(&self.url.replace("/log.db?", "/log.views.db?")).await
    }

    /// A connection that may change events, as somebody with all rights could.
    pub(crate) async fn unguarded(&self) -> DatabaseConnection {
        let raw = self.raw().await;
        let sql = if self.is_sqlite() {
            "DROP TRIGGER IF EXISTS event_keeps; DROP TRIGGER IF EXISTS event_stays"
        } else {
            "DROP TRIGGER IF EXISTS event_keeps ON event; \
             DROP TRIGGER IF EXISTS event_stays ON event"
        };
        raw.execute_unprepared(sql).await.unwrap();
        raw
    }
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}
