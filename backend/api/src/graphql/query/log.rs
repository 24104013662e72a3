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

    /// What one was told oneself has come due or has passed, newest first; with or without a role.
    /// Only of some types, or only from a position on, where that is asked for.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn my_notices(
        &self,
        ctx: &Context<'_>,
        kinds: Option<Vec<String>>,
        since: Option<Position>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Event>> {
        let scope = self.0.scope(ctx).await?;
        Event::told(&scope, (kinds, since), (first, after)).await
    }

    /// One event; also one by which one was told something oneself.
    async fn event(&self, ctx: &Context<'_>, position: Position) -> Answer<Option<Event>> {
        let scope = self.0.scope(ctx).await?;
        let (sight, person) = (&scope.sight, &scope.caller.person);
        let mut found = scope.app.event(sight, position.0).await?;
        if found.is_none() {
            found = scope.app.told_at(sight, person, position.0).await?;
        }
        found.map(|stored| Event::new(&scope, stored)).transpose()
    }
}
