//! How the room says no.

use kernel::{Name, Subject};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No model under this name.
    #[error("there is no such model; register it first")]
    Unknown,
    /// It is registered with other details.
    #[error("this model is already registered with other details")]
    AlreadyRegistered,
    /// The label cannot be a version.
    #[error("'{0}' is too long for a version")]
    BadVersion(Name),
    /// No such version.
    #[error("this model has no version {0}")]
    UnknownVersion(Name),
    /// The version has another digest.
    #[error("version {0} is already registered with another digest; new bytes are a new version")]
    AnotherDigest(Name),
    /// The prompt version has another digest.
    #[error(
        "prompt version {0} is already registered with another digest; new text is a new version"
    )]
    AnotherPromptDigest(Name),
    /// The prompt is of another system.
    #[error(
        "this prompt is registered for another system; leave the system out, or register a prompt of another name"
    )]
    AnotherPromptSystem,
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
    /// A parent is not an exact model version.
    #[error("{0} is no exact model version: write it like model:NAME@VERSION")]
    ParentWithoutVersion(Subject),
    /// A quarantined version is to be used.
    #[error("version {0} is in quarantine; release it first")]
    InQuarantine(Name),
    /// The version was refused for good.
    #[error("version {0} was rejected; register a new version")]
    Rejected(Name),
    /// There is no quarantine.
    #[error("version {0} is not in quarantine")]
    NotInQuarantine(Name),
    /// The one who quarantined it is to release it.
    #[error("you put version {0} in quarantine; somebody else must release it")]
    ReleaseNeedsSecondPerson(Name),
    /// A provider change from a version to itself.
    #[error("a provider change leads from one version to another; both are {0}")]
    NoChange(Subject),
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "model.unknown",
            Self::AlreadyRegistered => "model.already_registered",
            Self::BadVersion(_) => "model.bad_version",
            Self::UnknownVersion(_) => "model.unknown_version",
            Self::AnotherDigest(_) => "model.version_has_another_digest",
            Self::AnotherPromptDigest(_) => "prompt.version_has_another_digest",
            Self::AnotherPromptSystem => "prompt.another_system",
            Self::WrongKind { .. } => "model.wrong_kind",
            Self::ParentWithoutVersion(_) => "model.parent_without_version",
            Self::InQuarantine(_) => "model.version_in_quarantine",
            Self::Rejected(_) => "model.version_rejected",
            Self::NotInQuarantine(_) => "model.version_not_in_quarantine",
            Self::ReleaseNeedsSecondPerson(_) => "model.release_needs_second_person",
            Self::NoChange(_) => "model.no_provider_change",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AnotherDigest(_) | Self::AnotherPromptDigest(_) => Some("digest"),
            Self::AnotherPromptSystem => Some("system"),
            Self::WrongKind { field, .. } => Some(field),
            Self::ParentWithoutVersion(_) => Some("derived_from"),
            Self::BadVersion(_)
            | Self::UnknownVersion(_)
            | Self::InQuarantine(_)
            | Self::Rejected(_)
            | Self::NotInQuarantine(_) => Some("version"),
            Self::NoChange(_) => Some("to"),
            Self::Unknown | Self::AlreadyRegistered | Self::ReleaseNeedsSecondPerson(_) => None,
        }
    }
}
