//! What can be done about the catalogue.
use super::files::CatalogueDifference;
use crate::{
    command::{Command, Payload, Sent, commands, done, payloads},
    scalars::Time,
    schema,
    shared::{Receipt, Refusal},
};

payloads! {
    /// What a command about the catalogue answers.
    CataloguePayload {}
    /// What loading answers.
    LoadCataloguePayload {}
}

/// An item of the organisation's own.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CatalogueItemInput {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What it says, as JSON.
    pub body: String,
    /// From when it holds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Time>,
    /// Until when.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Time>,
}

/// An own item to withdraw.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawCatalogueItemInput {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// A link to stand behind.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ConfirmMappingInput {
    /// The control or threat.
    pub item: String,
    /// The framework, as the mapping calls it.
    pub framework: String,
    /// The item of the framework.
    pub reference: String,
}

/// The shipped files to load.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LoadCatalogueInput {
    /// Only say what would change.
    pub dry_run: Option<bool>,
}

/// Own items from a file.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ImportCatalogueItemsInput {
    /// A JSON array of items, or one item a line.
    pub file: String,
    /// Whether to only say what would become of each.
    pub dry_run: bool,
}

/// What becomes of an item of a file, or why nothing does.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ImportedItem {
    /// Its line, or its place in the array.
    pub number: i32,
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What becomes of it; absent when nothing is new.
    pub difference: Option<CatalogueDifference>,
    /// What is wrong with it.
    pub refusal: Option<Refusal>,
}

/// What came of a file of own items.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ImportItemsPayload {
    /// Item by item.
    pub lines: Vec<ImportedItem>,
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why the file as a whole was not read.
    pub refusal: Option<Refusal>,
}

impl Payload for ImportItemsPayload {
    fn ends(&self) -> (Option<Receipt>, Option<Refusal>) {
        (self.receipt.clone(), self.refusal.clone())
    }
}

commands! {
    /// Adds an item.
    AddCatalogueItem = "addCatalogueItem" of CatalogueItemInput, answers CataloguePayload;
    /// Gives an own item another text or validity.
    ChangeCatalogueItem = "changeCatalogueItem" of CatalogueItemInput, answers CataloguePayload;
    /// Withdraws an own item.
    WithdrawCatalogueItem = "withdrawCatalogueItem" of WithdrawCatalogueItemInput, answers CataloguePayload;
    /// Stands behind a link.
    ConfirmMapping = "confirmMapping" of ConfirmMappingInput, answers CataloguePayload;
    /// Adds and changes the own items of a file, or says what that would do.
    ImportCatalogueItems = "importCatalogueItems" of ImportCatalogueItemsInput, answers ImportItemsPayload;
    /// Loads the shipped files.
    LoadCatalogue = "loadCatalogue" of LoadCatalogueInput, answers LoadCataloguePayload;
}

/// What is done with an own item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It is added.
    Add,
    /// It is changed.
    Change,
}

impl Keep {
    /// The request that does it, under an id.
    pub fn order(self, id: &str, input: CatalogueItemInput) -> String {
        match self {
            Self::Add => AddCatalogueItem::order(id, input),
            Self::Change => ChangeCatalogueItem::order(id, input),
        }
    }

    /// Reads what became of it.
    pub fn sent(self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::Add => done::<AddCatalogueItem>(text),
            Self::Change => done::<ChangeCatalogueItem>(text),
        }
    }
}
