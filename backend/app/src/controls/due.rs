//! Dates that have come: evidence that no longer counts, and the person who is told.
//!
//! Evidence turns stale by itself, whether or not anybody looks.

use domain::controls::{Command, Grounds, stream};
use kernel::{Micros, Subject};

use super::Standing;
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
    systems::SystemRow,
    view::Filter,
};

impl App {
    /// Evidence that came due for a control, with its owner, and about which nobody was told.
    pub(crate) async fn evidence_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let board = self.control_board(sight, None).await?;
        let systems: Vec<SystemRow> = self.list(sight, Filter::default()).await?.rows;
        let mut found: Vec<Due> = Vec::new();
        for standing in &board.standings {
            let owner = || {
                let system = systems.iter().find(|row| row.subject == standing.system);
                system.and_then(|row| row.owner.clone())
            };
            for (what, due) in expired(standing) {
                let is_told = standing.decided.iter().flat_map(|row| &row.told);
                if is_told.into_iter().any(|told| (&told.what, told.due) == (what, due)) {
                    continue;
                }
                let notice = Notice::Controls(Command::NoticeDue {
                    system: standing.system.clone(),
                    what: what.clone(),
                    due,
                    told: standing.owner().cloned().or_else(owner),
                });
                let stream = stream(&standing.system, &standing.control);
                let one = Due { stream: stream.map_err(AppError::internal)?, day: due, notice };
                if !found.contains(&one) {
                    found.push(one);
                }
            }
        }
        Ok(found)
    }
}

/// Evidence that would pass and is too old, with the moment it stopped counting.
fn expired(standing: &Standing) -> impl Iterator<Item = (&Subject, Micros)> {
    let readings = standing.assessment.tests.iter().flat_map(|test| &test.readings);
    readings.filter_map(|reading| {
        let is_old = matches!(reading.grounds, Grounds::TooOld(_));
        is_old.then_some((reading.evidence.as_ref()?, reading.until?))
    })
}
