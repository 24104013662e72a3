//! The bytes of a leaf.

use ledger::{Leaf, LeafError, leaf_hash};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples::{full_leaf, leaf_at};

#[test]
fn leaf_bytes_are_frozen() {
    let bytes = full_leaf().to_bytes().unwrap();
    assert_eq!(
        std::str::from_utf8(&bytes).unwrap(),
        concat!(
            r#"{"about":["dataset:claims-2026@v7","system:risk"],"actor":"per-1","#,
            r#""cause":"0b5e9aee-6d0e-5c5f-a3e9-94a6a4b5f0c1","claimed_actor":"per-2","#,
            r#""command":"cmd-9","corr":"inc-1","#,
            r#""data":{"batches":[-1,true],"ratio":"0.031","rows":120000,"why":"café\n€"},"#,
            r#""ground":"dataset.quarantine","id":"6fa459ea-ee8a-5ca4-894e-db77e160355e","#,
            r#""imported":true,"log":"log.example/one","occurred":1770733100000000,"parts":[{"#,
            r#""alg":"xchacha20poly1305","#,
            r#""ct":"341c91ef370c80aa2f6f5d04efb9fbaddc50c4a229b731ff1c82bba1e52328d3","#,
            r#""key":"person:per-2","len":12,"n":"/comment","#,
            r#""pc":"3d1a70826abb58b0c00d6a27b0693766c897c2b9f7e871e5cac6b75e225eb646"}],"#,
            r#""pos":41,"stream":"dataset:claims-2026","time":1770733140000000,"tver":1,"#,
            r#""type":"dataset.quarantined","v":1,"ver":3}"#
        )
    );
    assert_eq!(
        leaf_hash(&bytes).to_string(),
        "6a06dd1a9c7191b0980b38f7e6ab955b434a76be744968e16877adcd58937de7"
    );
    let least = leaf_at(0).to_bytes().unwrap();
    assert_eq!(
        std::str::from_utf8(&least).unwrap(),
        concat!(
            r#"{"about":["system:s0"],"actor":"per-1","command":"cmd-0","data":{"name":"name 0"},"#,
            r#""ground":"system.register","id":"00000000-0000-5000-8000-000000000000","#,
            r#""log":"log.example/one","pos":0,"stream":"system:s0","time":0,"tver":1,"#,
            r#""type":"system.registered","v":1,"ver":1}"#
        )
    );
}

fn any_data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    btree_map(any::<String>(), tree, 0..6)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

prop_compose! {
    fn any_leaf()(
        data in any_data(),
        about in btree_set(any::<String>(), 0..4),
        texts in vec(any::<String>(), 4),
        cause in option::of(any::<String>()),
        claimed_actor in option::of(any::<String>()),
        imported in any::<bool>(),
        occurred in option::of(-9_007_199_254_740_991_i64..=9_007_199_254_740_991),
        pos in 0..=9_007_199_254_740_991_u64,
    ) -> Leaf {
        let [log, stream, actor, command] = texts.try_into().unwrap();
        let about = about.into_iter().collect();
        let full = full_leaf();
        let parts = if imported { full.parts.clone() } else { vec![] };
        Leaf {
            data, about, log, stream, actor, command, cause, claimed_actor, imported, occurred,
            pos, parts, ..full
        }
    }
}

proptest! {
    #[test]
    fn every_leaf_reads_back(leaf in any_leaf()) {
        let bytes = leaf.to_bytes().unwrap();
        prop_assert_eq!(Leaf::from_bytes(&bytes).unwrap(), leaf.clone());
        prop_assert_eq!(leaf.hash().unwrap(), leaf_hash(&bytes));
        let reordered: Value = serde_json::from_slice(&bytes).unwrap();
        let spaced = serde_json::to_vec_pretty(&reordered).unwrap();
        prop_assert_eq!(Leaf::from_bytes(&spaced), Err(LeafError::NotCanonical));
    }

    #[test]
    fn another_implementation_writes_the_same_bytes(leaf in any_leaf()) {
        let theirs = serde_json_canonicalizer::to_vec(&leaf).unwrap();
        prop_assert_eq!(leaf.to_bytes().unwrap(), theirs);
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(Leaf::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_flipped_bit_never_reads_as_the_same_leaf(at in any::<prop::sample::Index>(), bit in 0..8) {
        let leaf = full_leaf();
        let mut bytes = leaf.to_bytes().unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert_ne!(Leaf::from_bytes(&bytes), Ok(leaf));
    }
}

#[test]
fn members_are_ordered_by_utf_16_units() {
    // As bytes of UTF-8 and as characters, the last two would stand the other way round.
    let data = json!({ "\u{e000}": 1, "\u{10000}": 2, "z": { "b": 1, "B": 2 } });
    let bytes = Leaf { data, ..full_leaf() }.to_bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let data = "\"data\":{\"z\":{\"B\":2,\"b\":1},\"\u{10000}\":2,\"\u{e000}\":1},";
    assert!(text.contains(data), "{text}");
    assert!(Leaf::from_bytes(&bytes).is_ok());
}

#[test]
fn only_canonical_bytes_are_a_leaf() {
    let good = String::from_utf8(full_leaf().to_bytes().unwrap()).unwrap();
    assert_eq!(Leaf::from_bytes(good.as_bytes()), Ok(full_leaf()));
    let unreadable = [
        good.replacen("\"actor\"", "\"acter\"", 1),
        good.replacen("\"actor\":\"per-1\",", "", 1),
        good.replacen("\"actor\"", "\"actor\":\"per-1\",\"actor\"", 1),
        good.replacen("\"pos\":41", "\"pos\":-41", 1),
        good.replacen("\"pos\":41", "\"pos\":41.0", 1),
        good.replacen("\"len\"", "\"leng\"", 1),
        format!("{good}{good}"),
        String::new(),
    ];
    for bad in unreadable {
        let refused = Leaf::from_bytes(bad.as_bytes());
        assert!(matches!(refused, Err(LeafError::Unreadable(_))), "{bad}: {refused:?}");
    }
    let other_spellings = [
        format!("{good} "),
        good.replacen("\"pos\":41", "\"pos\": 41", 1),
        good.replacen("\"rows\":120000", "\"rows\":120000,\"rows\":120000", 1),
        good.replacen("\\n", "\\u000a", 1),
        good.replacen("\"imported\":true,", "\"imported\":false,", 1),
        good.replacen("\"cause\":\"0b5e9aee-6d0e-5c5f-a3e9-94a6a4b5f0c1\"", "\"cause\":null", 1),
        String::from_utf8(leaf_at(0).to_bytes().unwrap()).unwrap().replacen(
            "\"pos\"",
            "\"parts\":[],\"pos\"",
            1,
        ),
    ];
    for bad in other_spellings {
        assert_eq!(Leaf::from_bytes(bad.as_bytes()), Err(LeafError::NotCanonical), "{bad}");
    }
}
