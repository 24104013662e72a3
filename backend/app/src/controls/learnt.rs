//! What those who work on a system learnt, as a count.
//!
//! Whoever is in the team of a system, holds a role for it or answers for it works on it. What is
//! required of them, and what of it counts, the curriculum says for the moment of the question. Where
//! none of them completed anything, nobody keeps training here, and that is no fact.

use std::sync::Arc;

use domain::{awareness::Standing, controls::RoomFact};
use kernel::{Micros, Subject};

use super::record::{FactRow, Says};
use crate::{
    App, AppError, Reach, Sight, Table,
    awareness::{LearningRow, Syllabus, coverage, curriculum},
    systems::SystemRow,
};

/// What everybody learnt, and what is required of them.
pub(super) struct Learnt {
    people: Arc<Table<LearningRow>>,
    syllabus: Syllabus,
    curriculum: Subject,
}

impl App {
    /// What people learnt, for those who may count everybody.
    pub(super) async fn learnt(&self, sight: &Sight) -> Result<Option<Learnt>, AppError> {
        if sight.learning.counted != Reach::All {
            return Ok(None);
        }
        let (people, syllabus) = (self.table(sight).await?, self.syllabus(sight).await?);
        Ok(Some(Learnt { people, syllabus, curriculum: curriculum()? }))
    }
}

impl Learnt {
    /// What it says about a system.
    pub(super) fn facts(&self, system: &SystemRow, at: Micros) -> Vec<FactRow> {
        let works = |row: &&LearningRow| works_on(row, system, at);
        let people: Vec<&LearningRow> = self.people.iter().filter(works).collect();
        let (mut scores, mut since, mut late) = (Vec::new(), None, 0_i64);
        for row in &people {
            let duties = self.syllabus.duties(row, at);
            let is_late =
                duties.iter().any(|duty| matches!(duty.standing, Standing::Overdue { .. }));
            late = late.saturating_add(i64::from(is_late));
            let counts = duties.iter().filter(|duty| {
                matches!(duty.standing, Standing::Current { .. } | Standing::Expiring { .. })
            });
            let records = counts.filter_map(|duty| row.records.get(&duty.module));
            for completed in records.filter_map(|record| record.completed.as_ref()) {
                scores.push(completed.score.approx());
                since = since.max(Some(completed.at));
            }
        }
        let Some(since) = since else { return Vec::new() };
        let count = coverage(people.iter().copied(), &self.syllabus, at).organisation;
        let share = Says::worked_out(count.share());
        let mean = Says::worked_out(mean(&scores));
        let fact = |fact, says: &[Says]| {
            FactRow::new(fact, &system.subject, since, says).shown_by(&self.curriculum)
        };
        vec![fact(RoomFact::Training, &[share, Says::Number(late)]), fact(RoomFact::Tests, &[mean])]
    }
}

fn works_on(row: &LearningRow, system: &SystemRow, at: Micros) -> bool {
    let holds =
        |role: &domain::authority::Grant| role.is_current(at) && role.scope == system.subject;
    let mut answers = system.accountable.iter().filter(|held| held.until.is_none());
    row.team.as_ref() == Some(&system.team)
        || row.grants.iter().any(holds)
        || answers.any(|held| held.person == row.subject)
}

fn mean(scores: &[f64]) -> Option<f64> {
    let count = u32::try_from(scores.len()).ok().filter(|count| *count > 0)?;
    Some(scores.iter().sum::<f64>() / f64::from(count))
}
