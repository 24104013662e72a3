//! What the register asks for.
use crate::{
    ask,
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::{At, Me, PageInfo, PersonLink, SystemLink},
    words::{RiskBand, RiskCategory, RiskDueKind, RiskSort, RiskStatus, WhichScore},
};

/// Which risks, as of when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RisksVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Which ones.
    pub filter: Option<RiskFilter>,
    /// By what they are ordered.
    pub sort: Option<RiskSort>,
    /// Largest first.
    pub descending: Option<bool>,
    /// How many.
    pub first: Option<i32>,
    /// After this one.
    pub after: Option<String>,
}

/// Which risks; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct RiskFilter {
    /// Of this system.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub system: Option<Subject>,
    /// Of this threat.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub threat: Option<String>,
    /// Of one of these bands.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub bands: Option<Vec<RiskBand>>,
    /// With this likelihood.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<i32>,
    /// With this impact.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub impact: Option<i32>,
    /// The score that bands, likelihood and impact speak of.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub which: Option<WhichScore>,
    /// Scored, or not.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub scored: Option<bool>,
    /// Of this status.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<RiskStatus>,
    /// Not closed, or closed.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// This person is accountable for.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Subject>,
    /// Of this category.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<RiskCategory>,
    /// Above the appetite, or within.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub above_appetite: Option<bool>,
    /// With something due, or with nothing.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    /// With this text.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A page of the register.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "RisksVars")]
pub struct RisksPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The risks.
    #[arguments(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after)]
    pub risks: RiskRows,
}

/// Risks in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskConnection")]
pub struct RiskRows {
    /// The rows.
    pub nodes: Vec<RiskRow>,
    /// How it goes on.
    pub page_info: PageInfo,
    /// How many there are.
    pub total_count: i32,
}

/// A score.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, PartialEq)]
#[cynic(graphql_type = "RiskScore")]
pub struct Score {
    /// How likely, 1 to 5.
    pub likelihood: i32,
    /// How bad, 1 to 5.
    pub impact: i32,
    /// Their product.
    pub value: i32,
    /// Its band.
    pub band: RiskBand,
}

/// Until when a risk is, or was, accepted.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskAcceptance")]
pub struct Until {
    /// Until when.
    pub until: Time,
    /// Whether it counts now.
    pub counts: bool,
    /// Whether it ended by time.
    pub expired: bool,
}

/// Something of a risk is due.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "RiskDue")]
pub struct Due {
    /// What.
    pub what: RiskDueKind,
    /// Since when.
    pub due: Time,
}

/// A risk in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Risk")]
pub struct RiskRow {
    /// `risk:…`.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
    /// The threat behind it.
    pub threat: String,
    /// What the catalogue calls that.
    pub threat_title: Option<String>,
    /// The category of appetite.
    pub category: RiskCategory,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who is accountable for it.
    pub owner: Option<PersonLink>,
    /// How it stands.
    pub status: RiskStatus,
    /// As if no control worked.
    pub inherent: Option<Score>,
    /// What is left.
    pub residual: Option<Score>,
    /// Whether that is above the appetite.
    pub above_appetite: Option<bool>,
    /// Until when it is, or was, accepted.
    pub acceptance: Option<Until>,
    /// When its review is due.
    pub next_review: Option<Time>,
    /// How many of its tasks are open.
    pub open_tasks: i32,
    /// What is due.
    pub due: Vec<Due>,
}

/// Asks for a page of the register.
pub fn ask_list(
    moment: Moment,
    filter: RiskFilter,
    (sort, descending): (RiskSort, bool),
    after: Option<String>,
) -> String {
    ask::question::<RisksPage, _>(RisksVars {
        time: moment.time,
        position: moment.position,
        filter: Some(filter),
        sort: Some(sort),
        descending: Some(descending),
        first: Some(ask::PAGE),
        after,
    })
}

/// Reads the answer to [`ask_list`].
pub fn read_list(text: &str) -> Result<RisksPage, String> {
    ask::answer(text)
}
