//! Time, and finding events by time, subject and type.

use std::sync::atomic::Ordering;

use store::{About, AppendError, EventQuery, NewEvent};

use crate::{
    events::{command, event, fill},
    site::{START, Site},
};

pub(crate) async fn time_never_goes_back(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let first = store.append(command(1, vec![event("model:a", "x.y", 1)])).await.unwrap();
    ground.now.store(START - 3_600_000_000, Ordering::Relaxed);
    let second = store.append(command(2, vec![event("model:a", "x.y", 1)])).await.unwrap();
    assert_eq!(second.recorded, first.recorded);
    ground.now.store(START + 3_600_000_000, Ordering::Relaxed);
    let third = store.append(command(3, vec![event("model:a", "x.y", 1)])).await.unwrap();
    assert_eq!(third.recorded, START + 3_600_000_000);
    let stored = store.read(0, 9).await.unwrap();
    assert!(stored.is_sorted_by_key(|event| event.leaf.time));
    store.close().await;
}

pub(crate) async fn a_historic_import_keeps_its_order_and_comes_first(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let past = |id: &str, times: &[i64]| {
        let dated = |&at: &i64| NewEvent { occurred: Some(at), ..event("model:a", "x.y", 1) };
        let mut append = command(id, times.iter().map(dated).collect());
        append.imported = true;
        append
    };
    store.append(past("h1", &[100, 100, 250])).await.unwrap();
    let late = store.append(past("h2", &[300, 299])).await;
    assert!(matches!(late, Err(AppendError::Import(_))), "{late:?}");
    let early = store.append(past("h3", &[249])).await;
    assert!(matches!(early, Err(AppendError::Import(_))), "{early:?}");
    let mut undated = past("h4", &[]);
    undated.events.push(event("model:a", "x.y", 1));
    assert!(matches!(store.append(undated).await, Err(AppendError::Import(_))));
    store.append(past("h5", &[250])).await.unwrap();
    let live = store.append(command("l1", vec![event("model:a", "x.y", 1)])).await.unwrap();
    assert!(live.recorded >= START);
    let after = store.append(past("h6", &[i64::from(i32::MAX)])).await;
    assert!(matches!(after, Err(AppendError::Import(_))), "{after:?}");
    let timeline: Vec<i64> =
        store.read(0, 9).await.unwrap().iter().map(|event| event.timeline).collect();
    assert_eq!(timeline, [100, 100, 250, 250, live.recorded]);
    assert!(store.read(0, 1).await.unwrap()[0].leaf.time >= START, "recorded time is the clock's");
    store.close().await;
}

pub(crate) async fn a_time_maps_to_the_position_after_its_last_event(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    assert_eq!(store.position_at(START).await.unwrap(), 0);
    let times = [100, 200, 200, 200, 350];
    let dated = |&at: &i64| NewEvent { occurred: Some(at), ..event("model:a", "x.y", 1) };
    let mut append = command("h", times.iter().map(dated).collect());
    append.imported = true;
    store.append(append).await.unwrap();
    for (time, upto) in [(99, 0), (100, 1), (199, 1), (200, 4), (349, 4), (350, 5), (i64::MAX, 5)] {
        assert_eq!(store.position_at(time).await.unwrap(), upto, "at {time}");
    }
    assert_eq!(store.timeline_of(3).await.unwrap(), Some(200));
    assert_eq!(store.timeline_of(5).await.unwrap(), None);
    store.close().await;
}

pub(crate) async fn events_are_found_by_subject_and_type(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 12, 3).await;
    let mut both = event("deployment:d", "deployment.activated", 0);
    both.about = vec!["model:m1".into(), "model:m0".into(), "model:m1".into()];
    store.append(command("both", vec![both])).await.unwrap();
    let about = |subjects: &[&str]| About {
        subjects: subjects.iter().map(ToString::to_string).collect(),
        ..About::default()
    };
    let found =
        |stored: Vec<store::Stored>| stored.iter().map(|event| event.pos).collect::<Vec<_>>();
    let q = about(&["model:m0"]);
    assert_eq!(found(store.read_about(q.clone()).await.unwrap()), [0, 3, 6, 9, 12]);
    assert_eq!(store.count_about(q.clone()).await.unwrap(), 5);
    let q = about(&["model:m0", "model:m1"]);
    assert_eq!(store.count_about(q.clone()).await.unwrap(), 9, "an event about both counts once");
    let many: Vec<String> = (0..40).map(|n| format!("model:m{n}")).collect();
    let many = About { subjects: many, limit: Some(3), from: 4, ..About::default() };
    assert_eq!(found(store.read_about(many).await.unwrap()), [4, 5, 6]);
    let q = About { newest_first: true, limit: Some(2), upto: Some(12), ..q };
    assert_eq!(found(store.read_about(q).await.unwrap()), [10, 9]);
    assert_eq!(store.read_about(about(&[])).await.unwrap().len(), 0);
    let kinds = vec!["model.tested".to_owned(), "deployment.activated".to_owned()];
    let q = EventQuery { kinds: kinds.clone(), from: 1, ..EventQuery::default() };
    assert_eq!(found(store.events(q.clone()).await.unwrap()), [3, 6, 9, 12]);
    assert_eq!(store.count_events(q).await.unwrap(), 4);
    let subjects = vec!["model:m1".to_owned()];
    let q = EventQuery { kinds, subjects, ..EventQuery::default() };
    assert_eq!(found(store.events(q).await.unwrap()), [12]);
    let leaf = &store.read(12, 1).await.unwrap()[0].leaf;
    assert_eq!(leaf.about, ["model:m0", "model:m1"]);
    store.close().await;
}
