//! Leaves, rows and keys for tests.

use ledger::verify::StoredLeaf;
use ledger::{Checkpoint, Hash, Leaf, NoteKey, Part, VerifiedCheckpoint, leaf_hash, tree};
use serde_json::json;

pub(crate) const ORIGIN: &str = "log.example/one";

pub(crate) fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[7; 32]).unwrap()
}

/// A leaf with every member there can be.
pub(crate) fn full_leaf() -> Leaf {
    Leaf {
        v: 1,
        log: ORIGIN.into(),
        pos: 41,
        stream: "dataset:claims-2026".into(),
        ver: 3,
        id: "6fa459ea-ee8a-5ca4-894e-db77e160355e".into(),
        kind: "dataset.quarantined".into(),
        tver: 1,
        time: 1_770_733_140_000_000,
        occurred: Some(1_770_733_100_000_000),
        imported: true,
        actor: "per-1".into(),
        claimed_actor: Some("per-2".into()),
        ground: "dataset.quarantine".into(),
        command: "cmd-9".into(),
        about: vec!["dataset:claims-2026@v7".into(), "system:risk".into()],
        cause: Some("0b5e9aee-6d0e-5c5f-a3e9-94a6a4b5f0c1".into()),
        corr: Some("inc-1".into()),
        data: json!({ "rows": 120_000, "ratio": "0.031", "why": "café\n\u{20ac}", "batches": [-1, true] }),
        parts: vec![Part {
            n: "/comment".into(),
            key: "person:per-2".into(),
            alg: "xchacha20poly1305".into(),
            len: 12,
            ct: leaf_hash(b"ct"),
            pc: leaf_hash(b"pc"),
        }],
    }
}

/// The plain leaf of a log whose three streams take turns.
pub(crate) fn leaf_at(pos: u64) -> Leaf {
    Leaf {
        v: 1,
        log: ORIGIN.into(),
        pos,
        stream: format!("system:s{}", pos % 3),
        ver: pos / 3 + 1,
        id: format!("00000000-0000-5000-8000-{pos:012x}"),
        kind: "system.registered".into(),
        tver: 1,
        time: 1_000 * i64::try_from(pos).unwrap(),
        occurred: None,
        imported: false,
        actor: "per-1".into(),
        claimed_actor: None,
        ground: "system.register".into(),
        command: format!("cmd-{pos}"),
        about: vec![format!("system:s{}", pos % 3)],
        cause: None,
        corr: None,
        data: json!({ "name": format!("name {pos}") }),
        parts: vec![],
    }
}

/// A row of the event table, for tests to damage.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) pos: u64,
    pub(crate) leaf: Vec<u8>,
    pub(crate) leaf_hash: Hash,
    pub(crate) stream: String,
    pub(crate) stream_ver: u64,
    pub(crate) event_id: String,
    pub(crate) kind: String,
    pub(crate) time: i64,
}

impl Row {
    /// A row whose columns and hash all fit the leaf.
    pub(crate) fn of(leaf: &Leaf) -> Self {
        let bytes = leaf.to_bytes().unwrap();
        Self {
            pos: leaf.pos,
            leaf_hash: leaf_hash(&bytes),
            leaf: bytes,
            stream: leaf.stream.clone(),
            stream_ver: leaf.ver,
            event_id: leaf.id.clone(),
            kind: leaf.kind.clone(),
            time: leaf.time,
        }
    }

    pub(crate) fn stored(&self) -> StoredLeaf<'_> {
        StoredLeaf {
            pos: self.pos,
            leaf: &self.leaf,
            leaf_hash: self.leaf_hash,
            stream: &self.stream,
            stream_ver: self.stream_ver,
            event_id: &self.event_id,
            kind: &self.kind,
            time: self.time,
        }
    }
}

/// The rows of an untouched log.
pub(crate) fn rows(size: u64) -> Vec<Row> {
    (0..size).map(|pos| Row::of(&leaf_at(pos))).collect()
}

/// Hashes of leaves that are just the number of their position.
pub(crate) fn numbered_hashes(size: u64) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

/// A signed checkpoint over the first `size` of these rows, as text.
pub(crate) fn signed_note(rows: &[Row], size: usize) -> String {
    let hashes: Vec<Hash> = rows[..size].iter().map(|row| leaf_hash(&row.leaf)).collect();
    let root = tree::root_of(&hashes);
    let size = u64::try_from(size).unwrap();
    Checkpoint { origin: ORIGIN.into(), size, root }.sign(&key()).unwrap()
}

/// The same, checked.
pub(crate) fn signed(rows: &[Row], size: usize) -> VerifiedCheckpoint {
    Checkpoint::verify(&signed_note(rows, size), &[key().verifier()], ORIGIN).unwrap()
}
