//! What lenses remember: given back only of the log it was folded from, and only undamaged.

use sea_orm::{ConnectionTrait, Statement};
use store::{Store, Stretch};

use crate::{
    events::{command, event},
    site::Site,
};

fn stretch(from: u64, upto: u64) -> Stretch {
    Stretch { from, upto, bytes: format!("{from} to {upto}").into_bytes() }
}

async fn grow(store: &Store, upto: u64) {
    while store.head() < upto {
        let n = store.head();
        store
            .append(command(format!("memory-{n}"), vec![event("model:m", "model.k", n)]))
            .await
            .unwrap();
    }
}

pub(crate) async fn a_lens_remembers_stretches_of_one_version(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    grow(&store, 10).await;
    assert_eq!(store.remembered("l", "1", 0).await.unwrap(), None);
    assert!(
        !store.remember("l", "1", &stretch(3, 5)).await.unwrap(),
        "what it continues is not there"
    );
    assert!(!store.remember("l", "1", &stretch(0, 11)).await.unwrap(), "the log is not that long");
    assert!(!store.remember("l", "1", &stretch(0, 0)).await.unwrap(), "it is empty");
    for (from, upto) in [(0, 4), (4, 6), (6, 9), (4, 7)] {
        assert!(store.remember("l", "1", &stretch(from, upto)).await.unwrap());
        assert_eq!(store.remembered("l", "1", from).await.unwrap(), Some(stretch(from, upto)));
        assert_eq!(store.remembered_to("l", "1").await.unwrap(), upto);
    }
    assert_eq!(store.remembered("l", "1", 6).await.unwrap(), None, "another stands in its place");
    assert_eq!(store.remembered("l", "2", 0).await.unwrap(), None);
    assert_eq!(store.remembered("other", "1", 0).await.unwrap(), None);
    assert!(store.remember("other", "1", &stretch(0, 3)).await.unwrap());
    assert!(!store.remember("l", "2", &stretch(7, 8)).await.unwrap());
    assert_eq!(store.remembered_to("l", "1").await.unwrap(), 7, "a refusal changes nothing");
    assert!(store.remember("l", "2", &stretch(0, 8)).await.unwrap());
    assert_eq!(
        store.remembered_to("l", "1").await.unwrap(),
        0,
        "one version takes the place of others"
    );
    store.forget("l").await.unwrap();
    assert_eq!(store.remembered("l", "2", 0).await.unwrap(), None);
    assert_eq!(store.remembered("other", "1", 0).await.unwrap(), Some(stretch(0, 3)));
    store.close().await;
}

pub(crate) async fn a_memory_of_another_log_is_forgotten(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    grow(&store, 8).await;
    assert!(store.remember("l", "1", &stretch(0, 4)).await.unwrap());
    assert!(store.remember("l", "1", &stretch(4, 8)).await.unwrap());
    store.close().await;
    let db = ground.views().await;
    let run = async |sql: &str| {
        db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    };
    // As if the views had been left beside another log, and beside a shorter one.
    run("UPDATE memory SET last = digest WHERE from_pos = 0").await;
    run("UPDATE memory SET upto = 9 WHERE from_pos = 4").await;
    let store = ground.open().await;
    assert_eq!(store.remembered("l", "1", 0).await.unwrap(), None);
    assert_eq!(store.remembered("l", "1", 4).await.unwrap(), None);
    store.close().await;
}

pub(crate) async fn a_damaged_memory_is_not_given_back(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    grow(&store, 4).await;
    assert!(store.remember("l", "1", &stretch(0, 4)).await.unwrap());
    store.close().await;
    let db = ground.views().await;
    let sql = "UPDATE memory SET bytes = digest";
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let store = ground.open().await;
    assert_eq!(store.remembered("l", "1", 0).await.unwrap(), None);
    store.close().await;
}
