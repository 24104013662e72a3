//! Mutations on saved views.

use async_graphql::{Context, Object};

use super::{SavedViewPayload, answer};
use crate::{
    graphql::inputs::saved_views::{
        RemoveViewInput, RenameViewInput, SaveViewInput, ShareViewInput,
    },
    reply::Answer,
};

/// Mutations on saved views.
#[derive(Default)]
pub(super) struct SavedViewMutation;

#[Object]
impl SavedViewMutation {
    /// Save the address of a list under a name, for oneself.
    async fn save_view(&self, ctx: &Context<'_>, input: SaveViewInput) -> Answer<SavedViewPayload> {
        answer(ctx, input).await
    }

    /// Save the address of a list under a name, for a team or for everyone.
    async fn share_view(
        &self,
        ctx: &Context<'_>,
        input: ShareViewInput,
    ) -> Answer<SavedViewPayload> {
        answer(ctx, input).await
    }

    /// Call a view of one's own something else.
    async fn rename_view(
        &self,
        ctx: &Context<'_>,
        input: RenameViewInput,
    ) -> Answer<SavedViewPayload> {
        answer(ctx, input).await
    }

    /// Remove a view of one's own.
    async fn remove_view(
        &self,
        ctx: &Context<'_>,
        input: RemoveViewInput,
    ) -> Answer<SavedViewPayload> {
        answer(ctx, input).await
    }
}
