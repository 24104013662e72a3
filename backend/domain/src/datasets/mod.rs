//! Datasets: where data comes from, what arrived, and which exact versions were made of it.
//!
//! Three sorts of stream live here: a *source* delivers, a *batch* is one delivery, a *dataset* has
//! versions. A version names its digest, the batches it took in and the versions it was derived
//! from; that is the beginning of every lineage. A quarantine says that a version must not be used.
//!
//! # Invariants
//! - A dataset is registered before it has versions. (`a_version_needs_a_registered_dataset`)
//! - A source is registered before it changes. (`an_unknown_source_is_refused`)
//! - A batch is received before it is marked. (`an_unknown_batch_is_refused`)
//! - A registration is never overwritten. (`a_registration_is_not_overwritten`)
//! - Somebody else may own a dataset later; its registration stays what it was.
//!   (`a_dataset_is_given_to_somebody_else`)
//! - A version has one digest for ever. (`a_version_keeps_its_digest`)
//! - Registering the same version again records nothing. (`the_same_version_again_is_nothing_new`)
//! - Parents are exact versions of datasets or models. (`a_parent_names_its_version`)
//! - Sources and batches of a version are sources and batches. (`a_batch_must_be_a_batch`)
//! - Only a known version is quarantined. (`an_unknown_version_is_not_quarantined`)
//! - A second incident renews a quarantine and voids the request to lift it. (`a_second_incident_renews_the_quarantine`)
//! - A quarantined version is not promoted. (`a_quarantined_version_is_not_promoted`)
//! - A rejected version is never promoted. (`a_rejected_version_is_not_promoted`)
//! - Lifting a quarantine needs a request. (`lifting_needs_a_request`)
//! - Lifting a quarantine needs a second person. (`lifting_needs_a_second_person`)
//! - A batch cannot hold more marked records than it has. (`a_mark_counts_no_more_than_arrived`)
//! - Who marked a batch malicious cannot clear it alone. (`clearing_a_batch_needs_a_second_person`)
//! - Access ends in the future. (`access_ends_in_the_future`)
//! - Only access that was granted is revoked. (`only_granted_access_is_revoked`)
//! - A review of access is complete when everything in force was kept or withdrawn, each once.
//!   (`a_review_of_access_leaves_nothing_out`)
//! - The next review of access is due after this one. (`the_next_review_of_access_is_yet_to_come`)
//! - That its day has come is told once. (`a_due_review_of_access_is_noticed_once`)
//! - A technique names known versions, and the figure it goes by. (`a_technique_names_known_versions`,
//!   `a_technique_states_its_figure`)
//! - Only a technique that was declared is withdrawn. (`only_a_declared_technique_is_withdrawn`)
//! - A privacy budget is an epsilon, perhaps a delta, and a period that does not end before it begins.
//!   (`a_budget_has_limits_that_can_be_kept`)
//! - Another reason for the same privacy budget is kept. (`another_reason_for_the_same_budget_is_kept`)
//!
//! # Deliberately absent
//! - No "suspect": what lies downstream of a quarantine is derived by the lineage, never stored.
//! - No validation results: they are evidence, in `evaluations`.
//! - No spending of a privacy budget: runs spend, in `training`; the view adds it up.
//! - No check that batches, parents and owners exist: that needs other streams, so the app asks.

mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{privacy::is_same_pair, words::words};

pub use decider::{Datasets, State};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// How far a source is trusted.
    pub enum Trust {
        /// Known senders, signed or checked transport.
        High = "high",
        /// Something in between.
        Medium = "medium",
        /// Anybody could have sent it.
        Low = "low",
    }
}

words! {
    /// How sensitive data is; stricter controls apply further down the list.
    pub enum Sensitivity {
        /// Anybody may see it.
        Public = "public",
        /// For the organisation.
        Internal = "internal",
        /// Confidential business data.
        Confidential = "confidential",
        /// Personal data.
        Personal = "personal",
        /// Special categories of personal data: health, biometrics, beliefs.
        SpecialCategory = "special_category",
    }
}

words! {
    /// What an examination of a batch found.
    pub enum BatchVerdict {
        /// Nothing wrong.
        Clean = "clean",
        /// Perhaps wrong.
        Suspicious = "suspicious",
        /// Put there to do harm.
        Malicious = "malicious",
    }
}

