//! Sending a file: what type it is, and what came of it.
use serde::Deserialize;

use crate::{
    command::Sent,
    scalars::Position,
    shared::{Receipt, Refusal},
    words::counted,
};

/// Types of file by the end of their names; the first end of a type is what people call it. Browsers
/// know few of them, and differ. The server has the last word.
pub const TYPES: &[(&str, &str)] = &[
    ("cdx.json", "application/vnd.cyclonedx+json"),
    ("spdx.json", "application/spdx+json"),
    ("intoto.json", "application/vnd.in-toto+json"),
    ("json", "application/json"),
    ("jsonl", "application/x-ndjson"),
    ("ndjson", "application/x-ndjson"),
    ("sarif", "application/sarif+json"),
    ("xml", "application/xml"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("log", "text/plain"),
    ("md", "text/markdown"),
    ("parquet", "application/vnd.apache.parquet"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
];

/// The type of a file, by the end of its name.
pub fn media_type(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let ends = |end: &str| name.strip_suffix(end).is_some_and(|before| before.ends_with('.'));
    TYPES.iter().find(|(end, _)| ends(end)).map(|(_, media_type)| *media_type)
}

/// The ends of names that a browser offers to choose from: `.json,.jsonl`.
pub fn offered() -> String {
    let ends = TYPES.iter().map(|(end, _)| *end).filter(|end| !end.contains('.'));
    ends.map(|end| format!(".{end}")).collect::<Vec<_>>().join(",")
}

/// A number of bytes, as people write it.
pub fn size(bytes: i64) -> String {
    let (unit, name) = match bytes {
        ..1_000 => return counted(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        1_000_000_000.. => (1_000_000_000, "GB"),
    };
    let (whole, rest) = (bytes / unit, bytes % unit);
    format!("{whole}.{} {name}", rest.saturating_mul(10) / unit)
}

/// SHA-256 of the bytes of a file, in hex.
pub fn digest(bytes: &[u8]) -> String {
    ledger::digest(bytes).to_string()
}

#[derive(Deserialize)]
struct Answer {
    receipt: Option<Place>,
    refusal: Option<Why>,
    error: Option<Why>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    position: u64,
    leaf_hash: String,
    duplicate: bool,
}

#[derive(Deserialize)]
struct Why {
    code: String,
    sentence: String,
    field: Option<String>,
}

impl From<Why> for Refusal {
    fn from(Why { code, sentence, field }: Why) -> Self {
        Self { code, sentence, field }
    }
}

impl From<Place> for Receipt {
    fn from(Place { position, leaf_hash, duplicate }: Place) -> Self {
        Self { position: Position(position), leaf_hash, duplicate }
    }
}

/// Reads what came of a file; the error is a sentence for people.
pub fn taken(text: &str) -> Result<Sent<()>, String> {
    let Answer { receipt, refusal, error } = serde_json::from_str(text)
        .map_err(|why| format!("The answer of the server could not be read: {why}"))?;
    if let Some(error) = error {
        return Err(Refusal::from(error).words());
    }
    Ok(match refusal {
        Some(refusal) => Sent::Refused(refusal.into()),
        None => Sent::Done { receipt: receipt.map(Receipt::from), made: () },
    })
}
