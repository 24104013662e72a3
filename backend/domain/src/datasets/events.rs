//! What has happened to a source, a batch or a dataset. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{BatchVerdict, Column, PrivacyTechnique, Right, Sensitivity, Trust};
use crate::about::About;

/// A fact about a source, a batch or a dataset. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A source was registered.
    #[serde(rename = "source.registered")]
    SourceRegistered {
        /// What people call it.
        name: Name,
        /// How far it is trusted.
        trust: Trust,
        /// How sensitive what it delivers is.
        sensitivity: Sensitivity,
        /// The AI system it delivers to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
    },
    /// A source is checked in another way.
    #[serde(rename = "source.profile_changed")]
    SourceProfileChanged {
        /// The checks now in force.
        profile: Note,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Who may deliver through a source changed.
    #[serde(rename = "source.access_changed")]
    SourceAccessChanged {
        /// What changed.
        change: Name,
        /// For which credential or sender.
        principal: Name,
    },
    /// A batch arrived.
    #[serde(rename = "batch.received")]
    BatchReceived {
        /// The source it came from.
        source: Subject,
        /// The AI system it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// How many records.
        records: u64,
        /// The credential it was sent with; an id, never the secret.
        credential: Name,
        /// What was checked, and what came of it.
        #[serde(default)]
        checks: BTreeMap<String, String>,
        /// How many network addresses sent it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origins: Option<u64>,
        /// What the sending program called itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        client: Option<Name>,
    },
    /// A batch was examined and marked.
    #[serde(rename = "batch.marked")]
    BatchMarked {
        /// What was found.
        verdict: BatchVerdict,
        /// How many records it is about.
        records: u64,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A dataset was registered.
    #[serde(rename = "dataset.registered")]
    Registered {
        /// What people call it.
        name: Name,
        /// How sensitive it is.
        sensitivity: Sensitivity,
        /// Who decides on its use.
        owner: Subject,
        /// The AI system it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// Its licence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        licence: Option<Name>,
    },
    /// Somebody else decides on its use from now on.
    #[serde(rename = "dataset.reassigned")]
    Reassigned {
        /// Who.
        owner: Subject,
    },
    /// A version was registered.
    #[serde(rename = "dataset.version_registered")]
    VersionRegistered {
        /// Its label.
        version: Name,
        /// The SHA-256 of its bytes.
        digest: Digest,
        /// How many rows.
        rows: u64,
        /// The source it came from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Subject>,
        /// The pipeline that took it in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pipeline: Option<Name>,
        /// The batches in it.
        #[serde(default)]
        batches: Vec<Subject>,
        /// The exact versions it was made of.
        #[serde(default)]
        derived_from: Vec<Subject>,
        /// Its columns.
        #[serde(default)]
        schema: Vec<Column>,
        /// Its licence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        licence: Option<Name>,
        /// Whether it must never change its role: a holdout.
        #[serde(default)]
        frozen: bool,
    },
    /// A version may be used.
    #[serde(rename = "dataset.version_promoted")]
    VersionPromoted {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A version is out of use.
    #[serde(rename = "dataset.version_retired")]
    VersionRetired {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A version was refused for good.
    #[serde(rename = "dataset.version_rejected")]
    VersionRejected {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Access was granted.
    #[serde(rename = "dataset.access_granted")]
    AccessGranted {
        /// To whom.
        principal: Subject,
        /// To do what.
        right: Right,
        /// Until when; none means until revoked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Micros>,
    },
    /// Access was revoked.
    #[serde(rename = "dataset.access_revoked")]
    AccessRevoked {
        /// From whom.
        principal: Subject,
        /// What they could do.
        right: Right,
        /// Why, where somebody said so.
        #[serde(default, skip_serializing_if = "Personal::is_absent")]
        reason: Personal,
    },
    /// Access was reviewed.
    #[serde(rename = "dataset.access_reviewed")]
    AccessReviewed {
        /// What was looked at.
        scope: Note,
        /// How many grants were revoked.
        revoked: u64,
        /// When the next review is due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_due: Option<Micros>,
    },
    /// Whoever has to review access was told that the day has come.
    #[serde(rename = "dataset.access_review_due_noticed")]
    AccessReviewDueNoticed {
        /// The day.
        due: Micros,
        /// Who was told.
        #[serde(default)]
        told: Vec<Subject>,
    },
    /// Somebody said how the people in it are protected.
    #[serde(rename = "dataset.privacy_technique_declared")]
    PrivacyTechniqueDeclared {
        /// By which technique.
        technique: PrivacyTechnique,
        /// With which parameters.
        #[serde(default)]
        parameters: BTreeMap<String, String>,
        /// In which versions; all of them when none is named.
        #[serde(default)]
        versions: Vec<Name>,
        /// What shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Subject>,
    },
    /// A technique is not used, or no longer.
    #[serde(rename = "dataset.privacy_technique_withdrawn")]
    PrivacyTechniqueWithdrawn {
        /// Which.
        technique: PrivacyTechnique,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// How much privacy may be spent was set.
    #[serde(rename = "dataset.privacy_budget_set")]
    PrivacyBudgetSet {
        /// The most epsilon.
        epsilon: Decimal,
        /// The most delta; none when it is not limited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delta: Option<Decimal>,
        /// What is spent from then on counts; none from the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Micros>,
        /// What is spent before then counts; none for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Micros>,
        /// Why so much.
        #[serde(default)]
        reason: Personal,
    },
    /// A version must not be used.
    #[serde(rename = "dataset.quarantined")]
    Quarantined {
        /// Which.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
        /// Because of which incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<Subject>,
    },
    /// Somebody asked to lift a quarantine.
    #[serde(rename = "dataset.quarantine_lift_requested")]
    QuarantineLiftRequested {
        /// Of which version.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A quarantine was lifted.
    #[serde(rename = "dataset.quarantine_lifted")]
    QuarantineLifted {
        /// Of which version.
        version: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
        /// Who had asked for it.
        requested_by: Subject,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::SourceRegistered { system, .. } => about.all(system),
            Self::SourceProfileChanged { .. }
            | Self::SourceAccessChanged { .. }
            | Self::BatchMarked { .. }
            | Self::AccessReviewed { .. }
            | Self::PrivacyTechniqueWithdrawn { .. }
            | Self::PrivacyBudgetSet { .. } => about,
            Self::AccessReviewDueNoticed { told, .. } => about.all(told),
            Self::BatchReceived { source, system, .. } => about.one(source).all(system),
            Self::Registered { owner, system, .. } => about.one(owner).all(system),
            Self::Reassigned { owner } => about.one(owner),
            Self::VersionRegistered { version, source, batches, derived_from, .. } => {
                about.version(version).all(source).all(batches).all(derived_from)
            }
            Self::VersionPromoted { version, .. }
            | Self::VersionRetired { version, .. }
            | Self::VersionRejected { version, .. }
            | Self::QuarantineLiftRequested { version, .. } => about.version(version),
            Self::AccessGranted { principal, .. } | Self::AccessRevoked { principal, .. } => {
                about.one(principal)
            }
            Self::PrivacyTechniqueDeclared { versions, evidence, .. } => {
                versions.iter().fold(about, About::version).all(evidence)
            }
            Self::Quarantined { version, incident, .. } => about.version(version).all(incident),
            Self::QuarantineLifted { version, requested_by, .. } => {
                about.version(version).one(requested_by)
            }
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
