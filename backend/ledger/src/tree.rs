//! The Merkle tree of RFC 6962 over leaf hashes: roots, and proofs in both directions.
//!
//! # Invariants
//! - Roots and proofs are those of RFC 6962. (`known_answers_of_rfc_6962_hold`)
//! - Every leaf of every tree has a proof that holds, for this leaf and place only.
//!   (`inclusion_is_proved_for_every_leaf_of_every_small_tree`)
//! - Every tree is proved to continue each smaller one, and no other.
//!   (`consistency_is_proved_between_all_small_trees`)
//! - A tree grown leaf by leaf has the same root. (`a_frontier_grows_to_the_root_of_the_slice`)
//!
//! # Deliberately absent
//! - No stored nodes: proofs are made from all leaf hashes, in linear time.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::hash::{EMPTY_ROOT, Hash, node_hash};

/// The right edge of a growing tree: all that is needed to append and to know the root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Edge")]
pub struct Frontier {
    size: u64,
    /// Roots of the full subtrees, the largest first: one for each bit set in `size`.
    nodes: Vec<Hash>,
}

#[derive(Deserialize)]
struct Edge {
    size: u64,
    nodes: Vec<Hash>,
}

/// Why there is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    #[error("there is no leaf {index} in a tree of {size}")]
    NoSuchLeaf { index: u64, size: u64 },
    #[error("a tree of {new} does not continue one of {old}")]
    NotSmaller { old: u64, new: u64 },
    #[error("the hashes of {size} leaves are needed")]
    TooFewHashes { size: u64 },
    #[error("a tree of {size} leaves has a right edge of another length")]
    WrongEdge { size: u64 },
    #[error("the proof does not lead to the root")]
    DoesNotHold,
}

impl TryFrom<Edge> for Frontier {
    type Error = TreeError;

    fn try_from(Edge { size, nodes }: Edge) -> Result<Self, TreeError> {
        if u32::try_from(nodes.len()) != Ok(size.count_ones()) {
            return Err(TreeError::WrongEdge { size });
        }
        Ok(Self { size, nodes })
    }
}

impl Frontier {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash.
    pub fn append(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.nodes.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.nodes.push(node);
        self.size += 1;
    }

    /// Root of the tree.
    pub fn root(&self) -> Hash {
        let from_the_right = self.nodes.iter().rev().copied();
        from_the_right.reduce(|right, left| node_hash(&left, &right)).unwrap_or(EMPTY_ROOT)
    }
}

impl Extend<Hash> for Frontier {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.append(leaf));
    }
}

/// Root of the tree over these leaf hashes.
pub fn root_of(leaf_hashes: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    frontier.extend(leaf_hashes.iter().copied());
    frontier.root()
}

/// Proof that leaf `index` is in the tree of the first `size` leaves, from the leaf to the root.
///
/// # Errors
/// [`TreeError::NoSuchLeaf`], [`TreeError::TooFewHashes`].
pub fn inclusion_proof(
    leaf_hashes: &[Hash],
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, TreeError> {
    roots(leaf_hashes, inclusion_ranges(index, size)?, size)
}

/// Proof that the tree of the first `new` leaves continues that of the first `old`.
///
/// # Errors
/// [`TreeError::NotSmaller`], [`TreeError::TooFewHashes`].
pub fn consistency_proof(leaf_hashes: &[Hash], old: u64, new: u64) -> Result<Vec<Hash>, TreeError> {
    roots(leaf_hashes, consistency_ranges(old, new)?, new)
}

/// The leaves under each hash of an inclusion proof, in the order of the proof.
///
/// # Errors
/// [`TreeError::NoSuchLeaf`].
pub fn inclusion_ranges(index: u64, size: u64) -> Result<Vec<Range<u64>>, TreeError> {
    if index >= size {
        return Err(TreeError::NoSuchLeaf { index, size });
    }
    let (mut begin, mut end, mut ranges) = (0, size, Vec::new());
    while end - begin > 1 {
        let middle = begin + split(end - begin);
        if index < middle {
            ranges.push(middle..end);
            end = middle;
        } else {
            ranges.push(begin..middle);
            begin = middle;
        }
    }
    ranges.reverse();
    Ok(ranges)
}

/// The leaves under each hash of a consistency proof, in the order of the proof.
///
/// # Errors
/// [`TreeError::NotSmaller`].
pub fn consistency_ranges(old: u64, new: u64) -> Result<Vec<Range<u64>>, TreeError> {
    if old > new {
        return Err(TreeError::NotSmaller { old, new });
    }
    let mut ranges = Vec::new();
    if old == 0 || old == new {
        return Ok(ranges);
    }
    let (mut begin, mut end) = (0, new);
    while end != old {
        let middle = begin + split(end - begin);
        if old <= middle {
            ranges.push(middle..end);
            end = middle;
        } else {
            ranges.push(begin..middle);
            begin = middle;
        }
    }
    if begin > 0 {
        // The old tree is not one full subtree, so its last one has to be told.
        ranges.push(begin..end);
    }
    ranges.reverse();
    Ok(ranges)
}

/// Whether `leaf` is at `index` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2).
///
/// # Errors
/// [`TreeError::NoSuchLeaf`], [`TreeError::DoesNotHold`].
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    (size, root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), TreeError> {
    if index >= size {
        return Err(TreeError::NoSuchLeaf { index, size });
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return Err(TreeError::DoesNotHold);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    holds(last == 0 && hash == root)
}

/// Whether the new tree continues the old one (RFC 9162, 2.1.4.2). Each tree is (size, root).
///
/// # Errors
/// [`TreeError::NotSmaller`], [`TreeError::DoesNotHold`].
pub fn verify_consistency(
    (old, old_root): (u64, Hash),
    (new, new_root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), TreeError> {
    if old > new {
        return Err(TreeError::NotSmaller { old, new });
    }
    if old == new {
        return holds(proof.is_empty() && old_root == new_root);
    }
    if old == 0 {
        return holds(proof.is_empty() && old_root == EMPTY_ROOT);
    }
    let mut rest = proof.iter();
    let whole_subtree = old.is_power_of_two().then_some(&old_root);
    let Some(&seed) = whole_subtree.or_else(|| rest.next()) else {
        return Err(TreeError::DoesNotHold);
    };
    let levels = (old - 1).trailing_ones();
    let (mut node, mut last) = ((old - 1) >> levels, (new - 1) >> levels);
    let (mut old_hash, mut new_hash) = (seed, seed);
    for sibling in rest {
        if last == 0 {
            return Err(TreeError::DoesNotHold);
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    holds(last == 0 && old_hash == old_root && new_hash == new_root)
}

fn holds(it: bool) -> Result<(), TreeError> {
    if it { Ok(()) } else { Err(TreeError::DoesNotHold) }
}

/// Largest power of two below `size`, which is at least 2.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

fn roots(leaf_hashes: &[Hash], ranges: Vec<Range<u64>>, size: u64) -> Result<Vec<Hash>, TreeError> {
    let too_few = TreeError::TooFewHashes { size };
    let place = |at: u64| usize::try_from(at).map_err(|_| too_few);
    leaf_hashes.get(..place(size)?).ok_or(too_few)?;
    let root = |range: Range<u64>| {
        let leaves = leaf_hashes.get(place(range.start)?..place(range.end)?).ok_or(too_few)?;
        Ok(root_of(leaves))
    };
    ranges.into_iter().map(root).collect()
}
