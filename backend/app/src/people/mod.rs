//! People: use cases and views of teams and persons, the roles they hold, and erasure.

mod erase;
mod view;

use domain::{
    Event,
    authority::{Act, Caller, Grant},
    people::{self, Command, People},
};
use kernel::{Kind, Subject};

use crate::{App, AppError, Meta, Outcome, recorded};

pub use view::{PersonRow, TeamRow};

impl App {
    /// Does a command of the room on a team, a person or the organisation.
    pub async fn people(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if let Command::Erase { authority } = command {
            return self.erase(caller, meta, stream, authority).await;
        }
        self.command::<People>(caller, meta, (act(&command), stream), command).await
    }

    /// Who a person or service is now, with the roles the log says they hold. Somebody who was
    /// deactivated or erased holds none.
    pub async fn caller(&self, person: &Subject) -> Result<Caller, AppError> {
        let mut grants = Vec::new();
        for stored in self.store.read_stream(&person.to_string(), u64::MAX).await? {
            if let Event::People(event) = recorded(&stored)?.event {
                change_grants(&mut grants, event);
            }
        }
        Ok(Caller { person: person.clone(), grants, now: self.now() })
    }

    /// The organisation this log belongs to, once it is registered.
    pub async fn organisation(&self) -> Result<Option<Subject>, AppError> {
        let first = store::EventQuery {
            kinds: vec![String::from("organisation.registered")],
            limit: Some(1),
            ..store::EventQuery::default()
        };
        let found = self.store.events(first).await?;
        let stream = found.first().map(|stored| stored.leaf.stream.parse::<Subject>());
        let stream = stream.transpose().map_err(AppError::internal)?;
        Ok(stream.filter(|subject| subject.kind() == Kind::Organisation))
    }
}

/// The roles the facts about somebody leave them with, and whether they are a service.
pub(crate) fn grants_of(facts: &[crate::Fact]) -> (Vec<Grant>, bool) {
    let (mut grants, mut is_service) = (Vec::new(), false);
    for fact in facts {
        let Event::People(event) = &fact.event else { continue };
        if let people::Event::Registered { service, .. } = event {
            is_service = *service;
        }
        change_grants(&mut grants, event.clone());
    }
    (grants, is_service)
}

fn change_grants(grants: &mut Vec<Grant>, event: people::Event) {
    match event {
        people::Event::RoleGranted { role, scope, from, until } => {
            grants.push(Grant { role: role.as_str().to_owned(), scope, from, until });
        }
        people::Event::RoleEnded { role, scope } => {
            grants.retain(|grant| grant.role != role.as_str() || grant.scope != scope);
        }
        people::Event::Deactivated {} | people::Event::Erased { .. } => grants.clear(),
        people::Event::OrganisationRegistered { .. }
        | people::Event::TeamCreated { .. }
        | people::Event::Registered { .. }
        | people::Event::Moved { .. } => {}
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::RegisterOrganisation { .. }
        | Command::CreateTeam { .. }
        | Command::Register { .. }
        | Command::Move { .. }
        | Command::Deactivate => Act::ManagePeople,
        Command::GrantRole { .. } | Command::EndRole { .. } => Act::GrantRole,
        Command::Erase { .. } => Act::ErasePerson,
    }
}
