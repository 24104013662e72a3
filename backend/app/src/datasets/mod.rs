//! Datasets: use cases and views of sources, batches, datasets and their versions.

mod batch;
mod dataset;
mod source;
mod version;

use domain::{
    authority::{Act, Caller},
    datasets::{Command, Datasets},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use batch::BatchRow;
pub use dataset::{AccessReview, DatasetRow, Held};
pub use source::SourceRow;
pub use version::{Quarantine, VersionRow, VersionState};

impl App {
    /// Does a command of the room on a source, batch or dataset.
    pub async fn datasets(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Datasets>(caller, meta, (act(&command), stream), command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::RegisterSource { .. }
        | Command::ReceiveBatch(_)
        | Command::Register { .. }
        | Command::RegisterVersion(_) => Act::RecordData,
        Command::MarkBatch { .. } => Act::JudgeBatch,
        Command::ChangeSourceProfile { .. }
        | Command::ChangeSourceAccess { .. }
        | Command::GrantAccess { .. }
        | Command::RevokeAccess { .. }
        | Command::ReviewAccess { .. } => Act::ManageAccess,
        Command::PromoteVersion { .. }
        | Command::RetireVersion { .. }
        | Command::RejectVersion { .. } => Act::PromoteData,
        Command::Quarantine { .. } => Act::Quarantine,
        Command::RequestLift { .. } | Command::Lift { .. } => Act::LiftQuarantine,
    }
}
