//! Appending and reading.

use sea_orm::ConnectionTrait;
use serde_json::json;
use store::{AppendError, Condition, ConflictInfo, NewEvent, Settings, Store, StoreError};

use crate::{
    events::{command, event, fill},
    site::{Site, spawn},
};

pub(crate) async fn positions_are_dense_and_start_at_zero(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    assert_eq!(store.head(), 0);
    let both = vec![event("model:a", "model.tested", 1), event("model:b", "model.tested", 2)];
    let first = store.append(command("c1", both)).await.unwrap();
    assert_eq!(first.positions, [0, 1]);
    let second =
        store.append(command("c2", vec![event("model:a", "model.tested", 3)])).await.unwrap();
    assert_eq!(second.positions, [2]);
    assert_eq!(store.head(), 3);
    let stored = store.read(0, 10).await.unwrap();
    assert_eq!(stored.iter().map(|event| event.pos).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(stored[2].leaf_hash, second.leaf_hashes[0]);
    assert_eq!(stored[2].leaf_hash, stored[2].leaf.hash().unwrap());
    let versions: Vec<u64> =
        store.read_stream("model:a", 3).await.unwrap().iter().map(|event| event.leaf.ver).collect();
    assert_eq!(versions, [1, 2]);
    assert_eq!(store.read_stream("model:a", 2).await.unwrap().len(), 1);
    assert!(store.verify(&[]).await.unwrap().intact());
    store.close().await;
}

pub(crate) async fn a_stream_condition_fails_only_its_own_command(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 3, 1).await;
    let with = |id: &str, version: u64| {
        let mut append = command(id, vec![event("model:m0", "model.tested", 9)]);
        append.conditions = vec![Condition::Stream { stream: "model:m0".into(), version }];
        append
    };
    // Sent together, so that they share a batch: all but one expect what is no longer so.
    let sent = (0..20).map(|n| store.append(with(&format!("r{n}"), 3)));
    let others =
        (0..20).map(|n| store.append(command(format!("o{n}"), vec![event("model:x", "x.y", n)])));
    let (raced, free) =
        futures::future::join(futures::future::join_all(sent), futures::future::join_all(others))
            .await;
    assert_eq!(raced.iter().filter(|result| result.is_ok()).count(), 1);
    for result in raced.into_iter().filter(Result::is_err) {
        let Err(AppendError::Conflict(ConflictInfo::Stream { expected, actual, .. })) = result
        else {
            panic!("another failure than the condition: {result:?}");
        };
        assert_eq!((expected, actual), (3, 4));
    }
    assert!(free.iter().all(Result::is_ok));
    assert_eq!(store.head(), 24);
    store.close().await;
}

pub(crate) async fn of_racing_commands_about_a_subject_one_wins(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 5, 2).await;
    let after = store.head();
    let on = |n: u64| {
        let mut one = event(&format!("approval:a{n}"), "approval.granted", n);
        one.about = vec!["model:m0".into(), format!("approval:a{n}")];
        let mut append = command(format!("a{n}"), vec![one]);
        append.conditions = vec![Condition::NoneAbout {
            subjects: vec!["dataset:none".into(), "model:m0".into()],
            kinds: vec!["approval.granted".into(), "model.quarantined".into()],
            after,
        }];
        append
    };
    let results = futures::future::join_all((0..16).map(|n| store.append(on(n)))).await;
    let won: Vec<_> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
    assert_eq!(won.len(), 1);
    // Later, against what is stored, and only for the types asked about.
    let Err(AppendError::Conflict(ConflictInfo::About { subject, pos, .. })) =
        store.append(on(99)).await
    else {
        panic!("the condition held against a stored event");
    };
    assert_eq!((subject.as_str(), pos), ("model:m0", won[0].positions[0]));
    let mut other = on(100);
    other.conditions = vec![Condition::NoneAbout {
        subjects: vec!["model:m0".into()],
        kinds: vec!["model.quarantined".into()],
        after,
    }];
    store.append(other).await.unwrap();
    store.close().await;
}

pub(crate) async fn the_same_command_twice_is_recorded_once(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let asked = command("once", vec![event("model:a", "model.tested", 1)]);
    let together = futures::future::join_all((0..8).map(|_| store.append(asked.clone()))).await;
    let together: Vec<_> = together.into_iter().map(Result::unwrap).collect();
    assert_eq!(together.iter().filter(|done| !done.duplicate).count(), 1);
    assert!(together.iter().all(|done| done.positions == [0]));
    assert!(together.iter().all(|done| done.leaf_hashes == together[0].leaf_hashes));
    store.close().await;
    let store = ground.open().await;
    let again = store.append(asked.clone()).await.unwrap();
    assert!(again.duplicate && again.positions == [0]);
    assert_eq!(store.head(), 1);
    assert_eq!(store.command("test", "once", b"once").await.unwrap(), Some(again));
    assert_eq!(store.command("test", "never", b"never").await.unwrap(), None);
    let mut other = asked.clone();
    other.request = b"another".to_vec();
    assert!(matches!(store.append(other).await, Err(AppendError::CommandReused { .. })));
    let asked_otherwise = store.command("test", "once", b"another").await;
    assert!(matches!(asked_otherwise, Err(AppendError::CommandReused { .. })));
    let mut elsewhere = asked;
    elsewhere.source = "elsewhere".into();
    assert_eq!(store.append(elsewhere).await.unwrap().positions, [1]);
    store.close().await;
}

