//! Somebody with all rights to the database changes the log.

use ledger::{
    Leaf, leaf_hash,
    verify::{FindingKind, Report},
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::json;
use store::Store;

use crate::{
    events::{command, fill, named},
    site::{Ground, Site},
};

const EVENTS: u64 = 12;

/// What is done, and what must be said: a kind, and the words of the sentence.
const TAMPERINGS: [(&str, FindingKind, &[&str]); 8] = [
    ("DELETE FROM event WHERE pos = 4", FindingKind::Missing, &["position 4"]),
    (
        "UPDATE event SET pos = 1000 WHERE pos = 3; UPDATE event SET pos = 3 WHERE pos = 7; \
         UPDATE event SET pos = 7 WHERE pos = 1000",
        FindingKind::Swapped,
        &["3", "7"],
    ),
    (
        "UPDATE event SET pos = pos + 1000 WHERE pos > 5; UPDATE event SET pos = pos - 999 \
         WHERE pos > 1000; INSERT INTO event SELECT 6, stream_id, 99, event_id, type, type_ver, \
         recorded_at, timeline_at, leaf, leaf_hash FROM event WHERE pos = 2",
        FindingKind::Inserted,
        &["6"],
    ),
    ("DELETE FROM event WHERE pos >= 9", FindingKind::CutTail, &["9"]),
    (
        "UPDATE event SET type = 'model.praised' WHERE pos = 4",
        FindingKind::ColumnDiffers,
        &["position 4"],
    ),
    ("UPDATE event SET recorded_at = 7 WHERE pos = 4", FindingKind::ColumnDiffers, &["position 4"]),
    ("DELETE FROM about WHERE pos = 4", FindingKind::ColumnDiffers, &["position 4", "model:m1"]),
    (
        "UPDATE payload SET nonce = ciphertext WHERE pos = 12",
        FindingKind::Changed,
        &["position 12", "/name"],
    ),
];

pub(crate) async fn each_tampering_is_found_and_named(site: &Site<'_>) {
    for (sql, kind, words) in TAMPERINGS {
        let ground = site.fresh();
        let store = prepared(&ground).await;
        ground.unguarded().await.execute_unprepared(sql).await.unwrap();
        let report = store.verify(&[]).await.unwrap();
        assert_named(&report, kind, words, sql);
        store.close().await;
    }
    let ground = site.fresh();
    let store = prepared(&ground).await;
    let mut bytes = store.read(4, 1).await.unwrap()[0].bytes.clone();
    bytes[30] ^= 1;
    write_leaf(&ground.unguarded().await, 4, (&bytes, None)).await;
    let report = store.verify(&[]).await.unwrap();
    assert_named(&report, FindingKind::Changed, &["position 4"], "a flipped bit");
    store.close().await;
}

pub(crate) async fn a_mended_rewrite_is_caught_by_a_kept_checkpoint(site: &Site<'_>) {
    let ground = site.fresh();
    let store = prepared(&ground).await;
    let kept = store.checkpoint().await.unwrap();
    fill(&store, 5, 2).await;
    let mut leaf: Leaf = store.read(4, 1).await.unwrap()[0].leaf.clone();
    leaf.data = json!({ "n": 1_000 });
    let bytes = leaf.to_bytes().unwrap();
    let raw = ground.unguarded().await;
    write_leaf(&raw, 4, (&bytes, Some(&leaf_hash(&bytes).0))).await;
    assert!(!store.verify(&[]).await.unwrap().intact(), "its own checkpoints still know");
    raw.execute_unprepared("DELETE FROM checkpoint").await.unwrap();
    assert!(!store.verify(&[]).await.unwrap().intact(), "the copy beside the keys still knows");
    std::fs::remove_file(ground.keys_dir().join("last-checkpoint")).unwrap();
    assert!(store.verify(&[]).await.unwrap().intact(), "alone, it is a log like any other");
    let report = store.verify(std::slice::from_ref(&kept.note)).await.unwrap();
    assert_named(&report, FindingKind::Rewritten, &[&kept.size.to_string()], "a mended rewrite");
    store.close().await;
}

async fn prepared(ground: &Ground) -> Store {
    let store = ground.open().await;
    fill(&store, EVENTS, 3).await;
    store.append(command("p", vec![named("person:p", "Ada")])).await.unwrap();
    assert!(store.verify(&[]).await.unwrap().intact());
    store
}

async fn write_leaf(raw: &DatabaseConnection, pos: i64, (leaf, hash): (&[u8], Option<&[u8]>)) {
    let backend = raw.get_database_backend();
    let sql = "UPDATE event SET leaf = $1, leaf_hash = coalesce($2, leaf_hash) WHERE pos = $3";
    let values =
        [leaf.to_vec().into(), sea_orm::Value::Bytes(hash.map(<[u8]>::to_vec)), pos.into()];
    raw.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await.unwrap();
}

fn assert_named(report: &Report, kind: FindingKind, words: &[&str], what: &str) {
    let named = report.findings.iter().any(|finding| {
        finding.kind == kind && words.iter().all(|word| finding.sentence.contains(word))
    });
    assert!(named, "{what}: {kind:?} {words:?} is not among {:#?}", report.findings);
}
