//! Which risks are wanted.

use async_graphql::InputObject;
use domain::risks::{Level, Score};

use crate::{
    graphql::{
        scalars::Subject,
        words::{RiskBand, RiskCategory, RiskStatus, WhichScore},
    },
    reply::{Answer, Reply},
};

/// Which risks are wanted; what is absent does not filter.
#[derive(InputObject, Clone, Debug, Default)]
pub struct RiskFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// Of this threat of the catalogue, or of a technique of it.
    pub threat: Option<String>,
    /// Of one of these bands; of the score that `which` names.
    pub bands: Option<Vec<RiskBand>>,
    /// With this likelihood; together with `impact`.
    pub likelihood: Option<i32>,
    /// With this impact; together with `likelihood`.
    pub impact: Option<i32>,
    /// The score that bands, likelihood and impact speak of; the residual one when absent.
    pub which: Option<WhichScore>,
    /// Scored, or not scored.
    pub scored: Option<bool>,
    /// Of this status.
    pub status: Option<RiskStatus>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// This person is accountable for.
    pub owner: Option<Subject>,
    /// Of this category of appetite.
    pub category: Option<RiskCategory>,
    /// Above what the category tolerates, or within it.
    pub above_appetite: Option<bool>,
    /// With something due, or with nothing.
    pub overdue: Option<bool>,
    /// With this text in title, id or threat.
    pub text: Option<String>,
}

/// The filter as the register takes it.
pub fn parsed(filter: RiskFilter) -> Answer<app::risks::RiskFilter> {
    Ok(app::risks::RiskFilter {
        system: filter.system.map(|system| system.0),
        threat: filter.threat,
        bands: filter.bands.unwrap_or_default().into_iter().map(Into::into).collect(),
        cell: cell(filter.likelihood, filter.impact)?,
        which: filter.which.map(Into::into),
        scored: filter.scored,
        status: filter.status.map(Into::into),
        open: filter.open,
        owner: filter.owner.map(|owner| owner.0),
        category: filter.category.map(Into::into),
        above_appetite: filter.above_appetite,
        overdue: filter.overdue,
        text: filter.text,
    })
}

fn cell(likelihood: Option<i32>, impact: Option<i32>) -> Answer<Option<Score>> {
    match (likelihood, impact) {
        (None, None) => Ok(None),
        (Some(likelihood), Some(impact)) => {
            let likelihood = level("likelihood", likelihood)?;
            Ok(Some(Score::new(likelihood, level("impact", impact)?)))
        }
        (Some(_), None) => Err(Reply::bad_input("impact", "name both likelihood and impact")),
        (None, Some(_)) => Err(Reply::bad_input("likelihood", "name both likelihood and impact")),
    }
}

/// A step on the scale.
pub fn level(field: &str, step: i32) -> Answer<Level> {
    Level::parse(step.into()).map_err(|e| Reply::bad_input(field, e.to_string()))
}
