//! Starts: going on, waiting, and beginning anew.

use std::{fs, path::Path};

use super::{answers, beside, find, indexed_drill, moment};
use crate::{
    Instant,
    jobs::Jobs,
    search::{NAME, kinds},
    testing::{drill_app, empty_app},
};

#[tokio::test]
async fn a_start_goes_on_where_the_index_was() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let before = answers(&test.app, &now).await;
    // A second index of the same folder finds it taken, and has its own in memory.
    let other = beside(&test);
    other.index_what_is_new().await.unwrap();
    assert_eq!(answers(&other, &now).await, before);
    // Closed, it is there for the next.
    test.app.search.set_parts(None);
    let next = beside(&test);
    next.search.catch_up(&next.store, 0).await.unwrap();
    assert_eq!(next.search.upto(), now.upto, "nothing was built anew");
    assert_eq!(answers(&next, &now).await, before);
}

#[tokio::test]
async fn an_index_of_another_log_is_built_anew() {
    let longer = indexed_drill().await;
    longer.app.search.set_parts(None);
    let shorter = drill_app(Some(moment("2026-01-15T00:00:00Z"))).await;
    let folder = |test: &crate::testing::TestApp| test.app.store.folder().join(NAME);
    copy(&folder(&longer), &folder(&shorter));
    shorter.app.index_what_is_new().await.unwrap();
    let now = shorter.sight(Instant::Now).await;
    let fresh = beside(&shorter);
    fresh.index_what_is_new().await.unwrap();
    assert_eq!(answers(&shorter.app, &now).await, answers(&fresh, &now).await);
    assert!(find(&shorter.app, &now, "carerisk").await.total > 0);
}

#[tokio::test]
async fn an_index_that_cannot_be_read_is_built_anew() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let before = answers(&test.app, &now).await;
    test.app.search.set_parts(None);
    let folder = test.app.store.folder().join(NAME);
    let version = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    fs::write(version.join("meta.json"), "{}").unwrap();
    let next = beside(&test);
    next.index_what_is_new().await.unwrap();
    assert_eq!(answers(&next, &now).await, before);
}

#[tokio::test]
async fn a_rebuild_makes_the_index_again() {
    let test = indexed_drill().await;
    let now = test.sight(Instant::Now).await;
    let before = answers(&test.app, &now).await;
    assert_eq!(test.app.rebuild(&[NAME.to_owned()]).await.unwrap(), now.upto);
    assert_eq!(answers(&test.app, &now).await, before);
    // Beside an index that is open it is refused, and nothing is lost.
    let other = beside(&test);
    assert!(other.rebuild(&[NAME.to_owned()]).await.is_err());
    assert_eq!(answers(&test.app, &now).await, before);
}

#[tokio::test]
async fn who_asks_wakes_the_index() {
    let test = empty_app().await;
    let mut jobs = Jobs::default();
    let app = test.app.clone();
    jobs.spawn(move |stop| async move { app.follow_with_search(stop).await });
    for until in ["2025-09-05T00:00:00Z", "2025-11-01T00:00:00Z", "2027-01-01T00:00:00Z"] {
        test.app.load_drill(Some(moment(until))).await.unwrap();
        let now = test.sight(Instant::Now).await;
        let found = find(&test.app, &now, "sys-carerisk").await;
        assert_eq!(found.hits[0].title, "CareRisk Predict", "until {until}");
        assert_eq!(test.app.search.upto(), now.upto);
    }
    jobs.stop().await;
    assert_eq!(kinds()[0], "system");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