pub(crate) async fn a_tailing_reader_misses_nothing_from_many_writers(site: &Site<'_>) {
    const WRITERS: u64 = 16;
    const EACH: u64 = 40;
    let ground = site.fresh();
    let store = ground.open().await;
    let reader = async {
        let (mut watch, mut seen) = (store.watch(), Vec::new());
        while seen.len() < usize::try_from(WRITERS * EACH).unwrap() {
            watch.wait_for(|head| usize::try_from(*head).unwrap() > seen.len()).await.unwrap();
            let next = u64::try_from(seen.len()).unwrap();
            seen.extend(store.read(next, 7).await.unwrap().iter().map(|event| event.pos));
        }
        seen
    };
    let write = |writer: u64| {
        let store = store.clone();
        async move {
            for n in 0..EACH {
                let one = event(&format!("model:w{writer}"), "model.tested", n);
                store.append(command(format!("{writer}-{n}"), vec![one])).await.unwrap();
            }
        }
    };
    let writers = futures::future::join_all((0..WRITERS).map(|writer| spawn(write(writer))));
    let (seen, written) = tokio::join!(reader, writers);
    assert!(written.iter().all(Result::is_ok));
    assert_eq!(seen, (0..WRITERS * EACH).collect::<Vec<_>>());
    assert!(store.verify(&[]).await.unwrap().intact());
    store.close().await;
}

pub(crate) async fn two_processes_share_one_order(site: &Site<'_>) {
    let ground = site.fresh();
    let one = ground.open().await;
    let two = ground.open().await;
    let write = |store: Store, who: &'static str| async move {
        for n in 0..40 {
            let mut append = command(format!("{who}{n}"), vec![event("model:shared", "x.y", n)]);
            if n % 5 == 0 {
                append.events.push(event(&format!("model:{who}"), "x.y", n));
            }
            store.append(append).await.unwrap();
        }
    };
    let (left, right) =
        tokio::join!(spawn(write(one.clone(), "a")), spawn(write(two.clone(), "b")),);
    left.unwrap();
    right.unwrap();
    // Each learns of what the other wrote.
    one.watch().wait_for(|head| *head == 96).await.unwrap();
    two.watch().wait_for(|head| *head == 96).await.unwrap();
    assert!(one.verify(&[]).await.unwrap().intact());
    let same = command("a0", vec![]);
    assert!(two.append(same).await.unwrap().duplicate);
    one.close().await;
    two.close().await;
}

pub(crate) async fn what_does_not_fit_a_leaf_is_refused_alone(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let with = |id: &str, data: serde_json::Value| {
        command(
            id,
            vec![event("model:ok", "x.y", 1), NewEvent { data, ..event("model:a", "x.y", 1) }],
        )
    };
    let (large, fraction, null, fine) = futures::join!(
        store.append(with("large", json!({ "text": "x".repeat(70_000) }))),
        store.append(with("fraction", json!({ "score": 0.5 }))),
        store.append(with("null", json!({ "score": null }))),
        store.append(with("fine", json!({ "score": "0.5" }))),
    );
    assert!(matches!(large, Err(AppendError::TooLarge { index: 1, .. })), "{large:?}");
    assert!(matches!(fraction, Err(AppendError::BadLeaf { index: 1, .. })), "{fraction:?}");
    assert!(matches!(null, Err(AppendError::BadLeaf { .. })), "{null:?}");
    assert_eq!(fine.unwrap().positions, [0, 1]);
    assert_eq!(store.head(), 2);
    assert!(store.verify(&[]).await.unwrap().intact());
    store.close().await;
}

/// `PostgreSQL` keeps no zero bytes in text; the store cannot know all such rules.
pub(crate) async fn a_command_that_the_database_refuses_fails_alone(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let sent = (0..10).map(|n| {
        let stream = if n == 4 { "model:\u{0}".to_owned() } else { format!("model:{n}") };
        store.append(command(n, vec![event(&stream, "x.y", n)]))
    });
    let results = futures::future::join_all(sent).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 9);
    assert!(matches!(results[4], Err(AppendError::Store(StoreError::Db(_)))));
    assert!(store.verify(&[]).await.unwrap().intact());
    store.close().await;
}

pub(crate) async fn the_database_refuses_to_change_an_event(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 3, 1).await;
    let raw = ground.raw().await;
    for sql in ["UPDATE event SET recorded_at = 0", "DELETE FROM event WHERE pos = 2"] {
        let refused = raw.execute_unprepared(sql).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    store.close().await;
}

pub(crate) async fn a_log_of_another_origin_is_not_opened(site: &Site<'_>) {
    let ground = site.fresh();
    ground.open().await.close().await;
    let keys_dir = ground.dir.path().join("other-keys");
    let origin = "ledger.example/other".to_owned();
    let refused = Store::open(Settings { origin, keys_dir, ..ground.settings() }).await.err();
    assert!(matches!(refused, Some(StoreError::Unfit(_))));
}

pub(crate) async fn the_log_is_written_durably(site: &Site<'_>) {
    let ground = site.fresh();
    let raw = ground.raw().await;
    if ground.is_sqlite() {
        // The file is made with another mode first: opening must set what it needs, not inherit it.
        let sql = "PRAGMA journal_mode = DELETE; CREATE TABLE other (x)";
        raw.execute_unprepared(sql).await.unwrap();
        raw.close().await.unwrap();
        let store = ground.open().await;
        fill(&store, 1, 1).await;
        let raw = ground.raw().await;
        let query =
            sea_orm::Statement::from_string(raw.get_database_backend(), "PRAGMA journal_mode");
        let mode: String =
            raw.query_one_raw(query).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        assert_eq!(mode, "wal");
        return store.close().await;
    }
    let name = ground.url.rsplit('/').next().unwrap();
    let sql = format!("ALTER DATABASE {name} SET synchronous_commit = off");
    raw.execute_unprepared(&sql).await.unwrap();
    let refused = ground.try_open().await.err().unwrap();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused}");
}
