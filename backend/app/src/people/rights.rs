//! Which roles a person holds now, of their own and lent by others.

use domain::{
    Event,
    authority::{Caller, Grant},
    people,
};
use kernel::{Kind, Micros, Subject};

use crate::{App, AppError, Draft, Fact, recorded};

/// Roles of a person's own, and those lent to them with who lent each.
#[derive(Default)]
struct Rights {
    own: Vec<Grant>,
    lent: Vec<(Subject, Grant)>,
}

/// Somebody as a decision sees them.
pub(crate) struct Holder {
    /// The roles that count at the moment of the decision, of their own and lent.
    pub grants: Vec<Grant>,
    /// Whether it is a service.
    pub service: bool,
}

/// Reads who somebody is together with a decision: what is recorded holds only while their roles,
/// and those of whoever lent them one, are unchanged.
pub(crate) async fn holder(draft: &mut Draft<'_>, person: &Subject) -> Result<Holder, AppError> {
    let (facts, now) = (draft.read(person).await?, draft.moment().now);
    let rights = Rights::of(&facts);
    let mut grants: Vec<Grant> =
        rights.own.into_iter().filter(|grant| grant.is_current(now)).collect();
    for (lender, lent) in rights.lent.into_iter().filter(|(_, lent)| lent.is_current(now)) {
        if Rights::of(&draft.read(&lender).await?).holds(&lent, now) {
            grants.push(lent);
        }
    }
    Ok(Holder { grants, service: facts.iter().any(is_service) })
}

fn is_service(fact: &Fact) -> bool {
    matches!(fact.event, Event::People(people::Event::Registered { service: true, .. }))
}

impl App {
    /// Who a person or service is now, with the roles the log says they hold. Somebody who was
    /// deactivated or erased holds none; a role lent to them counts while the lender holds it.
    pub async fn caller(&self, person: &Subject) -> Result<Caller, AppError> {
        let (rights, now) = (self.rights(person).await?, self.now());
        let mut grants = rights.own;
        for (lender, lent) in rights.lent.into_iter().filter(|(_, lent)| lent.is_current(now)) {
            if self.rights(&lender).await?.holds(&lent, now) {
                grants.push(lent);
            }
        }
        Ok(Caller { person: person.clone(), grants, now })
    }

    /// Refuses to lend what the caller does not hold of their own, or to lend it to themselves.
    pub(super) async fn check_lender(
        &self,
        caller: &Caller,
        to: &Subject,
        role: &str,
        scope: &Subject,
    ) -> Result<(), AppError> {
        let refused = |code, sentence: &str, field| AppError::refused(code, sentence, Some(field));
        if caller.person == *to {
            let sentence = "a role is lent to somebody else; name another person";
            return Err(refused("person.lends_to_oneself", sentence, "person"));
        }
        if to.kind() != Kind::Person {
            let sentence = "a role is lent to a person, not to a service";
            return Err(refused("person.lends_to_a_service", sentence, "person"));
        }
        if self.holds(&caller.person, role, scope).await? {
            return Ok(());
        }
        let sentence = "you do not hold this role of your own, so you cannot lend it";
        Err(refused("person.lends_what_is_not_held", sentence, "role"))
    }

    /// Whether somebody holds a role for a scope now, of their own.
    pub(super) async fn holds(
        &self,
        person: &Subject,
        role: &str,
        scope: &Subject,
    ) -> Result<bool, AppError> {
        let (own, now) = (self.rights(person).await?.own, self.now());
        Ok(own.iter().any(|held| is_for(held, role, scope) && held.is_current(now)))
    }

    async fn rights(&self, person: &Subject) -> Result<Rights, AppError> {
        let mut rights = Rights::default();
        for stored in self.store.read_stream(&person.to_string(), u64::MAX).await? {
            if let Event::People(event) = recorded(&stored)?.event {
                rights.change(event);
            }
        }
        Ok(rights)
    }
}

fn is_for(grant: &Grant, role: &str, scope: &Subject) -> bool {
    grant.role == role && grant.scope == *scope
}

impl Rights {
    fn of(facts: &[Fact]) -> Self {
        let mut rights = Self::default();
        for fact in facts {
            if let Event::People(event) = &fact.event {
                rights.change(event.clone());
            }
        }
        rights
    }

    /// Whether a lent role is one of the lender's own at a moment.
    fn holds(&self, lent: &Grant, now: Micros) -> bool {
        self.own.iter().any(|held| is_for(held, &lent.role, &lent.scope) && held.is_current(now))
    }

    fn change(&mut self, event: people::Event) {
        match event {
            people::Event::RoleGranted { role, scope, from, until } => {
                self.own.push(Grant { role: role.as_str().to_owned(), scope, from, until });
            }
            people::Event::RoleEnded { role, scope } => {
                self.own.retain(|grant| !is_for(grant, role.as_str(), &scope));
            }
            people::Event::RoleDelegated { by, role, scope, from, until } => {
                self.take_back(&by, role.as_str(), &scope);
                let (role, until): (_, Option<Micros>) = (role.as_str().to_owned(), Some(until));
                self.lent.push((by, Grant { role, scope, from, until }));
            }
            people::Event::DelegationEnded { by, role, scope } => {
                self.take_back(&by, role.as_str(), &scope);
            }
            people::Event::Deactivated {} | people::Event::Erased { .. } => {
                self.own.clear();
                self.lent.clear();
            }
            people::Event::DelegationEndNoticed { .. }
            | people::Event::OrganisationRegistered { .. }
            | people::Event::TeamCreated { .. }
            | people::Event::Registered { .. }
            | people::Event::Moved { .. }
            | people::Event::ChampionNominated { .. }
            | people::Event::ChampionAccepted { .. }
            | people::Event::ChampionDeclined { .. }
            | people::Event::ChampionSteppedDown { .. } => {}
        }
    }

    fn take_back(&mut self, by: &Subject, role: &str, scope: &Subject) {
        self.lent.retain(|(lender, grant)| lender != by || !is_for(grant, role, scope));
    }
}
