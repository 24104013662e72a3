//! Telling people what they must learn: each once for what is due when, by the product itself
//! ([`crate::notices`]) or when somebody asks for it.
//!
//! # Invariants
//! - A day that comes or passes is told once, however often one looks. (`the_clock_tells_each_thing_once`)

use std::sync::Arc;

use domain::{
    authority::{Act, Caller, Place},
    awareness::{self, Awareness, Command, Notice, Told, learner_of},
};
use kernel::{Micros, Subject};

use super::{LearningRow, Syllabus};
use crate::{
    App, AppError, Meta, Outcome, Sight,
    notices::{self, Due},
    transact::{TRIES, request_bytes},
};

/// The role that makes somebody the security champion of a team.
const CHAMPION: &str = "security_champion";

/// What a person is to be told at a moment and was not told yet.
pub fn due(row: &LearningRow, syllabus: &Syllabus, at: Micros) -> Vec<Notice> {
    let mut due = awareness::notices(&syllabus.duties(row, at), at);
    due.retain(|notice| !row.told.contains(notice));
    due
}

impl App {
    /// The training that is due or overdue, each with its learner, and about which nobody was told.
    pub(crate) async fn training_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let syllabus = self.syllabus(sight).await?;
        let table = self.table::<LearningRow>(sight).await?;
        let mut all = Vec::new();
        for row in &table.rows {
            let Some(stream) = learner_of(&row.subject) else { continue };
            for notice in due(row, &syllabus, sight.time) {
                let day = notice.due;
                let notices = vec![notice];
                let told = addressees(row, &table.rows, &notices, sight.time);
                let notice = notices::Notice::Awareness(Command::Tell { notices, told });
                all.push(Due { stream: stream.clone(), day, notice });
            }
        }
        Ok(all)
    }

    /// Tells everybody, or everybody of a team, what is due; their champions hear what is overdue.
    /// Who was told of it before is not told again. Answers how many notices were recorded.
    pub async fn remind(
        &self,
        caller: &Caller,
        meta: &Meta,
        team: Option<&Subject>,
    ) -> Result<(Outcome, usize), AppError> {
        let place = Place { system: None, team: team.cloned() };
        let permit = caller.permit(Act::AssignTraining, &place)?;
        let request = request_bytes(&(Act::AssignTraining.as_str(), "remind", team))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            let told = receipt.positions.len();
            return Ok((Some(receipt), told));
        }
        for _ in 0..TRIES {
            let everything = self.everything();
            let syllabus = self.syllabus(&everything).await?;
            let table = self.table::<LearningRow>(&everything).await?;
            let rows = &table.rows;
            let mut draft = self.draft(caller, meta);
            let now = draft.moment().now;
            let is_here =
                |row: &&Arc<LearningRow>| team.is_none_or(|team| row.team.as_ref() == Some(team));
            for row in rows.iter().filter(is_here) {
                let Some((stream, tell)) = telling(row, rows, &syllabus, now) else { continue };
                draft.decide::<Awareness>(Some(caller), &stream, tell).await?;
            }
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => {
                    let outcome = answer?;
                    let told = outcome.as_ref().map_or(0, |receipt| receipt.positions.len());
                    return Ok((outcome, told));
                }
            }
        }
        Err(AppError::Conflict)
    }
}

/// What is to be recorded of what somebody is told now.
fn telling(
    row: &LearningRow,
    rows: &[Arc<LearningRow>],
    syllabus: &Syllabus,
    now: Micros,
) -> Option<(Subject, Command)> {
    let due = due(row, syllabus, now);
    let stream = learner_of(&row.subject).filter(|_| !due.is_empty())?;
    let told = addressees(row, rows, &due, now);
    Some((stream, Command::Tell { notices: due, told }))
}

/// The person, and when something is overdue the champions of their team.
fn addressees(
    row: &LearningRow,
    rows: &[Arc<LearningRow>],
    due: &[Notice],
    now: Micros,
) -> Vec<Subject> {
    let mut told = vec![row.subject.clone()];
    if due.iter().any(|notice| notice.what == Told::Overdue) {
        let is_champion = |other: &&Arc<LearningRow>| {
            other.active
                && other.subject != row.subject
                && other.grants.iter().any(|grant| {
                    let of_team = Some(&grant.scope) == row.team.as_ref();
                    grant.role == CHAMPION && of_team && grant.is_current(now)
                })
        };
        told.extend(rows.iter().filter(is_champion).map(|row| row.subject.clone()));
    }
    told
}
