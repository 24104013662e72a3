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
            Self::HasLeft => "person.has_left",
            Self::IsErased => "person.is_erased",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotATeam(_) => Some("team"),
            Self::UnknownRole(_)
            | Self::ServiceDecides(_)
            | Self::DutiesConflict { .. }
            | Self::NotHeld(..) => Some("role"),
            Self::BadScope(_) => Some("scope"),
            Self::EndsBeforeItBegins => Some("until"),
            Self::Unknown | Self::AlreadyRegistered | Self::HasLeft | Self::IsErased => None,
        }
    }
}
