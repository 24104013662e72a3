//! Checkpoints and receipts.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use ledger::{Hash, Proof, VerifierKey, tile};
use sea_orm::ConnectionTrait;
use store::{Store, StoreError};

use crate::{
    events::{command, event, fill},
    site::{Ground, ORIGIN, Site},
};

pub(crate) async fn receipts_verify_and_checkpoints_continue_each_other(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let vkey: VerifierKey = store.vkey().parse().unwrap();
    let mut kept = Vec::new();
    for size in [1_u64, 2, 3, 5, 8, 20, 33] {
        fill(&store, size - store.head(), 3).await;
        let signed = store.checkpoint().await.unwrap();
        assert_eq!(signed.size, size);
        assert_eq!(store.checkpoint().await.unwrap(), signed, "nothing new, nothing signed");
        kept.push(signed.note);
    }
    for pos in 0..store.head() {
        let receipt = store.receipt(pos).await.unwrap();
        let proof: Proof = receipt.proof.parse().unwrap();
        assert_eq!(proof.index, pos);
        let signed = proof.verify(&receipt.leaf, std::slice::from_ref(&vkey), ORIGIN).unwrap();
        assert_eq!(signed.size(), 33);
        let mut other = receipt.leaf.clone();
        other[20] ^= 1;
        assert!(proof.verify(&other, std::slice::from_ref(&vkey), ORIGIN).is_err());
    }
    assert!(matches!(store.receipt(33).await, Err(StoreError::NoSuchPosition(33))));
    fill(&store, 1, 3).await;
    // A receipt for what is not sealed yet seals it.
    assert!(store.receipt(33).await.unwrap().proof.contains("index 33"));
    // All of them are roots of prefixes of one log.
    assert!(store.verify(&kept).await.unwrap().intact());
    store.close().await;
    let store = ground.open().await;
    fill(&store, 5, 2).await;
    assert_eq!(store.checkpoint().await.unwrap().size, 39);
    assert!(store.verify(&kept).await.unwrap().intact());
    store.close().await;
}

/// Writers that always have the next event ready do not keep the sealing from its turn.
pub(crate) async fn sealing_gets_its_turn_while_appends_never_pause(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    let sealed = Arc::new(AtomicBool::new(false));
    let write = |writer: u64| {
        let (store, sealed) = (store.clone(), Arc::clone(&sealed));
        async move {
            let mut written: u64 = 0;
            while !sealed.load(Ordering::Relaxed) {
                let one = event(&format!("model:w{writer}"), "model.tested", written);
                store.append(command(format!("{writer}-{written}"), vec![one])).await.unwrap();
                written += 1;
            }
            written
        }
    };
    let writers: Vec<_> = (0..8).map(|writer| spawn(write(writer))).collect();
    let mut head = store.watch();
    let mut size = 0;
    for _ in 0..5 {
        head.wait_for(|head| *head > size).await.unwrap();
        let signed = store.checkpoint().await.unwrap();
        assert!(signed.size > size, "{} after {size}", signed.size);
        size = signed.size;
    }
    assert!(writers.iter().all(|writer| !writer.is_finished()), "they wrote all the time");
    sealed.store(true, Ordering::Relaxed);
    let mut written = 0;
    for writer in writers {
        written += writer.await.unwrap();
    }
    assert_eq!(store.head(), written);
    assert!(store.verify(&[]).await.unwrap().intact());
    store.close().await;
}

/// Some groups of 256, sealed at sizes that cut them.
async fn large(ground: &Ground) -> Store {
    let store = ground.open().await;
    for (id, size) in [("a", 200), ("b", 300), ("c", 12), ("d", 88), ("e", 200)] {
        let events = (0..size).map(|n| event(&format!("model:{n}"), "x.y", n)).collect();
        store.append(command(id, events)).await.unwrap();
        store.checkpoint().await.unwrap();
    }
    store
}

pub(crate) async fn tiles_are_those_of_the_whole_tree(site: &Site<'_>) {
    let ground = site.fresh();
    let store = large(&ground).await;
    let stored = store.read(0, 1_000).await.unwrap();
    let hashes: Vec<Hash> = stored.iter().map(|event| event.leaf_hash).collect();
    assert_eq!(hashes.len(), 800);
    let mut levels = 0;
    for tile in tile::tiles(800) {
        let served = store.tile(tile.level, tile.index, tile.width).await.unwrap();
        assert_eq!(served, Some(tile.bytes(&hashes).unwrap()), "{}", tile.path());
        levels = tile.level + 1;
    }
    assert_eq!(levels, 2);
    for (index, width) in tile::bundles(800) {
        let bytes = store.entries(index, width).await.unwrap().unwrap();
        let leaves = tile::read_bundle(&bytes).unwrap();
        let from = usize::try_from(index * 256).unwrap();
        let wanted = &stored[from..from + usize::from(width)];
        assert!(leaves.iter().zip(wanted).all(|(leaf, event)| *leaf == event.bytes));
        assert_eq!(leaves.len(), wanted.len());
    }
    // Nothing beyond what was signed, and nothing that is no tile.
    for (level, index, width) in [(0, 3, 33), (1, 0, 4), (0, 0, 0), (0, 0, 257), (9, 1, 1)] {
        assert_eq!(store.tile(level, index, width).await.unwrap(), None);
    }
    assert_eq!(store.entries(u64::MAX, 1).await.unwrap(), None);
    let vkey: VerifierKey = store.vkey().parse().unwrap();
    for pos in [0, 255, 256, 511, 512, 700, 799] {
        let receipt = store.receipt(pos).await.unwrap();
        let proof: Proof = receipt.proof.parse().unwrap();
        proof.verify(&receipt.leaf, std::slice::from_ref(&vkey), ORIGIN).unwrap();
    }
    store.close().await;
}

pub(crate) async fn a_false_inner_hash_spoils_no_receipt(site: &Site<'_>) {
    let ground = site.fresh();
    let store = large(&ground).await;
    let raw = ground.raw().await;
    let sql = "UPDATE tree_group SET hash = (SELECT hash FROM tree_group WHERE idx = 0)";
    raw.execute_unprepared(sql).await.unwrap();
    assert!(matches!(store.receipt(3).await, Err(StoreError::Damaged(_))));
    store.close().await;
}

pub(crate) async fn a_changed_leaf_stops_the_sealing(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 4, 1).await;
    let before = store.checkpoint().await.unwrap();
    fill(&store, 4, 1).await;
    let raw = ground.unguarded().await;
    let sql = "UPDATE event SET leaf = (SELECT leaf FROM event WHERE pos = 5) WHERE pos = 6";
    raw.execute_unprepared(sql).await.unwrap();
    let refused = store.checkpoint().await.unwrap_err();
    assert!(refused.to_string().contains("position 6"), "{refused}");
    assert!(store.receipt(3).await.unwrap().proof.contains(&before.note));
    store.close().await;
}

pub(crate) async fn a_log_cut_below_its_checkpoint_is_not_opened(site: &Site<'_>) {
    let ground = site.fresh();
    let store = ground.open().await;
    fill(&store, 6, 1).await;
    store.checkpoint().await.unwrap();
    store.close().await;
    let raw = ground.unguarded().await;
    // As after a restore of an older copy.
    let sql = "DELETE FROM event WHERE pos >= 4; DELETE FROM checkpoint; \
               UPDATE log_head SET next_pos = 4";
    raw.execute_unprepared(sql).await.unwrap();
    raw.close().await.unwrap();
    let refused = ground.try_open().await.err().unwrap();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused}");
    assert!(refused.to_string().contains("4 events, 6 were signed"), "{refused}");
}
