//! A security champion gives the duty up for somebody else, who is asked in the same append.

use domain::{
    authority::{Act, Caller},
    people::{Command, People},
};
use kernel::Subject;

use super::act;
use crate::{
    App, AppError, Meta, Outcome,
    transact::{TRIES, request_bytes},
};

impl App {
    /// Ends the role of a champion and nominates whom they propose: both, or neither. Whoever follows
    /// still says yes first.
    pub(super) async fn step_down(
        &self,
        caller: &Caller,
        meta: &Meta,
        (champion, successor): (&Subject, &Subject),
        command: Command,
    ) -> Result<Outcome, AppError> {
        let Command::StepDown { team, .. } = &command else {
            return Err(AppError::internal("only stepping down names a successor"));
        };
        let nominate = Command::NominateChampion { team: team.clone() };
        let request = request_bytes(&(act(&command).as_str(), champion, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            draft.decide::<People>(Some(caller), champion, command.clone()).await?;
            let place = caller.place_for(Act::AnswerNomination);
            let permit = caller.permit(Act::AnswerNomination, &place)?;
            // Who is champion no longer gives nothing up, and so asks nobody.
            if draft.is_empty() {
                return Ok(None);
            }
            draft.decide::<People>(Some(caller), successor, nominate.clone()).await?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }
}
