//! One line of an import file: a `CloudEvent` 1.0 in structured JSON.

use kernel::{Micros, Subject};
use serde::Deserialize;
use serde_json::Value;

use super::Reported;

/// Prefix of our event types in CloudEvents; a plain type is accepted too.
const PREFIX: &str = "org.ledgerstone.";
/// Longest line, in bytes: data beyond 48 KiB belongs into a blob.
const LONGEST: usize = 64 * 1024;

/// Whether the product counts its own commands under a source: those of the clock, of whoever runs it,
/// of the drill, and of people and services who are signed in. Whoever else used one could use up an id
/// that the product needs.
fn is_ours(source: &str) -> bool {
    const WORDS: [&str; 2] = ["operator", "drill"];
    const BEGINNINGS: [&str; 3] = ["service:", "token:", "person:"];
    let source = source.trim();
    WORDS.contains(&source) || BEGINNINGS.iter().any(|beginning| source.starts_with(beginning))
}

/// A line that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The producer; with `id` it tells one event from another.
    pub source: String,
    /// The producer's id of the event.
    pub id: String,
    /// What it reports.
    pub fact: Reported,
}

/// Why a line was not read: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct BadLine {
    /// The field.
    pub field: String,
    /// What is wrong.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    specversion: String,
    id: String,
    source: String,
    #[serde(rename = "type")]
    kind: String,
    subject: String,
    time: String,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    data: Value,
    #[serde(default, rename = "datacontenttype")]
    _content: Option<String>,
    #[serde(default, rename = "dataschema")]
    _schema: Option<String>,
}

/// Reads one line.
pub fn parse_line(line: &str) -> Result<Line, BadLine> {
    let bad = |field: &str, reason: String| BadLine { field: field.to_owned(), reason };
    if line.len() > LONGEST {
        let reason = format!("is {} bytes long; at most {LONGEST} fit", line.len());
        return Err(bad("line", reason));
    }
    let raw: Raw = serde_json::from_str(line).map_err(|error| {
        let sentence = error.to_string();
        let field = sentence.split('`').nth(1).unwrap_or("line").to_owned();
        bad(&field, sentence)
    })?;
    if raw.specversion != "1.0" {
        return Err(bad("specversion", format!("is '{}'; this reads 1.0", raw.specversion)));
    }
    let named = |field: &str, text: &str| {
        let is_bad = text.trim().is_empty() || text.len() > 200;
        if is_bad { Err(bad(field, String::from("must have 1 to 200 bytes"))) } else { Ok(()) }
    };
    named("id", &raw.id)?;
    named("source", &raw.source)?;
    if is_ours(&raw.source) {
        let reason = format!(
            "'{}' is a source of the product itself; name your own, such as https://ci.example.org",
            raw.source
        );
        return Err(bad("source", reason));
    }
    let kind = raw.kind.strip_prefix(PREFIX).unwrap_or(&raw.kind);
    let kind = kind.strip_suffix(".v1").unwrap_or(kind).to_owned();
    if super::entry_of(&kind).is_none() {
        return Err(bad("type", format!("no room knows the event type '{}'", raw.kind)));
    }
    let subject = |field: &str, text: &str| {
        text.parse::<Subject>().map_err(|error| bad(field, error.to_string()))
    };
    Ok(Line {
        fact: Reported {
            kind,
            stream: subject("subject", &raw.subject)?.stream(),
            at: raw.time.parse::<Micros>().map_err(|error| bad("time", error.to_string()))?,
            actor: raw.actor.as_deref().map(|actor| subject("actor", actor)).transpose()?,
            data: raw.data,
        },
        source: raw.source,
        id: raw.id,
    })
}
