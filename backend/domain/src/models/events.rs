//! What has happened to a model or a prompt. The `rename` strings are bytes on disk.

use kernel::{Digest, Fact, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::about::About;

/// A fact about a model or a prompt. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A model was registered.
    #[serde(rename = "model.registered")]
    Registered {
        /// What people call it.
        name: Name,
        /// The AI system it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
    },
    /// A version was registered.
    #[serde(rename = "model.version_registered")]
    VersionRegistered {
        /// Its label.
        version: Name,
        /// The SHA-256 of its bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
        /// The run that made it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        run: Option<Subject>,
        /// The exact model versions it was made of.
        #[serde(default)]
        derived_from: Vec<Subject>,
        /// Its file format.
        format: Name,
    },
    /// A version may be used.
    #[serde(rename = "model.version_promoted")]
    VersionPromoted {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A version was refused for good.
    #[serde(rename = "model.version_rejected")]
    VersionRejected {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A version is out of use.
    #[serde(rename = "model.version_retired")]
    VersionRetired {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A version must not be used.
    #[serde(rename = "model.version_quarantined")]
    VersionQuarantined {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
        /// Because of which incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<Subject>,
    },
    /// The quarantine of a version ended.
    #[serde(rename = "model.version_released")]
    VersionReleased {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A provider swapped a hosted model.
    #[serde(rename = "model.provider_changed")]
    ProviderChanged {
        /// The exact version before.
        from: Subject,
        /// The exact version after.
        to: Subject,
        /// How many days ahead the provider had said so.
        notice_days: u64,
    },
    /// A prompt version was registered.
    #[serde(rename = "prompt.version_registered")]
    PromptVersionRegistered {
        /// Its label.
        version: Name,
        /// The SHA-256 of its text.
        digest: Digest,
        /// The AI system it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// What changed, in the author's words.
        #[serde(default)]
        note: Personal,
        /// What it says, where somebody gave it.
        #[serde(default, skip_serializing_if = "Personal::is_absent")]
        text: Personal,
    },
    /// The text of a prompt version was given that so far had only its digest.
    #[serde(rename = "prompt.text_given")]
    PromptTextGiven {
        /// Of which version.
        version: Name,
        /// The SHA-256 of the text: that of the version.
        digest: Digest,
        /// What there is to say about it, in the words of whoever gave it.
        #[serde(default, skip_serializing_if = "Personal::is_absent")]
        note: Personal,
        /// What it says.
        #[serde(default)]
        text: Personal,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Registered { system, .. } => about.all(system),
            Self::VersionRegistered { version, run, derived_from, .. } => {
                about.version(version).all(run).all(derived_from)
            }
            Self::VersionPromoted { version, .. }
            | Self::VersionRejected { version, .. }
            | Self::VersionRetired { version, .. }
            | Self::VersionReleased { version, .. }
            | Self::PromptTextGiven { version, .. } => about.version(version),
            Self::VersionQuarantined { version, incident, .. } => {
                about.version(version).all(incident)
            }
            Self::ProviderChanged { from, to, .. } => about.one(from).one(to),
            Self::PromptVersionRegistered { version, system, .. } => {
                about.version(version).all(system)
            }
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
