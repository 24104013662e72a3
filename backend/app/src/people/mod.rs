//! People: use cases and views of teams and persons, the roles they hold and lend, champions and what
//! they do, who is consulted, what is left to hand over and what was, and erasure.
//!
//! # Invariants
//! - A lent role counts only while the lender holds it. (`a_lent_role_ends_with_the_lenders`)
//! - Only one's own role is lent, and only by oneself. (`only_ones_own_role_is_lent`)
//! - A nomination is answered by the nominee. (`only_the_nominee_answers`)
//! - A champion steps down in person; whom they propose is asked in the same append. (`a_champion_steps_down_for_another`)
//! - Who is champion no longer asks nobody. (`a_former_champion_proposes_nobody`)

mod activity;
mod answering;
mod consulted;
pub mod coverage;
mod due;
mod erase;
mod given;
pub mod handover;
mod rights;
mod roster;
mod step_down;
#[cfg(test)]
mod tests;
mod vacancy;
mod view;

use domain::{
    authority::{Act, Caller, Place},
    people::{Command, People},
};
use kernel::{Kind, Subject};

use crate::{App, AppError, Meta, Outcome};

pub use activity::{Activity, Deeds, Month, activity};
pub use answering::Sheet;
pub use consulted::consulted;
pub use coverage::Coverage;
pub use given::Given;
pub use handover::HandOver;
pub(crate) use rights::holder;
pub use roster::{RosterLine, RosterResult};
pub use vacancy::Vacancy;
pub use view::{Delegation, Nomination, PersonRow, TeamRow};

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
        let place = self.place_of_command(caller, stream, &command).await?;
        if let Command::StepDown { successor: Some(successor), .. } = &command {
            let successor = successor.clone();
            return self.step_down(caller, meta, (stream, &successor), command).await;
        }
        let of = (act(&command), stream, place.as_ref());
        self.command_at::<People>(caller, meta, of, command).await
    }

    /// Where a command counts whose permission is not the organisation's, once it is sure that it
    /// is the caller's own affair.
    async fn place_of_command(
        &self,
        caller: &Caller,
        stream: &Subject,
        command: &Command,
    ) -> Result<Option<Place>, AppError> {
        let of_team = |team: &Subject| Place { system: None, team: Some(team.clone()) };
        match command {
            Command::NominateChampion { team } => Ok(Some(of_team(team))),
            Command::AcceptNomination { .. } | Command::DeclineNomination { .. } => {
                if caller.person != *stream {
                    let sentence = "only who was nominated answers; ask them to sign in and answer";
                    return Err(AppError::refused("person.not_the_nominee", sentence, None));
                }
                Ok(Some(caller.place_for(Act::AnswerNomination)))
            }
            Command::StepDown { .. } => {
                if caller.person != *stream {
                    let sentence =
                        "a champion steps down in person; an administrator ends others' roles";
                    return Err(AppError::refused("person.not_oneself", sentence, None));
                }
                Ok(Some(caller.place_for(Act::AnswerNomination)))
            }
            Command::Delegate { role, scope, .. } => {
                self.check_lender(caller, stream, role.as_str(), scope).await?;
                Ok(Some(caller.place_for(Act::Delegate)))
            }
            Command::EndDelegation { by, .. } => {
                if caller.person != *by && caller.person != *stream {
                    let sentence = "a lent role is given back by who lent it or who holds it";
                    return Err(AppError::refused("person.not_the_lender", sentence, Some("by")));
                }
                Ok(Some(caller.place_for(Act::Delegate)))
            }
            Command::RegisterOrganisation { .. }
            | Command::CreateTeam { .. }
            | Command::Register { .. }
            | Command::Move { .. }
            | Command::GrantRole { .. }
            | Command::EndRole { .. }
            | Command::NoticeDelegationEnd { .. }
            | Command::Deactivate
            | Command::Erase { .. } => Ok(None),
        }
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

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::RegisterOrganisation { .. }
        | Command::CreateTeam { .. }
        | Command::Register { .. }
        | Command::Move { .. }
        | Command::Deactivate => Act::ManagePeople,
        Command::GrantRole { .. } | Command::EndRole { .. } => Act::GrantRole,
        Command::NominateChampion { .. } => Act::NominateChampion,
        Command::AcceptNomination { .. }
        | Command::DeclineNomination { .. }
        | Command::StepDown { .. } => Act::AnswerNomination,
        Command::Delegate { .. } | Command::EndDelegation { .. } => Act::Delegate,
        Command::NoticeDelegationEnd { .. } => Act::NoticeDay,
        Command::Erase { .. } => Act::ErasePerson,
    }
}
