//! What the pages of frameworks show.
use crate::{
    ask,
    controls::queries::ControlCounts,
    moment::Moment,
    scalars::{Position, Time},
    schema,
    shared::{At, Me, SystemLink, Whole},
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

/// The frameworks.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct FrameworksPage {
    /// What the answer counts from.
    pub at: At,
    /// The frameworks.
    pub frameworks: Vec<FrameworkRow>,
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
    /// What the caller may send.
    pub me: Me,
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

/// Asks for the frameworks.
pub fn ask_list(moment: Moment) -> String {
    let Moment { time, position } = moment;
    ask::question::<FrameworksPage, _>(Whole { time, position })
}

/// Reads the frameworks.
pub fn read_list(text: &str) -> Result<FrameworksPage, String> {
    ask::answer(text)
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
