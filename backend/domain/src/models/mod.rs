//! Models and prompts: every version, what made it, and whether it may be used.
//!
//! A *model* has versions with a digest, the run that made them and the models they were derived
//! from (quantised, fine-tuned, joined). A *prompt* has versions too: it changes what a system does
//! as much as a model does. A provider that swaps a hosted model records a change of version.
//!
//! # Invariants
//! - A model is registered before it has versions. (`a_version_needs_a_registered_model`)
//! - A registration is never overwritten. (`a_registration_is_not_overwritten`)
//! - A version has one digest for ever. (`a_version_keeps_its_digest`, `a_prompt_version_keeps_its_digest`)
//! - A text that is given later for the digest of a prompt version is kept. (`a_text_given_later_is_kept`)
//! - A prompt stays with the system that its first version named. (`a_prompt_stays_with_its_system`)
//! - Registering the same version again records nothing. (`the_same_version_again_is_nothing_new`)
//! - Parents are exact model versions, and the run is a run. (`a_parent_names_its_version`)
//! - Only a known version is promoted, rejected, retired or quarantined. (`an_unknown_version_is_refused`)
//! - A quarantined version is not promoted. (`a_quarantined_version_is_not_promoted`)
//! - A rejected version is never promoted. (`a_rejected_version_is_not_promoted`)
//! - Only a quarantined version is released. (`only_a_quarantined_version_is_released`)
//! - Releasing a version needs a second person. (`releasing_needs_a_second_person`)
//! - A provider change goes from one exact version to another. (`a_provider_change_names_two_versions`)
//!
//! # Deliberately absent
//! - The text of a prompt in the leaf: it is a personal part of its author, so that a secret that got
//!   into it can be erased. The digest stays, and whoever reports both has them compared.
//! - No "suspect": what lies downstream of a quarantine is derived by the lineage, never stored.
//! - No metrics: they are evidence, in `evaluations`.

mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Digest, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

pub use decider::{Models, State};
pub use events::Event;
pub use refusal::Refusal;

/// A model version: exactly which bytes, and what made them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVersion {
    /// Its label, `1.3.0`.
    pub version: Name,
    /// The SHA-256 of its bytes; a provider's hosted model may have none.
    pub digest: Option<Digest>,
    /// The run that made it (`run:…`).
    pub run: Option<Subject>,
    /// The exact model versions it was made of.
    #[serde(default)]
    pub derived_from: Vec<Subject>,
    /// Its file format, `onnx`.
    pub format: Name,
}

/// What can be asked of a model or a prompt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register a model (stream `model:…`).
    Register {
        /// What people call it.
        name: Name,
        /// The AI system it is for.
        system: Option<Subject>,
    },
    /// Register a version.
    RegisterVersion(NewVersion),
    /// Let a version be used.
    PromoteVersion {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
    },
    /// Refuse a version for good.
    RejectVersion {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
    },
    /// Take a version out of use.
    RetireVersion {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
    },
    /// Quarantine a version.
    QuarantineVersion {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
        /// Because of which incident.
        incident: Option<Subject>,
    },
    /// End the quarantine of a version.
    ReleaseVersion {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
    },
    /// Record that a provider swapped a hosted model.
    ChangeProvider {
        /// The exact version before.
        from: Subject,
        /// The exact version after.
        to: Subject,
        /// How many days ahead the provider had said so.
        notice_days: u64,
    },
    /// Register a prompt version (stream `prompt:…`); the first one begins the prompt.
    RegisterPromptVersion {
        /// Its label.
        version: Name,
        /// The SHA-256 of its text.
        digest: Digest,
        /// The AI system it is for.
        system: Option<Subject>,
        /// What changed, in the author's words.
        note: Personal,
        /// What it says, where somebody gives it; its digest is that of these words.
        #[serde(default)]
        text: Personal,
    },
}