words! {
    /// What somebody may do with a dataset.
    pub enum Right {
        /// Read it.
        Read = "read",
        /// Change it.
        Write = "write",
    }
}

words! {
    /// How the people in data are protected, in the terms of the field (ISO/IEC 20889 among others).
    pub enum PrivacyTechnique {
        /// Calibrated noise: the outcome is nearly the same without any one person.
        DifferentialPrivacy = "differential_privacy",
        /// Everybody looks like at least `k` people.
        KAnonymity = "k_anonymity",
        /// And each such group holds at least `l` sensitive values.
        LDiversity = "l_diversity",
        /// And their spread is at most `t` from that of everybody.
        TCloseness = "t_closeness",
        /// Identifiers and what points to people taken out or coarsened in another way.
        Anonymisation = "anonymisation",
        /// Identifiers replaced; somebody holds the key.
        Pseudonymisation = "pseudonymisation",
        /// Records made up after the statistics of real ones.
        SyntheticData = "synthetic_data",
        /// Data stays where it is; models travel.
        FederatedLearning = "federated_learning",
        /// Computing on data that stays encrypted.
        HomomorphicEncryption = "homomorphic_encryption",
        /// Several parties compute together without showing their data.
        SecureMultipartyComputation = "secure_multiparty_computation",
        /// Computing inside a protected enclave.
        ConfidentialComputing = "confidential_computing",
        /// Encrypted at rest and on the way.
        Encryption = "encryption",
    }
}

impl PrivacyTechnique {
    /// The parameter without which it says nothing.
    pub fn figure(self) -> Option<&'static str> {
        match self {
            Self::KAnonymity => Some("k"),
            Self::LDiversity => Some("l"),
            Self::TCloseness => Some("t"),
            Self::DifferentialPrivacy
            | Self::Anonymisation
            | Self::Pseudonymisation
            | Self::SyntheticData
            | Self::FederatedLearning
            | Self::HomomorphicEncryption
            | Self::SecureMultipartyComputation
            | Self::ConfidentialComputing
            | Self::Encryption => None,
        }
    }
}

/// What a reviewer decided who went through who may reach a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// What was looked at.
    pub scope: Note,
    /// What stays.
    pub kept: Vec<(Subject, Right)>,
    /// What is taken away, each with why.
    pub withdrawn: Vec<(Subject, Right, Personal)>,
    /// When the next review is due.
    pub next_due: Micros,
}

/// How the people in some versions of a dataset are protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// By which technique.
    pub technique: PrivacyTechnique,
    /// With which parameters; they are in the log for ever.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// In which versions; all of them when none is named.
    #[serde(default)]
    pub versions: Vec<Name>,
    /// What shows it (`evidence:…`).
    pub evidence: Option<Subject>,
}

/// How much of a dataset's privacy may be spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyLimits {
    /// The most epsilon.
    pub epsilon: Decimal,
    /// The most delta; none when it is not limited.
    pub delta: Option<Decimal>,
    /// What is spent from then on counts; none from the beginning.
    pub from: Option<Micros>,
    /// What is spent before then counts; none for ever.
    pub until: Option<Micros>,
}

impl PrivacyLimits {
    /// Whether two budgets are the same, however their amounts are written.
    pub fn is_same(&self, other: &Self) -> bool {
        let pair = |limits: &Self| (limits.from, limits.until);
        pair(self) == pair(other)
            && is_same_pair(
                (&self.epsilon, self.delta.as_ref()),
                (&other.epsilon, other.delta.as_ref()),
            )
    }
}

/// A column of a dataset version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type in the words of the tool that wrote it.
    pub kind: Name,
}

/// A delivery, as seen when it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The source it came from (`source:…`).
    pub source: Subject,
    /// The AI system it is for.
    pub system: Option<Subject>,
    /// How many records.
    pub records: u64,
    /// The credential it was sent with; an id, never the secret.
    pub credential: Name,
    /// What was checked, and what came of it.
    #[serde(default)]
    pub checks: BTreeMap<String, String>,
    /// How many network addresses sent it.
    pub origins: Option<u64>,
    /// What the sending program called itself.
    pub client: Option<Name>,
}

