//! What has happened in an incident. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Fact, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::about::About;

/// A fact about an incident. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was opened.
    #[serde(rename = "incident.opened")]
    Opened {
        /// How bad it is.
        severity: Severity,
        /// What people call it.
        title: Name,
        /// The AI system it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// What showed it.
        #[serde(default)]
        detected_by: Vec<Name>,
        /// Where it began.
        #[serde(default)]
        roots: Vec<Subject>,
    },
    /// Somebody added to its timeline.
    #[serde(rename = "incident.noted")]
    Noted {
        /// What there was to say.
        #[serde(default)]
        note: Personal,
    },
    /// It was computed how far it reaches.
    #[serde(rename = "incident.blast_radius_computed")]
    BlastRadiusComputed {
        /// From where.
        #[serde(default)]
        roots: Vec<Subject>,
        /// How many are affected, by kind of subject.
        #[serde(default)]
        counts: BTreeMap<String, u64>,
        /// The position it was computed at.
        as_of: u64,
    },
    /// An owner was told.
    #[serde(rename = "incident.owner_told")]
    OwnerTold {
        /// Who.
        person: Subject,
        /// About what.
        #[serde(default)]
        about: Vec<Subject>,
    },
    /// A rollback was proposed.
    #[serde(rename = "incident.rollback_proposed")]
    RollbackProposed {
        /// Of which deployment.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which; none where there is no clean version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Subject>,
    },
    /// A rollback was decided.
    #[serde(rename = "incident.rollback_decided")]
    RollbackDecided {
        /// Of which deployment.
        deployment: Subject,
        /// Yes or no.
        approved: bool,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A rollback is done.
    #[serde(rename = "incident.rollback_completed")]
    RollbackCompleted {
        /// Of which deployment.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which.
        to: Subject,
        /// How long it took, in minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u64>,
    },
    /// Somebody outside was told.
    #[serde(rename = "incident.notice_sent")]
    NoticeSent {
        /// Who.
        #[serde(default)]
        addressee: Personal,
        /// What they were told.
        #[serde(default)]
        about: Personal,
    },
    /// Past decisions were looked at again.
    #[serde(rename = "incident.decisions_rescored")]
    DecisionsRescored {
        /// How many decisions.
        total: u64,
        /// How many came out differently.
        changed: u64,
        /// How many, by deployment.
        #[serde(default)]
        by_deployment: BTreeMap<String, u64>,
        /// How it was done.
        method: Note,
    },
    /// The harm stopped spreading.
    #[serde(rename = "incident.contained")]
    Contained {},
    /// It was over.
    #[serde(rename = "incident.closed")]
    Closed {
        /// How it ended.
        #[serde(default)]
        summary: Personal,
    },
    /// What was learnt was published.
    #[serde(rename = "incident.postmortem_published")]
    PostmortemPublished {
        /// What made it happen.
        #[serde(default)]
        root_causes: Vec<Note>,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Opened { system, roots, .. } => about.all(system).all(roots),
            Self::BlastRadiusComputed { roots, .. } => about.all(roots),
            Self::OwnerTold { person, about: told } => about.one(person).all(told),
            Self::RollbackProposed { deployment, from, to } => {
                about.one(deployment).one(from).all(to)
            }
            Self::RollbackDecided { deployment, .. } => about.one(deployment),
            Self::RollbackCompleted { deployment, from, to, .. } => {
                about.one(deployment).one(from).one(to)
            }
            Self::DecisionsRescored { by_deployment, .. } => {
                let deployments: Vec<Subject> = by_deployment
                    .keys()
                    .filter_map(|name| Subject::new(kernel::Kind::Deployment, name, None).ok())
                    .collect();
                about.all(&deployments)
            }
            Self::Noted { .. }
            | Self::NoticeSent { .. }
            | Self::Contained {}
            | Self::Closed { .. }
            | Self::PostmortemPublished { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
