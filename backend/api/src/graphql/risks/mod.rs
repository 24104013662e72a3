//! Risks: the risk, the register, the map, the exposure and the scheme they are scored with.
//!
//! # Invariants
//! - Register, map, risk and export say the same score. (`every_door_says_the_same_score`)
//! - An export holds every risk that its count says. (`an_export_is_complete`)

mod acceptance;
mod estimate;
mod filter;
mod heat;
mod risk;
mod scheme;

pub use filter::{RiskFilter, parsed};
pub use heat::{ExposurePoint, HeatMap};
pub use risk::Risk;
pub use scheme::RiskScheme;

use app::risks::{RiskOrder, RiskRow};
use async_graphql::SimpleObject;
use domain::risks::Score;

use super::{
    connection::{Connection, PageInfo, cursor, key, size},
    words::RiskBand,
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// A score: how likely, and how bad.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct RiskScore {
    /// How likely within a year, 1 to 5.
    likelihood: i32,
    /// How bad, 1 to 5.
    impact: i32,
    /// Likelihood times impact, 1 to 25.
    value: i32,
    /// Its band.
    band: RiskBand,
}

impl From<Score> for RiskScore {
    fn from(score: Score) -> Self {
        Self {
            likelihood: score.likelihood.get().into(),
            impact: score.impact.get().into(),
            value: score.value().into(),
            band: score.band().into(),
        }
    }
}

/// A page of the register.
pub async fn page(
    scope: &Ref,
    filter: RiskFilter,
    order: RiskOrder,
    (first, after): (Option<i32>, Option<String>),
) -> Answer<Connection<Risk>> {
    let wanted = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
    let lost = || Reply::bad_input("after", "this cursor is not of this list");
    let after = match after {
        Some(after) => Some(key(&after)?.parse::<kernel::Subject>().map_err(|_| lost())?),
        None => None,
    };
    let filter = parsed(filter)?;
    let asked = (wanted, after.as_ref());
    let page = scope.app.risk_page(&scope.sight, &filter, order, asked).await?.ok_or_else(lost)?;
    let rows = scope.pick::<RiskRow>(&page.subjects).await?;
    let end_cursor = page.subjects.last().map(|subject| cursor(&subject.to_string()));
    Ok(Connection {
        nodes: rows.into_iter().map(|row| Risk::new(scope, row)).collect(),
        page_info: PageInfo { has_next_page: page.has_next, end_cursor },
        total_count: page.total,
    })
}
