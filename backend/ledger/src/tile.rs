//! Tiles (c2sp.org/tlog-tiles): the tree and the leaves cut into files that never change.
//!
//! # Invariants
//! - Paths are those of the specification. (`tile_paths_are_those_of_the_specification`)
//! - The tiles of a tree of any size lead to its root. (`tiles_lead_to_the_root`)
//! - What goes into an entry bundle comes out again. (`an_entry_bundle_reads_back`)
//!
//! # Deliberately absent
//! - No store and no cache: these are functions of the leaves.
//! - No empty tile: it must not be served, so it cannot be named.

use std::fmt;

use crate::hash::Hash;
use crate::leaf::LEAF_LIMIT;
use crate::tree::root_of;

/// Most hashes in a tile, and most leaves in an entry bundle.
pub const FULL: u16 = 256;
const DIGITS: u64 = 1_000;

/// A file of hashes: `width` roots of 256^`level` leaves each, from number `index` * 256 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// 0 for leaf hashes, up to 6 for what fits 64-bit positions.
    pub level: u32,
    /// Number of the tile within its level.
    pub index: u64,
    /// Number of its hashes, 1 to [`FULL`].
    pub width: u16,
}

/// A leaf or a bundle that the format cannot carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    #[error("a leaf of {0} bytes does not fit an entry bundle")]
    LeafTooLong(usize),
    #[error("the entry bundle ends within a leaf")]
    CutOff,
    #[error("the hashes of more leaves are needed")]
    TooFewHashes,
}

impl Tile {
    /// Path below the log's prefix, such as `tile/0/x001/x234/067.p/8`.
    pub fn path(&self) -> String {
        format!("tile/{}/{}", self.level, Number(self.index, self.width))
    }

    /// The tile's bytes, made from the hashes of all leaves.
    ///
    /// # Errors
    /// [`TileError::TooFewHashes`].
    pub fn bytes(&self, leaf_hashes: &[Hash]) -> Result<Vec<u8>, TileError> {
        let too_few = TileError::TooFewHashes;
        let under = 256_usize.checked_pow(self.level).ok_or(too_few)?;
        let place = |hashes: usize| hashes.checked_mul(under).ok_or(too_few);
        let first = self.index.checked_mul(256).and_then(|first| usize::try_from(first).ok());
        let first = place(first.ok_or(too_few)?)?;
        let end = first.checked_add(place(usize::from(self.width))?).ok_or(too_few)?;
        let leaves = leaf_hashes.get(first..end).ok_or(too_few)?;
        Ok(leaves.chunks(under).flat_map(|under| root_of(under).0).collect())
    }
}

/// All tiles of a tree of this size: of each level the full ones, then the partial one if any.
pub fn tiles(size: u64) -> Vec<Tile> {
    let levels = (0..8).map(|level| (level, size >> (8 * level)));
    levels.flat_map(|(level, hashes)| row(hashes, level)).collect()
}

/// All entry bundles of a log of this size, as (number, number of leaves).
pub fn bundles(size: u64) -> Vec<(u64, u16)> {
    row(size, 0).map(|tile| (tile.index, tile.width)).collect()
}

/// Path of an entry bundle below the log's prefix, such as `tile/entries/067.p/8`.
pub fn bundle_path(index: u64, width: u16) -> String {
    format!("tile/entries/{}", Number(index, width))
}

/// The bytes of an entry bundle: each leaf after its length in two bytes.
///
/// # Errors
/// [`TileError::LeafTooLong`].
pub fn bundle<'l>(leaves: impl IntoIterator<Item = &'l [u8]>) -> Result<Vec<u8>, TileError> {
    let mut bytes = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len()).map_err(|_| TileError::LeafTooLong(leaf.len()))?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(leaf);
    }
    Ok(bytes)
}

/// The leaves in an entry bundle.
///
/// # Errors
/// [`TileError::CutOff`].
pub fn read_bundle(mut bytes: &[u8]) -> Result<Vec<&[u8]>, TileError> {
    let mut leaves = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes(*length));
        let (leaf, rest) = rest.split_at_checked(length).ok_or(TileError::CutOff)?;
        leaves.push(leaf);
        bytes = rest;
    }
    if bytes.is_empty() { Ok(leaves) } else { Err(TileError::CutOff) }
}

fn row(hashes: u64, level: u32) -> impl Iterator<Item = Tile> {
    let (full, rest) = (hashes / 256, u16::try_from(hashes % 256).unwrap_or_default());
    let partial = Tile { level, index: full, width: rest };
    let full = (0..full).map(move |index| Tile { level, index, width: FULL });
    full.chain((rest > 0).then_some(partial))
}

/// A tile's number in groups of three digits, and its width if it is not full.
struct Number(u64, u16);

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let &Self(index, width) = self;
        let mut groups = vec![format!("{:03}", index % DIGITS)];
        let mut rest = index / DIGITS;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % DIGITS));
            rest /= DIGITS;
        }
        groups.reverse();
        out.write_str(&groups.join("/"))?;
        if width < FULL { write!(out, ".p/{width}") } else { Ok(()) }
    }
}

const _: () = assert!(LEAF_LIMIT == 65_535, "the length of a leaf must fit two bytes");
