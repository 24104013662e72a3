//! Days of a risk that have come: the end of an acceptance, a review, a task, a treatment.

use domain::risks::Command;
use kernel::Subject;

use super::{DueItem, Hit, Register};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
};

impl App {
    /// What is due of the risks a question sees, with who is accountable, at a moment.
    pub async fn due_risks(
        &self,
        sight: &Sight,
    ) -> Result<Vec<(Subject, Subject, DueItem)>, AppError> {
        self.due_items(sight, |_, _| true).await
    }

    /// What is due of risks, and about which nobody was told.
    pub(crate) async fn risks_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let is_news = |hit: &Hit<'_>, item: &DueItem| !hit.state.told.contains(item);
        let items = self.due_items(sight, is_news).await?;
        let due = items.into_iter().map(|(stream, owner, DueItem { due, what, task })| {
            let notice = Command::NoticeDue { what, task, due, told: vec![owner] };
            Due { stream, day: due, notice: Notice::Risks(notice) }
        });
        Ok(due.collect())
    }

    async fn due_items(
        &self,
        sight: &Sight,
        wanted: impl Fn(&Hit<'_>, &DueItem) -> bool + Send + Sync,
    ) -> Result<Vec<(Subject, Subject, DueItem)>, AppError> {
        let due = |register: &Register| {
            let of = |hit: Hit<'_>| {
                let mut items = hit.state.due(sight.time);
                items.retain(|item| wanted(&hit, item));
                let (risk, owner) = (hit.line.subject.clone(), hit.owner.clone());
                items
                    .into_iter()
                    .map(move |item| (risk.clone(), owner.clone(), item))
                    .collect::<Vec<_>>()
            };
            register.seen(sight).flat_map(of).collect()
        };
        self.register.ask(&self.store, sight.upto, due).await
    }
}
