//! Systems: use cases, the register of AI systems, and reported uses nobody registered.
//!
//! # Invariants
//! - A system is registered by whoever may for its team. (`a_team_registers_its_own_systems`)

pub mod duties;
mod intake;
mod view;

use domain::{
    authority::{Act, Caller, Place},
    systems::{Command, Systems},
};
use kernel::{Kind, Subject};

use crate::{App, AppError, Meta, Outcome};

pub use intake::{IntakeRow, IntakeState};
pub use view::{Accountable, Classification, SystemRow};

impl App {
    /// Does a command of the room on a system, or on a reported use.
    pub async fn systems(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let place = match &command {
            // A reported use belongs to nobody yet: whoever may report or settle somewhere may do so.
            _ if stream.kind() == Kind::Intake => Some(caller.place_for(act)),
            // A new system belongs to the team it names.
            Command::Register(new) => {
                Some(Place { system: Some(stream.clone()), team: Some(new.team.clone()) })
            }
            Command::AssignOwner { .. }
            | Command::ReleaseOwner { .. }
            | Command::ChangeProfile(_)
            | Command::AnswerQuestionnaire { .. }
            | Command::Decommission { .. }
            | Command::ReportUse { .. }
            | Command::SettleUse { .. }
            | Command::DismissUse { .. }
            | Command::ProposeClass { .. }
            | Command::ApproveClass { .. } => None,
        };
        let of = (act, stream, place.as_ref());
        self.command_at::<Systems>(caller, meta, of, command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Register(_) | Command::ChangeProfile(_) => Act::RegisterSystem,
        Command::AssignOwner { .. } | Command::ReleaseOwner { .. } => Act::AssignOwner,
        Command::ProposeClass { .. } | Command::AnswerQuestionnaire { .. } => Act::ProposeClass,
        Command::ApproveClass { .. } => Act::ApproveClass,
        Command::Decommission { .. } => Act::DecommissionSystem,
        Command::ReportUse { .. } => Act::ReportUse,
        Command::SettleUse { .. } | Command::DismissUse { .. } => Act::SettleUse,
    }
}
