//! What has happened to a piece of evidence. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Fact, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Outcome, Threshold};
use crate::about::About;

/// A fact about a piece of evidence. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "nearly every event is the large one")]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was attached and judged.
    #[serde(rename = "evidence.attached")]
    Attached {
        /// What was tested.
        subject: Subject,
        /// The AI system it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// The evidence type of the catalogue.
        #[serde(rename = "evidence_type")]
        kind: Name,
        /// The tool that wrote it.
        tool: Name,
        /// The SHA-256 of the raw report.
        digest: Digest,
        /// Numbers by metric id.
        #[serde(default)]
        metrics: BTreeMap<String, Decimal>,
        /// Yes or no by metric id.
        #[serde(default)]
        flags: BTreeMap<String, bool>,
        /// Whatever else the report says.
        #[serde(default)]
        details: BTreeMap<String, String>,
        /// The exact dataset version it was computed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dataset: Option<Subject>,
        /// The limits it was held against.
        #[serde(default)]
        thresholds: Vec<Threshold>,
        /// What came of it, computed from metrics and limits.
        outcome: Outcome,
        /// The threats and controls it speaks to.
        #[serde(default)]
        speaks_to: Vec<Name>,
        /// For how many days it is good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fresh_days: Option<u64>,
    },
    /// It was withdrawn.
    #[serde(rename = "evidence.withdrawn")]
    Withdrawn {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A file was kept with it.
    #[serde(rename = "evidence.file_kept")]
    FileKept {
        /// The SHA-256 of its bytes, under which it is found.
        digest: Digest,
        /// Its media type.
        media_type: Name,
        /// How many bytes it has.
        bytes: u64,
        /// What whoever sent it calls it.
        #[serde(default)]
        name: Personal,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Attached { subject, system, dataset, .. } => {
                about.one(subject).all(system).all(dataset)
            }
            Self::Withdrawn { .. } | Self::FileKept { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
