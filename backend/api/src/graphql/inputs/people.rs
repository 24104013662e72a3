//! Inputs about the organisation, teams, people and roles.

use async_graphql::{ID, InputObject};
use domain::people::Command;
use kernel::{Kind, Micros, Personal};

use super::{maybe, name, names, note, orders};
use crate::graphql::{
    mutation::PeopleRoom,
    scalars::{Subject, Time},
};

/// The organisation to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterOrganisationInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `organisation:NAME`.
    pub organisation: Subject,
    /// What people call it.
    pub name: String,
    /// Its units.
    pub units: Option<Vec<String>>,
}

/// A team to create.
#[derive(InputObject, Clone, Debug)]
pub struct CreateTeamInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `team:NAME`.
    pub team: Subject,
    /// What people call it.
    pub name: String,
}

/// A person or a service to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterPersonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// An opaque id, `person:ID` or `service:ID`.
    pub person: Subject,
    /// The name; it can be erased later.
    pub name: String,
    /// The e-mail address; it can be erased later.
    pub email: Option<String>,
    /// The team.
    pub team: Option<Subject>,
}

/// A person to move to another team.
#[derive(InputObject, Clone, Debug)]
pub struct MovePersonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
    /// To which team.
    pub team: Subject,
}

/// A role to give.
#[derive(InputObject, Clone, Debug)]
pub struct GrantRoleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// To whom.
    pub person: Subject,
    /// The id of the role in the catalogue.
    pub role: String,
    /// For what: the organisation, a team or a system.
    pub scope: Subject,
    /// From when; from the beginning of today (UTC) when absent.
    pub from: Option<Time>,
    /// Until when; until ended when absent.
    pub until: Option<Time>,
}

/// A role to end.
#[derive(InputObject, Clone, Debug)]
pub struct EndRoleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Whose.
    pub person: Subject,
    /// The id of the role.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
}

/// Somebody who has left, or a service to switch off.
#[derive(InputObject, Clone, Debug)]
pub struct DeactivatePersonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
}

/// A person to erase: their key is destroyed, and with it their name, now and in the past.
#[derive(InputObject, Clone, Debug)]
pub struct ErasePersonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who.
    pub person: Subject,
    /// On what authority.
    pub authority: String,
}

orders! {
    RegisterOrganisationInput => PeopleRoom, organisation, |input, _| {
        Ok(Command::RegisterOrganisation {
            name: name("name", &input.name)?,
            units: names("units", &input.units.unwrap_or_default())?,
        })
    };
    CreateTeamInput => PeopleRoom, team, |input, _| Ok(Command::CreateTeam {
        name: name("name", &input.name)?,
    });
    RegisterPersonInput => PeopleRoom, person, |input, _| Ok(Command::Register {
        name: Personal::written(&input.person.0, &input.name),
        email: Personal::written(&input.person.0, &input.email.unwrap_or_default()),
        team: maybe(input.team),
        service: input.person.0.kind() == Kind::Service,
    });
    MovePersonInput => PeopleRoom, person, |input, _| Ok(Command::Move { team: input.team.0 });
    GrantRoleInput => PeopleRoom, person, |input, asked| Ok(Command::GrantRole {
        role: name("role", &input.role)?,
        scope: input.scope.0,
        // Not the moment itself: the same command must be the same when it is sent again.
        from: input.from.map_or_else(|| midnight(asked.now), |from| from.0),
        until: input.until.map(|until| until.0),
    });
    EndRoleInput => PeopleRoom, person, |input, _| Ok(Command::EndRole {
        role: name("role", &input.role)?,
        scope: input.scope.0,
    });
    DeactivatePersonInput => PeopleRoom, person, |_, _| Ok(Command::Deactivate);
    ErasePersonInput => PeopleRoom, person, |input, _| Ok(Command::Erase {
        authority: note("authority", &input.authority)?,
    });
}

fn midnight(now: Micros) -> Micros {
    Micros(now.0.saturating_sub(now.0.rem_euclid(Micros::DAY)))
}
