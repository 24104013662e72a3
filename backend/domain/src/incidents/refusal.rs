//! How the room says no.

use kernel::Subject;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No incident under this name.
    #[error("there is no such incident; open it first")]
    Unknown,
    /// It was opened with other details.
    #[error("this incident is already open with other details")]
    AlreadyOpened,
    /// It is over.
    #[error("this incident is closed; only notes and the look back can be added")]
    IsClosed,
    /// It is not contained.
    #[error("this incident is not contained yet; contain it before you close it")]
    NotContained,
    /// The blast radius starts from nothing.
    #[error("a blast radius starts from something; name its roots")]
    NoRoots,
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
    /// Nobody proposed it.
    #[error("nobody has proposed to roll {0} back")]
    NoRollbackProposed(Subject),
    /// The proposer decides.
    #[error("you proposed this rollback; somebody else must decide it")]
    ProposerDecides,
    /// The same person decided otherwise.
    #[error("you have already decided this rollback otherwise; a new proposal is needed")]
    DecidedOtherwise,
    /// The rollback is done.
    #[error("the rollback of {0} is already done")]
    RollbackDone(Subject),
    /// The rollback is not approved.
    #[error("the rollback of {0} is not approved")]
    RollbackNotApproved(Subject),
    /// More changed than were looked at.
    #[error("{part} decisions are more than the {total} that were looked at")]
    MoreThanTotal {
        /// The field.
        field: &'static str,
        /// How many.
        part: u64,
        /// Of how many.
        total: u64,
    },
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "incident.unknown",
            Self::AlreadyOpened => "incident.already_opened",
            Self::IsClosed => "incident.is_closed",
            Self::NotContained => "incident.not_contained",
            Self::NoRoots => "incident.no_roots",
            Self::WrongKind { .. } => "incident.wrong_kind",
            Self::NoRollbackProposed(_) => "incident.no_rollback_proposed",
            Self::ProposerDecides => "incident.proposer_decides",
            Self::DecidedOtherwise => "incident.decided_otherwise",
            Self::RollbackDone(_) => "incident.rollback_done",
            Self::RollbackNotApproved(_) => "incident.rollback_not_approved",
            Self::MoreThanTotal { .. } => "incident.more_than_total",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoRoots => Some("roots"),
            Self::WrongKind { field, .. } | Self::MoreThanTotal { field, .. } => Some(field),
            Self::NoRollbackProposed(_) | Self::RollbackDone(_) | Self::RollbackNotApproved(_) => {
                Some("deployment")
            }
            Self::DecidedOtherwise => Some("approved"),
            Self::Unknown
            | Self::AlreadyOpened
            | Self::IsClosed
            | Self::NotContained
            | Self::ProposerDecides => None,
        }
    }
}
