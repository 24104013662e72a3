//! Training: where models are made, and every run that made one.
//!
//! An *environment* says how isolated, encrypted and locked down a place of training is; it is
//! attested until a date. A *run* names the exact versions that went in and came out, the code, the
//! parameters, and keeps an audit trail of what people and services did to it meanwhile.
//!
//! # Invariants
//! - An environment is registered before it is attested. (`an_unknown_environment_is_refused`)
//! - A registration is never overwritten. (`a_registration_is_not_overwritten`)
//! - An attestation ends in the future. (`an_attestation_ends_in_the_future`)
//! - That the attestation in force has ended is noticed once, then and not before.
//!   (`a_lapsed_attestation_is_noticed_once`)
//! - A run is started before anything else. (`an_unknown_run_is_refused`)
//! - A run is started once, with one set of inputs. (`a_run_starts_once`)
//! - Inputs and outputs are exact versions. (`inputs_name_exact_versions`, `outputs_name_exact_versions`)
//! - A run ends once. (`a_run_ends_once`)
//! - After its end a run is only read. (`after_the_end_only_reading_is_logged`)
//! - A run spends privacy of dataset versions that went into it. (`a_run_spends_of_what_went_in`)
//! - What a run spent is stated once for each version and mechanism, and then corrected.
//!   (`what_was_spent_is_stated_once`, `only_a_stated_spending_is_corrected`)
//!
//! # Deliberately absent
//! - No judgement of an expired attestation: that depends on when one asks. The event says that
//!   somebody was told.
//! - Secret parameters: parameters are in the log for ever.
//! - No refusal for want of a privacy budget: what was spent was spent, and the dataset says so.

mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Decimal, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use decider::{State, Training};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// What a run does.
    pub enum RunKind {
        /// Trains a model from data.
        Train = "train",
        /// Trains an existing model further.
        FineTune = "fine_tune",
        /// Makes a model smaller.
        Quantise = "quantise",
        /// Joins models.
        Ensemble = "ensemble",
        /// Measures a model.
        Evaluate = "evaluate",
        /// Prepares or splits data.
        Prepare = "prepare",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// What was done to a run.
    pub enum RunAction {
        /// Started.
        Started = "started",
        /// Changed while it ran.
        Changed = "changed",
        /// Read: its logs, data or artefacts.
        Read = "read",
        /// Paused.
        Paused = "paused",
        /// Resumed.
        Resumed = "resumed",
        /// Stopped.
        Stopped = "stopped",
        /// An artefact was taken out.
        Exported = "exported",
    }
}

/// How a run begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// What it does.
    pub kind: RunKind,
    /// The AI system it is for.
    pub system: Option<Subject>,
    /// The exact versions that go in.
    pub inputs: Vec<Subject>,
    /// The commit of its code.
    pub code_commit: Name,
    /// Where it runs (`environment:…`).
    pub environment: Option<Subject>,
    /// Its parameters, as the tool writes them.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// When it began.
    pub started: Micros,
}

/// What a run spent of the privacy of a dataset version, as its accountant says: one pair for all
/// that one mechanism did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// The exact version whose people it concerns.
    pub dataset: Subject,
    /// By which mechanism, in the words of whoever ran it.
    pub mechanism: Name,
    /// How much epsilon.
    pub epsilon: Decimal,
    /// How much delta; none when nobody stated it.
    pub delta: Option<Decimal>,
    /// The accounting (`evidence:…`).
    pub evidence: Option<Subject>,
}

/// What can be asked of an environment or a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register an environment (stream `environment:…`).
    RegisterEnvironment {
        /// What people call it.
        name: Name,
        /// How it is isolated.
        isolation: Note,
        /// The AI system it is for; none when shared.
        system: Option<Subject>,
    },
    /// Attest the posture of an environment.
    Attest {
        /// How it is isolated.
        isolation: Note,
        /// How data is encrypted in it.
        encryption: Note,
        /// Whether everybody has only the rights they need.
        least_privilege: bool,
        /// Until when the attestation counts.
        until: Micros,
    },
    /// Notice that the attestation in force has ended.
    NoticeLapse {
        /// When it ended.
        due: Micros,
        /// Who is told.
        told: Vec<Subject>,
    },
    /// Start a run (stream `run:…`).
    Start(Start),
    /// Add to the audit trail of a run.
    LogAction {
        /// What was done.
        action: RunAction,
        /// To what, where it was not the run itself.
        on: Option<Subject>,
        /// Details, in the words of who did it.
        note: Personal,
    },
    /// The run ended well.
    Complete {
        /// The exact versions that came out.
        outputs: Vec<Subject>,
        /// How long it took, in minutes.
        minutes: u64,
    },
    /// The run broke.
    Fail {
        /// Why.
        reason: Personal,
    },
    /// State what the run spent of a dataset version's privacy, also after its end.
    SpendPrivacy(Spending),
    /// Correct what was stated; nothing at all takes it back.
    CorrectPrivacySpending {
        /// The exact version it was stated for.
        dataset: Subject,
        /// And the mechanism.
        mechanism: Name,
        /// How much epsilon it was.
        epsilon: Decimal,
        /// How much delta; none when nobody stated it.
        delta: Option<Decimal>,
        /// The accounting (`evidence:…`).
        evidence: Option<Subject>,
        /// Why the figures were wrong.
        reason: Personal,
    },
    /// Somebody stopped the run.
    Stop {
        /// Why.
        reason: Personal,
    },
}
