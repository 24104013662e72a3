//! Evaluations: use cases and the view of evidence.

mod view;

use domain::{
    authority::{Act, Caller},
    evaluations::{Command, Evaluations},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use view::{EvidenceRow, Freshness};

impl App {
    /// Does a command of the room on a piece of evidence.
    pub async fn evaluations(
        &self,
        caller: &Caller,
        meta: &Meta,
        evidence: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Evaluations>(caller, act(&command), meta, evidence, command).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Attach(_) | Command::Withdraw { .. } => Act::RecordEvidence,
    }
}
