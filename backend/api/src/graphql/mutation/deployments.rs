//! Mutations on deployments.

use async_graphql::{Context, Object};

use super::{DeploymentPayload, answer};
use crate::{
    graphql::inputs::deployments::{
        ActivateDeploymentInput, ClearFlagInput, ConfirmStop, EndDeploymentInput,
        FlagDeploymentInput, RequestStop, StopInput,
    },
    reply::Answer,
};

/// Mutations on deployments.
#[derive(Default)]
pub(super) struct DeploymentMutation;

#[Object]
impl DeploymentMutation {
    /// Record that a deployment went live.
    async fn activate_deployment(
        &self,
        ctx: &Context<'_>,
        input: ActivateDeploymentInput,
    ) -> Answer<DeploymentPayload> {
        answer(ctx, input).await
    }

    /// Record that a deployment no longer answers.
    async fn end_deployment(
        &self,
        ctx: &Context<'_>,
        input: EndDeploymentInput,
    ) -> Answer<DeploymentPayload> {
        answer(ctx, input).await
    }

    /// Flag a deployment because of an incident.
    async fn flag_deployment(
        &self,
        ctx: &Context<'_>,
        input: FlagDeploymentInput,
    ) -> Answer<DeploymentPayload> {
        answer(ctx, input).await
    }

    /// Ask for a deployment to be stopped.
    async fn request_stop(&self, ctx: &Context<'_>, input: StopInput) -> Answer<DeploymentPayload> {
        answer(ctx, RequestStop(input)).await
    }

    /// Confirm that a deployment has stopped.
    async fn confirm_stop(&self, ctx: &Context<'_>, input: StopInput) -> Answer<DeploymentPayload> {
        answer(ctx, ConfirmStop(input)).await
    }

    /// Take a flag away. Needs another person than the one who raised it.
    async fn clear_flag(
        &self,
        ctx: &Context<'_>,
        input: ClearFlagInput,
    ) -> Answer<DeploymentPayload> {
        answer(ctx, input).await
    }
}
