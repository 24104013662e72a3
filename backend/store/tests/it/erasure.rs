//! Personal texts, and their end.

use std::{fs, path::Path};

use ledger::{Proof, VerifierKey};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use store::{AppendError, NewPart, PartRef};

use crate::{
    events::{command, named},
    site::{Ground, ORIGIN, Site},
};

const CANARY: &str = "Quirina Canary-Vogelsang";

fn name_at(pos: u64) -> PartRef {
    PartRef { pos, pointer: "/name".into() }
}

pub(crate) async fn an_erased_key_takes_no_new_parts(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let mut both = named("person:p", CANARY);
    both.parts.push(NewPart { pointer: "/by".into(), key: "person:q".into(), text: "Bob".into() });
    store.append(command(1, vec![both])).await.unwrap();
    let by = PartRef { pos: 0, pointer: "/by".into() };
    let none = PartRef { pos: 9, pointer: "/by".into() };
    let refs = [name_at(0), by.clone(), none.clone()];
    let open = store.open_parts(&refs).await.unwrap();
    assert_eq!(open[&name_at(0)].as_deref(), Some(CANARY));
    assert_eq!(open[&by].as_deref(), Some("Bob"));
    assert_eq!(open[&none], None);
    let leaf = store.read(0, 1).await.unwrap().remove(0);
    assert_eq!(leaf.leaf.parts.len(), 2);
    assert!(!contains(&leaf.bytes, CANARY.as_bytes()));

    assert!(store.destroy_key("person:p").await.unwrap());
    assert!(!store.destroy_key("person:p").await.unwrap());
    let open = store.open_parts(&refs).await.unwrap();
    assert_eq!(open[&name_at(0)], None);
    assert_eq!(open[&by].as_deref(), Some("Bob"), "the other person's part stays");
    let again = store.append(command(2, vec![named("person:p", CANARY)])).await;
    let Err(AppendError::Erased(key)) = again else { panic!("recorded again: {again:?}") };
    assert!(key == "person:p" && !AppendError::Erased(key).to_string().contains(CANARY));
    // Events about the person without personal text are still recorded.
    store.append(command(3, vec![crate::events::event("person:p", "x.y", 1)])).await.unwrap();
    assert!(store.verify(&[]).await.unwrap().intact());
    let receipt = store.receipt(0).await.unwrap();
    let vkey: VerifierKey = store.vkey().parse().unwrap();
    receipt.proof.parse::<Proof>().unwrap().verify(&receipt.leaf, &[vkey], ORIGIN).unwrap();
    store.close().await;
}

pub(crate) async fn a_restored_key_is_destroyed_again(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    store.append(command(1, vec![named("person:p", CANARY)])).await.unwrap();
    let keys = keys(&ground).await;
    let (dek, shredded) = tables(&ground);
    let copy = format!("CREATE TABLE copy_of_dek AS SELECT * FROM {dek}");
    keys.execute_unprepared(&copy).await.unwrap();
    store.destroy_key("person:p").await.unwrap();
    store.close().await;
    // An older copy of the keys comes back; the list of destroyed keys in it is older, too.
    let back = format!("INSERT INTO {dek} SELECT * FROM copy_of_dek; DELETE FROM {shredded}");
    keys.execute_unprepared(&back).await.unwrap();
    let store = ground.open().await;
    let left = format!("SELECT key_id FROM {dek}");
    let left = Statement::from_string(keys.get_database_backend(), left);
    assert!(keys.query_one_raw(left).await.unwrap().is_none());
    let again = store.append(command(2, vec![named("person:p", CANARY)])).await;
    assert!(matches!(again, Err(AppendError::Erased(_))));
    store.close().await;
}

pub(crate) async fn after_erasure_no_byte_of_key_or_payload_is_left(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    for n in 0..50 {
        let text = format!("{CANARY} {n}");
        let other = format!("person:other{n}");
        let events = vec![named("person:p", &text), named(&other, "somebody else")];
        store.append(command(n, events)).await.unwrap();
    }
    let raw = ground.raw().await;
    let keys = keys(&ground).await;
    let secret = column(&keys, "SELECT wrapped FROM dek WHERE key_id = 'person:p'").await;
    let mut gone = column(&raw, "SELECT ciphertext FROM payload WHERE key_id = 'person:p'").await;
    gone.extend(secret);
    assert_eq!(gone.len(), 51);
    let kept = column(&raw, "SELECT ciphertext FROM payload WHERE key_id = 'person:other7'").await;
    raw.close().await.unwrap();
    keys.close().await.unwrap();
    assert!(
        gone.iter().all(|bytes| found(ground.dir.path(), bytes)),
        "the search finds what is there"
    );

    store.destroy_key("person:p").await.unwrap();
    let check = || {
        assert!(!gone.iter().any(|bytes| found(ground.dir.path(), bytes)));
        assert!(!found(ground.dir.path(), CANARY.as_bytes()));
        assert!(found(ground.dir.path(), &kept[0]));
    };
    check();
    store.close().await;
    check();
}

/// Whether any file below `dir` has these bytes.
fn found(dir: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() { found(&path, bytes) } else { contains(&fs::read(&path).unwrap(), bytes) }
    })
}

fn contains(all: &[u8], bytes: &[u8]) -> bool {
    all.windows(bytes.len()).any(|window| window == bytes)
}

fn tables(ground: &Ground) -> (&'static str, &'static str) {
    if ground.is_sqlite() {
        ("dek", "shredded")
    } else {
        ("ledgerstone_keys.dek", "ledgerstone_keys.shredded")
    }
}

async fn keys(ground: &Ground) -> DatabaseConnection {
    if !ground.is_sqlite() {
        return ground.raw().await;
    }
    let file = ground.keys_dir().join("keys.db");
    Database::connect(format!("sqlite://{}", file.display())).await.unwrap()
}

async fn column(db: &DatabaseConnection, sql: &str) -> Vec<Vec<u8>> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    rows.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
