//! What has happened to a control of a system. The `rename` strings are bytes on disk.

use kernel::{Fact, Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::Status;
use crate::about::About;

/// A fact about a control of a system. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A person answers for it from now on.
    #[serde(rename = "control.owner_assigned")]
    OwnerAssigned {
        /// The system.
        system: Subject,
        /// Who.
        person: Subject,
    },
    /// Somebody decided that it does not apply.
    #[serde(rename = "control.marked_not_applicable")]
    MarkedNotApplicable {
        /// The system.
        system: Subject,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// It applies again.
    #[serde(rename = "control.applicability_restored")]
    ApplicabilityRestored {
        /// The system.
        system: Subject,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Evidence speaks for it that nothing else ties to it.
    #[serde(rename = "control.evidence_linked")]
    EvidenceLinked {
        /// The system.
        system: Subject,
        /// The evidence.
        evidence: Subject,
    },
    /// Such a link was taken back.
    #[serde(rename = "control.evidence_unlinked")]
    EvidenceUnlinked {
        /// The system.
        system: Subject,
        /// The evidence.
        evidence: Subject,
    },
    /// A change of its status was noticed.
    #[serde(rename = "control.status_noticed")]
    StatusNoticed {
        /// The system.
        system: Subject,
        /// What it was.
        from: Status,
        /// What it became.
        to: Status,
        /// Because of what.
        #[serde(default)]
        because: Personal,
    },
    /// Somebody was told that it turned for the worse.
    #[serde(rename = "control.turn_noticed")]
    TurnNoticed {
        /// The system.
        system: Subject,
        /// What it was.
        from: Status,
        /// What it became.
        to: Status,
        /// When it turned.
        since: Micros,
        /// Who was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<Subject>,
    },
    /// Somebody was told that a date has come.
    #[serde(rename = "control.due_noticed")]
    DueNoticed {
        /// The system.
        system: Subject,
        /// What came due.
        what: Subject,
        /// When it came due.
        due: Micros,
        /// Who was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<Subject>,
    },
}

impl Event {
    /// The system it happened in.
    pub fn system(&self) -> &Subject {
        match self {
            Self::OwnerAssigned { system, .. }
            | Self::MarkedNotApplicable { system, .. }
            | Self::ApplicabilityRestored { system, .. }
            | Self::EvidenceLinked { system, .. }
            | Self::EvidenceUnlinked { system, .. }
            | Self::StatusNoticed { system, .. }
            | Self::TurnNoticed { system, .. }
            | Self::DueNoticed { system, .. } => system,
        }
    }
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream).one(self.system());
        match self {
            Self::OwnerAssigned { person, .. } => about.one(person),
            Self::EvidenceLinked { evidence, .. } | Self::EvidenceUnlinked { evidence, .. } => {
                about.one(evidence)
            }
            Self::DueNoticed { what, told, .. } => about.one(what).all(told),
            Self::TurnNoticed { told, .. } => about.all(told),
            Self::MarkedNotApplicable { .. }
            | Self::ApplicabilityRestored { .. }
            | Self::StatusNoticed { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
