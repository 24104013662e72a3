//! Tiles and entry bundles.

use ledger::Hash;
use ledger::tile::{FULL, Tile, TileError, bundle, bundle_path, bundles, read_bundle, tiles};
use ledger::tree::root_of;

use crate::samples::numbered_hashes;

#[test]
fn tile_paths_are_those_of_the_specification() {
    let path = |level, index, width| Tile { level, index, width }.path();
    assert_eq!(path(0, 1_234_067, FULL), "tile/0/x001/x234/067");
    assert_eq!(path(2, 0, 8), "tile/2/000.p/8");
    assert_eq!(path(1, 1_000, FULL), "tile/1/x001/000");
    assert_eq!(bundle_path(5, 1), "tile/entries/005.p/1");
    assert_eq!(bundle_path(1_234_067, FULL), "tile/entries/x001/x234/067");
}

#[test]
fn a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() {
    let all = tiles(70_000);
    let of = |level: u32| -> Vec<u16> {
        all.iter().filter(|tile| tile.level == level).map(|tile| tile.width).collect()
    };
    assert_eq!(of(0), [vec![FULL; 273], vec![112]].concat());
    assert_eq!(of(1), [FULL, 17]);
    assert_eq!(of(2), [1]);
    assert_eq!(all.len(), 277);
    assert_eq!(tiles(0), []);
    assert_eq!(bundles(257), [(0, FULL), (1, 1)]);
}

/// The root of a tree of this size, from the bytes of its tiles alone.
fn root_from_tiles(size: u64, leaves: &[Hash]) -> Hash {
    let hashes = |level: u32| -> Vec<Hash> {
        let of_level = tiles(size).into_iter().filter(|tile| tile.level == level);
        let bytes: Vec<u8> = of_level.flat_map(|tile| tile.bytes(leaves).unwrap()).collect();
        bytes.chunks(32).map(|hash| Hash::try_from(hash).unwrap()).collect()
    };
    // What is left of each level once its full tiles are taken up into the next, and to its right
    // what was left below.
    let root = (0..8).fold(None, |below, level| {
        let mut rest = hashes(level);
        rest.drain(..rest.len() / 256 * 256);
        rest.extend(below);
        (!rest.is_empty()).then(|| root_of(&rest))
    });
    root.unwrap()
}

#[test]
fn tiles_lead_to_the_root() {
    let leaves = numbered_hashes(65_537 + 300);
    for size in [1, 2, 255, 256, 257, 511, 512, 513, 1_000, 65_536, 65_837] {
        let leaves = &leaves[..usize::try_from(size).unwrap()];
        assert_eq!(root_from_tiles(size, leaves), root_of(leaves), "size {size}");
    }
    let beyond = Tile { level: 0, index: 300, width: 1 };
    assert_eq!(beyond.bytes(&leaves), Err(TileError::TooFewHashes));
    let absurd = Tile { level: 60, index: u64::MAX, width: 1 };
    assert_eq!(absurd.bytes(&leaves), Err(TileError::TooFewHashes));
}

#[test]
fn an_entry_bundle_reads_back() {
    let longest = vec![b'x'; 65_535];
    let leaves: Vec<&[u8]> = vec![b"one", b"", &longest];
    let bytes = bundle(leaves.iter().copied()).unwrap();
    assert_eq!(&bytes[..5], b"\x00\x03one");
    assert_eq!(read_bundle(&bytes).unwrap(), leaves);
    for cut in [1, 2, 4, 6, bytes.len() - 1] {
        let whole = [0, 5, 7].contains(&cut);
        assert_eq!(read_bundle(&bytes[..cut]).is_ok(), whole, "cut after {cut}");
    }
    let too_long = vec![b'x'; 65_536];
    assert_eq!(bundle([too_long.as_slice()]), Err(TileError::LeafTooLong(65_536)));
}
