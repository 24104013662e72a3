//! Deployments: which exact model version serves where, how hardened, and when it stopped.
//!
//! A deployment is activated once, at one endpoint, and ended once. An incident may flag it and ask
//! for it to be stopped; that a stop was asked for and that it was confirmed are two facts.
//!
//! # Invariants
//! - A deployment is activated before anything else. (`an_unknown_deployment_is_refused`)
//! - A deployment serves one exact version. (`a_deployment_names_an_exact_version`)
//! - It is activated once. (`an_activation_is_not_overwritten`)
//! - Nothing changes after its end, except that a stop is confirmed or a flag cleared. (`an_ended_deployment_is_not_flagged`)
//! - A stop is confirmed only after it was asked for. (`a_stop_is_asked_for_before_it_is_confirmed`)
//! - Only a flag that stands is cleared. (`only_a_standing_flag_is_cleared`)
//! - Who raised a flag cannot clear it alone. (`clearing_a_flag_needs_a_second_person`)
//!
//! # Deliberately absent
//! - What else runs at the endpoint: the app ends the deployment that is replaced in the same append.
//! - No "suspect": it is derived by the lineage. A flag is what an incident said about it.

mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Digest, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use decider::{Deployments, State};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// Where a deployment stands.
    pub enum Stage {
        /// For testing.
        Test = "test",
        /// Before production.
        Staging = "staging",
        /// Real use.
        Production = "production",
    }
}

/// How a deployment is protected; `None` means nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hardening {
    /// Callers prove who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authentication: Option<bool>,
    /// Calls are limited in rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub throttling: Option<bool>,
    /// The container is scanned, signed and does not run as root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<bool>,
    /// Logs are encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_encryption: Option<bool>,
}

/// What goes live, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activation {
    /// The exact model version (`model:…@…`).
    pub model: Subject,
    /// Exact versions of prompts and datasets it serves with.
    #[serde(default)]
    pub uses: Vec<Subject>,
    /// Where it answers (`endpoint:…`).
    pub endpoint: Subject,
    /// Where it stands.
    pub stage: Stage,
    /// The SHA-256 of what was deployed.
    pub digest: Option<Digest>,
    /// How it is protected.
    #[serde(default)]
    pub hardening: Hardening,
    /// The deployment it takes the place of.
    pub replaces: Option<Subject>,
    /// How many people it affects, where somebody knows.
    pub people: Option<u64>,
    /// The AI system it belongs to.
    pub system: Option<Subject>,
}

/// What can be asked of a deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Activate it (stream `deployment:…`).
    Activate(Activation),
    /// End it.
    End {
        /// Why.
        reason: Personal,
        /// The deployment that takes its place.
        replaced_by: Option<Subject>,
    },
    /// Flag it because of an incident.
    Flag {
        /// Which incident.
        incident: Subject,
        /// What lies upstream of it that is suspect.
        suspects: Vec<Subject>,
    },
    /// Ask for it to be stopped.
    RequestStop {
        /// Because of which incident.
        incident: Subject,
        /// Why.
        reason: Personal,
    },
    /// Confirm that it has stopped.
    ConfirmStop {
        /// How that was seen.
        note: Personal,
    },
    /// Take a flag away.
    ClearFlag {
        /// The flag of which incident.
        incident: Subject,
    },
}
