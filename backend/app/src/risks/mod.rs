//! Risks: use cases, the row, the register in memory, heat map and exposure.
//!
//! # Invariants
//! - A risk names a threat, and a reopening an indicator, that the catalogue of now knows.
//!   (`a_threat_is_one_of_the_catalogue`, `an_own_threat_is_one_of_the_catalogue`,
//!   `a_red_indicator_raises_the_current_score`)
//! - A risk that follows from a finding and the finding name each other, or neither is recorded.
//!   (`a_finding_and_its_risk_name_each_other`)

mod accept;
mod appetite;
mod due;
mod filter;
mod heat;
mod history;
mod indicators;
mod order;
mod overtaken;
mod register;
mod state;
#[cfg(test)]
mod tests;
mod view;

use domain::{
    authority::{Act, Caller},
    reviews::{self, Reviews},
    risks::{Command, Identification, Risks},
};
use kernel::{Kind, Subject};

use crate::{
    App, AppError, Draft, Meta, Outcome, Sight,
    catalogue::Book,
    transact::{TRIES, request_bytes},
};

pub use appetite::Tolerances;
pub use filter::{RiskFilter, RiskOrder, RiskSort};
pub use heat::{Cell, Exposure, HeatMap, Move};
pub use history::{Change, Step};
pub use indicators::{Found, Indication, Measured};
pub use register::{Hit, Line, Register, RegisterLens, RiskLine, RiskPage};
pub use state::{Accepted, DueItem, Ending, RiskState, Status};
pub use view::{
    AcceptanceLine, EstimateLine, Notice, Plan, Reopening, Request, RiskRow, Said, TaskLine,
};

impl App {
    /// Does a command of the room on a risk.
    pub async fn risks(
        &self,
        caller: &Caller,
        meta: &Meta,
        risk: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if let Command::Accept(asked) = command {
            return self.accept_risk(caller, meta, risk, asked).await;
        }
        in_catalogue(self.choices_now().await?.as_ref(), &command)?;
        if let Command::IdentifyFrom { from, .. } = &command
            && from.kind() == Kind::Finding
        {
            let finding = from.clone();
            return self.identify_for_finding(caller, meta, (risk, &finding), command).await;
        }
        self.command::<Risks>(caller, meta, (act(&command), risk), command).await
    }

    /// Puts a risk on the register that follows from a finding, and links the finding to it.
    async fn identify_for_finding(
        &self,
        caller: &Caller,
        meta: &Meta,
        (risk, finding): (&Subject, &Subject),
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let request = request_bytes(&(act.as_str(), risk, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let place = draft.decide::<Risks>(Some(caller), risk, command.clone()).await?;
            let permit = caller.permit(act, &place)?;
            let link = reviews::Command::Link { to: risk.clone() };
            let needed = crate::reviews::act(&link);
            let there = draft.decide::<Reviews>(Some(caller), finding, link).await?;
            caller.permit(needed, &there)?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// A reported command with what the register of people and the catalogue say about it.
    pub(crate) async fn known_risk(
        &self,
        draft: &mut Draft<'_>,
        risk: &Subject,
        command: Command,
    ) -> Result<Command, AppError> {
        if let Command::Accept(asked) = command {
            return Ok(Command::Accept(self.known_acceptance(draft, risk, asked).await?));
        }
        in_catalogue(self.choices_now().await?.as_ref(), &command)?;
        Ok(command)
    }

    /// A page of the register; none when `after` is not on it.
    pub async fn risk_page(
        &self,
        sight: &Sight,
        filter: &RiskFilter,
        order: RiskOrder,
        (first, after): (usize, Option<&Subject>),
    ) -> Result<Option<RiskPage>, AppError> {
        let page = |register: &Register| register.page(sight, filter, order, (first, after));
        self.register.ask(&self.store, sight.upto, page).await
    }

    /// What the organisation tolerates at the moment of a question, by category.
    pub async fn tolerances(&self, sight: &Sight) -> Result<Tolerances, AppError> {
        self.register.ask(&self.store, sight.upto, |register| register.tolerances(sight)).await
    }

    /// Every risk a filter wants, in order: for an export.
    pub async fn risk_lines(
        &self,
        sight: &Sight,
        filter: &RiskFilter,
        order: RiskOrder,
    ) -> Result<Vec<RiskLine>, AppError> {
        let lines = |register: &Register| register.lines(sight, filter, order);
        self.register.ask(&self.store, sight.upto, lines).await
    }
}

/// Refuses a threat or an indicator that the catalogue does not know.
fn in_catalogue(book: &Book, command: &Command) -> Result<(), AppError> {
    if let Command::Identify(Identification { threat, .. })
    | Command::IdentifyFrom { what: Identification { threat, .. }, .. } = command
        && book.risk_threat(threat.as_str()).is_none()
    {
        let sentence = format!("the catalogue has no threat '{threat}'; name one such as THR-06");
        return Err(AppError::refused("risk.unknown_threat", sentence, Some("threat")));
    }
    if let Command::Reopen { indicator: Some(indicator), .. } = command
        && !book.indicators.contains_key(indicator.as_str())
    {
        let sentence =
            format!("the catalogue has no indicator '{indicator}'; name one such as KRI-06");
        return Err(AppError::refused("risk.unknown_indicator", sentence, Some("indicator")));
    }
    Ok(())
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Identify(_)
        | Command::IdentifyFrom { .. }
        | Command::Link { .. }
        | Command::Unlink { .. } => Act::IdentifyRisk,
        Command::Assess(_)
        | Command::Reopen { .. }
        | Command::NoticeRed { .. }
        | Command::NoticeIncident { .. }
        | Command::NoticeVersion { .. }
        | Command::Quantify { .. } => Act::AssessRisk,
        Command::PlanTreatment { .. }
        | Command::AddTask(_)
        | Command::ReassignTask { .. }
        | Command::CompleteTask { .. }
        | Command::Review { .. }
        | Command::ScheduleReview { .. }
        | Command::AssignOwner { .. }
        | Command::Close { .. }
        | Command::NoticeDue { .. } => Act::TreatRisk,
        Command::RequestAcceptance(_) => Act::RequestAcceptance,
        Command::Accept(_) | Command::DeclineAcceptance { .. } => Act::AcceptRisk,
        Command::RevokeAcceptance { .. } => Act::RevokeAcceptance,
    }
}
