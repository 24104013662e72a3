//! How the room says no.

use kernel::Subject;

use super::Status;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The stream belongs to another system.
    #[error("this control belongs to {0}; name that system, or the control of the other one")]
    OtherSystem(Subject),
    /// The system is not a system.
    #[error("{0} is not a system: a control stands for one")]
    NotASystem(Subject),
    /// Only people answer for a control.
    #[error("{0} is not a person: only people answer for a control")]
    NotAPerson(Subject),
    /// Only evidence is linked.
    #[error("{0} is not evidence: link a report, written evidence:NAME")]
    NotEvidence(Subject),
    /// It was not marked.
    #[error("nobody decided that this control does not apply, so there is nothing to restore")]
    NotMarked,
    /// It was not linked.
    #[error("{0} is not linked to this control; look at its list of evidence")]
    NotLinked(Subject),
    /// Nothing changed.
    #[error("it was {0} and is {0}: a notice tells of a change")]
    NothingChanged(Status),
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::OtherSystem(_) => "control.other_system",
            Self::NotASystem(_) => "control.not_a_system",
            Self::NotAPerson(_) => "control.not_a_person",
            Self::NotEvidence(_) => "control.not_evidence",
            Self::NotMarked => "control.not_marked",
            Self::NotLinked(_) => "control.not_linked",
            Self::NothingChanged(_) => "control.nothing_changed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::OtherSystem(_) | Self::NotASystem(_) => Some("system"),
            Self::NotAPerson(_) => Some("person"),
            Self::NotEvidence(_) | Self::NotLinked(_) => Some("evidence"),
            Self::NothingChanged(_) => Some("to"),
            Self::NotMarked => None,
        }
    }
}
