//! Reads the examples of a room's events.
//!
//! They are JSON on purpose: written once, as the log writes them, so that a renamed string or field
//! makes them unreadable and a test fails.

use serde::de::DeserializeOwned;

/// The examples in a file; none when one of them cannot be read, which the golden test notices.
pub(crate) fn read<E: DeserializeOwned>(file: &str) -> Vec<E> {
    serde_json::from_str(file).unwrap_or_default()
}
