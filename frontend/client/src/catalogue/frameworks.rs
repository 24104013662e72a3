//! What the pages of frameworks show.
use crate::{
    ask,
    controls::queries::ControlCounts,
    list::{Heading, List, list, text},
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::{At, SystemLink},
};

/// Which framework.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct FrameworkVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// The framework.
    pub id: String,
}

/// Which frameworks; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct FrameworkFilter {
    /// The organisation's own, or those that others publish.
    pub own: Option<bool>,
    /// With this text in name, id or publisher.
    pub text: Option<String>,
}

impl FrameworkFilter {
    /// Reads what stands in the address.
    pub fn read(show: &str, words: &str) -> Self {
        let own = match show {
            "own" => Some(true),
            "published" => Some(false),
            _ => None,
        };
        Self { own, text: text(words) }
    }
}

/// A framework in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Framework")]
pub struct FrameworkRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The version carried.
    pub version: String,
    /// Who publishes it.
    pub publisher: String,
    /// How it stands.
    pub status: String,
    /// How many items it has.
    pub item_count: i32,
    /// How many something supports.
    pub mapped_count: i32,
    /// How many are shown.
    pub shown_count: i32,
}

/// The page of one framework.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "FrameworkVars")]
pub struct FrameworkPage {
    /// What the answer counts from.
    pub at: At,
    /// The framework.
    #[arguments(id: $id)]
    pub framework: Option<Framework>,
}

/// A framework with its matrix.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Framework {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The version carried.
    pub version: String,
    /// Who publishes it.
    pub publisher: String,
    /// When it was released.
    pub released: String,
    /// How it stands.
    pub status: String,
    /// Under which terms its text may be carried.
    pub licence: String,
    /// Where it is published.
    pub url: String,
    /// What is to be known about it.
    pub note: String,
    /// The systems, in the order of the cells.
    pub systems: Vec<SystemLink>,
    /// Its items.
    pub items: Vec<FrameworkItem>,
    /// How many something supports.
    pub mapped_count: i32,
    /// How many are shown.
    pub shown_count: i32,
}

/// An item of a framework.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct FrameworkItem {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it belongs to.
    pub group: String,
    /// From which day it applies.
    pub applies_from: Option<String>,
    /// What supports it.
    pub links: Vec<FrameworkLink>,
    /// How that stands, system by system.
    pub cells: Vec<ControlCounts>,
    /// How it stands in all.
    pub total: ControlCounts,
}

/// What supports an item.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct FrameworkLink {
    /// The control or threat.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Whether somebody stands behind it.
    pub confirmed: bool,
}

list! {
    /// The frameworks: laws, standards, public lists.
    Frameworks = frameworks(FrameworkFilter): "FrameworkConnection" of FrameworkRow
}

impl List for Frameworks {
    const ONE: &'static str = "framework";
    const WHAT: &'static str = "frameworks";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Framework").sorted("name"),
        Heading::new("Identifier").file_only(),
        Heading::new("Version"),
        Heading::new("Publisher").sorted("publisher").minor(),
        Heading::new("Standing").file_only(),
        Heading::new("Covered").sorted("shown"),
        Heading::number("Supported").sorted("mapped").file_only(),
        Heading::number("Items").sorted("items"),
    ];

    fn cells(row: &FrameworkRow) -> Vec<String> {
        vec![
            row.name.clone(),
            row.id.clone(),
            row.version.clone(),
            row.publisher.clone(),
            row.status.clone(),
            row.shown_count.to_string(),
            row.mapped_count.to_string(),
            row.item_count.to_string(),
        ]
    }
}

/// Asks for one framework.
pub fn ask_one(moment: Moment, id: &str) -> String {
    let Moment { time, position } = moment;
    ask::question::<FrameworkPage, _>(FrameworkVars { time, position, id: id.to_owned() })
}

/// Reads one framework.
pub fn read_one(text: &str) -> Result<FrameworkPage, String> {
    ask::answer(text)
}
