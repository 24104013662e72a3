//! The same trees, proofs and notes, judged by verifiers that others wrote.

use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use ledger::tree::{consistency_proof, inclusion_proof, root_of};
use ledger::{Checkpoint, Hash, leaf_hash};
use sha2::Sha256;
use sha2::digest::Output;
use tlog_tiles::tlog;

use crate::samples::{ORIGIN, key, numbered_hashes};

fn sizes() -> impl Iterator<Item = u64> {
    (1..=40).chain([255, 256, 257])
}

fn outputs(hashes: &[Hash]) -> Vec<Output<Sha256>> {
    hashes.iter().map(|hash| Output::<Sha256>::from(hash.0)).collect()
}

fn theirs(hashes: &[Hash]) -> Vec<tlog::Hash> {
    hashes.iter().map(|hash| tlog::Hash(hash.0)).collect()
}

fn root(leaves: &[Hash], size: u64) -> Hash {
    root_of(&leaves[..usize::try_from(size).unwrap()])
}

#[test]
fn others_accept_our_inclusion_proofs() {
    for size in sizes() {
        let leaves = numbered_hashes(size);
        let ours = root_of(&leaves);
        let ct_root = RootHash::<Sha256>::new(ours.0.into(), size);
        for index in 0..size {
            let proof = inclusion_proof(&leaves, index, size).unwrap();
            let ct_proof = InclusionProof::<Sha256>::from_digests(&outputs(&proof));
            let leaf = index.to_be_bytes();
            ct_root.verify_inclusion(&leaf, index, &ct_proof).unwrap();
            assert!(ct_root.verify_inclusion(&[0xff; 8], index, &ct_proof).is_err());
            let (leaf, root) = (tlog::Hash(leaf_hash(&leaf).0), tlog::Hash(ours.0));
            tlog::check_record(&theirs(&proof), size, root, index, leaf).unwrap();
        }
    }
}

#[test]
fn others_accept_our_consistency_proofs() {
    let leaves = numbered_hashes(257);
    for new in sizes() {
        let new_root = RootHash::<Sha256>::new(root(&leaves, new).0.into(), new);
        for old in 1..new {
            let proof = consistency_proof(&leaves, old, new).unwrap();
            let ct_proof = ConsistencyProof::<Sha256>::from_digests(&outputs(&proof));
            let old_root = RootHash::<Sha256>::new(root(&leaves, old).0.into(), old);
            new_root.verify_consistency(&old_root, &ct_proof).unwrap();
            let (old_hash, new_hash) =
                (tlog::Hash(root(&leaves, old).0), tlog::Hash(root(&leaves, new).0));
            tlog::check_tree(&theirs(&proof), new, new_hash, old, old_hash).unwrap();
        }
    }
}

#[test]
fn others_accept_our_checkpoints_and_keys() {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 9, root: leaf_hash(b"root") };
    let text = checkpoint.sign(&key()).unwrap();
    let verifier = signed_note::StandardVerifier::new(&key().vkey()).unwrap();
    let known = signed_note::VerifierList::new(vec![Box::new(verifier)]);
    let note = signed_note::Note::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(note.verify(&known).unwrap().0.len(), 1);
    let read = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!((read.origin(), read.size(), read.hash().0), (ORIGIN, 9, checkpoint.root.0));

    let altered = text.replacen("\n9\n", "\n8\n", 1);
    let altered = signed_note::Note::from_bytes(altered.as_bytes()).unwrap();
    assert!(altered.verify(&known).is_err());
}

#[test]
fn we_accept_what_others_signed() {
    let mut theirs = signed_note::Note::new(b"hello\n", &[]).unwrap();
    let signer = signed_note::StandardSigner::new(&key().to_private_text()).unwrap();
    theirs.add_sigs(&[&signer]).unwrap();
    let text = String::from_utf8(theirs.to_bytes()).unwrap();
    let ours = ledger::Note::parse(&text).unwrap();
    assert_eq!(ours.verify(&[key().verifier()]).unwrap().len(), 1);
}

#[test]
fn others_name_the_same_tiles() {
    for size in [1, 255, 256, 257, 70_000] {
        let mut theirs: Vec<String> = tlog_tiles::Tile::new_tiles(8, 0, size)
            .iter()
            // The older layout names the height of tiles, too.
            .map(|tile| tile.path().replacen("tile/8/", "tile/", 1))
            .collect();
        let mut ours: Vec<String> =
            ledger::tile::tiles(size).iter().map(ledger::tile::Tile::path).collect();
        theirs.sort();
        ours.sort();
        assert_eq!(ours, theirs, "size {size}");
    }
}
