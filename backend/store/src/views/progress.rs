//! How far the views have come, and waiting for it.
//!
//! # Invariants
//! - Waiting wakes by progress, not by time (`a_reader_sees_what_it_wrote`).
//! - Readers are served from the newest build that was switched to (`a_rebuild_serves_the_old_rows_until_it_is_done`).
//!
//! # Deliberately absent
//! - Polling by readers: one task per process looks at the database for what other processes did.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::watch;

use super::build::Build;
use crate::{Store, StoreError, core::Core};

/// How long a read waits for its view.
const PATIENCE: Duration = Duration::from_secs(10);

/// What readers are served from: view to build.
type Served = HashMap<String, Build>;

/// Progress of all views, as this process knows it.
#[derive(Default)]
pub(crate) struct Progress {
    served: watch::Sender<Served>,
    /// Views of the application's code, with their versions. Not those that happen to have rows:
    /// a view that never started is not caught up.
    registered: Mutex<HashMap<String, u64>>,
    /// Held while the database is looked at, so that an old look is not published after a new one.
    looking: tokio::sync::Mutex<()>,
}

impl Progress {
    /// Notes the views there are in the code.
    pub(crate) fn register(&self, views: &[(&'static str, u32)]) {
        let views = views.iter().map(|(view, version)| ((*view).to_owned(), u64::from(*version)));
        *self.registered.lock().unwrap_or_else(PoisonError::into_inner) = views.collect();
    }

    fn registered(&self) -> HashMap<String, u64> {
        self.registered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Publishes builds; a build never seems to go back.
    pub(crate) fn publish(&self, builds: &[Build]) {
        self.served.send_if_modified(|served| {
            let mut fresh: Served = HashMap::with_capacity(served.len());
            for build in builds.iter().filter(|build| build.active) {
                let newest = fresh.get(&build.view).is_none_or(|other| {
                    (other.version, other.number) < (build.version, build.number)
                });
                if newest {
                    fresh.insert(build.view.clone(), build.clone());
                }
            }
            for build in fresh.values_mut() {
                if let Some(known) = served.get(&build.view)
                    && known.table() == build.table()
                {
                    build.pos = build.pos.max(known.pos);
                }
            }
            let changed = fresh != *served;
            *served = fresh;
            changed
        });
    }

    /// Publishes that some builds moved on.
    pub(crate) fn moved(&self, builds: &[Build]) {
        self.served.send_if_modified(|served| {
            let mut changed = false;
            for build in builds {
                if let Some(known) = served.get_mut(&build.view)
                    && known.table() == build.table()
                    && known.pos < build.pos
                {
                    known.pos = build.pos;
                    changed = true;
                }
            }
            changed
        });
    }

    fn reached(&self, served: &Served) -> u64 {
        let registered = self.registered();
        if registered.is_empty() {
            return served.values().map(|build| build.pos).min().unwrap_or(0);
        }
        let at = |(view, version): (&String, &u64)| {
            served.get(view).filter(|build| build.version == *version).map_or(0, |build| build.pos)
        };
        registered.iter().map(at).min().unwrap_or(0)
    }
}

impl Store {
    /// Waits until the views have folded the first `upto` events; false when `timeout` passed first.
    /// What a command recorded at position p is seen with `upto` p + 1.
    pub async fn wait_for_views(&self, upto: u64, timeout: Duration) -> bool {
        let progress = &self.core.views;
        let mut served = progress.served.subscribe();
        let reached = served.wait_for(|served| progress.reached(served) >= upto);
        matches!(tokio::time::timeout(timeout, reached).await, Ok(Ok(_)))
    }

    /// First position that not all views have folded yet.
    pub fn views_at(&self) -> u64 {
        self.core.views.reached(&self.core.views.served.borrow())
    }
}

impl Core {
    /// Looks at what is in the database when the store is opened.
    pub(crate) async fn load_views(&self) -> Result<(), StoreError> {
        self.drop_foreign().await?;
        self.refresh_views().await
    }

    /// Looks at what other processes did.
    pub(crate) async fn refresh_views(&self) -> Result<(), StoreError> {
        let _one_look_at_a_time = self.views.looking.lock().await;
        let builds = self.builds().await?;
        self.views.publish(&builds);
        Ok(())
    }

    /// The build that serves `view` as of `upto`, and the position to ask it for; waits until it
    /// has come that far. While a newer version is being folded the older one, which stands still,
    /// answers as of where it stands.
    pub(crate) async fn serving(&self, view: &str, upto: u64) -> Result<(Build, u64), StoreError> {
        let head = *self.head.borrow();
        let head = if upto > head { self.refresh_head().await? } else { head };
        let wanted = upto.min(head);
        let version = self.views.registered().get(view).copied();
        let mut served = self.views.served.subscribe();
        let ready = served.wait_for(|served| {
            served.get(view).is_some_and(|build| {
                build.pos >= wanted || version.is_some_and(|version| build.version != version)
            })
        });
        let found = match tokio::time::timeout(PATIENCE, ready).await {
            Ok(Ok(served)) => served.get(view).cloned(),
            Ok(Err(_)) => return Err(StoreError::Closed),
            Err(_) => None,
        };
        if let Some(build) = found {
            let at = wanted.min(build.pos);
            return Ok((build, at));
        }
        match self.views.served.borrow().get(view) {
            Some(build) => Err(StoreError::ViewsBehind { at: build.pos, wanted }),
            None => Err(StoreError::NoSuchView(view.to_owned())),
        }
    }
}
