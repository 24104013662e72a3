//! Saved views: who saves, shares and finds them.
//!
//! # Invariants
//! - Everybody saves for themselves; sharing takes a role for whom it is shared with.
//!   (`sharing_takes_a_role_for_the_audience`)
//! - A view is found by its owner and its audience, and by nobody else.
//!   (`a_view_is_found_by_its_audience_only`)
//! - Whoever was erased left no views. (`an_erased_owner_leaves_no_views`)

#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use domain::{
    authority::{Act, Caller, Place},
    saved_views::{Command, List, SavedViews},
};
use kernel::{Kind, Subject};

use crate::{App, AppError, Meta, Outcome, Sight, people::PersonRow};

pub use view::SavedViewRow;

impl App {
    /// Does a command of the room on a saved view.
    pub async fn saved_views(
        &self,
        caller: &Caller,
        meta: &Meta,
        view: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if view.kind() != Kind::View {
            let sentence = format!("{view} is no view; write it like view:NAME");
            return Err(AppError::refused("view.bad_id", sentence, Some("view")));
        }
        let act = act(&command);
        let place = match &command {
            Command::Save { with: Some(with), .. } => self.place_of_audience(with).await?,
            Command::Save { with: None, .. } | Command::Rename { .. } | Command::Remove => {
                caller.place_for(act)
            }
        };
        self.command_at::<SavedViews>(caller, meta, (act, view, Some(&place)), command).await
    }

    /// Where a right to share with somebody is held. The organisation is everywhere, if it is ours.
    async fn place_of_audience(&self, with: &Subject) -> Result<Place, AppError> {
        if with.kind() == Kind::Organisation && self.organisation().await?.as_ref() != Some(with) {
            let sentence = format!("{with} is not the organisation of this log");
            return Err(AppError::refused("view.no_audience", sentence, Some("with")));
        }
        let team = (with.kind() == Kind::Team).then(|| with.clone());
        Ok(Place { system: None, team })
    }

    /// The views of a list that the caller finds: their own, and those shared with them.
    pub async fn views_of(
        &self,
        sight: &Sight,
        caller: &Caller,
        list: List,
    ) -> Result<Vec<Arc<SavedViewRow>>, AppError> {
        let team = self.own_team(caller).await?;
        let table = self.table::<SavedViewRow>(sight).await?;
        let finds = |row: &&Arc<SavedViewRow>| {
            row.list == list && row.is_found_by(&caller.person, team.as_ref())
        };
        Ok(table.rows.iter().filter(finds).cloned().collect())
    }

    /// With whom the caller may share: their own team and the organisation, as far as a role allows.
    pub async fn audiences(&self, caller: &Caller) -> Result<Vec<Subject>, AppError> {
        let own = [self.own_team(caller).await?, self.organisation().await?];
        let mut all = Vec::with_capacity(own.len());
        for with in own.into_iter().flatten() {
            let place = self.place_of_audience(&with).await?;
            if caller.permit(Act::ShareView, &place).is_ok() {
                all.push(with);
            }
        }
        Ok(all)
    }

    /// The team the caller is in now.
    pub async fn own_team(&self, caller: &Caller) -> Result<Option<Subject>, AppError> {
        let row = self.find::<PersonRow>(&self.everything(), &caller.person).await?;
        Ok(row.and_then(|row| row.team))
    }
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Save { with: Some(_), .. } => Act::ShareView,
        Command::Save { with: None, .. } | Command::Rename { .. } | Command::Remove => {
            Act::SaveView
        }
    }
}
