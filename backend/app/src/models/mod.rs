//! Models: use cases and views of models, prompts and their versions.

mod model;
mod version;

use domain::{
    authority::{Act, Caller},
    models::{Command, Models},
};
use kernel::{Personal, Subject};
use sha2::{Digest as _, Sha256};

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
        check_text(&command)?;
        self.command::<Models>(caller, meta, (act(&command), stream), command).await
    }
}

/// A text is kept as it was hashed, or not at all: what was cut or trimmed on the way is refused.
fn check_text(command: &Command) -> Result<(), AppError> {
    let Command::RegisterPromptVersion { digest, text: Personal::Written { text, .. }, .. } =
        command
    else {
        return Ok(());
    };
    if digest.as_str() == hex::encode(Sha256::digest(text)) {
        return Ok(());
    }
    let sentence = "this is not the SHA-256 of the text; give a text of at most 4,000 characters \
                    without white space around it, or the digest alone";
    Err(AppError::refused("prompt.another_text", sentence, Some("digest")))
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
