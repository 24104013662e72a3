//! Runners of views: following, resuming, stopping, rebuilding.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use sea_orm::ConnectionTrait;
use store::{Fold, Store, StoreError};
use tokio::sync::watch;

use crate::{
    events::{command, event, fill},
    site::{Ground, Site, spawn},
    views::{Counts, assert_every_prefix, expected, page},
};

fn follow(store: &Store, fold: Arc<dyn Fold>) -> Follower {
    let (stop, stopped) = watch::channel(false);
    let runner = store.clone();
    let task = spawn(async move { runner.run_views(fold, stopped).await });
    Follower { stop, task }
}

struct Follower {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<Result<(), StoreError>>,
}

impl Follower {
    async fn stop(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap().unwrap();
    }
}

const LONG: Duration = Duration::from_mins(1);

pub(crate) async fn a_reader_sees_what_it_wrote(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    assert!(!store.wait_for_views(1, Duration::ZERO).await);
    let follower = follow(&store, Arc::new(Counts::new(1)));
    for n in 1..30 {
        let one = event("model:a", "model.k", 2 * n + u64::from(n % 7 == 0));
        let done = store.append(command(n, vec![one])).await.unwrap();
        let upto = done.positions[0] + 1;
        if n % 2 == 0 {
            assert!(store.wait_for_views(upto, LONG).await);
        }
        // Reading waits by itself.
        let body = store.row("types", "model.k", upto).await.unwrap().unwrap();
        assert_eq!(body.split(' ').nth(1), Some(n.to_string().as_str()));
    }
    let beyond = store.rows(page("types", u64::MAX)).await.unwrap();
    assert_eq!(beyond, store.rows(page("types", store.head())).await.unwrap());
    let none = store.row("types", "model.other", store.head()).await.unwrap();
    assert_eq!(none, None);
    follower.stop().await;
    store.close().await;
}

pub(crate) async fn views_resume_where_they_were_after_a_restart(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 20, 3).await;
    assert_eq!(store.catch_up(&Counts::new(1)).await.unwrap(), 20);
    fill(&store, 10, 3).await;
    store.close().await;
    let store = ground.open().await;
    assert_eq!(store.views_at(), 20);
    // What was folded before is served before any runner starts.
    assert_eq!(store.rows(page("streams", 20)).await.unwrap().len(), 3);
    assert_eq!(store.catch_up(&Counts::new(1)).await.unwrap(), 30);
    assert_every_prefix(&store, 1).await;
    store.close().await;
}

pub(crate) async fn views_that_were_deleted_are_folded_again(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 20, 3).await;
    store.catch_up(&Counts::new(1)).await.unwrap();
    store.close().await;
    std::fs::remove_file(ground.dir.path().join("log.views.db")).unwrap();
    let store = ground.open().await;
    assert_eq!(store.views_at(), 0);
    store.catch_up(&Counts::new(1)).await.unwrap();
    assert_every_prefix(&store, 1).await;
    store.close().await;
}

pub(crate) async fn views_of_another_log_are_folded_again(site: &Site<'_>) {
    let (one, two) = (site.fresh(), site.fresh());
    for (ground, streams) in [(&one, 3), (&two, 5)] {
        let store = ground.open().await;
        fill(&store, 20, streams).await;
        store.catch_up(&Counts::new(1)).await.unwrap();
        store.close().await;
    }
    let views = |ground: &Ground| ground.dir.path().join("log.views.db");
    std::fs::copy(views(&one), views(&two)).unwrap();
    let store = two.open().await;
    assert_eq!(store.views_at(), 0);
    store.catch_up(&Counts::new(1)).await.unwrap();
    assert_every_prefix(&store, 1).await;
    store.close().await;
}

