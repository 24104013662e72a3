//! What has happened to a deployment. The `rename` strings are bytes on disk.

use kernel::{Digest, Fact, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Hardening, Stage};
use crate::about::About;

/// A fact about a deployment. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It went live.
    #[serde(rename = "deployment.activated")]
    Activated {
        /// The exact model version.
        model: Subject,
        /// Exact versions of prompts and datasets it serves with.
        #[serde(default)]
        uses: Vec<Subject>,
        /// Where it answers.
        endpoint: Subject,
        /// Where it stands.
        stage: Stage,
        /// The SHA-256 of what was deployed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
        /// How it is protected.
        #[serde(default)]
        hardening: Hardening,
        /// The deployment it took the place of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Subject>,
        /// How many people it affects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<u64>,
        /// The AI system it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
    },
    /// It no longer answers.
    #[serde(rename = "deployment.ended")]
    Ended {
        /// Why.
        #[serde(default)]
        reason: Personal,
        /// The deployment that took its place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaced_by: Option<Subject>,
    },
    /// An incident flagged it.
    #[serde(rename = "deployment.flagged")]
    Flagged {
        /// Which incident.
        incident: Subject,
        /// What lies upstream of it that is suspect.
        #[serde(default)]
        suspects: Vec<Subject>,
    },
    /// Somebody asked for it to be stopped.
    #[serde(rename = "deployment.stop_requested")]
    StopRequested {
        /// Because of which incident.
        incident: Subject,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// It was seen to have stopped.
    #[serde(rename = "deployment.stop_confirmed")]
    StopConfirmed {
        /// How that was seen.
        #[serde(default)]
        note: Personal,
    },
    /// A flag was taken away.
    #[serde(rename = "deployment.flag_cleared")]
    FlagCleared {
        /// The flag of which incident.
        incident: Subject,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Activated { model, uses, endpoint, replaces, system, .. } => {
                about.one(model).all(uses).one(endpoint).all(replaces).all(system)
            }
            Self::Ended { replaced_by, .. } => about.all(replaced_by),
            Self::Flagged { incident, suspects } => about.one(incident).all(suspects),
            Self::StopRequested { incident, .. } | Self::FlagCleared { incident } => {
                about.one(incident)
            }
            Self::StopConfirmed { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
