//! Evaluations: use cases, the view of evidence, and the files kept with it.
//!
//! # Invariants
//! - A file comes back as it was sent, and its event names its digest. (`a_file_comes_back_as_it_was`)
//! - What is refused leaves no file. (`what_is_refused_leaves_no_file`)
//! - A changed file is a failure, never an answer. (`a_changed_file_is_a_failure`)
//! - Files stay with evidence that was withdrawn. (`files_stay_with_withdrawn_evidence`)
//!
//! # Deliberately absent
//! - No reading of what is in a file: evidence says it in metrics.

mod files;
#[cfg(test)]
mod tests;
mod view;

use domain::{
    Event,
    authority::{Act, Caller},
    evaluations::{Command, Evaluations, Report},
    systems::{self, RiskClass},
};
use kernel::Subject;

use crate::{App, AppError, Meta, Outcome, catalogue::Book, recorded};

pub use files::Upload;
pub use view::{EvidenceRow, Freshness, KeptFile};

impl App {
    /// Does a command of the room on a piece of evidence.
    pub async fn evaluations(
        &self,
        caller: &Caller,
        meta: &Meta,
        evidence: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let command = match command {
            Command::Attach(report) => Command::Attach(self.held_against(report).await?),
            Command::Withdraw { .. } | Command::KeepFile(_) => command,
        };
        self.command::<Evaluations>(caller, meta, (act(&command), evidence), command).await
    }

    /// A report that names no limits is held against those of the catalogue, for the risk class of
    /// its system; without a system, against the strictest.
    async fn held_against(&self, mut report: Report) -> Result<Report, AppError> {
        if !report.thresholds.is_empty() {
            return Ok(report);
        }
        let class = self.risk_class(report.system.as_ref()).await?;
        let reported = report.metrics.keys().chain(report.flags.keys());
        let reported: Vec<&str> = reported.map(String::as_str).collect();
        let now = self.book_now().await?;
        // A log into which no catalogue was loaded yet keeps to what ships.
        let book = if now.is_empty() { Book::shipped() } else { &now };
        let yardstick = book.yardstick(report.evidence_type.as_str(), class, &reported);
        report.thresholds = yardstick.thresholds;
        report.fresh_days = report.fresh_days.or(yardstick.fresh_days);
        if report.speaks_to.is_empty() {
            report.speaks_to = yardstick.speaks_to;
        }
        Ok(report)
    }

    async fn risk_class(&self, system: Option<&Subject>) -> Result<RiskClass, AppError> {
        let Some(system) = system else { return Ok(RiskClass::High) };
        let facts = self.store.read_stream(&system.to_string(), u64::MAX).await?;
        let first = facts.first().map(recorded).transpose()?;
        let event = first.map(|fact| fact.event);
        let Some(Event::Systems(systems::Event::Registered { risk_class, .. })) = event else {
            return Ok(RiskClass::High);
        };
        Ok(risk_class)
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Attach(_) | Command::Withdraw { .. } | Command::KeepFile(_) => Act::RecordEvidence,
    }
}
