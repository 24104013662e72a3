//! JSON as RFC 8785 writes it, for what a leaf may hold: whole numbers, texts, members in order.
//!
//! The JSON writer of the rest of the program prints whole numbers and texts as the RFC asks, without
//! spaces; what is left to do is the order of members: by the UTF-16 units of their names.
//!
//! # Invariants
//! - Another implementation of RFC 8785 writes the same bytes. (`another_implementation_writes_the_same_bytes`)
//!
//! # Deliberately absent
//! - Fractions and integers that not every reader holds: a leaf refuses them before it is written.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// The canonical bytes of a value without fractions.
pub(crate) fn to_vec(value: &Value) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&InOrder(value))
}

/// Writes a member of a struct with the members inside it in order.
pub(crate) fn in_order<S: Serializer>(value: &Value, out: S) -> Result<S::Ok, S::Error> {
    InOrder(value).serialize(out)
}

struct InOrder<'a>(&'a Value);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members
                    .sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
                out.collect_map(members.into_iter().map(|(name, value)| (name, InOrder(value))))
            }
            Value::Array(items) => out.collect_seq(items.iter().map(InOrder)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.0.serialize(out)
            }
        }
    }
}
