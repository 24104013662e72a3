//! Authority: who may do what, where, and on what ground.
//!
//! One pure function answers every question of permission: [`Caller::permit`]. It looks at the
//! roles a person holds now, where they hold them, and the table in `table.rs`. The rooms answer a
//! different question: given what has happened, is this still possible?
//!
//! # Invariants
//! - Whoever holds no role may do nothing. (`without_a_role_nothing_is_allowed`)
//! - A role counts only inside its scope. (`a_role_counts_only_inside_its_scope`)
//! - A role counts only inside its period. (`a_role_counts_only_inside_its_period`)
//! - Administrators and services never decide. (`administrators_and_services_never_decide`)
//! - Auditors only read, learn, and keep views of their own. (`auditors_only_read`)
//! - What people do for themselves needs a role that allows it, anywhere. (`a_role_anywhere_is_enough_for_oneself`)
//! - A permit names its ground. (`a_permit_names_its_ground`)
//! - Who only runs the server names people and roles, and decides nothing. (`an_operator_only_names_people_and_roles`)
//!
//! # Deliberately absent
//! - No permission list of a person: rights follow from roles, so taking a role away takes all.
//! - No way to build a [`Permit`] elsewhere: its fields are private to this module.

mod acts;
mod duties;
mod table;
#[cfg(test)]
mod tests;

use kernel::{Kind, Micros, Subject};
use serde::{Deserialize, Serialize};

pub use acts::Act;
pub use table::{allows, role_of_short_name, short_name};

/// A role held for a scope and a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role's id in the catalogue.
    pub role: String,
    /// Where it counts: an organisation (everywhere), a team (its systems) or one system.
    pub scope: Subject,
    /// From when.
    pub from: Micros,
    /// Until when (exclusive); open when absent.
    pub until: Option<Micros>,
}

impl Grant {
    /// Whether the grant counts at a moment.
    pub fn is_current(&self, now: Micros) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }

    /// Whether the grant counts at a place.
    pub fn covers(&self, place: &Place) -> bool {
        let is_here = |owner: &Option<Subject>| owner.as_ref() == Some(&self.scope);
        self.scope.kind() == Kind::Organisation || is_here(&place.team) || is_here(&place.system)
    }
}

/// Where a thing belongs. A thing of no system belongs to the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The AI system it belongs to.
    pub system: Option<Subject>,
    /// The team of that system.
    pub team: Option<Subject>,
}

/// Someone who asks: a person or a service, with the roles held now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who asks.
    pub person: Subject,
    /// Every grant, current or not.
    pub grants: Vec<Grant>,
    /// When they ask. Rights are judged now, also for questions about the past.
    pub now: Micros,
}

/// The proof that a caller may do an act at a place. Nothing is recorded without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    actor: Subject,
    ground: String,
}

/// The caller may not do this, or may not know that the thing exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("you may not do this here")]
pub struct Denied;

impl Caller {
    /// Whether the caller may do this there, and on what ground.
    pub fn permit(&self, act: Act, place: &Place) -> Result<Permit, Denied> {
        let grant = self.current().find(|grant| allows(&grant.role, act) && grant.covers(place));
        let Some(grant) = grant else {
            return Err(Denied);
        };
        let ground = format!("{} as {} for {}", act.as_str(), grant.role, grant.scope);
        Ok(Permit { actor: self.person.clone(), ground })
    }

    /// A place where the caller may do this, for what belongs to no place of its own: the scope of
    /// the first role that allows it. Without one it is a place where nothing is allowed.
    pub fn place_for(&self, act: Act) -> Place {
        let scope = self.current().find(|grant| allows(&grant.role, act)).map(|grant| &grant.scope);
        let only = |kind: Kind| scope.filter(|scope| scope.kind() == kind).cloned();
        Place { system: only(Kind::System), team: only(Kind::Team) }
    }

    /// Whether the caller may do this for themselves: a role that allows it anywhere is enough. The
    /// use case makes sure that it is about nobody else.
    pub fn permit_own(&self, act: Act) -> Result<Permit, Denied> {
        let Some(grant) = self.current().find(|grant| allows(&grant.role, act)) else {
            return Err(Denied);
        };
        let ground = format!("{} as {} for oneself", act.as_str(), grant.role);
        Ok(Permit { actor: self.person.clone(), ground })
    }

    /// Whether some role allows the act somewhere: for menus, never for a check.
    pub fn ever_may(&self, act: Act) -> bool {
        self.current().any(|grant| allows(&grant.role, act))
    }

    /// Whether the caller may read what belongs there. What belongs to no system is read by
    /// everyone who holds a role.
    pub fn sees(&self, place: &Place) -> bool {
        let anywhere = place.system.is_none();
        self.current()
            .any(|grant| allows(&grant.role, Act::Read) && (anywhere || grant.covers(place)))
    }

    /// Whether the caller reads everything of the organisation.
    pub fn sees_everything(&self) -> bool {
        self.current()
            .any(|grant| allows(&grant.role, Act::Read) && grant.scope.kind() == Kind::Organisation)
    }

    /// The grants that count now.
    pub fn current(&self) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(|grant| grant.is_current(self.now))
    }
}

impl Permit {
    /// Who acts.
    pub fn actor(&self) -> &Subject {
        &self.actor
    }

    /// The permission it was done under, as the leaf records it.
    pub fn ground(&self) -> &str {
        &self.ground
    }

    /// The ground of the bootstrap: whoever starts the server on an empty log may record the
    /// organisation, its first administrator, and a historic import.
    pub fn bootstrap(actor: Subject) -> Self {
        Self { actor, ground: String::from("bootstrap of an empty log") }
    }

    /// The ground of whoever runs a command beside the log's own files. They hold its keys, so they
    /// may name the first administrators and the holders of tokens, bring in history, and load the
    /// reference data that ships with what they run; nothing else.
    pub fn operator(act: Act, actor: Subject) -> Result<Self, Denied> {
        let allowed = [Act::ManagePeople, Act::GrantRole, Act::ImportHistory, Act::LoadCatalogue];
        if !allowed.contains(&act) {
            return Err(Denied);
        }
        let ground = format!("{} as operator of the log's files", act.as_str());
        Ok(Self { actor, ground })
    }

    /// The ground of what the product does by itself when a day has come: it records that somebody
    /// was told, and decides nothing.
    pub fn clock(actor: Subject) -> Self {
        Self { actor, ground: String::from("a day has come") }
    }
}
