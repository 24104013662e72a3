//! What the page of the catalogue shows: its files, own items, and what would change.
use crate::{
    offer::Offer,
    scalars::{Position, Time},
    schema,
    shared::{At, Me, WholeFields},
};

/// The page of the catalogue.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct CataloguePage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The catalogue.
    pub catalogue: Catalogue,
}

/// The catalogue.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// Its sections.
    pub sections: Vec<CatalogueSection>,
    /// Its files.
    pub files: Vec<CatalogueFile>,
    /// The organisation's own items.
    pub own: Vec<CatalogueItem>,
    /// What loading the shipped files would change.
    pub differences: Vec<CatalogueDifference>,
    /// Who may do what about it.
    #[arguments(mutations: ["loadCatalogue", "addCatalogueItem"])]
    pub offers: Vec<Offer>,
}

/// A section of the catalogue.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CatalogueSection {
    /// Its name.
    pub name: String,
    /// How many items stand.
    pub count: i32,
}

/// A file.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CatalogueFile {
    /// Its name.
    pub file: String,
    /// The version it names.
    pub version: String,
    /// Its SHA-256.
    pub digest: String,
    /// Where it was recorded.
    pub position: Position,
    /// When it was loaded.
    pub loaded: Time,
}

/// An item of the organisation's own.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CatalogueItem {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its versions.
    pub versions: Vec<ItemVersion>,
    /// The version that stands.
    pub standing: Option<ItemVersion>,
}

/// A version of an item.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ItemVersion {
    /// What it says, as JSON.
    pub body: Option<String>,
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

/// An item that would change.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CatalogueDifference {
    /// The section.
    pub section: String,
    /// The item.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What becomes of it.
    pub fate: DifferenceFate,
    /// The members that differ.
    pub members: Vec<String>,
}

/// What would become of an item.
#[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceFate {
    /// It is not there yet.
    Added,
    /// It says something else.
    Changed,
    /// It is no longer there.
    Removed,
}
