//! Controls: use cases, how every control stands, how far frameworks and threats are covered.
//!
//! # Invariants
//! - The drill's controls stand as its history says, where the evidence is bound to what is live.
//!   (`the_drill_stands_as_recorded`)
//! - Evidence turns stale on its day, and its owner is told once. (`evidence_comes_due_once`)
//! - What turns for the worse by an event is told its owner, once for each turn.
//!   (`each_turn_for_the_worse_is_told_once`, `a_link_that_makes_a_control_fail_is_told`)
//! - What people learnt is told nobody by a control. (`a_turn_by_what_people_learnt_is_not_told`)
//! - Nothing of a hidden system is on the board. (`a_hidden_system_is_not_on_the_board`)
//! - Words of the catalogue that no event stands for yet are known. (`words_without_an_event_are_known`)
//! - What the rooms record stands for evidence where nobody handed in any. (`the_record_of_the_drill_is_evidence`)
//! - Evidence of another system is not linked. (`evidence_of_another_system_is_not_linked`)
//! - Data of a sensitive segment brings its stricter tests. (`stricter_tests_follow_the_data`)
//! - A rule may ask for a class of the AI Act, a stage and a segment of data.
//!   (`a_rule_asks_for_class_stage_and_segment`)
//! - Every row of the traceability matrix is answered by a control with evidence to give, and shown for
//!   a system. (`every_row_of_the_matrix_resolves`)
//!
//! # Deliberately absent
//! - No stored status: see the room.

mod board;
mod changes;
mod coverage;
mod delivered;
mod due;
mod ground;
mod learnt;
mod record;
#[cfg(test)]
mod recorded;
mod segment;
mod targets;
#[cfg(test)]
mod tests;
mod trace;
mod turn;
#[cfg(test)]
mod turned;
mod view;

use domain::{
    authority::{Act, Caller},
    controls::{Command, Controls},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome};

pub use board::{Board, Counts, Standing};
pub use changes::ChangeRow;
pub use coverage::{Coverage, ItemCoverage, Link, ThreatCoverage};
pub use trace::{Answered, Trace};
pub use view::{ControlRow, Decided, Notice, Told};

use board::Rows;

impl App {
    /// Does a command of the room on a control of a system.
    pub async fn controls(
        &self,
        caller: &Caller,
        meta: &Meta,
        control: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        self.check_control(Some(caller), control, &command).await?;
        let id = domain::controls::control_of(control);
        if !self.book_now().await?.controls.contains_key(&id) {
            let sentence =
                format!("the catalogue has no control {id}; look at the list of controls");
            return Err(AppError::refused("control.unknown", sentence, Some("control")));
        }
        self.command::<Controls>(caller, meta, (act(&command), control), command).await
    }

    /// A control stands for its own system, and is shown with evidence of that system or of the
    /// organisation.
    pub(crate) async fn check_control(
        &self,
        caller: Option<&Caller>,
        control: &Subject,
        command: &Command,
    ) -> Result<(), AppError> {
        let id = domain::controls::control_of(control);
        let named = domain::controls::stream(command.system(), &id);
        if named.as_ref() != Ok(control) {
            let sentence = format!(
                "{control} is not a control of {}: write it control:SYSTEM.CONTROL",
                command.system()
            );
            return Err(AppError::refused("control.other_system", sentence, Some("system")));
        }
        let Command::LinkEvidence { system, evidence } = command else { return Ok(()) };
        let Some(Some(other)) = self.exists(evidence).await? else { return Ok(()) };
        // What the caller may not see does not exist for them, and is refused as such.
        let place = self.place(Some(other.clone())).await?;
        let is_visible = caller.is_none_or(|caller| caller.sees(&place));
        if is_visible && &other != system {
            let sentence =
                format!("{evidence} belongs to another system; attach the report to this one");
            return Err(AppError::refused(
                "control.evidence_elsewhere",
                sentence,
                Some("evidence"),
            ));
        }
        Ok(())
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::AssignOwner { .. } => Act::AssignControl,
        Command::MarkNotApplicable { .. } | Command::RestoreApplicability { .. } => {
            Act::DecideApplicability
        }
        Command::LinkEvidence { .. } | Command::UnlinkEvidence { .. } => Act::LinkEvidence,
        Command::NoticeStatus { .. } | Command::NoticeDue { .. } => Act::NoticeControl,
        Command::NoticeTurn { .. } => Act::NoticeDay,
    }
}
