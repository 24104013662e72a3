//! Mutations on sources, batches and datasets.

use async_graphql::{Context, Object};

use super::{DatasetPayload, answer};
use crate::{
    graphql::inputs::{
        data::{
            ChangeSourceAccessInput, ChangeSourceProfileInput, CompleteAccessReviewInput,
            GrantAccessInput, MarkBatchInput, ReassignDatasetInput, ReceiveBatchInput,
            RegisterDatasetInput, RegisterSourceInput, ReviewAccessInput, RevokeAccessInput,
        },
        privacy::{
            DeclarePrivacyTechniqueInput, SetPrivacyBudgetInput, WithdrawPrivacyTechniqueInput,
        },
        versions::{AboutData, RegisterDatasetVersionInput, VersionReasonInput, means},
    },
    reply::Answer,
};

/// Mutations on sources, batches and datasets.
#[derive(Default)]
pub(super) struct DataMutation;

#[Object]
impl DataMutation {
    /// Register a source.
    async fn register_source(
        &self,
        ctx: &Context<'_>,
        input: RegisterSourceInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Change how a source is checked at the door.
    async fn change_source_profile(
        &self,
        ctx: &Context<'_>,
        input: ChangeSourceProfileInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Change who may deliver through a source.
    async fn change_source_access(
        &self,
        ctx: &Context<'_>,
        input: ChangeSourceAccessInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Record a batch that arrived.
    async fn receive_batch(
        &self,
        ctx: &Context<'_>,
        input: ReceiveBatchInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Mark a batch after examination.
    async fn mark_batch(&self, ctx: &Context<'_>, input: MarkBatchInput) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Register a dataset.
    async fn register_dataset(
        &self,
        ctx: &Context<'_>,
        input: RegisterDatasetInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Register a dataset version. A version keeps its digest for ever.
    async fn register_dataset_version(
        &self,
        ctx: &Context<'_>,
        input: RegisterDatasetVersionInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Let a dataset version be used.
    async fn promote_dataset_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::promote_data)).await
    }

    /// Take a dataset version out of use.
    async fn retire_dataset_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::retire_data)).await
    }

    /// Refuse a dataset version for good.
    async fn reject_dataset_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::reject_data)).await
    }

    /// Make somebody else the owner of a dataset.
    async fn reassign_dataset(
        &self,
        ctx: &Context<'_>,
        input: ReassignDatasetInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Grant access to a dataset.
    async fn grant_access(
        &self,
        ctx: &Context<'_>,
        input: GrantAccessInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Revoke access to a dataset.
    async fn revoke_access(
        &self,
        ctx: &Context<'_>,
        input: RevokeAccessInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Record that access to a dataset was reviewed.
    async fn review_access(
        &self,
        ctx: &Context<'_>,
        input: ReviewAccessInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Complete a review of access to a dataset: every right in force is kept or withdrawn.
    async fn complete_access_review(
        &self,
        ctx: &Context<'_>,
        input: CompleteAccessReviewInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Declare how the people in a dataset are protected.
    async fn declare_privacy_technique(
        &self,
        ctx: &Context<'_>,
        input: DeclarePrivacyTechniqueInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Say that a privacy technique is not used, or no longer.
    async fn withdraw_privacy_technique(
        &self,
        ctx: &Context<'_>,
        input: WithdrawPrivacyTechniqueInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Set how much of a dataset's privacy runs may spend.
    async fn set_privacy_budget(
        &self,
        ctx: &Context<'_>,
        input: SetPrivacyBudgetInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, input).await
    }

    /// Quarantine a dataset version.
    async fn quarantine_dataset_version(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::quarantine_data)).await
    }

    /// Ask for a quarantine to be lifted.
    async fn request_quarantine_lift(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::request_lift)).await
    }

    /// Lift a quarantine. Needs another person than the one who asked.
    async fn lift_quarantine(
        &self,
        ctx: &Context<'_>,
        input: VersionReasonInput,
    ) -> Answer<DatasetPayload> {
        answer(ctx, AboutData::new(input, means::lift)).await
    }
}
