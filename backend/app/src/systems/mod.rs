//! Systems: use cases, the register of AI systems, and reported uses nobody registered.

mod intake;
mod view;

use domain::{
    authority::{Act, Caller},
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
        // A reported use belongs to nobody yet: whoever may report or settle somewhere may do so.
        let place = (stream.kind() == Kind::Intake).then(|| caller.place_for(act));
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
