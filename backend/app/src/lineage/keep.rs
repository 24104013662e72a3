//! Keeping the graph beside the views, so that a start need not fold the log again.
//!
//! What some thousand events added is written as one stretch of bytes. A start reads the stretches
//! and folds only what came after them. They can be deleted at any time.
//!
//! # Invariants
//! - What was kept and what came after it is what the log says. (`what_was_kept_and_its_tail_are_a_fresh_fold`)
//! - Another version of this code does not read what this one kept. (`another_version_folds_again`)
//! - What was kept of a longer log is not read. (`what_a_longer_log_kept_is_not_read`)
//!
//! # Deliberately absent
//! - Keeping every event at once: after a crash the last few thousand are folded again.

use std::sync::{OnceLock, PoisonError};

use domain::{Event, Room, deployments::Stage, lineage::EdgeKind};
use kernel::{Kind, Micros, Subject};
use sha2::{Digest, Sha256};
use store::{Store, Stretch};
use tokio::sync::watch;

use super::{Lineage, net::Net, tape};
use crate::{App, AppError, Fact};

/// What it is called among the views.
pub const NAME: &str = "lineage";
/// Raise it when the same events come to another graph and no example event shows it.
const VERSION: u32 = 1;
/// So many events are folded and kept at a time while the log grows.
const EVERY: u64 = 8_192;
/// A stretch that holds fewer events is written again, longer, instead of beginning another.
const LONG: u64 = 65_536;

/// How far the graph was kept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kept {
    /// Whether what was kept has been looked for.
    looked: bool,
    /// Where the last stretch begins.
    from: u64,
    /// Where it ends.
    upto: u64,
}

impl Lineage {
    /// Loads what was kept, the first time. To be called by whoever folds.
    pub(super) async fn remember(&self, store: &Store) -> Result<(), AppError> {
        let mut kept = self.kept();
        if kept.looked {
            return Ok(());
        }
        while let Some(stretch) = store.remembered(NAME, version(), self.upto()).await? {
            let (from, upto) = (stretch.from, stretch.upto);
            // Checked against the graph before, and added while readers wait.
            let was_added = self.change(|net| {
                let read = tape::Stretch::read(net, upto, &stretch.bytes);
                read.map(|read| read.add_to(net)).is_some()
            });
            if !was_added {
                tracing::warn!(from, "what was kept of the lineage cannot be read");
                break;
            }
            (kept.from, kept.upto) = (from, upto);
        }
        kept.looked = true;
        self.set_kept(kept);
        Ok(())
    }

    fn kept(&self) -> Kept {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_kept(&self, kept: Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }

    /// Folds what the log has, and keeps it when enough is new. Whoever asks meanwhile waits for the
    /// folding, not for the keeping.
    pub(crate) async fn keep_up(&self, store: &Store, least: u64) -> Result<(), AppError> {
        let _one_at_a_time = self.keeping.lock().await;
        self.reach_position(store, store.head()).await?;
        let mut kept = self.kept();
        let upto = self.upto();
        if upto.saturating_sub(kept.upto) < least.max(1) {
            return Ok(());
        }
        if kept.upto.saturating_sub(kept.from) >= LONG {
            kept.from = kept.upto;
        }
        let from = kept.from;
        let bytes = self.look(|net| tape::write(net, from, upto));
        if store.remember(NAME, version(), &Stretch { from, upto, bytes }).await? {
            kept.upto = upto;
        } else {
            // Another process keeps it too, and is elsewhere: go on where it ends.
            let end = store.remembered_to(NAME, version()).await?.min(upto);
            (kept.from, kept.upto) = (end, end);
        }
        self.set_kept(kept);
        Ok(())
    }

    /// Forgets the graph and what was kept of it.
    pub(crate) async fn forget(&self, store: &Store) -> Result<(), AppError> {
        let _no_one_keeps = self.keeping.lock().await;
        let _no_one_folds = self.folding.lock().await;
        store.forget(NAME).await?;
        self.change(|net| *net = Net::default());
        self.standings.clear();
        self.set_kept(Kept { looked: true, ..Kept::default() });
        Ok(())
    }
}

impl App {
    /// Follows the log with the lineage until `stop` turns true, and keeps what was folded.
    pub(crate) async fn follow_with_lineage(&self, mut stop: watch::Receiver<bool>) {
        let mut head = self.store.watch();
        while !*stop.borrow() {
            if let Err(why) = self.lineage.keep_up(&self.store, EVERY).await {
                tracing::error!(%why, "the lineage could not be kept");
            }
            let next = self.lineage.upto().saturating_add(EVERY);
            tokio::select! {
                grown = head.wait_for(|head| *head >= next) => if grown.is_err() { break },
                stopped = stop.changed() => if stopped.is_err() { break },
            }
        }
        if let Err(why) = self.lineage.keep_up(&self.store, 1).await {
            tracing::error!(%why, "the lineage could not be kept");
        }
    }
}

/// Names the code that folds: by its number, by the words that stand as their places in what it
/// writes, and by what the example of every event comes to. So a changed fold reads nothing that
/// an older one kept, also when nobody thought of raising the number.
pub(super) fn version() -> &'static str {
    static NAMED: OnceLock<String> = OnceLock::new();
    NAMED.get_or_init(|| {
        let mut hash = Sha256::new();
        hash.update(VERSION.to_be_bytes());
        let kinds = Kind::ALL.iter().map(|kind| kind.as_str());
        let edges = EdgeKind::ALL.iter().map(|kind| kind.as_str());
        for word in kinds.chain(edges).chain(Stage::ALL.iter().map(|stage| stage.as_str())) {
            hash.update(word);
            hash.update([0]);
        }
        let net = examples();
        hash.update(tape::write(&net, 0, net.upto));
        hex::encode(hash.finalize())
    })
}

/// The graph of all example events.
fn examples() -> Net {
    let mut net = Net::default();
    let mut pos = 0;
    for room in Room::ALL {
        for event in Event::examples(*room) {
            for kind in Kind::ALL {
                net.fold(&example(event.clone(), *kind, pos));
                pos = pos.saturating_add(1);
            }
        }
    }
    net
}

/// An example event as if it stood in a stream of that kind.
fn example(event: Event, kind: Kind, pos: u64) -> Fact {
    let actor = Subject::reassembled(Kind::Person, "example", None);
    Fact {
        pos,
        stream: Subject::reassembled(kind, "example", None),
        recorded: Micros(0),
        at: Micros(0),
        imported: false,
        system: Some(Subject::reassembled(Kind::System, "example", None)),
        claimed_actor: None,
        actor,
        corr: None,
        event,
    }
}
