//! The programme: use cases and views of policies, appetite, initiatives, meetings, exercises,
//! surveys and feedback.
//!
//! # Invariants
//! - How a policy stands towards somebody is looked up, never taken from who asks.
//!   (`attesting_looks_the_policy_up`)
//! - The organisation has one appetite. (`there_is_one_appetite`)
//! - The text of a policy comes back as it was sent, to those who see the policy.
//!   (`the_text_of_a_policy_comes_back_as_it_was`)
//! - A text that is refused leaves no file. (`a_refused_text_leaves_no_file`)
//! - Who has not attested in time is seen at any moment. (`coverage_is_what_the_log_says_at_a_moment`)

mod appetite;
mod attestation;
mod coverage;
mod due;
mod initiative;
mod meeting;
mod policy;
mod records;
#[cfg(test)]
mod tests;
mod text;

use domain::{
    authority::{Act, Caller},
    programme::{Command, Programme},
};
use kernel::{Kind, Subject};

use crate::{App, AppError, Meta, Outcome, Sight};

use attestation::check_attestation;

pub use appetite::{AppetiteRow, Stated};
pub use attestation::{AttestationRow, attestation};
pub use coverage::{Bound, Coverage, coverage};
pub use initiative::{Achievement, Bill, InitiativeRow};
pub use meeting::{DecisionRow, FollowUp, MeetingRow};
pub use policy::{KeptText, PolicyRow, PolicyVersion};
pub use records::{ExerciseRow, FeedbackRow, Settlement, SurveyRow};
pub use text::TextUpload;

/// The name of the organisation's one appetite.
const APPETITE: &str = "organisation";

/// The organisation's appetite, `appetite:organisation`.
pub fn appetite_subject() -> Result<Subject, AppError> {
    Subject::new(Kind::Appetite, APPETITE, None).map_err(AppError::internal)
}

impl App {
    /// Does a command of the room.
    pub async fn programme(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        if matches!(command, Command::SetAppetite { .. }) && *stream != appetite_subject()? {
            let sentence = format!("the organisation has one appetite: {}", appetite_subject()?);
            return Err(AppError::refused("appetite.another", sentence, Some("subject")));
        }
        let mut command = command;
        if let Command::Attest { policy, person, binding, .. } = &mut command {
            check_attestation(stream, policy, person)?;
            *binding = Some(self.binding(policy, person).await?);
        }
        // What people say for themselves belongs where they hold their role.
        let is_own = matches!(command, Command::Attest { .. } | Command::Receive { .. });
        let own = is_own.then(|| caller.place_for(act));
        self.command_at::<Programme>(caller, meta, (act, stream, own.as_ref()), command).await
    }

    /// The appetite at a moment, once there is one. Everybody who may read at all sees it.
    pub async fn appetite(&self, sight: &Sight) -> Result<Option<AppetiteRow>, AppError> {
        self.find(sight, &appetite_subject()?).await
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Publish(_) | Command::KeepText(_) | Command::Retire { .. } => Act::PublishPolicy,
        Command::Attest { .. } => Act::AttestPolicy,
        Command::SetAppetite { .. } => Act::SetAppetite,
        Command::Fund(_) | Command::ReassignInitiative { .. } => Act::FundInitiative,
        Command::Spend { .. } | Command::RecordOutcome { .. } | Command::CloseInitiative { .. } => {
            Act::RunInitiative
        }
        Command::Hold(_) | Command::FollowUp { .. } | Command::ReassignDecision { .. } => {
            Act::RecordMeeting
        }
        Command::CompleteExercise(_) => Act::RecordExercise,
        Command::CloseSurvey { .. } => Act::RecordSurvey,
        Command::Receive { .. } => Act::GiveFeedback,
        Command::Settle { .. } => Act::SettleFeedback,
        Command::NoticeReview { .. }
        | Command::NoticeAttestation { .. }
        | Command::NoticeDecision { .. } => Act::NoticeDay,
    }
}
