//! Risks: the risk, the register, the map, the exposure and the scheme they are scored with.
//!
//! # Invariants
//! - Register, map, risk and export say the same score. (`every_door_says_the_same_score`)
//! - Whatever is asked for, and whoever asks: register, export, map and exposure count the same risks.
//!   (`every_door_counts_the_same_under_any_filter_and_right`)
//! - An export holds every risk that its count says. (`an_export_is_complete`)

pub mod acceptance;
pub mod estimate;
pub mod filter;
pub mod heat;
pub mod indicators;
pub mod risk;
pub mod scheme;

pub use filter::{RiskFilter, parsed};
pub use heat::{ExposurePoint, HeatMap};
pub use indicators::IndicatorReading;
pub use risk::Risk;
pub use scheme::RiskScheme;

use app::risks::{RiskOrder, RiskRow, RiskSort};
use async_graphql::SimpleObject;
use domain::risks::Score;

use super::{
    connection::{Connection, PageInfo, Part, cursor, key, size},
    order::OrderBy,
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

/// The order that is asked for; the gravest first when none is.
pub fn ordered(order: Option<OrderBy>) -> Answer<RiskOrder> {
    let Some(OrderBy { key, descending }) = order else { return Ok(RiskOrder::default()) };
    let sort = RiskSort::of(&key).ok_or_else(|| {
        let keys = RiskSort::KEYS.map(|(key, _)| key).join(", ");
        Reply::bad_input("order.key", format!("this list is ordered by one of: {keys}"))
    })?;
    Ok(RiskOrder { sort, descending })
}

/// A page of the register: cut out of the register in memory, so that only its rows are read.
pub async fn page(
    scope: &Ref,
    filter: RiskFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Risk>> {
    let order = ordered(order)?;
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
