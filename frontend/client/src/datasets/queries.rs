//! What the pages of datasets and their versions show.
use crate::{
    ask,
    moment::Moment,
    rows::VersionRow,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::{At, One, OneFields, PageInfo, PersonLink, SystemLink},
    words::Standing,
};

/// Which datasets, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DatasetsVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<DatasetFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which datasets; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DatasetFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// With a version of this standing.
    pub standing: Option<Standing>,
    /// Name contains this.
    pub text: Option<String>,
}

/// A page of datasets.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DatasetsVars")]
pub struct DatasetsPage {
    /// What the answer counts from.
    pub at: At,
    /// The datasets.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub datasets: DatasetRows,
}

/// Datasets in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetConnection")]
pub struct DatasetRows {
    /// The rows.
    pub nodes: Vec<DatasetRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// A dataset in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Dataset")]
pub struct DatasetRow {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Its versions, oldest first.
    pub versions: Vec<VersionMark>,
}

/// A version as a mark in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DatasetVersion")]
pub struct VersionMark {
    /// `dataset:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// How many rows it has.
    pub rows: Option<Long>,
    /// When it was registered.
    pub registered: Time,
    /// Whether it can be trusted.
    pub standing: Standing,
}

/// The page of one dataset.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct DatasetPage {
    /// What the answer counts from.
    pub at: At,
    /// The dataset.
    #[arguments(subject: $subject)]
    pub dataset: Option<Dataset>,
}

/// A dataset with its versions and who may touch it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Dataset {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// Under which terms it came.
    pub licence: Option<String>,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Since when it is known.
    pub registered: Time,
    /// Its versions.
    pub versions: Vec<VersionRow>,
    /// Who may touch it.
    pub access: Vec<AccessGrant>,
    /// When somebody last looked at that.
    pub last_review: Option<AccessReview>,
}

/// Somebody may touch a dataset.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AccessGrant {
    /// Who.
    pub principal: Subject,
    /// Who, for people.
    pub principal_name: String,
    /// To do what.
    pub right: String,
    /// From when.
    pub since: Time,
    /// Until when.
    pub until: Option<Time>,
}

/// Somebody looked at who may touch it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AccessReview {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// What they looked at.
    pub scope: String,
    /// How many grants they took back.
    pub revoked: i32,
    /// When it is due again.
    pub next_due: Option<Time>,
    /// Whether that has passed.
    pub overdue: bool,
}

/// Asks for a page of datasets.
pub fn ask_list(moment: Moment, filter: DatasetFilter, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (filter, first) = (Some(filter), Some(ask::PAGE));
    ask::question::<DatasetsPage, _>(DatasetsVars { time, position, filter, first, after })
}

/// Reads a page of datasets.
pub fn read_list(text: &str) -> Result<DatasetsPage, String> {
    ask::answer(text)
}

/// Asks for one dataset.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<DatasetPage, _>(One::of(moment, subject))
}

/// Reads one dataset.
pub fn read_one(text: &str) -> Result<DatasetPage, String> {
    ask::answer(text)
}
