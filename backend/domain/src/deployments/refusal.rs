//! How the room says no.

use kernel::Subject;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was activated under this name.
    #[error("there is no such deployment; activate it first")]
    Unknown,
    /// It was activated with other details.
    #[error(
        "this deployment was already activated with other details; a change is a new deployment"
    )]
    AlreadyActivated,
    /// The model is not an exact version.
    #[error("{0} is no exact model version: write it like model:NAME@VERSION")]
    ModelWithoutVersion(Subject),
    /// What it serves with is not an exact version.
    #[error("{0} is no exact version of a prompt or a dataset")]
    UsesWithoutVersion(Subject),
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
    /// It is over.
    #[error("this deployment has ended")]
    HasEnded,
    /// Nobody asked for a stop.
    #[error("nobody has asked for this deployment to be stopped")]
    StopNotRequested,
    /// No flag of this incident.
    #[error("{0} has not flagged this deployment")]
    NotFlagged(Subject),
    /// The one who raised the flag clears it.
    #[error("you flagged this deployment; somebody else must clear the flag")]
    ClearingNeedsSecondPerson,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "deployment.unknown",
            Self::AlreadyActivated => "deployment.already_activated",
            Self::ModelWithoutVersion(_) => "deployment.model_without_version",
            Self::UsesWithoutVersion(_) => "deployment.uses_without_version",
            Self::WrongKind { .. } => "deployment.wrong_kind",
            Self::HasEnded => "deployment.has_ended",
            Self::StopNotRequested => "deployment.stop_not_requested",
            Self::NotFlagged(_) => "deployment.not_flagged",
            Self::ClearingNeedsSecondPerson => "deployment.clearing_needs_second_person",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ModelWithoutVersion(_) => Some("model"),
            Self::UsesWithoutVersion(_) => Some("uses"),
            Self::WrongKind { field, .. } => Some(field),
            Self::NotFlagged(_) => Some("incident"),
            Self::Unknown
            | Self::AlreadyActivated
            | Self::HasEnded
            | Self::StopNotRequested
            | Self::ClearingNeedsSecondPerson => None,
        }
    }
}
