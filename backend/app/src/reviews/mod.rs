//! Reviews: use cases and views of design reviews, findings and actions.
//!
//! # Invariants
//! - Roles and questions of a review are looked up, never taken from who asks.
//!   (`a_review_is_prepared_from_log_and_catalogue`)
//! - A question names the techniques that concern the kinds of the system, as the catalogue's frameworks
//!   sort them. (`a_question_names_what_concerns_the_kind`, `each_kind_is_asked_its_own_questions`)
//! - A review keeps the questions it was opened with. (`reviews_of_the_past_keep_their_questions`)
//! - An action or a review of a leaver is left to hand over. (`what_a_leaver_of_security_left_waits_for_somebody_else`)
//! - An action that mends a finding is linked to it in the same append.
//!   (`an_action_is_linked_to_its_finding_at_once`)
//! - Whoever opens an action for a finding may do so where the finding is, too.
//!   (`an_action_is_opened_where_its_finding_is`)

mod action;
mod due;
mod finding;
mod prepare;
mod review;
#[cfg(test)]
mod tests;

use domain::{
    authority::{Act, Caller},
    reviews::{Command, Plan, Reviews},
};
use kernel::Subject;

use crate::{
    App, AppError, Meta, Outcome,
    transact::{TRIES, request_bytes},
};

pub use action::{ActionRow, ActionState, Told};
pub use finding::FindingRow;
pub use review::{Asked, Conclusion, ReviewRow, Said};

/// That something was done: when, by whom, and what they said.
pub type Done = (kernel::Micros, Subject, kernel::Personal);

impl App {
    /// Does a command of the room on a review, a finding or an action.
    pub async fn reviews(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let command = self.prepared_command(stream, command).await?;
        if let Command::OpenAction(plan) = &command
            && plan.finding.is_some()
        {
            return self.open_for_finding(caller, meta, stream, plan.clone()).await;
        }
        // Reporting is about an action of one's own: it is done where the owner holds a role.
        let own = matches!(command, Command::ReportDone { .. }).then(|| caller.place_for(act));
        self.command_at::<Reviews>(caller, meta, (act, stream, own.as_ref()), command).await
    }

    /// A command with what only the application can look up.
    async fn prepared_command(
        &self,
        stream: &Subject,
        command: Command,
    ) -> Result<Command, AppError> {
        match command {
            Command::Open(opening) => Ok(Command::Open(self.prepared(opening).await?)),
            Command::Join(participant) => {
                Ok(Command::Join(self.joining(stream, participant.person).await?))
            }
            Command::Answer { .. }
            | Command::Conclude { .. }
            | Command::NoticeLapse { .. }
            | Command::Raise(_)
            | Command::Link { .. }
            | Command::ReassignFinding { .. }
            | Command::CloseFinding { .. }
            | Command::OpenAction(_)
            | Command::Reassign { .. }
            | Command::ReportDone { .. }
            | Command::CloseAction { .. }
            | Command::NoticeOverdue { .. } => Ok(command),
        }
    }

    /// Opens an action and links its finding to it.
    async fn open_for_finding(
        &self,
        caller: &Caller,
        meta: &Meta,
        action: &Subject,
        plan: Plan,
    ) -> Result<Outcome, AppError> {
        let request = request_bytes(&(Act::OpenAction.as_str(), action, &plan))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let open = Command::OpenAction(plan.clone());
            let place = draft.decide::<Reviews>(Some(caller), action, open).await?;
            let permit = caller.permit(Act::OpenAction, &place)?;
            if let Some(finding) = &plan.finding {
                let link = Command::Link { to: action.clone() };
                let there = draft.decide::<Reviews>(Some(caller), finding, link).await?;
                caller.permit(Act::OpenAction, &there)?;
            }
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
        Command::Open(_) | Command::Join(_) => Act::OpenReview,
        Command::Answer { .. } => Act::AnswerReview,
        Command::Conclude { .. } => Act::ConcludeReview,
        Command::Raise(_) | Command::Link { .. } | Command::ReassignFinding { .. } => {
            Act::RaiseFinding
        }
        Command::CloseFinding { .. } => Act::CloseFinding,
        Command::OpenAction(_) | Command::Reassign { .. } => Act::OpenAction,
        Command::ReportDone { .. } => Act::ReportAction,
        Command::CloseAction { .. } => Act::CloseAction,
        Command::NoticeOverdue { .. } | Command::NoticeLapse { .. } => Act::NoticeDay,
    }
}
