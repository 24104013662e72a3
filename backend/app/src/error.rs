//! How a use case fails: the domain said no, or something broke.

use domain::authority::Denied;
use store::{AppendError, BlobError, StoreError};

/// The domain said no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Refused {
    /// Stable code, `room.reason`.
    pub code: String,
    /// What people read.
    pub sentence: String,
    /// The input field it is about.
    pub field: Option<String>,
}

/// Why a use case did not answer.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The domain said no; part of the answer, not a fault.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The caller may not do this.
    #[error("you may not do this here")]
    Denied,
    /// There is no such thing for this caller.
    #[error("there is no such thing")]
    NotFound,
    /// Somebody else was quicker, several times.
    #[error("someone else was quicker; look again")]
    Conflict,
    /// Something broke on our side.
    #[error("something broke on our side")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Something broke; keeps the cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// A refusal of the app itself.
    pub fn refused(code: &str, sentence: impl Into<String>, field: Option<&str>) -> Self {
        let field = field.map(str::to_owned);
        Self::Refused(Refused { code: code.to_owned(), sentence: sentence.into(), field })
    }
}

impl<R: kernel::Refusal> From<&R> for Refused {
    fn from(refusal: &R) -> Self {
        Self {
            code: refusal.code().to_owned(),
            sentence: refusal.to_string(),
            field: refusal.field().map(str::to_owned),
        }
    }
}

impl From<Denied> for AppError {
    fn from(_: Denied) -> Self {
        Self::Denied
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<BlobError> for AppError {
    fn from(error: BlobError) -> Self {
        let sentence = error.to_string();
        match error {
            BlobError::TooLarge { .. } => Self::refused("attachment.too_large", sentence, None),
            BlobError::Empty => Self::refused("attachment.empty", sentence, None),
            BlobError::BrokenOff(_) => Self::refused("attachment.broken_off", sentence, None),
            BlobError::Missing(_)
            | BlobError::Damaged { .. }
            | BlobError::Address { .. }
            | BlobError::Folder { .. }
            | BlobError::Objects(_)
            | BlobError::Chance(_) => Self::internal(error),
        }
    }
}

impl From<kernel::Unreadable> for AppError {
    fn from(error: kernel::Unreadable) -> Self {
        Self::internal(error)
    }
}

impl From<AppendError> for AppError {
    fn from(error: AppendError) -> Self {
        let sentence = error.to_string();
        match error {
            AppendError::Conflict(_) => Self::Conflict,
            AppendError::CommandReused { .. } => {
                Self::refused("command.reused", sentence, Some("command"))
            }
            AppendError::TooLarge { .. } => Self::refused("command.too_large", sentence, None),
            AppendError::BadLeaf { .. } => Self::refused("command.not_loggable", sentence, None),
            AppendError::Import(_) => Self::refused("import.out_of_order", sentence, Some("time")),
            AppendError::Erased(_) => Self::refused("person.erased", sentence, None),
            AppendError::Store(cause) => Self::internal(cause),
        }
    }
}
