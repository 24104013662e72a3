//! Reading items out of a shipped file.

use serde_json::Value;

pub(super) fn parse(text: &str) -> Value {
    // A test reads every file, so a broken one never ships.
    serde_json::from_str(text).unwrap_or_default()
}

pub(super) fn items(file: &Value) -> &[Value] {
    file.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}
