//! Mutations on models and prompts.

use async_graphql::{Context, Object};

use super::{ModelPayload, answer};
use crate::{
    graphql::inputs::{
        models::{
            ChangeProviderInput, RegisterModelInput, RegisterModelVersionInput,
            RegisterPromptVersionInput,
        },
        versions::{AboutModel, VersionReasonInput, means},
    },
    reply::Answer,
};

/// Mutations on models and prompts.
#[derive(Default)]
pub(super) struct ModelMutation;

#[Object]
impl ModelMutation {
    /// Register a model.
    async fn register_model(
        &self,
        ctx: &Context<'_>,
        input: RegisterModelInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, input).await
    }

    /// Register a model version. A version keeps its digest for ever.
    async fn register_model_version(
        &self,
        ctx: &Context<'_>,
        input: RegisterModelVersionInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, input).await
    }

    /// Let a model version be used.
    async fn promote_model_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, AboutModel::new(input, means::promote_model)).await
    }

    /// Refuse a model version for good.
    async fn reject_model_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, AboutModel::new(input, means::reject_model)).await
    }

    /// Take a model version out of use.
    async fn retire_model_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, AboutModel::new(input, means::retire_model)).await
    }

    /// Quarantine a model version.
    async fn quarantine_model_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, AboutModel::new(input, means::quarantine_model)).await
    }

    /// End the quarantine of a model version.
    async fn release_model_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, AboutModel::new(input, means::release_model)).await
    }

    /// Record that a provider swapped a hosted model.
    async fn change_provider(
        &self,
        ctx: &Context<'_>,
        input: ChangeProviderInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, input).await
    }

    /// Register a prompt version; the first one begins the prompt.
    async fn register_prompt_version(
        &self,
        ctx: &Context<'_>,
        input: RegisterPromptVersionInput,
    ) -> Answer<ModelPayload> {
        answer(ctx, input).await
    }
}
