//! How the room says no.

use kernel::{Name, Subject};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No review under this name.
    #[error("there is no such review; open it first")]
    UnknownReview,
    /// It was opened with other details.
    #[error("this review is already open with other details; give the new one its own name")]
    ReviewOpened,
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
    /// Nobody of security takes part.
    #[error(
        "nobody of security takes part; add the system's security champion or an AI security lead"
    )]
    NoSecurity,
    /// Somebody else answers.
    #[error("only those who take part in this review answer its questions")]
    NotAParticipant,
    /// The review asks no such question.
    #[error("this review asks nothing about {0}; answer one of its own questions")]
    UnknownQuestion(Name),
    /// Something is left open without saying how bad it is.
    #[error("say how bad it is when something is left open")]
    SeverityMissing,
    /// Questions are unanswered.
    #[error("{count} questions are unanswered, the first about {first}; answer them first")]
    Unanswered {
        /// How many.
        count: usize,
        /// The first.
        first: Name,
    },
    /// Somebody else concludes.
    #[error("a review is concluded by somebody of security who took part")]
    NotSecurity,
    /// A high threat is open.
    #[error("{0} high threats are open; conclude with a condition, or close them first")]
    OpenHighThreats(u64),
    /// No threat was looked at.
    #[error("a conclusion names the threats that were looked at; name at least one")]
    NoThreats,
    /// The review is over.
    #[error("this review is concluded; open a new one")]
    IsConcluded,
    /// No finding under this name.
    #[error("there is no such finding; raise it first")]
    UnknownFinding,
    /// It was raised with other details.
    #[error("this finding is already raised with other details; give the new one its own name")]
    FindingRaised,
    /// The finding is closed.
    #[error("this finding is closed; raise a new one")]
    FindingClosed,
    /// An owner closes the finding.
    #[error("you mend or mended this finding; somebody else must see that it is mended")]
    OwnerClosesFinding,
    /// No action under this name.
    #[error("there is no such action; open it first")]
    UnknownAction,
    /// It was opened with other details.
    #[error("this action is already open with other details; give the new one its own name")]
    ActionOpened,
    /// The action is closed.
    #[error("this action is closed; open a new one")]
    ActionClosed,
    /// Somebody else reports it done.
    #[error("{0} owns this action and alone reports it done")]
    NotTheOwner(Subject),
    /// An owner closes.
    #[error("you own or owned this action; somebody else must see that it is done")]
    OwnerClosesAction,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownReview => "review.unknown",
            Self::ReviewOpened => "review.already_opened",
            Self::WrongKind { .. } => "review.wrong_kind",
            Self::NoSecurity => "review.no_security",
            Self::NotAParticipant => "review.not_a_participant",
            Self::UnknownQuestion(_) => "review.unknown_question",
            Self::SeverityMissing => "review.severity_missing",
            Self::Unanswered { .. } => "review.unanswered",
            Self::NotSecurity => "review.not_security",
            Self::OpenHighThreats(_) => "review.open_high_threats",
            Self::NoThreats => "review.no_threats",
            Self::IsConcluded => "review.is_concluded",
            Self::UnknownFinding => "finding.unknown",
            Self::FindingRaised => "finding.already_raised",
            Self::FindingClosed => "finding.is_closed",
            Self::OwnerClosesFinding => "finding.owner_closes",
            Self::UnknownAction => "action.unknown",
            Self::ActionOpened => "action.already_opened",
            Self::ActionClosed => "action.is_closed",
            Self::NotTheOwner(_) => "action.not_the_owner",
            Self::OwnerClosesAction => "action.owner_closes",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::WrongKind { field, .. } => Some(field),
            Self::NoSecurity => Some("participants"),
            Self::UnknownQuestion(_) => Some("threat"),
            Self::SeverityMissing => Some("severity"),
            Self::OpenHighThreats(_) => Some("verdict"),
            Self::NoThreats => Some("threats"),
            Self::UnknownReview
            | Self::ReviewOpened
            | Self::NotAParticipant
            | Self::Unanswered { .. }
            | Self::NotSecurity
            | Self::IsConcluded
            | Self::UnknownFinding
            | Self::FindingRaised
            | Self::FindingClosed
            | Self::OwnerClosesFinding
            | Self::UnknownAction
            | Self::ActionOpened
            | Self::ActionClosed
            | Self::NotTheOwner(_)
            | Self::OwnerClosesAction => None,
        }
    }
}