pub(crate) async fn a_fold_that_fails_stops_at_its_event(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 20, 3).await;
    let counts = Counts::new(1);
    counts.fails_at.store(13, Ordering::Relaxed);
    let Err(StoreError::ViewStopped { view, pos, .. }) = store.catch_up(&counts).await else {
        panic!("the views went on");
    };
    assert_eq!((view.as_str(), pos, store.views_at()), ("types", 13, 13));
    let rows = store.rows(page("types", 13)).await.unwrap();
    assert_eq!(rows, expected(&store.read(0, 13).await.unwrap(), "types", 1));
    counts.fails_at.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(store.catch_up(&counts).await.unwrap(), 20);
    assert_every_prefix(&store, 1).await;
    store.close().await;
}

pub(crate) async fn a_hole_in_the_log_stops_the_views(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 20, 3).await;
    let raw = ground.unguarded().await;
    raw.execute_unprepared("DELETE FROM event WHERE pos = 11").await.unwrap();
    let stopped = store.catch_up(&Counts::new(1)).await.unwrap_err();
    assert!(stopped.to_string().contains("position 11"), "{stopped}");
    store.close().await;
}

pub(crate) async fn a_rebuild_serves_the_old_rows_until_it_is_done(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 40, 3).await;
    let follower = follow(&store, Arc::new(Counts::new(1)));
    assert!(store.wait_for_views(40, LONG).await);
    let before = store.rows(page("streams", 40)).await.unwrap();
    let counts = Counts::new(1);
    let names = ["streams".to_owned()];
    let rebuilding = store.rebuild(&counts, &names);
    let reading = async {
        for n in 0..50 {
            assert_eq!(store.rows(page("streams", 40)).await.unwrap(), before);
            let id = format!("meanwhile-{n}");
            let one = event("model:meanwhile", "model.k", n);
            let done = store.append(command(id, vec![one])).await.unwrap();
            // What is written meanwhile is seen meanwhile.
            store.rows(page("types", done.positions[0] + 1)).await.unwrap();
        }
    };
    let (rebuilt, ()) = tokio::join!(rebuilding, reading);
    rebuilt.unwrap();
    assert!(store.wait_for_views(store.head(), LONG).await);
    assert_every_prefix(&store, 1).await;
    let unknown = store.rebuild(&counts, &["nothing".to_owned()]).await;
    assert!(matches!(unknown, Err(StoreError::NoSuchView(_))));
    follower.stop().await;
    store.close().await;
}

pub(crate) async fn a_new_version_is_folded_beside_the_old_one(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 40, 3).await;
    store.catch_up(&Counts::new(1)).await.unwrap();
    store.close().await;
    let store = ground.open().await;
    let counts = Counts::new(2);
    counts.fails_at.store(40, Ordering::Relaxed);
    fill(&store, 1, 3).await;
    // The new version has not started; the old one answers as of where it stands.
    let old = store.rows(page("streams", 40)).await.unwrap();
    assert!(old.iter().all(|(_, body)| body.starts_with("v1")));
    counts.fails_at.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(store.catch_up(&counts).await.unwrap(), 41);
    assert_every_prefix(&store, 2).await;
    store.close().await;
    let store = ground.open().await;
    // And back, as after a rolled back release.
    assert_eq!(store.catch_up(&Counts::new(1)).await.unwrap(), 41);
    assert_every_prefix(&store, 1).await;
    store.close().await;
}

pub(crate) async fn two_runners_do_not_harm_each_other(site: &Site<'_>) {
    let ground = site.fresh();
    let (one, two) = (ground.open().await, ground.open().await);
    let first = follow(&one, Arc::new(Counts::new(1)));
    let second = follow(&two, Arc::new(Counts::new(1)));
    for n in 0..60 {
        let store = if n % 2 == 0 { &one } else { &two };
        let done = store.append(command(n, vec![event("model:a", "model.k", n)])).await.unwrap();
        assert!(store.wait_for_views(done.positions[0] + 1, LONG).await);
    }
    first.stop().await;
    second.stop().await;
    assert_every_prefix(&one, 1).await;
    one.close().await;
    two.close().await;
}
