//! What a leaf may not hold.

use ledger::leaf::{DATA_LIMIT, DEPTH_LIMIT, LEAF_LIMIT};
use ledger::{Leaf, LeafError};
use serde_json::{Value, json};

use crate::samples::{full_leaf, leaf_at};

fn with_data(data: Value) -> Result<Vec<u8>, LeafError> {
    Leaf { data, ..leaf_at(0) }.to_bytes()
}

#[test]
fn data_that_readers_could_disagree_on_is_refused() {
    let at = |at: &str| at.to_owned();
    let number = |number: &str| number.to_owned();
    assert_eq!(
        with_data(json!({ "a": [1, { "b": 0.5 }] })),
        Err(LeafError::Fraction { at: at("data/a/1/b"), number: number("0.5") })
    );
    assert_eq!(
        with_data(json!({ "a": 1.0 })),
        Err(LeafError::Fraction { at: at("data/a"), number: number("1.0") })
    );
    for beyond in ["9007199254740992", "-9007199254740992", "18446744073709551615"] {
        let data = serde_json::from_str(&format!(r#"{{"a":{beyond}}}"#)).unwrap();
        let refused = LeafError::IntegerTooLarge { at: at("data/a"), number: number(beyond) };
        assert_eq!(with_data(data), Err(refused));
    }
    assert!(with_data(json!({ "a": 9_007_199_254_740_991_i64 })).is_ok());
    assert!(with_data(json!({ "a": -9_007_199_254_740_991_i64 })).is_ok());
    assert_eq!(with_data(json!({ "a": null })), Err(LeafError::Null { at: at("data/a") }));
    assert_eq!(with_data(json!([])), Err(LeafError::DataNotAnObject));
    assert_eq!(with_data(json!(null)), Err(LeafError::DataNotAnObject));
}

#[test]
fn data_nested_too_deep_is_refused() {
    let nested = |levels: usize| {
        let open = "{\"a\":".repeat(levels - 1);
        let data = format!("{open}1{}", "}".repeat(levels - 1));
        with_data(serde_json::from_str(&data).unwrap())
    };
    let deepest = nested(DEPTH_LIMIT).unwrap();
    assert!(Leaf::from_bytes(&deepest).is_ok());
    let refused = nested(DEPTH_LIMIT + 1);
    assert!(matches!(refused, Err(LeafError::TooDeep { limit: DEPTH_LIMIT, .. })), "{refused:?}");
}

#[test]
fn numbers_out_of_range_are_refused() {
    let large = 9_007_199_254_740_992_u64;
    let beyond = |refused: Result<Vec<u8>, LeafError>, member: &str| {
        assert!(
            matches!(&refused, Err(LeafError::IntegerTooLarge { at, .. }) if at == member),
            "{refused:?}"
        );
    };
    beyond(Leaf { pos: large, ..full_leaf() }.to_bytes(), "pos");
    beyond(Leaf { ver: large, ..full_leaf() }.to_bytes(), "ver");
    beyond(Leaf { time: i64::MIN, ..full_leaf() }.to_bytes(), "time");
    beyond(Leaf { occurred: Some(i64::MAX), ..full_leaf() }.to_bytes(), "occurred");
}

#[test]
fn subjects_out_of_order_and_other_formats_are_refused() {
    let unsorted = Leaf { about: vec!["b".into(), "a".into()], ..full_leaf() };
    assert_eq!(unsorted.to_bytes(), Err(LeafError::AboutNotSorted));
    let doubled = Leaf { about: vec!["a".into(), "a".into()], ..full_leaf() };
    assert_eq!(doubled.to_bytes(), Err(LeafError::AboutNotSorted));
    assert_eq!(Leaf { v: 2, ..full_leaf() }.to_bytes(), Err(LeafError::UnknownFormat(2)));
    for bad in ["", "6FA459EA-EE8A-5CA4-894E-DB77E160355E", "6fa459eaee8a5ca4894edb77e160355e"] {
        let refused = Leaf { id: bad.into(), ..full_leaf() }.to_bytes();
        assert_eq!(refused, Err(LeafError::BadId(bad.into())));
    }
}

#[test]
fn a_leaf_fits_an_entry_bundle() {
    let sized = |letters: usize| Leaf { command: "x".repeat(letters), ..leaf_at(0) }.to_bytes();
    let frame = sized(0).unwrap().len();
    let largest = sized(LEAF_LIMIT - frame).unwrap();
    assert_eq!(largest.len(), LEAF_LIMIT);
    assert!(Leaf::from_bytes(&largest).is_ok());
    let refused = sized(LEAF_LIMIT - frame + 1).unwrap_err();
    assert_eq!(refused.to_string(), "the event takes 65536 bytes; the limit is 65535");
    let too_long = [largest.as_slice(), b" "].concat();
    assert!(matches!(Leaf::from_bytes(&too_long), Err(LeafError::TooLarge { size: 65_536, .. })));
}

#[test]
fn data_beyond_its_limit_belongs_into_a_blob() {
    let sized = |letters: usize| with_data(json!({ "a": "x".repeat(letters) }));
    let frame = r#"{"a":""}"#.len();
    assert!(sized(DATA_LIMIT - frame).is_ok());
    let refused = sized(DATA_LIMIT - frame + 1);
    assert_eq!(refused, Err(LeafError::DataTooLarge { size: DATA_LIMIT + 1, limit: DATA_LIMIT }));
}
