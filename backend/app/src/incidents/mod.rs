//! Incidents: use cases, the view, and containment in one action.

mod contain;
#[cfg(test)]
mod tests;
mod view;

use domain::{
    authority::{Act, Caller},
    incidents::{Command, Incidents},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use contain::{Containment, Plan};
pub use view::{IncidentRow, IncidentState, Rescored, Rollback, Told};

impl App {
    /// Does a command of the room on an incident.
    pub async fn incidents(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Incidents>(caller, meta, (act(&command), incident), command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Open { .. }
        | Command::AddNote { .. }
        | Command::RecordBlastRadius { .. }
        | Command::TellOwner { .. }
        | Command::ProposeRollback { .. }
        | Command::CompleteRollback { .. }
        | Command::SendNotice { .. }
        | Command::RecordRescoring { .. }
        | Command::PublishPostmortem { .. } => Act::HandleIncident,
        Command::DecideRollback { .. } => Act::DecideRollback,
        Command::Contain | Command::Close { .. } => Act::CloseIncident,
    }
}
