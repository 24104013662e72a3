//! The runner: follows the log with the views, and folds views anew beside those in use.
//!
//! # Invariants
//! - Views of a stopped runner go on where they were (`views_resume_where_they_were_after_a_restart`).
//! - A fold that fails stops the views at its event, with the reason kept (`a_fold_that_fails_stops_at_its_event`).
//!
//! # Deliberately absent
//! - A lease: two runners never harm each other, the second one only works in vain.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use tokio::sync::watch;

use super::{Fold, apply::Applied, build::Build};
use crate::{Store, StoreError, Stored, core::Core};

/// Events folded in one transaction.
const STRETCH: u64 = 2_000;
/// How often in a row the database may fail before the runner gives up.
const PATIENCE: u32 = 20;
/// How long the runner waits after the first failure; longer after each further one.
const PAUSE: Duration = Duration::from_millis(100);

impl Store {
    /// Follows the log with the views until `stop` turns true.
    ///
    /// # Errors
    /// [`StoreError::ViewStopped`] when an event cannot be folded: the views stand still there.
    pub async fn run_views(
        &self,
        fold: Arc<dyn Fold>,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let core = &self.core;
        core.prepare(&*fold).await?;
        let (mut head, mut failed) = (core.head.subscribe(), 0);
        while !*stop.borrow() {
            let pause = match core.step(&*fold, Which::InUse).await {
                Ok(true) => {
                    failed = 0;
                    continue;
                }
                Ok(false) => None,
                // A database that is restarted comes back, and of two runners that wait for each
                // other one is sent back.
                Err(StoreError::Db(why)) if failed < PATIENCE => {
                    failed += 1;
                    tracing::warn!(%why, failed, "the views could not go on");
                    Some(PAUSE * failed)
                }
                Err(why) => return Err(why),
            };
            let more = async {
                match pause {
                    Some(pause) => {
                        tokio::time::sleep(pause).await;
                        Ok(())
                    }
                    None => head.changed().await,
                }
            };
            // A dropped sender means stop, whichever it is.
            tokio::select! {
                more = more => if more.is_err() { return Ok(()) },
                stopped = stop.changed() => if stopped.is_err() { return Ok(()) },
            }
        }
        Ok(())
    }

    /// Brings the views to the head once; returns the exclusive position reached.
    ///
    /// # Errors
    /// As [`Store::run_views`].
    pub async fn catch_up(&self, fold: &dyn Fold) -> Result<u64, StoreError> {
        self.core.prepare(fold).await?;
        self.core.refresh_head().await?;
        while self.core.step(fold, Which::InUse).await? {}
        Ok(self.views_at())
    }

    /// Folds views (none named: all) from the start, beside the builds in use, then switches to
    /// them. Readers are served meanwhile. Returns the exclusive position reached.
    ///
    /// # Errors
    /// [`StoreError::NoSuchView`]; else as [`Store::run_views`].
    pub async fn rebuild(&self, fold: &dyn Fold, views: &[String]) -> Result<u64, StoreError> {
        let core = &self.core;
        core.prepare(fold).await?;
        let known = fold.views();
        if let Some(view) = views.iter().find(|view| !known.iter().any(|(name, _)| name == view)) {
            return Err(StoreError::NoSuchView(view.clone()));
        }
        let mut fresh = BTreeSet::new();
        for (view, version) in known {
            if views.is_empty() || views.iter().any(|name| name == view) {
                fresh.insert(core.next_build(view, u64::from(version)).await?);
            }
        }
        core.refresh_head().await?;
        while core.step(fold, Which::These(&fresh)).await? {}
        core.refresh_views().await?;
        Ok(self.views_at())
    }
}

/// Which builds a runner works on.
#[derive(Clone, Copy)]
enum Which<'a> {
    /// Those of the code's versions that are served, or that nobody else is filling.
    InUse,
    /// These tables.
    These(&'a BTreeSet<String>),
}

impl Core {
    async fn prepare(&self, fold: &dyn Fold) -> Result<(), StoreError> {
        let views = fold.views();
        for (view, version) in &views {
            self.ensure_build(view, *version).await?;
        }
        self.views.register(&views);
        self.refresh_views().await
    }

