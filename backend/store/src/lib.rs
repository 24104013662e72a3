//! The log over SQLite or PostgreSQL, and the views folded from it.
//!
//! [`Store::append`] records a command: all of its events or none, under conditions, once.
//! [`Store::read`] and its siblings read; [`Store::checkpoint`] and [`Store::receipt`] make it provable;
//! [`Store::run_views`] keeps the application's views; [`Store::destroy_key`] erases a person.
//! Beside the log, [`Blobs`] keeps files.
//!
//! # Invariants
//! - `upto` is an exclusive position everywhere: the state after the first `upto` events
//!   (`views_at_any_prefix`).
//! - The store reads no clock; time comes from [`Settings::clock`] (`time_never_goes_back`).
//!
//! # Deliberately absent
//! - Rooms, permits and refusals: the store cannot name them.
//! - A trait over the databases: both are driven by the same code.

mod append;
mod audit;
mod blobs;
mod core;
mod credentials;
mod db;
mod error;
mod inspect;
mod keys;
mod memory;
mod parts;
mod read;
mod seal;
mod sql;
mod tiles;
mod views;

use std::{
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
};

use tokio::{
    sync::{Mutex, mpsc, oneshot, watch},
    task::JoinHandle,
};

pub use bytes::Bytes;

pub use crate::{
    append::{Append, AppendError, Appended, Condition, ConflictInfo, NewEvent, NewPart},
    blobs::{Arrived, BlobError, Blobs, Kept, Placed},
    credentials::Credential,
    error::StoreError,
    inspect::{inspect, origin_in},
    memory::Stretch,
    parts::PartRef,
    read::{About, EventQuery, Stored},
    seal::SignedCheckpoint,
    tiles::Receipt,
    views::{Fold, Row, RowQuery, Span, Whose},
};
use crate::{
    append::{Asked, Job},
    core::Core,
};

/// UTC microseconds, now.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Commands that may wait for the appender before callers wait to be let in.
const QUEUE: usize = 4096;

/// Where a store lives.
#[derive(Clone)]
pub struct Settings {
    /// `sqlite://path?mode=rwc` or `postgres://…`.
    pub url: String,
    /// Key-encryption key, signing key and, with `SQLite`, the database of data keys.
    pub keys_dir: PathBuf,
    /// Origin of the log, as in its checkpoints. Fixed when the log is created.
    pub origin: String,
    /// The only clock there is.
    pub clock: Clock,
}

/// The log and its views. Clones share one open store.
#[derive(Clone)]
pub struct Store {
    core: Arc<Core>,
    queue: mpsc::Sender<Job>,
    tasks: Arc<Tasks>,
}

struct Tasks {
    stop: watch::Sender<bool>,
    follower: Mutex<Option<JoinHandle<()>>>,
    appender: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Store {
    /// Opens the log, creating it and its keys when there is none.
    ///
    /// # Errors
    /// [`StoreError::Unfit`] for another origin, for a log that ends before what was signed, and
    /// for a database that does not write durably.
    #[expect(
        clippy::disallowed_methods,
        reason = "the follower belongs to the store: `close` waits for it"
    )]
    pub async fn open(settings: Settings) -> Result<Self, StoreError> {
        let core = Arc::new(Core::open(settings).await?);
        let (queue, jobs) = mpsc::channel(QUEUE);
        let stop = watch::Sender::new(false);
        let appender = Mutex::new(Some(append::start(Arc::clone(&core), jobs)?));
        let follower = tokio::spawn(core::follow(Arc::downgrade(&core), stop.subscribe()));
        let follower = Mutex::new(Some(follower));
        Ok(Self { core, queue, tasks: Arc::new(Tasks { stop, follower, appender }) })
    }

    /// Lets the appender finish what it was given, then closes the connections. Clones of this store
    /// get [`StoreError::Closed`] from then on.
    pub async fn close(self) {
        // Both fail only when the store is closed already.
        let _ = self.queue.send(Job::Stop).await;
        let _ = self.tasks.stop.send(true);
        if let Some(end) = self.tasks.appender.lock().await.take()
            && end.await.is_err()
        {
            tracing::error!("the appender of the store ended badly");
        }
        if let Some(follower) = self.tasks.follower.lock().await.take()
            && let Err(why) = follower.await
        {
            tracing::error!(%why, "the follower of the store ended badly");
        }
        if let Err(why) = self.core.db.close().await {
            tracing::warn!(%why, "the database did not close cleanly");
        }
    }

    /// Records a command; durable when it returns.
    ///
    /// # Errors
    /// See [`AppendError`]; nothing was recorded then, except that after [`AppendError::Store`]
    /// it is unknown: ask again with the same command.
    pub async fn append(&self, a: Append) -> Result<Appended, AppendError> {
        let (reply, answer) = oneshot::channel();
        let request_hash = self.core.keys.request_hash(&a.source, &a.command, &a.request);
        let job = Job::Append(Asked { append: Box::new(a), request_hash }, reply);
        self.queue.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// What was recorded for this command, if it was.
    ///
    /// # Errors
    /// [`AppendError::CommandReused`] when it was recorded with another request.
    pub async fn command(
        &self,
        source: &str,
        command: &str,
        request: &[u8],
    ) -> Result<Option<Appended>, AppendError> {
        self.core.command(source, command, request).await
    }

    /// How many batches this process has committed; each is one durable sync of the log.
    pub fn commits(&self) -> u64 {
        self.core.commits.load(Ordering::Relaxed)
    }

    /// Number of events: the position the next one gets.
    pub fn head(&self) -> u64 {
        *self.core.head.borrow()
    }

    /// Follows [`Store::head`].
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.core.head.subscribe()
    }

    /// Up to `limit` events from position `from`.
    pub async fn read(&self, from: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
        self.core.read(from, limit).await
    }

    /// The events of a stream below `upto`.
    pub async fn read_stream(&self, stream: &str, upto: u64) -> Result<Vec<Stored>, StoreError> {
        self.core.read_stream(stream, upto).await
    }

    /// Events about any of some subjects; no subjects, no events.
    pub async fn read_about(&self, q: About) -> Result<Vec<Stored>, StoreError> {
        if q.subjects.is_empty() {
            return Ok(Vec::new());
        }
        self.core.events(&q.into()).await
    }

    /// How many events [`Store::read_about`] would find without its limit.
    pub async fn count_about(&self, q: About) -> Result<u64, StoreError> {
        if q.subjects.is_empty() {
            return Ok(0);
        }
        self.core.count_events(&q.into()).await
    }

    /// Events of some types about some subjects.
    pub async fn events(&self, q: EventQuery) -> Result<Vec<Stored>, StoreError> {
        self.core.events(&q).await
    }

    /// How many events [`Store::events`] would find without its limit.
    pub async fn count_events(&self, q: EventQuery) -> Result<u64, StoreError> {
        self.core.count_events(&q).await
    }

    /// Exclusive position of a time: how many events have a timeline time (UTC microseconds) at or
    /// before it.
    pub async fn position_at(&self, time: i64) -> Result<u64, StoreError> {
        self.core.position_at(time).await
    }

    /// Timeline time of an event, UTC microseconds.
    pub async fn timeline_of(&self, pos: u64) -> Result<Option<i64>, StoreError> {
        self.core.timeline_of(pos).await
    }

    /// Key that verifies the log's signatures, in the C2SP form.
    pub fn vkey(&self) -> String {
        self.core.signer.vkey()
    }

    /// Origin of the log.
    pub fn origin(&self) -> &str {
        &self.core.origin
    }
}
