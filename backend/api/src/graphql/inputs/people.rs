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

/// A security champion to nominate.
#[derive(InputObject, Clone, Debug)]
pub struct NominateChampionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Whom.
    pub person: Subject,
    /// As the security champion of which team.
    pub team: Subject,
}

/// A yes to a nomination.
#[derive(InputObject, Clone, Debug)]
pub struct AcceptNominationInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who was nominated: whoever answers.
    pub person: Subject,
    /// For which team.
    pub team: Subject,
}

/// A no to a nomination.
#[derive(InputObject, Clone, Debug)]
pub struct DeclineNominationInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who was nominated: whoever answers.
    pub person: Subject,
    /// For which team.
    pub team: Subject,
    /// Why.
    pub reason: Option<String>,
}

/// A security champion who gives the duty up and stays.
#[derive(InputObject, Clone, Debug)]
pub struct StepDownChampionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Who steps down: whoever sends it.
    pub person: Subject,
    /// Of which team they are the champion.
    pub team: Subject,
    /// Why.
    pub reason: String,
    /// Who could follow; they are asked at once.
    pub successor: Option<Subject>,
}

/// A role of one's own to lend for a while.
#[derive(InputObject, Clone, Debug)]
pub struct DelegateRoleInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// To whom.
    pub person: Subject,
    /// The id of the role in the catalogue.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
    /// From when; from the beginning of today (UTC) when absent.
    pub from: Option<Time>,
    /// Until when.
    pub until: Time,
}

/// A lent role to take back, or to give back.
#[derive(InputObject, Clone, Debug)]
pub struct EndDelegationInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// To whom it was lent.
    pub person: Subject,
    /// Who lent it.
    pub lender: Subject,
    /// The id of the role.
    pub role: String,
    /// For what it is held.
    pub scope: Subject,
}

/// People from a spreadsheet.
#[derive(InputObject, Clone, Debug)]
pub struct ImportRosterInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The file: the first line names the columns `id`, `name`, and any of `email`, `team`, `role`,
    /// `scope`.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
}

/// Who answers for what, from a spreadsheet.
#[derive(InputObject, Clone, Debug)]
pub struct ImportAccountabilitiesInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The file: the first line names the columns `system`, `duty` (`owner`, `deputy` or
    /// `responsible`), `person`, and `stage`, which is empty for all stages.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
}

/// Whom to ask to be security champions, from a spreadsheet.
#[derive(InputObject, Clone, Debug)]
pub struct ImportChampionsInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The file: the first line names the columns `team` and `person`.
    pub csv: String,
    /// Whether to only say what each line would do.
    pub dry_run: bool,
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
    NominateChampionInput => PeopleRoom, person, |input, _| Ok(Command::NominateChampion {
        team: input.team.0,
    });
    AcceptNominationInput => PeopleRoom, person, |input, _| Ok(Command::AcceptNomination {
        team: input.team.0,
    });
    DeclineNominationInput => PeopleRoom, person, |input, asked| Ok(Command::DeclineNomination {
        team: input.team.0,
        reason: asked.said(&input.reason.unwrap_or_default()),
    });
    StepDownChampionInput => PeopleRoom, person, |input, asked| Ok(Command::StepDown {
        team: input.team.0,
        reason: asked.must_say("reason", &input.reason)?,
        successor: maybe(input.successor),
    });
    DelegateRoleInput => PeopleRoom, person, |input, asked| Ok(Command::Delegate {
        role: name("role", &input.role)?,
        scope: input.scope.0,
        from: input.from.map_or_else(|| midnight(asked.now), |from| from.0),
        until: input.until.0,
    });
    EndDelegationInput => PeopleRoom, person, |input, _| Ok(Command::EndDelegation {
        by: input.lender.0,
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
