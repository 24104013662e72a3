//! Questions about risks.

use async_graphql::{Context, Object};

use super::{Connection, Moment, OrderBy, Part, rows};
use crate::{
    graphql::{
        risks::{ExposurePoint, HeatMap, IndicatorReading, Risk, RiskFilter, RiskScheme, page},
        scalars::Subject,
        words::WhichScore,
    },
    reply::Answer,
};

/// Questions about risks.
#[derive(Default)]
pub struct RiskQuery(pub(super) Moment);

#[Object]
impl RiskQuery {
    /// The register of risks, the gravest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn risks(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Risk>> {
        let scope = self.0.scope(ctx).await?;
        page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One risk.
    async fn risk(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Risk>> {
        Risk::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// The map of open risks by likelihood and impact; of what is left when `which` is absent.
    async fn heat_map(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
        which: Option<WhichScore>,
    ) -> Answer<HeatMap> {
        let which = which.unwrap_or(WhichScore::Residual);
        HeatMap::of(&self.0.scope(ctx).await?, filter.unwrap_or_default(), which).await
    }

    /// The exposure against the appetite over the last twelve months, oldest first.
    async fn risk_exposure(
        &self,
        ctx: &Context<'_>,
        filter: Option<RiskFilter>,
    ) -> Answer<Vec<ExposurePoint>> {
        ExposurePoint::all(&self.0.scope(ctx).await?, filter.unwrap_or_default()).await
    }

    /// What the key risk indicators say about one system, or about all that are in use; `lit`: only
    /// those that are amber or red.
    #[graphql(complexity = "30 + child_complexity * 10")]
    async fn risk_indicators(
        &self,
        ctx: &Context<'_>,
        system: Option<Subject>,
        lit: Option<bool>,
    ) -> Answer<Vec<IndicatorReading>> {
        let scope = self.0.scope(ctx).await?;
        IndicatorReading::all(&scope, system.as_ref(), lit.unwrap_or_default()).await
    }

    /// The scheme risks are scored with: scales, who accepts what, what is tolerated, threats.
    async fn risk_scheme(&self, ctx: &Context<'_>) -> Answer<RiskScheme> {
        let scope = self.0.scope(ctx).await?;
        let (book, tolerances) = (scope.choices().await?, scope.tolerances().await?);
        Ok(RiskScheme::of(book.as_ref(), tolerances))
    }
}