/// A dataset version: exactly which bytes, and what they were made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVersion {
    /// Its label, `v4`.
    pub version: Name,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// How many rows.
    pub rows: u64,
    /// The source it came from, where it came from one.
    pub source: Option<Subject>,
    /// The pipeline that took it in.
    pub pipeline: Option<Name>,
    /// The batches in it (`batch:…`).
    #[serde(default)]
    pub batches: Vec<Subject>,
    /// The exact versions it was made of; a model where its output became data.
    #[serde(default)]
    pub derived_from: Vec<Subject>,
    /// Its columns.
    #[serde(default)]
    pub schema: Vec<Column>,
    /// Its licence.
    pub licence: Option<Name>,
    /// Whether it must never change its role: a holdout.
    pub frozen: bool,
}

/// What can be asked of a source, a batch or a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register a source (stream `source:…`).
    RegisterSource {
        /// What people call it.
        name: Name,
        /// How far it is trusted.
        trust: Trust,
        /// How sensitive what it delivers is.
        sensitivity: Sensitivity,
        /// The AI system it delivers to.
        system: Option<Subject>,
    },
    /// Change how a source is checked at the door.
    ChangeSourceProfile {
        /// The checks now in force.
        profile: Note,
        /// Why.
        reason: Personal,
    },
    /// Change who may deliver through a source.
    ChangeSourceAccess {
        /// What changed, `revoked`.
        change: Name,
        /// For which credential or sender; an id, never the secret.
        principal: Name,
    },
    /// Receive a batch (stream `batch:…`).
    ReceiveBatch(Arrival),
    /// Mark a batch after examination.
    MarkBatch {
        /// What was found.
        verdict: BatchVerdict,
        /// How many records it is about.
        records: u64,
        /// Why.
        reason: Personal,
    },
    /// Register a dataset (stream `dataset:…`).
    Register {
        /// What people call it.
        name: Name,
        /// How sensitive it is.
        sensitivity: Sensitivity,
        /// Who decides on its use (`person:…` or `team:…`).
        owner: Subject,
        /// The AI system it is for.
        system: Option<Subject>,
        /// Its licence.
        licence: Option<Name>,
    },
    /// Make somebody else decide on its use.
    Reassign {
        /// Who (`person:…` or `team:…`).
        owner: Subject,
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
    /// Take a version out of use.
    RetireVersion {
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
    /// Grant access.
    GrantAccess {
        /// To whom (`person:…`, `team:…`, `service:…`).
        principal: Subject,
        /// To do what.
        right: Right,
        /// Until when; none means until revoked.
        until: Option<Micros>,
    },
    /// Revoke access.
    RevokeAccess {
        /// From whom.
        principal: Subject,
        /// What they could do.
        right: Right,
        /// Why, where somebody said so.
        #[serde(default)]
        reason: Personal,
    },
    /// Record that access was reviewed.
    ReviewAccess {
        /// What was looked at.
        scope: Note,
        /// How many grants were revoked.
        revoked: u64,
        /// When the next review is due.
        next_due: Option<Micros>,
    },
    /// Complete a review of access: everything in force is kept or withdrawn.
    CompleteReview(Verdicts),
    /// Notice that the day of the next review of access has come.
    NoticeAccessReview {
        /// The day.
        due: Micros,
        /// Who is told.
        told: Vec<Subject>,
    },
    /// Declare how the people in a dataset are protected; said again, it replaces what was said.
    DeclareTechnique(Protection),
    /// Say that a technique is not used, or no longer.
    WithdrawTechnique {
        /// Which.
        technique: PrivacyTechnique,
        /// Why.
        reason: Personal,
    },
    /// Set how much privacy may be spent; the last budget counts.
    SetPrivacyBudget {
        /// The most epsilon.
        epsilon: Decimal,
        /// The most delta; none when it is not limited.
        delta: Option<Decimal>,
        /// What is spent from then on counts; none from the beginning.
        from: Option<Micros>,
        /// What is spent before then counts; none for ever.
        until: Option<Micros>,
        /// Why so much.
        reason: Personal,
    },
    /// Quarantine a version.
    Quarantine {
        /// Which.
        version: Name,
        /// Why.
        reason: Personal,
        /// Because of which incident.
        incident: Option<Subject>,
    },
    /// Ask for a quarantine to be lifted.
    RequestLift {
        /// Of which version.
        version: Name,
        /// Why.
        reason: Personal,
    },
    /// Lift a quarantine that somebody else asked to lift.
    Lift {
        /// Of which version.
        version: Name,
        /// Why.
        reason: Personal,
    },
}
