//! Incidents: use cases, the view, and containment in one action.
//!
//! # Invariants
//! - The threats an incident realised are those of the catalogue. (`an_incident_names_threats_of_the_catalogue`)
//! - Judging the harm starts the clocks of the laws that bind, in the same append, each once.
//!   (`judging_harm_starts_the_clocks_that_bind`)
//! - Whether a law binds is looked up, never taken from who asks. (`a_law_that_does_not_bind_is_followed_voluntarily`)
//! - Who commands may contain and close. (`a_commander_may_close`,
//!   `who_loses_the_role_in_the_same_moment_commands_nothing`)

mod contain;
mod corrections;
mod due;
mod handling;
mod reports;
#[cfg(test)]
mod tests;
mod view;

use domain::{
    authority::{Act, Caller},
    incidents::{Command, Incidents, Role},
};
use kernel::Subject;

use crate::{
    App, AppError, Draft, Meta, Outcome,
    people::holder,
    transact::{TRIES, request_bytes},
};

pub use contain::{Containment, Plan};
pub use handling::{
    Clock, ClockState, Correction, Done, Handling, Holder, LookBack, Measure, Noticed, Reach,
    Report, Sent,
};
pub use reports::LegalReport;
pub use view::{IncidentRow, IncidentState, Rescored, Rollback, Told};

impl App {
    /// Does a command of the room on an incident.
    pub async fn incidents(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if let Command::Open { threats, .. } | Command::NameThreats { threats } = &command {
            let book = self.choices_now().await?;
            let unknown = threats.iter().find(|one| book.risk_threat(one.as_str()).is_none());
            if let Some(threat) = unknown {
                let sentence =
                    format!("the catalogue has no threat '{threat}'; name one such as THR-06");
                let (code, field) = ("incident.unknown_threat", Some("threats"));
                return Err(AppError::refused(code, sentence, field));
            }
        }
        if matches!(command, Command::Assess { .. }) {
            return self.assess(caller, meta, incident, command).await;
        }
        if let Command::StartClock { period, aware, .. } = command {
            return self.start_clock(caller, meta, incident, (period, aware)).await;
        }
        if let Command::GiveRole { role: Role::Commander, person } = &command {
            let person = person.clone();
            return self.give_command(caller, meta, incident, (person, command)).await;
        }
        self.do_to_incident(caller, meta, incident, command).await
    }

    async fn do_to_incident(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.command::<Incidents>(caller, meta, (act(&command), incident), command).await
    }

    /// Gives the command of an incident to somebody who may close it while it is recorded.
    async fn give_command(
        &self,
        caller: &Caller,
        meta: &Meta,
        incident: &Subject,
        (person, command): (Subject, Command),
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let request = request_bytes(&(act.as_str(), incident, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            self.check_commander(&mut draft, caller, incident, &person).await?;
            let place = draft.decide::<Incidents>(Some(caller), incident, command.clone()).await?;
            let permit = caller.permit(act, &place)?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// Refuses a commander who could not close the incident. That their roles are unchanged becomes a
    /// condition.
    async fn check_commander(
        &self,
        draft: &mut Draft<'_>,
        caller: &Caller,
        incident: &Subject,
        person: &Subject,
    ) -> Result<(), AppError> {
        let facts = draft.read(incident).await?;
        let place = self.place(facts.first().and_then(|opened| opened.system.clone())).await?;
        let (grants, now) = (holder(draft, person).await?.grants, draft.moment().now);
        let nominee = Caller { person: person.clone(), grants, now };
        // Who may not ask is answered by the command itself, and learns nothing of others here.
        let may_ask = caller.sees(&place) && caller.permit(Act::HandleIncident, &place).is_ok();
        let may_close = nominee.permit(Act::CloseIncident, &place).is_ok();
        if !may_ask || may_close {
            return Ok(());
        }
        let sentence = format!(
            "{person} may not close incidents here, so cannot command one; grant them the role of \
             incident commander, or name somebody who holds it"
        );
        Err(AppError::refused("incident.cannot_command", sentence, Some("person")))
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Open { .. }
        | Command::AddNote { .. }
        | Command::NameThreats { .. }
        | Command::RecordBlastRadius { .. }
        | Command::TellOwner { .. }
        | Command::ProposeRollback { .. }
        | Command::CompleteRollback { .. }
        | Command::SendNotice { .. }
        | Command::RecordRescoring { .. }
        | Command::PublishPostmortem { .. }
        | Command::Assess { .. }
        | Command::GiveRole { .. }
        | Command::OrderMeasure { .. }
        | Command::ConfirmMeasure { .. }
        | Command::WithdrawMeasure { .. }
        | Command::StartClock { .. }
        | Command::MeetClock { .. }
        | Command::LinkCorrection { .. }
        | Command::UnlinkCorrection { .. }
        | Command::HoldReview { .. } => Act::HandleIncident,
        Command::DecideRollback { .. } => Act::DecideRollback,
        Command::Contain | Command::Close { .. } | Command::DismissClock { .. } => {
            Act::CloseIncident
        }
        Command::NoticeDue { .. } => Act::NoticeDay,
    }
}
