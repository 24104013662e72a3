//! How the room says no.

use kernel::{Digest, Name, Subject};

use super::{PrivacyTechnique, Right};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No source under this name.
    #[error("there is no such source; register it first")]
    UnknownSource,
    /// No batch under this name.
    #[error("there is no such batch; it has not been received")]
    UnknownBatch,
    /// No dataset under this name.
    #[error("there is no such dataset; register it first")]
    Unknown,
    /// The source is registered with other details.
    #[error("this source is already registered with other details")]
    SourceAlreadyRegistered,
    /// The batch was received with other details.
    #[error("this batch was already received with other details")]
    BatchAlreadyReceived,
    /// The dataset is registered with other details.
    #[error("this dataset is already registered with other details")]
    AlreadyRegistered,
    /// A subject is of the wrong kind.
    #[error("{subject} cannot stand here: {field} must name {expected}")]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it names.
        subject: Subject,
        /// What it should name.
        expected: &'static str,
    },
    /// A parent is not an exact version of a dataset or a model.
    #[error("{0} is no exact version of a dataset or a model: write it like dataset:NAME@VERSION")]
    ParentWithoutVersion(Subject),
    /// The label cannot be a version.
    #[error("'{0}' is too long for a version")]
    BadVersion(Name),
    /// No such version.
    #[error("this dataset has no version {0}")]
    UnknownVersion(Name),
    /// The version has another digest.
    #[error(
        "version {version} is already registered with digest {digest}; new bytes are a new version"
    )]
    AnotherDigest {
        /// Which version.
        version: Name,
        /// Its digest.
        digest: Digest,
    },
    /// A quarantined version is to be used.
    #[error("version {0} is in quarantine; lift that first")]
    InQuarantine(Name),
    /// The version was refused for good.
    #[error("version {0} was rejected; register a new version")]
    Rejected(Name),
    /// There is no quarantine.
    #[error("version {0} is not in quarantine")]
    NotInQuarantine(Name),
    /// Nobody asked to lift the quarantine.
    #[error(
        "nobody has asked to lift the quarantine of version {0}; ask first, then a second person lifts it"
    )]
    LiftNotRequested(Name),
    /// The one who asked is to lift it.
    #[error("you asked to lift the quarantine of version {0}; somebody else must do it")]
    LiftNeedsSecondPerson(Name),
    /// More records are marked than arrived.
    #[error("{marked} records are marked, but only {received} were received")]
    MoreThanReceived {
        /// How many are marked.
        marked: u64,
        /// How many arrived.
        received: u64,
    },
    /// The one who marked a batch malicious is to clear it.
    #[error("you marked this batch malicious; somebody else must say that it is not")]
    ClearingNeedsSecondPerson,
    /// The access would end before it begins.
    #[error("access must end in the future")]
    AccessEndsInThePast,
    /// There is no such access.
    #[error("{0} has no access to {1} this dataset")]
    NoSuchAccess(Subject, Right),
    /// The review leaves somebody out.
    #[error("{0} may {1} this dataset, and the review says nothing of it; keep it or withdraw it")]
    AccessUndecided(Subject, Right),
    /// The review decides about the same access twice.
    #[error("the review decides twice whether {0} may {1} this dataset; decide once")]
    AccessDecidedTwice(Subject, Right),
    /// The next review would have been due already.
    #[error("the next review is due in the future; choose a later day")]
    ReviewDueInThePast,
    /// The technique goes by a figure that is not stated.
    #[error("{0} says nothing without its parameter '{1}'; state it")]
    TechniqueWithoutFigure(PrivacyTechnique, &'static str),
    /// The technique is not declared.
    #[error("{0} is not declared for this dataset; there is nothing to withdraw")]
    NoSuchTechnique(PrivacyTechnique),
    /// The number cannot be an epsilon or a delta.
    #[error(
        "an epsilon is 0 to 1000000 and a delta 0 to 1, with at most 24 digits behind the point; mend {field}"
    )]
    NoLimit {
        /// Which of them.
        field: &'static str,
    },
    /// The period ends before it begins.
    #[error("the period of a budget ends after it begins; mend one of the two days")]
    PeriodEndsBeforeItBegins,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownSource => "source.unknown",
            Self::UnknownBatch => "batch.unknown",
            Self::Unknown => "dataset.unknown",
            Self::SourceAlreadyRegistered => "source.already_registered",
            Self::BatchAlreadyReceived => "batch.already_received",
            Self::AlreadyRegistered => "dataset.already_registered",
            Self::WrongKind { .. } => "dataset.wrong_kind",
            Self::ParentWithoutVersion(_) => "dataset.parent_without_version",
            Self::BadVersion(_) => "dataset.bad_version",
            Self::UnknownVersion(_) => "dataset.unknown_version",
            Self::AnotherDigest { .. } => "dataset.version_has_another_digest",
            Self::InQuarantine(_) => "dataset.version_in_quarantine",
            Self::Rejected(_) => "dataset.version_rejected",
            Self::NotInQuarantine(_) => "dataset.version_not_in_quarantine",
            Self::LiftNotRequested(_) => "dataset.lift_not_requested",
            Self::LiftNeedsSecondPerson(_) => "dataset.lift_needs_second_person",
            Self::MoreThanReceived { .. } => "batch.more_than_received",
            Self::ClearingNeedsSecondPerson => "batch.clearing_needs_second_person",
            Self::AccessEndsInThePast => "dataset.access_ends_in_the_past",
            Self::NoSuchAccess(..) => "dataset.no_such_access",
            Self::AccessUndecided(..) => "dataset.access_undecided",
            Self::AccessDecidedTwice(..) => "dataset.access_decided_twice",
            Self::ReviewDueInThePast => "dataset.review_due_in_the_past",
            Self::TechniqueWithoutFigure(..) => "dataset.technique_without_figure",
            Self::NoSuchTechnique(_) => "dataset.no_such_technique",
            Self::NoLimit { .. } => "dataset.no_privacy_limit",
            Self::PeriodEndsBeforeItBegins => "dataset.period_ends_before_it_begins",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::WrongKind { field, .. } | Self::NoLimit { field } => Some(field),
            Self::ParentWithoutVersion(_) => Some("derived_from"),
            Self::AnotherDigest { .. } => Some("digest"),
            Self::BadVersion(_)
            | Self::UnknownVersion(_)
            | Self::InQuarantine(_)
            | Self::Rejected(_)
            | Self::NotInQuarantine(_)
            | Self::LiftNotRequested(_) => Some("version"),
            Self::MoreThanReceived { .. } => Some("records"),
            Self::ClearingNeedsSecondPerson => Some("verdict"),
            Self::AccessEndsInThePast | Self::PeriodEndsBeforeItBegins => Some("until"),
            Self::AccessUndecided(..) | Self::AccessDecidedTwice(..) => Some("kept"),
            Self::ReviewDueInThePast => Some("next_due"),
            Self::TechniqueWithoutFigure(..) => Some("parameters"),
            Self::NoSuchTechnique(_) => Some("technique"),
            Self::NoSuchAccess(..) => Some("principal"),
            Self::UnknownSource
            | Self::UnknownBatch
            | Self::Unknown
            | Self::SourceAlreadyRegistered
            | Self::BatchAlreadyReceived
            | Self::AlreadyRegistered
            | Self::LiftNeedsSecondPerson(_) => None,
        }
    }
}
