//! Training: use cases and views of environments and runs.

mod due;
mod environment;
mod run;

use domain::{
    authority::{Act, Caller},
    training::{Command, Training},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use environment::{Attestation, EnvironmentRow};
pub use run::{Correction, Logged, RunRow, RunSpending, RunState};

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
        Command::NoticeLapse { .. } => Act::NoticeDay,
        Command::Start(_)
        | Command::LogAction { .. }
        | Command::Complete { .. }
        | Command::Fail { .. }
        | Command::Stop { .. }
        | Command::SpendPrivacy(_)
        | Command::CorrectPrivacySpending { .. } => Act::RecordTraining,
    }
}
