//! Questions about the log itself.

use async_graphql::{Context, Object};

use super::{Connection, Moment, rows};
use crate::{
    graphql::{
        events::{Event, EventFilter},
        scalars::Position,
    },
    reply::Answer,
};

/// Questions about the log itself.
#[derive(Default)]
pub struct LogQuery(pub(super) Moment);

#[Object]
impl LogQuery {
    /// The log.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn events(
        &self,
        ctx: &Context<'_>,
        filter: Option<EventFilter>,
        first: Option<i32>,
        after: Option<String>,
        newest_first: Option<bool>,
    ) -> Answer<Connection<Event>> {
        let scope = self.0.scope(ctx).await?;
        let newest_first = newest_first.unwrap_or_default();
        Event::page(&scope, filter.unwrap_or_default(), newest_first, (first, after)).await
    }

    /// One event.
    async fn event(&self, ctx: &Context<'_>, position: Position) -> Answer<Option<Event>> {
        let scope = self.0.scope(ctx).await?;
        let found = scope.app.event(&scope.sight, position.0).await?;
        found.map(|stored| Event::new(&scope, stored)).transpose()
    }
}
