//! Dates that have come: evidence that no longer counts, and the person who is told.
//!
//! Evidence turns stale by itself, whether or not anybody looks. Of what turns by an event tells
//! [`super::turn`].

use std::collections::BTreeSet;

use domain::controls::{Command, Grounds, stream};
use kernel::{Micros, Subject};

use super::{Board, Standing};
use crate::{
    App, AppError, Reach, Sight,
    notices::{Due, Notice},
    systems::SystemRow,
    view::Filter,
};

impl App {
    /// What of controls came due or turned for the worse, each with its owner, and about which nobody
    /// was told.
    pub(crate) async fn controls_to_tell(
        &self,
        sight: &Sight,
        began: Micros,
    ) -> Result<Vec<Due>, AppError> {
        let sight = &without_learning(sight);
        let board = self.control_board(sight, None).await?;
        let systems: Vec<SystemRow> = self.list(sight, Filter::default()).await?.rows;
        let mut found = evidence(&board, &systems)?;
        for system in &systems {
            found.extend(self.turns_to_tell(sight, (&board, system), began).await?);
        }
        Ok(found)
    }
}

/// The same, without what people learnt: a notice is read by everybody who sees the system, and would
/// say what only some may count.
fn without_learning(sight: &Sight) -> Sight {
    let mut sight = sight.clone();
    sight.learning.counted = Reach::Only(BTreeSet::new());
    sight
}

/// Evidence that came due for a control, and about which nobody was told.
fn evidence(board: &Board, systems: &[SystemRow]) -> Result<Vec<Due>, AppError> {
    let mut found: Vec<Due> = Vec::new();
    for standing in &board.standings {
        let system = systems.iter().find(|row| row.subject == standing.system);
        for (what, due) in expired(standing) {
            let is_told = standing.decided.iter().flat_map(|row| &row.told);
            if is_told.into_iter().any(|told| (&told.what, told.due) == (what, due)) {
                continue;
            }
            let notice = Notice::Controls(Command::NoticeDue {
                system: standing.system.clone(),
                what: what.clone(),
                due,
                told: system.and_then(|system| answers(standing, system)),
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

/// Who answers for a control: its owner, or else that of the system.
pub(super) fn answers(standing: &Standing, system: &SystemRow) -> Option<Subject> {
    standing.owner().cloned().or_else(|| system.owner.clone())
}

/// Evidence that would pass and is too old, with the moment it stopped counting.
fn expired(standing: &Standing) -> impl Iterator<Item = (&Subject, Micros)> {
    let readings = standing.assessment.tests.iter().flat_map(|test| &test.readings);
    readings.filter_map(|reading| {
        // Of a fact that ends its own room tells.
        let is_old = reading.recorded.is_none() && matches!(reading.grounds, Grounds::TooOld(_));
        is_old.then_some((reading.evidence.as_ref()?, reading.until?))
    })
}
