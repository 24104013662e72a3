//! Models: use cases and views of models, prompts and their versions.

mod model;
mod version;

use domain::{
    authority::{Act, Caller},
    models::{Command, Models},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use model::{ModelRow, ProviderChange};
pub use version::ModelVersionRow;

impl App {
    /// Does a command of the room on a model or a prompt.
    pub async fn models(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Models>(caller, meta, (act(&command), stream), command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Register { .. }
        | Command::RegisterVersion(_)
        | Command::ChangeProvider { .. }
        | Command::RegisterPromptVersion { .. } => Act::RecordModel,
        Command::PromoteVersion { .. }
        | Command::RejectVersion { .. }
        | Command::RetireVersion { .. }
        | Command::ReleaseVersion { .. } => Act::PromoteModel,
        Command::QuarantineVersion { .. } => Act::Quarantine,
    }
}
