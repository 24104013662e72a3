//! Datasets: use cases and views of sources, batches, datasets and their versions.
//!
//! # Invariants
//! - Special-category data is promoted once the checks of its segment hold; what history says is
//!   kept. (`special_category_data_is_checked_before_it_is_promoted`,
//!   `history_is_kept_without_the_checks_of_a_segment`)
//! - Evidence that is withdrawn in the moment of promoting is seen.
//!   (`evidence_withdrawn_in_the_same_moment_promotes_nothing`)

mod batch;
mod dataset;
mod deliveries;
mod due;
mod privacy;
mod source;
#[cfg(test)]
mod tests;
mod version;

use domain::{
    authority::{Act, Caller},
    datasets::{Command, Datasets, PrivacyLimits},
};
use kernel::{Name, Personal, Subject};
use store::PartRef;

use crate::{
    App, AppError, Meta, Outcome,
    transact::{TRIES, request_bytes},
};

pub use batch::BatchRow;
pub use dataset::{AccessReview, DatasetRow, Held};
pub use deliveries::{Delivered, Deliveries};
pub use privacy::{Account, Budget, Privacy, Spent, Technique, WithdrawnTechnique};
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
        // What is brought in from history goes another way: nothing of the past is refused here.
        if let Command::PromoteVersion { version, .. } = &command {
            let version = version.clone();
            return self.promote(caller, meta, (stream, &version), command).await;
        }
        let mut command = command;
        if self.is_known_reason(stream, &command).await? {
            let request = request_bytes(&(act(&command).as_str(), stream, &command))?;
            if let Some(receipt) = self.done_before(meta, &request).await? {
                return Ok(Some(receipt));
            }
            if let Command::SetPrivacyBudget { reason, .. } = &mut command {
                *reason = Personal::Erased;
            }
        }
        self.command::<Datasets>(caller, meta, (act(&command), stream), command).await
    }

    /// Whether a privacy budget is to be set that is in force, for the reason it was set. The reasons
    /// of the log are sealed: the rules cannot read them.
    async fn is_known_reason(&self, stream: &Subject, command: &Command) -> Result<bool, AppError> {
        let Command::SetPrivacyBudget {
            epsilon,
            delta,
            from,
            until,
            reason: Personal::Written { text, .. },
        } = command
        else {
            return Ok(false);
        };
        let (epsilon, delta) = (epsilon.clone(), delta.clone());
        let new = PrivacyLimits { epsilon, delta, from: *from, until: *until };
        let row = self.find::<DatasetRow>(&self.everything(), stream).await?;
        let known = row.and_then(|row| row.privacy.budget);
        let Some(known) = known.filter(|known| known.limits.is_same(&new)) else {
            return Ok(false);
        };
        let Personal::Sealed { pos, pointer } = known.reason else { return Ok(false) };
        let part = PartRef { pos, pointer };
        let texts = self.store.open_parts(std::slice::from_ref(&part)).await?;
        Ok(texts.get(&part).is_some_and(|said| said.as_ref() == Some(text)))
    }

    /// Promotes a version whose checks hold, and still hold when it is recorded.
    async fn promote(
        &self,
        caller: &Caller,
        meta: &Meta,
        (dataset, version): (&Subject, &Name),
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        // Asked again, it is answered as it was then.
        let request = request_bytes(&(act.as_str(), dataset, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            self.check_segment(&mut draft, caller, (dataset, version)).await?;
            let place = draft.decide::<Datasets>(Some(caller), dataset, command.clone()).await?;
            let permit = caller.permit(act, &place)?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
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
        | Command::ReviewAccess { .. }
        | Command::CompleteReview(_) => Act::ManageAccess,
        Command::NoticeAccessReview { .. } => Act::NoticeDay,
        Command::Reassign { .. } => Act::HandOverData,
        Command::DeclareTechnique(_)
        | Command::WithdrawTechnique { .. }
        | Command::SetPrivacyBudget { .. } => Act::ProtectData,
        Command::PromoteVersion { .. }
        | Command::RetireVersion { .. }
        | Command::RejectVersion { .. } => Act::PromoteData,
        Command::Quarantine { .. } => Act::Quarantine,
        Command::RequestLift { .. } | Command::Lift { .. } => Act::LiftQuarantine,
    }
}
