//! Questions about the catalogue: threats, frameworks, items and the traceability matrix.

use async_graphql::{Context, Object};

use super::{Connection, Moment, OrderBy, Part, rows};
use crate::{
    graphql::{
        catalogue::{
            self, Catalogue, CatalogueEntry, CatalogueFilter, CatalogueItem, EvidenceType, Threat,
            ThreatFilter, Trace, TraceFilter,
        },
        frameworks::{self, Framework, FrameworkFilter},
    },
    reply::Answer,
};

/// Questions about the catalogue.
#[derive(Default)]
pub struct CatalogueQuery(pub(super) Moment);

#[Object]
impl CatalogueQuery {
    /// The threats of the catalogue, by id.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn threats(
        &self,
        ctx: &Context<'_>,
        filter: Option<ThreatFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Threat>> {
        let scope = self.0.scope(ctx).await?;
        catalogue::threats(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One threat.
    async fn threat(&self, ctx: &Context<'_>, id: String) -> Answer<Option<Threat>> {
        Threat::of(&self.0.scope(ctx).await?, &id).await
    }

    /// The frameworks of the catalogue, by id.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn frameworks(
        &self,
        ctx: &Context<'_>,
        filter: Option<FrameworkFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Framework>> {
        let scope = self.0.scope(ctx).await?;
        frameworks::page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One framework, with how far its items are covered.
    async fn framework(&self, ctx: &Context<'_>, id: String) -> Answer<Option<Framework>> {
        Framework::of(&self.0.scope(ctx).await?, &id).await
    }

    /// The types of evidence of the catalogue.
    async fn evidence_types(&self, ctx: &Context<'_>) -> Answer<Vec<EvidenceType>> {
        let book = self.0.scope(ctx).await?.book().await?;
        Ok(book.evidence_types.values().map(EvidenceType::from).collect())
    }

    /// What was loaded, what is the organisation's own, and what loading would change.
    async fn catalogue(&self, ctx: &Context<'_>) -> Answer<Catalogue> {
        Catalogue::of(&self.0.scope(ctx).await?).await
    }

    /// The items of the catalogue that stand, by section and id.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn catalogue_items(
        &self,
        ctx: &Context<'_>,
        filter: Option<CatalogueFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<CatalogueEntry>> {
        let scope = self.0.scope(ctx).await?;
        catalogue::entries(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One item of the catalogue, with every version of it.
    async fn catalogue_item(
        &self,
        ctx: &Context<'_>,
        section: String,
        id: String,
    ) -> Answer<Option<CatalogueItem>> {
        Ok(Catalogue::of(&self.0.scope(ctx).await?).await?.find(&section, &id))
    }

    /// The traceability matrix: what was asked of AI security, and what answers it, by id.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn traceability(
        &self,
        ctx: &Context<'_>,
        filter: Option<TraceFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Trace>> {
        let scope = self.0.scope(ctx).await?;
        catalogue::traces(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }
}
