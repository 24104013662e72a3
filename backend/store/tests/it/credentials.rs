//! Who may come in, and checks of a log from outside.

use std::sync::atomic::Ordering;

use ledger::verify::FindingKind;
use sea_orm::ConnectionTrait;
use store::{Credential, StoreError, inspect};

use crate::{
    events::fill,
    site::{START, Site},
};

const HOUR: i64 = 3_600_000_000;

fn credential(seed: u8, holder: &str) -> Credential {
    Credential {
        hash: [seed; 32],
        name: format!("token {seed}"),
        holder: holder.to_owned(),
        made_at: START,
        expires_at: START + HOUR,
        revoked_at: None,
    }
}

pub(crate) async fn a_token_counts_until_it_expires_or_is_revoked(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    for (seed, holder) in [(1, "person:a"), (2, "person:b"), (3, "person:b")] {
        store.put_credential(&credential(seed, holder)).await.unwrap();
    }
    assert!(store.put_credential(&credential(1, "person:c")).await.is_err());
    let holder = async |seed| store.holder_of([seed; 32]).await.unwrap();
    assert_eq!(holder(1).await.as_deref(), Some("person:a"));
    assert_eq!(holder(9).await, None);
    assert_eq!(store.revoke_credentials("person:b").await.unwrap(), 2);
    assert_eq!(store.revoke_credentials("person:b").await.unwrap(), 0);
    assert_eq!((holder(2).await, holder(3).await), (None, None));
    ground.now.store(START + HOUR, Ordering::Relaxed);
    assert_eq!(holder(1).await, None);
    let kept = store.credentials().await.unwrap();
    assert_eq!(kept.iter().filter(|one| one.revoked_at.is_some()).count(), 2);
    assert_eq!(kept.len(), 3);
    store.close().await;
}

pub(crate) async fn an_erased_person_is_not_recognised_again(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    store.put_credential(&credential(1, "person:a")).await.unwrap();
    store.link_identity("https://id.example", "alice", "person:a").await.unwrap();
    store.link_identity("https://id.example", "alice", "person:b").await.unwrap();
    let linked = async |issuer, account| store.linked(issuer, account).await.unwrap();
    assert_eq!(linked("https://id.example", "alice").await.as_deref(), Some("person:a"));
    assert_eq!(linked("https://other.example", "alice").await, None);
    assert_eq!(linked("https://id.example", "bob").await, None);
    // Moving a letter from one part to the other makes another account.
    assert_eq!(linked("https://id.examplea", "lice").await, None);
    store.forget_credentials("person:a").await.unwrap();
    assert_eq!(linked("https://id.example", "alice").await, None);
    assert!(store.credentials().await.unwrap().is_empty());
    store.close().await;
}

pub(crate) async fn a_log_is_inspected_as_it_lies_there(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 6, 1).await;
    let early = store.checkpoint().await.unwrap();
    let look = async |against: &[String]| inspect(&ground.url, &ground.keys_dir(), against).await;
    assert!(look(&[]).await.unwrap().intact(), "beside an open store");
    fill(&store, 3, 1).await;
    store.checkpoint().await.unwrap();
    store.close().await;
    let report = look(&[early.note]).await.unwrap();
    assert!(report.intact(), "{report:?}");
    assert_eq!(report.size, 9);
    // What no store opens any more is still looked at.
    let raw = ground.unguarded().await;
    let sql = "DELETE FROM event WHERE pos >= 7; DELETE FROM about WHERE pos >= 7; \
               DELETE FROM checkpoint WHERE size = 9; UPDATE log_head SET next_pos = 7";
    raw.execute_unprepared(sql).await.unwrap();
    raw.close().await.unwrap();
    assert!(ground.try_open().await.is_err());
    let report = look(&[]).await.unwrap();
    let cut = report.findings.iter().find(|finding| finding.kind == FindingKind::CutTail);
    assert_eq!(cut.unwrap().pos, Some(7), "{report:?}");
    let refused = look(&[String::from("nonsense")]).await.unwrap_err();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused}");
    std::fs::remove_file(ground.keys_dir().join("log.key")).unwrap();
    assert!(matches!(look(&[]).await, Err(StoreError::Unfit(_))));
}
