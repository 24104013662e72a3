//! Inputs about saved views.

use async_graphql::{ID, InputObject};
use domain::saved_views::{Address, Command};
use kernel::{Kind, Personal, Subject as Thing};

use super::{Asked, Order, name, orders};
use crate::{
    graphql::{mutation::SavedViewRoom, scalars::Subject},
    reply::{Answer, Reply},
};

/// A view to save for oneself.
#[derive(InputObject, Clone, Debug)]
pub struct SaveViewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `view:NAME`; one is made up when absent.
    pub view: Option<Subject>,
    /// What to call it; it can be erased later.
    pub name: String,
    /// The address of the list, with filters and order: `/risks?band=high`.
    pub address: String,
    /// Whether to keep the moment that the address names.
    pub pinned: Option<bool>,
}

/// A view to share with others.
#[derive(InputObject, Clone, Debug)]
pub struct ShareViewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `view:NAME`; one is made up when absent.
    pub view: Option<Subject>,
    /// What to call it; it can be erased later.
    pub name: String,
    /// The address of the list, with filters and order: `/risks?band=high`.
    pub address: String,
    /// Whether to keep the moment that the address names.
    pub pinned: Option<bool>,
    /// Who finds it: a team, or the organisation.
    pub with: Subject,
}

/// A view to call something else.
#[derive(InputObject, Clone, Debug)]
pub struct RenameViewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which.
    pub view: Subject,
    /// What to call it from now on; it can be erased later.
    pub name: String,
}

/// A view to remove.
#[derive(InputObject, Clone, Debug)]
pub struct RemoveViewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which.
    pub view: Subject,
}

orders! {
    RenameViewInput => SavedViewRoom, view, |input, asked| Ok(Command::Rename {
        name: called(&input.name, asked)?,
    });
    RemoveViewInput => SavedViewRoom, view, |_, _| Ok(Command::Remove);
}

/// A name for people: as short as any other, and the caller's own words.
fn called(text: &str, asked: &Asked) -> Answer<Personal> {
    name("name", text).map(|name| asked.said(name.as_str()))
}

/// The id of a view, or a new one that belongs to the command.
fn named(view: Option<&Subject>, asked: &Asked) -> Answer<Thing> {
    match view {
        Some(view) => Ok(view.0.clone()),
        None => {
            let name = format!("view-{}", asked.short);
            Ok(Thing::new(Kind::View, &name, None).map_err(app::AppError::internal)?)
        }
    }
}

fn save(
    (title, address, pinned): (&str, &str, Option<bool>),
    with: Option<Thing>,
    asked: &Asked,
) -> Answer<Command> {
    let Address { list, query } = Address::parse(address, pinned.unwrap_or_default())
        .map_err(|e| Reply::bad_input("address", e.to_string()))?;
    Ok(Command::Save { list, name: called(title, asked)?, query: asked.said(&query), with })
}

impl Order for SaveViewInput {
    type Room = SavedViewRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, asked: &Asked) -> Answer<Thing> {
        named(self.view.as_ref(), asked)
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        save((&self.name, &self.address, self.pinned), None, asked)
    }
}

impl Order for ShareViewInput {
    type Room = SavedViewRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, asked: &Asked) -> Answer<Thing> {
        named(self.view.as_ref(), asked)
    }

    fn parse(self, asked: &Asked) -> Answer<Command> {
        save((&self.name, &self.address, self.pinned), Some(self.with.0), asked)
    }
}
