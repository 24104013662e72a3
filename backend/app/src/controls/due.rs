//! Dates that have come: evidence that no longer counts, and the person who is told.
//!
//! Evidence turns stale by itself, whether or not anybody looks. The log keeps that somebody was
//! told, once for each date. What came due before the log began was not ours to tell.

use domain::{
    authority::{Act, Caller, Permit},
    controls::{Command, Controls, Grounds, stream},
};
use kernel::{Micros, Subject};

use super::{Board, Standing};
use crate::{App, AppError, Meta, systems::SystemRow, transact::request_bytes, view::Filter};

/// Evidence that came due for a control.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Due {
    system: Subject,
    control: String,
    what: Subject,
    on: Micros,
    told: Option<Subject>,
}

impl App {
    /// Tells the owners of controls whose evidence has come due. Answers how many dates that were.
    pub async fn notice_due_evidence(&self) -> Result<usize, AppError> {
        let sight = self.everything();
        let Some(began) = self.log_began().await? else { return Ok(0) };
        let board = self.control_board(&sight, None).await?;
        let systems: Vec<SystemRow> = self.list(&sight, Filter::default()).await?.rows;
        let due = due(&board, &systems, began);
        if due.is_empty() {
            return Ok(0);
        }
        let clock = self.operator().await?;
        for one in &due {
            self.notice(&clock, one).await?;
        }
        Ok(due.len())
    }

    /// When the log recorded its first event.
    async fn log_began(&self) -> Result<Option<Micros>, AppError> {
        let first = self.store.read(0, 1).await?;
        Ok(first.first().map(|stored| Micros(stored.leaf.time)))
    }

    async fn notice(&self, clock: &Caller, due: &Due) -> Result<(), AppError> {
        let permit = Permit::clock(Act::NoticeControl, clock.person.clone())?;
        let stream = stream(&due.system, &due.control).map_err(AppError::internal)?;
        let command = Command::NoticeDue {
            system: due.system.clone(),
            what: due.what.clone(),
            due: due.on,
            told: due.told.clone(),
        };
        let request = request_bytes(&(Act::NoticeControl.as_str(), &stream, &command))?;
        let meta = Meta {
            source: String::from("clock"),
            command: format!("{stream}/{}/{}", due.what, due.on.0),
            ..Meta::default()
        };
        let mut draft = self.draft(clock, &meta);
        draft.decide::<Controls>(None, &stream, command).await?;
        match draft.commit_quietly(&permit, &meta, request).await {
            // Another process told them.
            Err(AppError::Conflict) => Ok(()),
            other => other.map(drop),
        }
    }
}

/// What came due and nobody was told about.
fn due(board: &Board, systems: &[SystemRow], began: Micros) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    for standing in &board.standings {
        let owner = || {
            let system = systems.iter().find(|row| row.subject == standing.system);
            system.and_then(|row| row.owner.clone())
        };
        for (what, due) in expired(standing) {
            let is_told = standing.decided.iter().flat_map(|row| &row.told);
            let is_told = is_told.into_iter().any(|told| (&told.what, told.due) == (what, due));
            if is_told || due < began {
                continue;
            }
            let one = Due {
                system: standing.system.clone(),
                control: standing.control.clone(),
                what: what.clone(),
                on: due,
                told: standing.owner().cloned().or_else(owner),
            };
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}

/// Evidence that would pass and is too old, with the moment it stopped counting.
fn expired(standing: &Standing) -> impl Iterator<Item = (&Subject, Micros)> {
    let readings = standing.assessment.tests.iter().flat_map(|test| &test.readings);
    readings.filter_map(|reading| {
        let is_old = matches!(reading.grounds, Grounds::TooOld(_));
        is_old.then_some((reading.evidence.as_ref()?, reading.until?))
    })
}
