//! The items of the catalogue: the list of all of them, and the page of one.
use super::files::CatalogueItem;
use crate::{
    ask,
    list::{Heading, List, day, list, text},
    moment::Moment,
    offer::Offer,
    scalars::{Position, Time},
    schema,
    shared::{At, Me},
};

/// Which items; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct CatalogueFilter {
    /// Of this section.
    pub section: Option<String>,
    /// The organisation's own, or those that ship.
    pub own: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

impl CatalogueFilter {
    /// Reads what stands in the address.
    pub fn read(section: &str, show: &str, words: &str) -> Self {
        let own = match show {
            "own" => Some(true),
            "shipped" => Some(false),
            _ => None,
        };
        Self { section: text(section), own, text: text(words) }
    }
}

/// An item in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "CatalogueEntry")]
pub struct ItemRow {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Whether it is the organisation's own.
    pub own: bool,
    /// The version of its file.
    pub version: String,
    /// Where it was recorded.
    pub position: Position,
    /// From when it holds.
    pub valid_from: Time,
    /// Until when.
    pub valid_to: Option<Time>,
}

impl ItemRow {
    /// What people call it; its id where it has no such name.
    pub fn words(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }
}

list! {
    /// The items of the catalogue.
    Items = catalogue_items(CatalogueFilter): "CatalogueEntryConnection" of ItemRow
}

impl List for Items {
    const ONE: &'static str = "item";
    const WHAT: &'static str = "items";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Item").sorted("name"),
        Heading::new("Identifier").sorted("id"),
        Heading::new("Section").sorted("section"),
        Heading::new("Origin").sorted("version"),
        Heading::new("Holds from").sorted("from"),
        Heading::new("Holds until").file_only(),
    ];

    fn cells(row: &ItemRow) -> Vec<String> {
        vec![
            row.words().to_owned(),
            row.id.clone(),
            row.section.clone(),
            super::model::origin(row.own, &row.version),
            day(Some(&row.valid_from)),
            day(row.valid_to.as_ref()),
        ]
    }
}

/// Which item.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ItemVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Its section.
    pub section: String,
    /// Its id.
    pub id: String,
}

/// The page of one item.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ItemVars")]
pub struct ItemPage {
    /// What the answer counts from.
    pub at: At,
    /// Who asks.
    pub me: Me,
    /// The item.
    #[arguments(section: $section, id: $id)]
    pub catalogue_item: Option<CatalogueItem>,
    /// What may be done about the catalogue.
    pub catalogue: Acts,
}

/// Who may do what about the catalogue.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Catalogue")]
pub struct Acts {
    /// The acts that were asked about.
    #[arguments(mutations: ["changeCatalogueItem", "withdrawCatalogueItem"])]
    pub offers: Vec<Offer>,
}

/// Asks for one item.
pub fn ask_one(moment: Moment, section: &str, id: &str) -> String {
    let Moment { time, position } = moment;
    let (section, id) = (section.to_owned(), id.to_owned());
    ask::question::<ItemPage, _>(ItemVars { time, position, section, id })
}

/// Reads one item.
pub fn read_one(text: &str) -> Result<ItemPage, String> {
    ask::answer(text)
}
