//! Training: use cases and views of environments and runs.

mod environment;
mod run;

use domain::{
    authority::{Act, Caller},
    training::{Command, Training},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use environment::{Attestation, EnvironmentRow};
pub use run::{Logged, RunRow, RunState};

impl App {
    /// Does a command of the room on an environment or a run.
    pub async fn training(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Training>(caller, meta, (act(&command), stream), command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::RegisterEnvironment { .. } | Command::Attest { .. } => Act::AttestEnvironment,
        Command::Start(_)
        | Command::LogAction { .. }
        | Command::Complete { .. }
        | Command::Fail { .. }
        | Command::Stop { .. } => Act::RecordTraining,
    }
}
