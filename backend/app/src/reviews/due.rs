//! Days of reviews that have passed: an action is overdue, a conclusion counts no longer.
//!
//! # Invariants
//! - An action that was closed in time is not told. (`an_overdue_action_is_told_to_its_owner`)
//! - A review that a newer one has replaced is no news. (`only_the_newest_review_of_a_system_lapses`)

use std::collections::BTreeMap;

use domain::reviews::Command;
use kernel::{Micros, Subject};

use super::{ActionRow, ReviewRow};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
};

impl App {
    /// Actions that are overdue and conclusions that count no longer, about which nobody was told.
    pub(crate) async fn reviews_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let actions = self.table::<ActionRow>(sight).await?;
        let reviews = self.table::<ReviewRow>(sight).await?;
        let mut due: Vec<Due> =
            actions.iter().filter_map(|action| overdue(action, sight.time)).collect();
        due.extend(newest(reviews.iter()).filter_map(|review| lapsed(review, sight.time)));
        Ok(due)
    }
}

/// An action; its owner is told.
fn overdue(action: &ActionRow, at: Micros) -> Option<Due> {
    let due = action.due;
    let was_told = action.told.iter().any(|told| told.due == due);
    if was_told || !action.is_overdue(at) {
        return None;
    }
    let told = vec![action.owner.clone()];
    let notice = Notice::Reviews(Command::NoticeOverdue { due, told });
    Some(Due { stream: action.subject.clone(), day: due, notice })
}

/// The review of each system that was concluded last.
fn newest<'a>(reviews: impl Iterator<Item = &'a ReviewRow>) -> impl Iterator<Item = &'a ReviewRow> {
    let mut newest: BTreeMap<&Subject, (Micros, &ReviewRow)> = BTreeMap::new();
    for review in reviews {
        let Some(concluded) = &review.concluded else { continue };
        let held = newest.entry(&review.system).or_insert((concluded.at, review));
        if concluded.at > held.0 {
            *held = (concluded.at, review);
        }
    }
    newest.into_values().map(|(_, review)| review)
}

/// A review; who concluded it is told.
fn lapsed(review: &ReviewRow, at: Micros) -> Option<Due> {
    let (due, concluded) = (review.fresh_until()?, review.concluded.as_ref()?);
    if review.is_fresh(at) || review.told.iter().any(|told| told.due == due) {
        return None;
    }
    let told = vec![concluded.by.clone()];
    let notice = Notice::Reviews(Command::NoticeLapse { due, told });
    Some(Due { stream: review.subject.clone(), day: due, notice })
}
