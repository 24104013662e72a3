//! Inputs about the catalogue.

use async_graphql::{ID, InputObject};
use domain::catalogue::{Command, OwnItem};
use kernel::Subject as Named;
use serde_json::Value;

use super::{Asked, Order, name, word};
use crate::{
    graphql::{mutation::CatalogueRoom, scalars::Time},
    reply::{Answer, Reply},
};

/// An item of the organisation's own.
#[derive(InputObject, Clone, Debug)]
pub struct CatalogueItemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The section: `controls`, `threats`, `evidence_types`, `metrics`, `kris`, `limits`,
    /// `frameworks` or `framework_items`.
    pub section: String,
    /// Its id; begins with `ORG-`.
    pub id: String,
    /// What it says, as JSON in the shape of the section's items.
    pub body: String,
    /// From when it holds; from now on when absent.
    pub valid_from: Option<Time>,
    /// Until when (exclusive); open when absent.
    pub valid_to: Option<Time>,
}

/// An own item to withdraw.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawCatalogueItemInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// A link between an item and a framework to stand behind.
#[derive(InputObject, Clone, Debug)]
pub struct ConfirmMappingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// The control or threat.
    pub item: String,
    /// The framework, as the mapping calls it.
    pub framework: String,
    /// The item of the framework.
    pub reference: String,
}

/// The shipped files to load.
#[derive(InputObject, Clone, Debug)]
pub struct LoadCatalogueInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Only say what would change.
    pub dry_run: Option<bool>,
}

/// Items of the organisation's own, from a file.
#[derive(InputObject, Clone, Debug)]
pub struct ImportCatalogueItemsInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// A JSON array of items, or one item a line; each has `section`, `id` and `body`, and may have
    /// `validFrom` and `validTo`.
    pub file: String,
    /// Whether to only say what would become of each item.
    pub dry_run: bool,
}

/// An item to add.
pub struct AddItem(pub CatalogueItemInput);
/// An item to change.
pub struct ChangeItem(pub CatalogueItemInput);

fn item(input: &CatalogueItemInput) -> Answer<OwnItem> {
    let bad = |why: serde_json::Error| Reply::bad_input("body", format!("this is no JSON: {why}"));
    let body: Value = serde_json::from_str(&input.body).map_err(bad)?;
    if !body.is_object() {
        return Err(Reply::bad_input("body", "this must be a JSON object, { … }"));
    }
    Ok(OwnItem {
        section: word("section", &input.section)?,
        id: name("id", &input.id)?,
        body,
        valid_from: input.valid_from.map(|time| time.0),
        valid_to: input.valid_to.map(|time| time.0),
    })
}

macro_rules! catalogue_orders {
    ($($input:ty, |$this:ident| $fields:expr, |$me:ident, $asked:pat_param| $body:expr;)+) => {
        $(impl Order for $input {
            type Room = CatalogueRoom;

            fn id(&self) -> Option<&str> {
                let $this = self;
                $fields.command.as_ref().map(|id| id.as_str())
            }

            fn subject(&self, _: &Asked) -> Answer<Named> {
                Ok(app::catalogue::own_stream()?)
            }

            fn parse(self, $asked: &Asked) -> Answer<Command> {
                let $me = self;
                $body
            }
        })+
    };
}

catalogue_orders! {
    AddItem, |this| this.0, |input, _| Ok(Command::Add(item(&input.0)?));
    ChangeItem, |this| this.0, |input, _| Ok(Command::Change(item(&input.0)?));
    WithdrawCatalogueItemInput, |this| this, |input, asked| Ok(Command::Withdraw {
        section: word("section", &input.section)?,
        id: name("id", &input.id)?,
        reason: asked.must_say("reason", &input.reason)?,
    });
    ConfirmMappingInput, |this| this, |input, _| Ok(Command::ConfirmMapping {
        item: name("item", &input.item)?,
        framework: name("framework", &input.framework)?,
        reference: name("reference", &input.reference)?,
    });
}
