//! Questions about controls of systems.

use async_graphql::{Context, Object};

use super::{Moment, OrderBy, Part, rows};
use crate::{
    graphql::{
        catalogue::ControlText,
        controls::{self, Control, ControlConnection, ControlFilter},
        scalars::Subject,
    },
    reply::Answer,
};

/// Questions about controls of systems.
#[derive(Default)]
pub struct ControlQuery(pub(super) Moment);

#[Object]
impl ControlQuery {
    /// Controls of systems, as they stand; those of an early stage of a system's life first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn controls(
        &self,
        ctx: &Context<'_>,
        filter: Option<ControlFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<ControlConnection> {
        let scope = self.0.scope(ctx).await?;
        controls::page(&scope, filter.unwrap_or_default(), Part { order, first, after }).await
    }

    /// One control of a system.
    async fn control(
        &self,
        ctx: &Context<'_>,
        system: Subject,
        #[graphql(desc = "Its id in the catalogue.")] id: String,
    ) -> Answer<Option<Control>> {
        Control::of(&self.0.scope(ctx).await?, &system.0, &id).await
    }

    /// The text of one control, and how it stands for each system.
    async fn catalogue_control(
        &self,
        ctx: &Context<'_>,
        id: String,
    ) -> Answer<Option<ControlText>> {
        let scope = self.0.scope(ctx).await?;
        Ok(ControlText::of(&scope, &scope.book().await?, &id))
    }
}
