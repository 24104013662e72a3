//! People: the organisation, its teams, who belongs to them, and which roles they hold.
//!
//! A role is held for a scope (the organisation, a team, a system) and a period. Names and e-mail
//! are personal parts; ids are opaque. Services are registered like people, but never decide.
//!
//! # Invariants
//! - Nobody is moved, given a role or erased before being registered. (`an_unknown_person_is_refused`)
//! - A registration is never overwritten. (`a_registration_is_not_overwritten`)
//! - Roles are those of the catalogue. (`an_unknown_role_is_refused`, `roles_are_those_of_the_catalogue`)
//! - A role is held for the organisation, a team or a system. (`a_role_needs_a_scope`)
//! - A period ends after it begins. (`a_period_ends_after_it_begins`)
//! - Services never hold a deciding role. (`a_service_never_decides`)
//! - Administrators never hold a deciding role. (`an_administrator_never_decides`)
//! - Auditors hold no role that writes. (`an_auditor_only_reads`)
//! - Duties conflict only while both are held. (`ended_roles_do_not_conflict`)
//! - Only a role that is held is ended. (`only_a_held_role_is_ended`)
//! - Who has left is given nothing. (`a_deactivated_person_gets_no_role`)
//! - Who was erased is not written about again. (`an_erased_person_is_not_written_about`)
//! - Nobody becomes a champion without saying yes. (`a_champion_says_yes_first`)
//! - A nomination is answered once. (`a_nomination_is_answered_once`)
//! - A champion steps down once, and not in favour of themselves. (`a_champion_steps_down_once`)
//! - A delegation has an end, a quarter away at most. (`a_delegation_ends_within_a_quarter`)
//! - Nobody delegates to a service what decides. (`a_service_takes_over_nothing_that_decides`)
//! - That a delegation has reached its end is told once, and not when it was taken back before.
//!   (`the_end_of_a_delegation_is_noticed_once`)
//! - A delegation respects duties that conflict. (`a_delegation_respects_conflicting_duties`)
//!
//! # Deliberately absent
//! - Conflicts about one model version or one request: they are judged where it is validated or decided.
//! - Names in state: deciders never read personal text.
//! - Whether who delegates holds the role: it stands in another stream, so the app looks it up, both
//!   when the role is delegated and whenever the delegate acts.

mod decider;
mod events;
mod refusal;
mod roles;
#[cfg(test)]
mod tests;

use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

pub use decider::{People, State};
pub use events::Event;
pub use refusal::Refusal;
pub use roles::{Role, conflict, decides, role, roles};

/// What can be asked of the organisation, a team or a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register the organisation (stream `organisation:…`).
    RegisterOrganisation {
        /// What people call it.
        name: Name,
        /// Its units.
        units: Vec<Name>,
    },
    /// Create a team (stream `team:…`).
    CreateTeam {
        /// What people call it.
        name: Name,
    },
    /// Register a person or a service (stream `person:…` or `service:…`).
    Register {
        /// The name.
        name: Personal,
        /// The e-mail address.
        email: Personal,
        /// The team.
        team: Option<Subject>,
        /// Whether it is a service account.
        service: bool,
    },
    /// Move to another team.
    Move {
        /// Which.
        team: Subject,
    },
    /// Give a role.
    GrantRole {
        /// The id of the role in the catalogue.
        role: Name,
        /// For what (`organisation:…`, `team:…`, `system:…`).
        scope: Subject,
        /// From when.
        from: Micros,
        /// Until when; none means until ended.
        until: Option<Micros>,
    },
    /// End a role.
    EndRole {
        /// The id of the role.
        role: Name,
        /// For what it was held.
        scope: Subject,
    },
    /// Ask somebody to be the security champion of a team.
    NominateChampion {
        /// Which team (`team:…`).
        team: Subject,
    },
    /// Say yes to a nomination; with it comes the role.
    AcceptNomination {
        /// Which team.
        team: Subject,
    },
    /// Say no to a nomination.
    DeclineNomination {
        /// Which team.
        team: Subject,
        /// Why, in the nominee's words.
        reason: Personal,
    },
    /// Give the duty of a security champion up, and stay.
    StepDown {
        /// Of which team.
        team: Subject,
        /// Why, in the champion's words.
        reason: Personal,
        /// Who could follow, where they propose somebody.
        successor: Option<Subject>,
    },
    /// Lend a role of one's own to this person until a moment.
    Delegate {
        /// The id of the role.
        role: Name,
        /// For what it is held.
        scope: Subject,
        /// From when.
        from: Micros,
        /// Until when.
        until: Micros,
    },
    /// Take a lent role back before its end.
    EndDelegation {
        /// Who lent it.
        by: Subject,
        /// The id of the role.
        role: Name,
        /// For what it is held.
        scope: Subject,
    },
    /// Notice that a lent role has reached its end.
    NoticeDelegationEnd {
        /// Who lent it.
        by: Subject,
        /// The id of the role.
        role: Name,
        /// For what it was held.
        scope: Subject,
        /// The end.
        due: Micros,
        /// Who is told.
        told: Vec<Subject>,
    },
    /// The person has left, the service is switched off.
    Deactivate,
    /// Record that everything personal about the person was destroyed.
    Erase {
        /// On what authority.
        authority: Note,
    },
}
