//! What all parts of an open store share.
//!
//! # Invariants
//! - The head only moves forward, and only to what is committed (`a_tailing_reader_misses_nothing_from_many_writers`).
//!
//! # Deliberately absent
//! - A clock of its own.

use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use ledger::NoteKey;
use tokio::sync::{Mutex, RwLock, watch};

use crate::{
    Clock, Settings, StoreError,
    db::Db,
    keys::{
        Keys,
        files::{self, random},
    },
    sql,
    views::progress::Progress,
};

/// Name of the copy of the last checkpoint, beside the keys.
pub(crate) const KEPT: &str = "last-checkpoint";

/// An open log.
pub(crate) struct Core {
    pub(crate) db: Db,
    pub(crate) keys: Keys,
    pub(crate) signer: NoteKey,
    pub(crate) origin: String,
    pub(crate) clock: Clock,
    pub(crate) keys_dir: PathBuf,
    /// Number of committed events this process knows of.
    pub(crate) head: watch::Sender<u64>,
    /// Held for reading while events are sealed and written, for writing while a key is destroyed.
    pub(crate) erasing: RwLock<()>,
    /// Held while the log is sealed.
    pub(crate) sealing: Mutex<()>,
    /// How far the views have come.
    pub(crate) views: Progress,
    /// How often a batch was committed, and so synced.
    pub(crate) commits: AtomicU64,
}

impl Core {
    pub(crate) async fn open(settings: Settings) -> Result<Self, StoreError> {
        files::directory(&settings.keys_dir)?;
        let db = Db::open(&settings.url, &settings.keys_dir).await?;
        let core = Self {
            keys: Keys::open(db.keys.clone(), &settings.keys_dir)?,
            signer: signer(&settings)?,
            origin: settings.origin,
            clock: settings.clock,
            keys_dir: settings.keys_dir,
            head: watch::Sender::new(0),
            erasing: RwLock::new(()),
            sealing: Mutex::new(()),
            views: Progress::default(),
            commits: AtomicU64::new(0),
            db,
        };
        core.claim().await?;
        core.refresh_head().await?;
        core.refuse_if_cut().await?;
        core.shred_again().await?;
        core.load_views().await?;
        Ok(core)
    }

    /// Makes the head of a new log, or checks that this is the log that was meant.
    async fn claim(&self) -> Result<(), StoreError> {
        let fresh = "INSERT INTO log_head (log_id, origin, next_pos, last_time, last_timeline) \
                     VALUES (1, $1, 0, 0, 0) ON CONFLICT DO NOTHING";
        let log = self.db.write().await;
        sql::run(&*log, fresh, [self.origin.as_str().into()]).await?;
        let row = sql::one(&*log, "SELECT origin FROM log_head", []).await?;
        let found: String = match row {
            Some(row) => sql::column(&row, 0)?,
            None => String::new(),
        };
        if found != self.origin {
            let wanted = &self.origin;
            return Err(StoreError::Unfit(format!("its origin is {found}, not {wanted}")));
        }
        Ok(())
    }

    /// Asks the database for the head; other processes may have moved it.
    pub(crate) async fn refresh_head(&self) -> Result<u64, StoreError> {
        let row =
            sql::one(&self.db.read, "SELECT next_pos FROM log_head WHERE log_id = 1", []).await?;
        let row =
            row.ok_or_else(|| StoreError::Damaged("the head of the log is missing".into()))?;
        let next = sql::number(&row, 0)?;
        self.advance(next);
        Ok(next)
    }

    /// The time, UTC microseconds.
    pub(crate) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Publishes a committed head.
    pub(crate) fn advance(&self, next_pos: u64) {
        self.head.send_if_modified(|head| {
            let moved = next_pos > *head;
            *head = next_pos.max(*head);
            moved
        });
    }
}

/// Notices what other processes commit, until the store is gone.
pub(crate) async fn follow(core: std::sync::Weak<Core>, mut stop: watch::Receiver<bool>) {
    let Some(sqlite) = core.upgrade().map(|core| core.db.is_sqlite()) else { return };
    // Replicas share PostgreSQL; beside SQLite there is a command now and then.
    let pause = Duration::from_millis(if sqlite { 500 } else { 100 });
    let mut tick = tokio::time::interval(pause);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stop.changed() => return,
        }
        let Some(core) = core.upgrade() else { return };
        if let Err(why) = look(&core).await {
            tracing::debug!(%why, "the head of the log could not be asked for");
        }
    }
}

async fn look(core: &Arc<Core>) -> Result<(), StoreError> {
    core.refresh_head().await?;
    core.refresh_views().await
}

fn signer(settings: &Settings) -> Result<NoteKey, StoreError> {
    let unfit = |why: ledger::NoteError| StoreError::Keys(why.to_string());
    let text = files::text(&settings.keys_dir.join("log.key"), || {
        let seed = zeroize::Zeroizing::new(random::<32>()?);
        let key = NoteKey::from_seed(&settings.origin, &seed).map_err(unfit)?;
        Ok(zeroize::Zeroizing::new(key.to_private_text()))
    })?;
    let key = NoteKey::from_private_text(text.trim()).map_err(unfit)?;
    if key.name() != settings.origin {
        let (name, origin) = (key.name(), &settings.origin);
        return Err(StoreError::Unfit(format!("its signing key is for {name}, not {origin}")));
    }
    Ok(key)
}
