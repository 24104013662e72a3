//! How the room says no.

use kernel::Subject;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another view has this id.
    #[error("a view of this id was saved already; leave the id out to get a fresh one")]
    AlreadySaved,
    /// It is shared with what is nobody.
    #[error("{0} is neither a team nor the organisation; share the view with one of them")]
    NoAudience(Subject),
    /// There is none, or it is somebody else's.
    #[error("you have no such view; look at the list of your own")]
    NotYours,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadySaved => "view.already_saved",
            Self::NoAudience(_) => "view.no_audience",
            Self::NotYours => "view.not_yours",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AlreadySaved | Self::NotYours => Some("view"),
            Self::NoAudience(_) => Some("with"),
        }
    }
}
