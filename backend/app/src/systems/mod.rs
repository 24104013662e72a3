//! Systems: use cases and the register of AI systems.

mod view;

use domain::{
    authority::{Act, Caller},
    systems::{Command, Systems},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use view::{Classification, SystemRow};

impl App {
    /// Does a command of the room on a system.
    pub async fn systems(
        &self,
        caller: &Caller,
        meta: &Meta,
        system: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Systems>(caller, meta, (act(&command), system), command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Register(_) => Act::RegisterSystem,
        Command::AssignOwner { .. } | Command::ReleaseOwner { .. } => Act::AssignOwner,
        Command::ProposeClass { .. } => Act::ProposeClass,
        Command::ApproveClass { .. } => Act::ApproveClass,
    }
}
