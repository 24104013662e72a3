//! How the room says no.

use kernel::{Name, Subject};

use super::media::CALLED;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is attached under this name.
    #[error("there is no such evidence; attach it first")]
    Unknown,
    /// Another report has this name.
    #[error("another report is already attached under this name; give the new one its own")]
    AlreadyAttached,
    /// The subject has versions, but none is named.
    #[error("{0} names no version: a test result is about an exact one, written {kind}:NAME@VERSION", kind = .0.kind().as_str())]
    SubjectWithoutVersion(Subject),
    /// The dataset is not an exact version.
    #[error("{0} is no exact dataset version: write it like dataset:NAME@VERSION")]
    DatasetWithoutVersion(Subject),
    /// It was withdrawn.
    #[error("this evidence was withdrawn; attach a new report under a new name")]
    Withdrawn,
    /// Files of this type are not kept.
    #[error("files of the type {0} are not kept; send {CALLED} under its own media type")]
    TypeNotKept(Name),
    /// The file has no bytes.
    #[error("the file is empty; choose one with something in it")]
    EmptyFile,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "evidence.unknown",
            Self::AlreadyAttached => "evidence.already_attached",
            Self::SubjectWithoutVersion(_) => "evidence.subject_without_version",
            Self::DatasetWithoutVersion(_) => "evidence.dataset_without_version",
            Self::Withdrawn => "evidence.withdrawn",
            Self::TypeNotKept(_) => "attachment.type_refused",
            Self::EmptyFile => "attachment.empty",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::SubjectWithoutVersion(_) => Some("subject"),
            Self::DatasetWithoutVersion(_) => Some("dataset"),
            Self::AlreadyAttached => Some("digest"),
            Self::TypeNotKept(_) => Some("media_type"),
            Self::Unknown | Self::Withdrawn | Self::EmptyFile => None,
        }
    }
}