    /// Makes the next build of this version; returns its table.
    async fn next_build(&self, view: &str, version: u64) -> Result<String, StoreError> {
        let builds = self.builds().await?;
        let same = builds.iter().filter(|build| build.view == view && build.version == version);
        let number = same.map(|build| build.number).max().unwrap_or(0) + 1;
        self.make_build(view, (version, number), false).await?;
        Ok(format!("v_{view}_{version}_{number}"))
    }

    /// One stretch for each group of builds that stand at the same position, the foremost first.
    /// False when all are at the head.
    async fn step(&self, fold: &dyn Fold, which: Which<'_>) -> Result<bool, StoreError> {
        let mine = self.mine(fold, which).await?;
        let head = *self.head.borrow();
        let places: BTreeSet<u64> = mine.iter().map(|build| build.pos).collect();
        let mut moved = false;
        for pos in places.iter().rev().copied().filter(|pos| *pos < head) {
            let group: Vec<Build> = mine.iter().filter(|build| build.pos == pos).cloned().collect();
            // Up to where the next group stands, so that groups meet.
            let next = places.range(pos + 1..).next().copied().unwrap_or(head);
            self.stretch(fold, group, next.min(head).min(pos + STRETCH)).await?;
            moved = true;
        }
        for build in mine.iter().filter(|build| !build.active && build.pos >= head) {
            self.switch_to(build).await?;
            moved = true;
        }
        Ok(moved)
    }

    async fn mine(&self, fold: &dyn Fold, which: Which<'_>) -> Result<Vec<Build>, StoreError> {
        let mut builds = self.builds().await?;
        match which {
            Which::These(tables) => builds.retain(|build| tables.contains(&build.table())),
            Which::InUse => {
                let views = fold.views();
                builds.retain(|build| {
                    // A further build of the same version is being filled by a rebuild.
                    let own = build.active || build.number == 1;
                    own && views.iter().any(|(view, version)| {
                        build.view == *view && build.version == u64::from(*version)
                    })
                });
            }
        }
        Ok(builds)
    }

    async fn stretch(
        &self,
        fold: &dyn Fold,
        mut group: Vec<Build>,
        end: u64,
    ) -> Result<(), StoreError> {
        let Some(from) = group.first().map(|build| build.pos) else {
            return Ok(());
        };
        let events = self.dense(from, end).await?;
        match self.apply(fold, &group, &events).await? {
            Applied::Done => {
                for build in &mut group {
                    build.pos = end;
                }
                self.views.moved(&group);
                Ok(())
            }
            Applied::Overtaken => self.refresh_views().await,
            Applied::Failed { view, pos, reason } => {
                self.stop_at(fold, group, &events, (view, pos, reason)).await
            }
        }
    }

    /// Folds what comes before the event that failed, then says so.
    async fn stop_at(
        &self,
        fold: &dyn Fold,
        mut group: Vec<Build>,
        events: &[Stored],
        (view, pos, reason): (String, u64, String),
    ) -> Result<(), StoreError> {
        let before = events.partition_point(|event| event.pos < pos);
        let (before, _) = events.split_at(before);
        if let Applied::Done = self.apply(fold, &group, before).await? {
            for build in &mut group {
                build.pos = pos;
            }
            self.views.moved(&group);
        }
        for build in group.iter().filter(|build| build.view == view) {
            self.note_stop(build, &reason).await?;
        }
        Err(StoreError::ViewStopped { view, pos, reason })
    }

    /// The events of a stretch, none missing.
    async fn dense(&self, from: u64, end: u64) -> Result<Vec<Stored>, StoreError> {
        let wanted = end.saturating_sub(from);
        let events = self.read(from, u32::try_from(wanted).unwrap_or(u32::MAX)).await?;
        let hole = (from..end)
            .zip(events.iter().map(|event| Some(event.pos)).chain(std::iter::repeat(None)));
        match hole.into_iter().find(|(wanted, found)| Some(*wanted) != *found) {
            Some((wanted, _)) => {
                Err(StoreError::Damaged(format!("the log has no event at position {wanted}")))
            }
            None => Ok(events),
        }
    }
}
