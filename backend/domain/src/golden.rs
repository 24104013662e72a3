//! The golden test of a room's wire form, and short builders for the tests of all rooms.

use std::collections::BTreeSet;

use kernel::{Digest, Fact, Name, Note, Personal, Subject, Wire};
use serde_json::json;

use crate::Event;

/// Freezes the bytes of every event of a room, and checks that they are read back, with and without
/// their personal parts. A changed snapshot rewrites history: add a type instead.
pub(crate) fn wire_format_is_frozen<E: Fact>(room: &str) {
    let examples = E::examples();
    let mut shown = Vec::new();
    let mut kinds = BTreeSet::new();
    for example in &examples {
        let wire = kernel::encode(example).unwrap();
        reads_back::<E>(&wire);
        shown.push(serde_json::to_string_pretty(&show(&wire)).unwrap());
        kinds.insert(wire.kind);
    }
    assert_eq!(kinds, variants::<E>(), "every event needs an example");
    insta::assert_snapshot!(room, shown.join("\n"));
}

fn show(wire: &Wire) -> serde_json::Value {
    let parts: Vec<_> = wire.parts.iter().map(|part| part.pointer.as_str()).collect();
    json!({ "type": wire.kind, "tver": wire.version, "data": wire.data, "parts": parts })
}

fn reads_back<E: Fact>(wire: &Wire) {
    let sealed: Vec<_> = wire.parts.iter().map(|part| (7, part.pointer.as_str())).collect();
    for sealed in [&[][..], &sealed] {
        let back: E = kernel::decode(&wire.kind, wire.version, wire.data.clone(), sealed).unwrap();
        let again = kernel::encode(&back).unwrap();
        assert_eq!((&again.kind, &again.data), (&wire.kind, &wire.data));
        assert!(again.parts.is_empty(), "a sealed text is never written again");
        Event::decode(&wire.kind, wire.version, wire.data.clone(), sealed).unwrap();
    }
}

/// The types of an event enum, which serde lists when it is given one it does not know.
fn variants<E: Fact>() -> BTreeSet<String> {
    let error = serde_json::from_value::<E>(json!({ "type": "?", "data": {} })).err().unwrap();
    let sentence = error.to_string();
    let quoted = sentence.split('`').skip(3).step_by(2);
    quoted.map(str::to_owned).collect()
}

/// A subject, as people write it.
pub(crate) fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

/// Several subjects.
pub(crate) fn subjects(texts: &[&str]) -> Vec<Subject> {
    texts.iter().map(|text| subject(text)).collect()
}

/// A name.
pub(crate) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

/// A note.
pub(crate) fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

/// A digest of sixty-four times the same digit.
pub(crate) fn digest(digit: &str) -> Digest {
    Digest::parse(&digit.repeat(64)).unwrap()
}

/// What somebody said.
pub(crate) fn said(text: &str) -> Personal {
    Personal::written(&subject("person:tester"), text)
}

/// What somebody said, for tests in which it does not matter what.
pub(crate) fn reason() -> Personal {
    said("a reason")
}

/// An event of the examples, by its type.
pub(crate) fn example<E: Fact>(kind: &str) -> E {
    let is_it = |event: &E| kernel::encode(event).unwrap().kind == kind;
    E::examples().into_iter().find(is_it).unwrap()
}
