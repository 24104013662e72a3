//! What the pages of evidence show.
use crate::{
    ask,
    moment::Moment,
    rows::{EvidenceRow, Metric},
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, One, OneFields, PageInfo, Pair, PersonLink, SystemLink},
    words::{Freshness, Outcome},
};

/// Which evidence, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct EvidenceVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which pieces.
    pub filter: Option<EvidenceFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which evidence; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct EvidenceFilter {
    /// About this thing.
    pub subject: Option<Subject>,
    /// Of this system.
    pub system: Option<Subject>,
    /// That said this.
    pub outcome: Option<Outcome>,
    /// That counts like this.
    pub freshness: Option<Freshness>,
}

/// A page of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "EvidenceVars")]
pub struct EvidencePage {
    /// What the answer counts from.
    pub at: At,
    /// The pieces.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub evidence: EvidenceRows,
}

/// Evidence in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "EvidenceConnection")]
pub struct EvidenceRows {
    /// The rows.
    pub nodes: Vec<EvidenceRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// The page of one piece.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct ItemPage {
    /// What the answer counts from.
    pub at: At,
    /// The piece.
    #[arguments(subject: $subject)]
    pub evidence_item: Option<Evidence>,
}

/// A piece of evidence.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Evidence {
    /// `evidence:…`.
    pub subject: Subject,
    /// What was tested.
    pub about: Subject,
    /// With which exact data.
    pub dataset: Option<Subject>,
    /// Type by the catalogue.
    pub evidence_type: String,
    /// The type in words.
    pub title: String,
    /// What made it.
    pub tool: String,
    /// SHA-256 of the report.
    pub digest: String,
    /// When it was attached.
    pub attached: Time,
    /// Who attached it.
    pub by: Option<PersonLink>,
    /// What it said.
    pub outcome: Outcome,
    /// Whether it still counts.
    pub freshness: Freshness,
    /// Until when.
    pub stale_at: Option<Time>,
    /// What it measured.
    pub metrics: Vec<Metric>,
    /// Threats and controls it speaks to.
    pub speaks_to: Vec<String>,
    /// What else the report said.
    pub details: Vec<Pair>,
    /// Whether it rests on something suspect.
    pub affected: bool,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
}

/// Asks for a page of evidence.
pub fn ask_list(moment: Moment, filter: EvidenceFilter, after: Option<String>) -> String {
    let Moment { time, position } = moment;
    let (filter, first) = (Some(filter), Some(ask::PAGE));
    ask::question::<EvidencePage, _>(EvidenceVars { time, position, filter, first, after })
}

/// Reads a page of evidence.
pub fn read_list(text: &str) -> Result<EvidencePage, String> {
    ask::answer(text)
}

/// Asks for one piece.
pub fn ask_one(moment: Moment, subject: &str) -> String {
    ask::question::<ItemPage, _>(One::of(moment, subject))
}

/// Reads one piece.
pub fn read_one(text: &str) -> Result<ItemPage, String> {
    ask::answer(text)
}
