//! How the room says no.

use kernel::{Name, Subject};

use super::roles::title;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is registered under this name.
    #[error("there is no such person or service; register them first")]
    Unknown,
    /// It is registered with other details.
    #[error("this is already registered with other details")]
    AlreadyRegistered,
    /// The team is not a team.
    #[error("{0} is not a team")]
    NotATeam(Subject),
    /// The catalogue has no such role.
    #[error("'{0}' is not a role of the catalogue")]
    UnknownRole(Name),
    /// The scope is not one.
    #[error("{0} cannot be a scope: a role is held for the organisation, a team or a system")]
    BadScope(Subject),
    /// The period is empty.
    #[error("a role must end after it begins")]
    EndsBeforeItBegins,
    /// A service is to decide.
    #[error("Service accounts never approve: {} is a role that decides", title(.0.as_str()))]
    ServiceDecides(Name),
    /// Two duties do not go together.
    #[error("{rule}: {} and {} cannot be held together; end the one first", title(.held.as_str()), title(.asked.as_str()))]
    DutiesConflict {
        /// The rule of the catalogue.
        rule: &'static str,
        /// The role held.
        held: Name,
        /// The role asked for.
        asked: Name,
    },
    /// The role is not held.
    #[error("{} is not held for {}", title(.0.as_str()), .1)]
    NotHeld(Name, Subject),
    /// The person has left.
    #[error("this account is deactivated")]
    HasLeft,
    /// Nobody asked them.
    #[error("nobody nominated this person for {0}; nominate them first")]
    NotNominated(Subject),
    /// The nomination was answered.
    #[error("the nomination for {0} was answered already; nominate again to ask anew")]
    AlreadyAnswered(Subject),
    /// They are the champion.
    #[error("this person is the security champion of {0} already")]
    AlreadyChampion(Subject),
    /// They are not the champion.
    #[error(
        "this person holds no role of security champion for {0}; one for the whole organisation is ended by an administrator"
    )]
    NotChampion(Subject),
    /// They propose themselves.
    #[error("whoever steps down does not follow themselves; propose somebody else, or nobody")]
    OwnSuccessor,
    /// The delegation is too long.
    #[error("a role is lent for {0} days at most; choose an earlier end")]
    LentTooLong(i64),
    /// Nothing was lent.
    #[error("{0} did not lend {1} to this person for this scope")]
    NotDelegated(Subject, Name),
    /// The person was erased.
    #[error("this person was erased; nothing more is written about them")]
    IsErased,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "person.unknown",
            Self::AlreadyRegistered => "person.already_registered",
            Self::NotATeam(_) => "person.not_a_team",
            Self::UnknownRole(_) => "person.unknown_role",
            Self::BadScope(_) => "person.bad_scope",
            Self::EndsBeforeItBegins => "person.role_ends_before_it_begins",
            Self::ServiceDecides(_) => "person.service_decides",
            Self::DutiesConflict { .. } => "person.duties_conflict",
            Self::NotHeld(..) => "person.role_not_held",
            Self::NotNominated(_) => "person.not_nominated",
            Self::AlreadyAnswered(_) => "person.nomination_answered",
            Self::AlreadyChampion(_) => "person.already_champion",
            Self::NotChampion(_) => "person.not_the_champion",
            Self::OwnSuccessor => "person.succeeds_oneself",
            Self::LentTooLong(_) => "person.lent_too_long",
            Self::NotDelegated(..) => "person.not_delegated",
            Self::HasLeft => "person.has_left",
            Self::IsErased => "person.is_erased",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotATeam(_)
            | Self::NotNominated(_)
            | Self::AlreadyAnswered(_)
            | Self::AlreadyChampion(_)
            | Self::NotChampion(_) => Some("team"),
            Self::OwnSuccessor => Some("successor"),
            Self::UnknownRole(_)
            | Self::ServiceDecides(_)
            | Self::DutiesConflict { .. }
            | Self::NotHeld(..)
            | Self::NotDelegated(..) => Some("role"),
            Self::BadScope(_) => Some("scope"),
            Self::EndsBeforeItBegins | Self::LentTooLong(_) => Some("until"),
            Self::Unknown | Self::AlreadyRegistered | Self::HasLeft | Self::IsErased => None,
        }
    }
}
