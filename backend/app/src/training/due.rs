//! Attestations of environments that have run out.
//!
//! # Invariants
//! - Only the attestation in force lapses; one that was renewed is no news.
//!   (`a_year_passes_and_each_day_is_told_once`)

use domain::training::Command;
use kernel::Micros;

use super::EnvironmentRow;
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
};

impl App {
    /// Attestations that count no longer, about which nobody was told.
    pub(crate) async fn attestations_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let environments = self.table::<EnvironmentRow>(sight).await?;
        Ok(environments.iter().filter_map(|row| lapsed(row, sight.time)).collect())
    }
}

/// An environment; who attested it is told.
fn lapsed(row: &EnvironmentRow, at: Micros) -> Option<Due> {
    let attested = row.attestation()?;
    let due = attested.until;
    if at < due || row.told.iter().any(|told| told.due == due) {
        return None;
    }
    let notice = Notice::Training(Command::NoticeLapse { due, told: vec![attested.by.clone()] });
    Some(Due { stream: row.subject.clone(), day: due, notice })
}
