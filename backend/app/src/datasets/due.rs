//! Reviews of access whose day has come.
//!
//! # Invariants
//! - Only the day that the last review named is told, once.
//!   (`a_year_passes_and_each_day_is_told_once`)

use domain::datasets::Command;
use kernel::{Kind, Micros, Subject};

use super::{AccessReview, DatasetRow};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
    people::PersonRow,
};

impl App {
    /// Reviews of access that are due, about which nobody was told.
    pub(crate) async fn access_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let datasets = self.table::<DatasetRow>(sight).await?;
        let people = self.table::<PersonRow>(sight).await?;
        let mut due = Vec::new();
        for row in &*datasets {
            let Some((review, day)) = named(row, sight.time) else { continue };
            let told = reviewers(row, review, people.iter());
            let notice = Notice::Datasets(Command::NoticeAccessReview { due: day, told });
            due.push(Due { stream: row.subject.clone(), day, notice });
        }
        Ok(due)
    }
}

/// The last review, when the day has come that it named and nobody was told of it.
fn named(row: &DatasetRow, at: Micros) -> Option<(&AccessReview, Micros)> {
    let review = row.last_review.as_ref().filter(|last| !last.told)?;
    let day = review.next_due.filter(|day| *day <= at)?;
    Some((review, day))
}

/// Who decides on the use of a dataset: its owner, or everybody of the team that owns it. Where
/// none of them is there any more, who reviewed it last.
fn reviewers<'a>(
    row: &DatasetRow,
    last: &AccessReview,
    people: impl Iterator<Item = &'a PersonRow>,
) -> Vec<Subject> {
    let is_theirs = |person: &&PersonRow| {
        let of_team = row.owner.kind() == Kind::Team && person.team.as_ref() == Some(&row.owner);
        of_team || person.subject == row.owner
    };
    let here = people.filter(|person| person.active && !person.service);
    let owners = here.filter(is_theirs).map(|person| person.subject.clone());
    let owners: Vec<Subject> = owners.collect();
    if owners.is_empty() { vec![last.by.clone()] } else { owners }
}
