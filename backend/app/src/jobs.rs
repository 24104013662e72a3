//! What runs beside the requests. The only place that starts tasks, and it waits for them at the end.
//!
//! # Invariants
//! - When [`Jobs::stop`] returns, no task runs any more. (`stopping_waits_for_every_task`)
//!
//! # Deliberately absent
//! - A supervisor: a job that cannot go on says so and ends; the server stays up and answers what it can.

use std::{future::Future, sync::Arc, time::Duration};

use tokio::{sync::watch, task::JoinSet};

use crate::{App, AppError, folds};

/// How often the log is sealed while it grows.
const SEAL_EVERY: Duration = Duration::from_secs(1);
/// How often dates are looked at that may have come.
const LOOK_EVERY: Duration = Duration::from_mins(15);
/// How often it is looked for what uploads left that never ended.
const SWEEP_EVERY: Duration = Duration::from_hours(6);
/// How long a view that stopped rests before it is tried again.
const REST: Duration = Duration::from_secs(5);

/// Running tasks.
pub struct Jobs {
    stop: watch::Sender<bool>,
    running: JoinSet<()>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { stop: watch::Sender::new(false), running: JoinSet::new() }
    }
}

impl Jobs {
    /// The jobs of a server: views, lineage and search that follow the log, its sealing, dates that
    /// come, and what uploads left.
    pub fn start(app: &App) -> Self {
        let mut jobs = Self::default();
        let (views, lineage, search) = (app.clone(), app.clone(), app.clone());
        let (seal, clock, files) = (app.clone(), app.clone(), app.clone());
        jobs.spawn(move |stop| follow_with_views(views, stop));
        jobs.spawn(move |stop| async move { lineage.follow_with_lineage(stop).await });
        jobs.spawn(move |stop| async move { search.follow_with_search(stop).await });
        jobs.spawn(move |stop| seal_while_it_grows(seal, stop));
        jobs.spawn(move |stop| tell_what_is_due(clock, stop));
        jobs.spawn(move |stop| sweep_files(files, stop));
        jobs
    }

    /// Only the sealing of a log, for measuring what it costs.
    pub fn sealing(app: &App) -> Self {
        let mut jobs = Self::default();
        let app = app.clone();
        jobs.spawn(move |stop| seal_while_it_grows(app, stop));
        jobs
    }

    /// Starts a task; it must end soon after the flag turns true.
    pub fn spawn<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        job: impl FnOnce(watch::Receiver<bool>) -> F,
    ) {
        let task = job(self.stop.subscribe());
        self.running.spawn(task);
    }

    /// Asks every task to end and waits until they have.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while let Some(ended) = self.running.join_next().await {
            if let Err(why) = ended {
                tracing::error!(%why, "a job ended badly");
            }
        }
    }
}

async fn follow_with_views(app: App, mut stop: watch::Receiver<bool>) {
    let views = Arc::new(folds());
    while let Err(why) = app.store.run_views(views.clone(), stop.clone()).await {
        tracing::error!(%why, "the views stand still");
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            _ = stop.changed() => return,
        }
    }
}

async fn seal_while_it_grows(app: App, mut stop: watch::Receiver<bool>) {
    let mut head = app.store.watch();
    let mut tick = tokio::time::interval(SEAL_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        if let Err(why) = app.seal().await {
            tracing::error!(%why, "the log could not be sealed");
        }
        if *stop.borrow() {
            return;
        }
        tick.tick().await;
        tokio::select! {
            moved = head.changed() => if moved.is_err() { return },
            _ = stop.changed() => {}
        }
    }
}

async fn tell_what_is_due(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stop.changed() => return,
        }
        // Each notice is recorded for itself, so the next look goes on where this one stops.
        let told = tokio::select! {
            told = app.tell_what_is_due() => told,
            _ = stop.changed() => return,
        };
        match told {
            Ok(told) => tracing::debug!(told, "looked for what is due"),
            Err(why) => tracing::error!(%why, "nobody was told what is due"),
        }
    }
}

async fn sweep_files(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(SWEEP_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stop.changed() => return,
        }
        let swept = tokio::select! {
            swept = app.sweep_files() => swept,
            _ = stop.changed() => return,
        };
        match swept {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "removed what uploads left that never ended"),
            Err(why) => tracing::error!(%why, "what uploads left could not be removed"),
        }
    }
}

impl App {
    /// Signs the log as it is, if it grew since it was signed last.
    async fn seal(&self) -> Result<(), AppError> {
        if self.store.head() > 0 {
            self.store.checkpoint().await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use super::Jobs;

    #[tokio::test]
    async fn stopping_waits_for_every_task() {
        let ended = Arc::new(AtomicBool::new(false));
        let mut jobs = Jobs::default();
        let says = Arc::clone(&ended);
        jobs.spawn(|mut stop| async move {
            stop.wait_for(|stop| *stop).await.unwrap();
            tokio::task::yield_now().await;
            says.store(true, Ordering::SeqCst);
        });
        jobs.stop().await;
        assert!(ended.load(Ordering::SeqCst));
    }
}
