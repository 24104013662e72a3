//! Mutations on systems.

use async_graphql::{Context, Object};

use super::{SystemPayload, answer};
use crate::{
    graphql::inputs::systems::{
        ApproveClassInput, AssignOwnerInput, ProposeClassInput, RegisterSystemInput,
        ReleaseOwnerInput,
    },
    reply::Answer,
};

/// Mutations on systems.
#[derive(Default)]
pub(super) struct SystemMutation;

#[Object]
impl SystemMutation {
    /// Register a system.
    async fn register_system(
        &self,
        ctx: &Context<'_>,
        input: RegisterSystemInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Make a person accountable.
    async fn assign_owner(
        &self,
        ctx: &Context<'_>,
        input: AssignOwnerInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// End an accountability.
    async fn release_owner(
        &self,
        ctx: &Context<'_>,
        input: ReleaseOwnerInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Propose a class under the EU AI Act.
    async fn propose_class(
        &self,
        ctx: &Context<'_>,
        input: ProposeClassInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Approve a proposed class. Needs another person than the one who proposed it.
    async fn approve_class(
        &self,
        ctx: &Context<'_>,
        input: ApproveClassInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }
}
