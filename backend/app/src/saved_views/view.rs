//! A saved view. Its name and its filters are seals: the texts stay with the owner's key.

use domain::{
    Event,
    saved_views::{self, List},
};
use kernel::{Kind, Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedViewRow {
    /// The view.
    pub subject: Subject,
    /// The list it is a page of.
    pub list: List,
    /// What people call it.
    pub name: Personal,
    /// Its filters and its order.
    pub query: Personal,
    /// Who saved it.
    pub owner: Subject,
    /// A team or the organisation that finds it too.
    pub with: Option<Subject>,
    /// When it was saved.
    pub saved: Micros,
}

impl SavedViewRow {
    /// Whether somebody of a team finds it.
    pub fn is_found_by(&self, person: &Subject, team: Option<&Subject>) -> bool {
        let is_shared = |with: &Subject| with.kind() == Kind::Organisation || Some(with) == team;
        self.owner == *person || self.with.as_ref().is_some_and(is_shared)
    }
}

impl View for SavedViewRow {
    const NAME: &'static str = "saved_views";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::SavedViews(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::SavedViews(event) = &fact.event else { return row };
        match event {
            saved_views::Event::Saved { list, name, query, with } => Some(Self {
                subject: fact.stream.clone(),
                list: *list,
                name: name.clone(),
                query: query.clone(),
                owner: fact.by().clone(),
                with: with.clone(),
                saved: fact.at,
            }),
            saved_views::Event::Renamed { name } => {
                row.map(|row| Self { name: name.clone(), ..row })
            }
            saved_views::Event::Removed {} => None,
        }
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.list.to_string()
    }
}
