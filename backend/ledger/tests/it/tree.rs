//! Roots and proofs, against known answers and against each other.

use ledger::tree::{
    Frontier, TreeError, consistency_proof, inclusion_proof, root_of, verify_consistency,
    verify_inclusion,
};
use ledger::{EMPTY_ROOT, Hash, leaf_hash, node_hash};

use crate::samples::numbered_hashes;

const KNOWN_LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

const KNOWN_ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hashes<const N: usize>(hex: [&str; N]) -> Vec<Hash> {
    hex.iter().map(|hex| hex.parse().unwrap()).collect()
}

#[test]
fn known_answers_of_rfc_6962_hold() {
    let leaves: Vec<Hash> = KNOWN_LEAVES.into_iter().map(leaf_hash).collect();
    for (size, root) in KNOWN_ROOTS.into_iter().enumerate() {
        assert_eq!(root_of(&leaves[..size]).to_string(), root, "root of {size}");
    }
    let first_of_eight = hashes([
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    assert_eq!(inclusion_proof(&leaves, 0, 8).unwrap(), first_of_eight);
    let six_to_eight = hashes([
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    assert_eq!(consistency_proof(&leaves, 6, 8).unwrap(), six_to_eight);
    assert_eq!(EMPTY_ROOT.to_string(), KNOWN_ROOTS[0]);
}

/// Every leaf of these trees, and for each of them what must not hold.
fn prove_inclusions(sizes: impl IntoIterator<Item = u64>) {
    for size in sizes {
        let leaves = numbered_hashes(size);
        let root = root_of(&leaves);
        for index in 0..size {
            let leaf = leaves[usize::try_from(index).unwrap()];
            let proof = inclusion_proof(&leaves, index, size).unwrap();
            let tree = (size, root);
            assert_eq!(verify_inclusion(leaf, index, tree, &proof), Ok(()), "{index} of {size}");
            let wrong = Err(TreeError::DoesNotHold);
            let other = leaf_hash(b"another");
            assert_eq!(verify_inclusion(other, index, tree, &proof), wrong);
            assert_eq!(verify_inclusion(leaf, index, (size, other), &proof), wrong);
            if size > 1 {
                assert_eq!(verify_inclusion(leaf, (index + 1) % size, tree, &proof), wrong);
                assert_eq!(verify_inclusion(leaf, index, tree, &proof[1..]), wrong);
            }
            let longer = [proof.as_slice(), &[other]].concat();
            assert_eq!(verify_inclusion(leaf, index, tree, &longer), wrong);
        }
    }
}

#[test]
fn inclusion_is_proved_for_every_leaf_of_every_small_tree() {
    prove_inclusions(1..=200);
    prove_inclusions([255, 256, 257]);
}

#[test]
fn consistency_is_proved_between_all_small_trees() {
    let all = numbered_hashes(257);
    let roots: Vec<Hash> = (0..=all.len()).map(|size| root_of(&all[..size])).collect();
    let root = |size: u64| roots[usize::try_from(size).unwrap()];
    let small = (0..=64).flat_map(|new| (0..=new).map(move |old| (old, new)));
    let edges = [255, 256, 257].into_iter().flat_map(|new| {
        let olds = [0, 1, 2, 3, 127, 128, 129, 191, 192, 193, 254, 255, 256, 257];
        olds.into_iter().filter(move |old| *old <= new).map(move |old| (old, new))
    });
    for (old, new) in small.chain(edges) {
        let proof = consistency_proof(&all, old, new).unwrap();
        let check = |old_root, new_root, proof: &[Hash]| {
            verify_consistency((old, old_root), (new, new_root), proof)
        };
        let wrong = Err(TreeError::DoesNotHold);
        let other = leaf_hash(b"another");
        assert_eq!(check(root(old), root(new), &proof), Ok(()), "{old} to {new}");
        assert_eq!(check(other, root(new), &proof), wrong, "{old} to {new}");
        if old > 0 {
            assert_eq!(check(root(old), other, &proof), wrong, "{old} to {new}");
        }
        let longer = [proof.as_slice(), &[other]].concat();
        assert_eq!(check(root(old), root(new), &longer), wrong, "{old} to {new}");
        for at in 0..proof.len() {
            let mut altered = proof.clone();
            altered[at] = other;
            assert_eq!(check(root(old), root(new), &altered), wrong, "{old} to {new} at {at}");
            altered.remove(at);
            assert_eq!(check(root(old), root(new), &altered), wrong, "{old} to {new} at {at}");
        }
    }
}

#[test]
fn a_frontier_grows_to_the_root_of_the_slice() {
    let leaves = numbered_hashes(300);
    let mut frontier = Frontier::new();
    for (size, leaf) in leaves.iter().enumerate() {
        assert_eq!(frontier.root(), naive_root(&leaves[..size]), "size {size}");
        let stored = serde_json::to_string(&frontier).unwrap();
        frontier = serde_json::from_str(&stored).unwrap();
        frontier.append(*leaf);
    }
    assert_eq!(frontier.size(), 300);
}

/// The definition of RFC 6962, written down as it stands there.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let mut half = 1;
            while half * 2 < leaves.len() {
                half *= 2;
            }
            node_hash(&naive_root(&leaves[..half]), &naive_root(&leaves[half..]))
        }
    }
}

#[test]
fn a_frontier_with_a_wrong_edge_is_refused() {
    let edge = format!(r#"{{"size":3,"nodes":["{EMPTY_ROOT}"]}}"#);
    assert!(serde_json::from_str::<Frontier>(&edge).is_err());
}

#[test]
fn proofs_of_what_is_not_there_are_refused() {
    let leaves = numbered_hashes(4);
    assert_eq!(inclusion_proof(&leaves, 4, 4), Err(TreeError::NoSuchLeaf { index: 4, size: 4 }));
    assert_eq!(inclusion_proof(&leaves, 0, 5), Err(TreeError::TooFewHashes { size: 5 }));
    assert_eq!(consistency_proof(&leaves, 3, 2), Err(TreeError::NotSmaller { old: 3, new: 2 }));
    assert_eq!(consistency_proof(&leaves, 3, 9), Err(TreeError::TooFewHashes { size: 9 }));
}

#[test]
fn a_hash_reads_back_from_hex_and_base64() {
    let hash = leaf_hash(b"leaf");
    assert_eq!(hash.to_string().parse(), Ok(hash));
    assert_eq!(Hash::from_base64(&hash.to_base64()), Ok(hash));
    assert_eq!(Hash::try_from(hash.as_ref()), Ok(hash));
    assert!(hash.to_string().to_uppercase().parse::<Hash>().is_err());
    assert!(Hash::from_base64(hash.to_base64().trim_end_matches('=')).is_err());
    assert!(Hash::try_from([0; 31].as_slice()).is_err());
}
