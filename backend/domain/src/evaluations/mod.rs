//! Evaluations: what was tested, with which tool, against which limits, and what came of it.
//!
//! A piece of evidence names its subject (an exact version where the subject has versions), the
//! digest of the report, the metrics, and the limits it was held against. The outcome is computed
//! here from metrics and limits; nobody can claim it.
//!
//! # Invariants
//! - The outcome follows from metrics and limits. (`the_outcome_is_computed`)
//! - A metric that is missing fails. (`a_missing_metric_fails`)
//! - Without limits the outcome is inconclusive. (`no_limits_are_inconclusive`)
//! - A flag counts as 1 or 0. (`a_flag_counts_as_one_or_zero`)
//! - Every limit must hold. (`every_limit_must_hold`)
//! - Evidence about data, models and prompts names the exact version. (`evidence_names_an_exact_version`)
//! - Evidence is attached once. (`evidence_is_attached_once`)
//! - Evidence is attached before it is withdrawn. (`unknown_evidence_is_refused`)
//! - Withdrawn evidence stays withdrawn. (`withdrawn_evidence_stays_withdrawn`)
//! - A file is kept with evidence that is attached and not withdrawn.
//!   (`files_are_kept_with_evidence_that_counts`)
//! - The same file is kept once. (`the_same_file_is_kept_once`)
//! - A file has one of the types that are kept, and something in it.
//!   (`only_files_of_known_types_are_kept`)
//!
//! # Deliberately absent
//! - No freshness: whether evidence is stale depends on when one asks; the event says how long it is good.
//! - No limits: they come from the catalogue and are named in the event with their source.
//! - No way to take a file away: whoever withdraws the evidence says why, and the file stays what it
//!   was about.
//! - No facts about files from outside: the bytes come first, and the event after them.

mod decider;
mod events;
mod judge;
mod media;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use decider::{Evaluations, State};
pub use events::Event;
pub(crate) use judge::compare;
pub use judge::judge;
pub use media::MEDIA_TYPES;
pub use refusal::Refusal;

words! {
    /// What came of any test or rule.
    pub enum Outcome {
        /// It holds.
        Pass = "pass",
        /// It does not hold.
        Fail = "fail",
        /// Nobody can tell.
        Inconclusive = "inconclusive",
        /// It does not apply.
        NotApplicable = "not_applicable",
    }
}

words! {
    /// How a metric is compared with a limit.
    pub enum Op {
        /// Less than.
        Lt = "lt",
        /// At most.
        Le = "le",
        /// Greater than.
        Gt = "gt",
        /// At least.
        Ge = "ge",
        /// Equal.
        Eq = "eq",
        /// Not equal.
        Ne = "ne",
    }
}

/// A limit that a metric must keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The metric, `data.outlier.flagged_ratio`.
    pub metric: Name,
    /// How it is compared.
    pub op: Op,
    /// The limit; 1 or 0 for a flag.
    pub value: Decimal,
    /// Where the limit comes from, a test id of the catalogue.
    pub source: Name,
}

/// A test result, before it is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What was tested.
    pub subject: Subject,
    /// The AI system it belongs to.
    pub system: Option<Subject>,
    /// The evidence type, `EV-DATA-VALIDATION`.
    pub evidence_type: Name,
    /// The tool that wrote it.
    pub tool: Name,
    /// The SHA-256 of the raw report.
    pub digest: Digest,
    /// Numbers by metric id.
    #[serde(default)]
    pub metrics: BTreeMap<String, Decimal>,
    /// Yes or no by metric id.
    #[serde(default)]
    pub flags: BTreeMap<String, bool>,
    /// Whatever else the report says that is no personal data.
    #[serde(default)]
    pub details: BTreeMap<String, String>,
    /// The exact dataset version it was computed on.
    pub dataset: Option<Subject>,
    /// The limits it is held against.
    #[serde(default)]
    pub thresholds: Vec<Threshold>,
    /// The threats and controls it speaks to, by catalogue id.
    #[serde(default)]
    pub speaks_to: Vec<Name>,
    /// For how many days it is good; none means until something changes.
    pub fresh_days: Option<u64>,
}

/// A file to keep with a piece of evidence, once its bytes are there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// Its media type, one of [`MEDIA_TYPES`].
    pub media_type: Name,
    /// How many bytes it has.
    pub bytes: u64,
    /// What whoever sent it calls it.
    #[serde(default)]
    pub name: Personal,
}

/// What can be asked of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "nearly every command is the large one")]
pub enum Command {
    /// Attach a test result (stream `evidence:…`).
    Attach(Report),
    /// Withdraw it: it was wrong.
    Withdraw {
        /// Why.
        reason: Personal,
    },
    /// Keep a file with it: the report itself, or what belongs to it.
    KeepFile(File),
}
