//! Inputs about saved views.

use async_graphql::{ID, InputObject};
use domain::saved_views::{Address, Command};
use kernel::{Kind, Personal, Subject as Thing};

use super::{Asked, name, new_orders, orders};
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

new_orders! {
    SaveViewInput => SavedViewRoom, view: Kind::View, "view", |input, asked| {
        save((&input.name, &input.address, input.pinned), None, asked)
    };
    ShareViewInput => SavedViewRoom, view: Kind::View, "view", |input, asked| {
        save((&input.name, &input.address, input.pinned), Some(input.with.0), asked)
    };
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

fn save(
    (title, address, pinned): (&str, &str, Option<bool>),
    with: Option<Thing>,
    asked: &Asked,
) -> Answer<Command> {
    let Address { list, query } = Address::parse(address, pinned.unwrap_or_default())
        .map_err(|e| Reply::bad_input("address", e.to_string()))?;
    Ok(Command::Save { list, name: called(title, asked)?, query: asked.said(&query), with })
}
