//! What the list of controls shows.
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, PageInfo, PersonLink, SystemLink},
    words::ControlStatus,
};

/// Rows on a page: the controls of a good many systems, so that a file of them is whole.
pub const ROWS: i32 = 500;

/// Which controls, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ControlsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<ControlFilter>,
    /// In which order.
    pub order: Option<ControlOrder>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which controls; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ControlFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That stand so.
    pub status: Option<ControlStatus>,
    /// Of this stage.
    pub stage: Option<String>,
    /// That counter this threat.
    pub threat: Option<String>,
    /// This control.
    pub control: Option<String>,
    /// Behind an item of this framework.
    pub framework: Option<String>,
    /// Which item.
    pub framework_item: Option<String>,
    /// Whose owner is this person.
    pub owner: Option<Subject>,
    /// That apply, or do not.
    pub applicable: Option<bool>,
    /// With this text in id or title.
    pub text: Option<String>,
}

/// What controls are ordered by.
#[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlOrder {
    /// By stage, then id.
    Stage,
    /// The worst first.
    Status,
    /// By system.
    System,
    /// What turns stale next first.
    StaleAt,
}

/// A page of controls.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ControlsVars")]
pub struct ControlsPage {
    /// What the answer counts from.
    pub at: At,
    /// The controls.
    #[arguments(filter: $filter, order: $order, first: $first, after: $after)]
    pub controls: ControlRows,
}

/// How many systems to choose from, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SystemsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// How many.
    pub first: Option<i32>,
}

/// The systems to choose from.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "SystemsVars")]
pub struct SystemChoice {
    /// The systems.
    #[arguments(first: $first)]
    pub systems: SystemNames,
}

/// Systems by name.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct SystemNames {
    /// The systems.
    pub nodes: Vec<SystemLink>,
}

/// Controls in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlConnection")]
pub struct ControlRows {
    /// The rows.
    pub nodes: Vec<ControlRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
    /// How many stand how.
    pub counts: ControlCounts,
}

/// How many controls stand how.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControlCounts {
    /// Those that pass.
    pub pass: i32,
    /// Those that fail.
    pub fail: i32,
    /// Those with nothing to show.
    pub missing: i32,
    /// Those whose evidence no longer counts.
    pub stale: i32,
    /// Those that cannot be told.
    pub inconclusive: i32,
    /// Those that do not apply.
    pub not_applicable: i32,
}

/// A control of a system in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Control")]
pub struct ControlRow {
    /// `control:SYSTEM.CONTROL`.
    pub subject: Subject,
    /// Its id in the catalogue.
    pub id: String,
    /// Its text.
    pub text: Option<ControlName>,
    /// The system.
    pub system: Option<SystemLink>,
    /// How it stands.
    pub status: ControlStatus,
    /// Why.
    pub why: String,
    /// When it turns stale by itself.
    pub stale_at: Option<Time>,
    /// How many tests only warn and do not pass.
    pub warnings: i32,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
}

/// What a control is called and where it belongs.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ControlText")]
pub struct ControlName {
    /// What people call it.
    pub title: String,
    /// The stage of a system's life it belongs to.
    pub stage: String,
}

/// Asks for a page of controls.
pub fn ask_list(
    moment: Moment,
    filter: ControlFilter,
    order: ControlOrder,
    after: Option<String>,
) -> String {
    let Moment { time, position } = moment;
    let (filter, order) = (Some(filter), Some(order));
    let first = Some(ROWS);
    ask::question::<ControlsPage, _>(ControlsVars { time, position, filter, order, first, after })
}

/// Asks for the systems to choose from.
pub fn ask_systems(moment: Moment) -> String {
    let Moment { time, position } = moment;
    ask::question::<SystemChoice, _>(SystemsVars { time, position, first: Some(ask::MOST) })
}

/// Reads the systems to choose from: subject and name.
pub fn read_systems(text: &str) -> Result<Vec<SystemLink>, String> {
    ask::answer::<SystemChoice>(text).map(|choice| choice.systems.nodes)
}

/// Reads a page of controls.
pub fn read_list(text: &str) -> Result<ControlsPage, String> {
    ask::answer(text)
}
