//! Mutations on environments, runs and evidence.

use async_graphql::{Context, Object};

use super::{EvidencePayload, TrainingPayload, answer};
use crate::{
    graphql::inputs::{
        privacy::{CorrectPrivacySpendingInput, RecordPrivacySpendingInput},
        reports::{AttachEvidenceInput, WithdrawEvidenceInput},
        training::{
            AttestEnvironmentInput, CompleteRunInput, FailRunInput, LogRunActionInput,
            RegisterEnvironmentInput, StartRunInput, StopRunInput,
        },
    },
    reply::Answer,
};

/// Mutations on environments, runs and evidence.
#[derive(Default)]
pub(super) struct TrainingMutation;

#[Object]
impl TrainingMutation {
    /// Register a training environment.
    async fn register_environment(
        &self,
        ctx: &Context<'_>,
        input: RegisterEnvironmentInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Attest the posture of an environment.
    async fn attest_environment(
        &self,
        ctx: &Context<'_>,
        input: AttestEnvironmentInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Record that a run started.
    async fn start_run(&self, ctx: &Context<'_>, input: StartRunInput) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Add to the audit trail of a run.
    async fn log_run_action(
        &self,
        ctx: &Context<'_>,
        input: LogRunActionInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Record that a run ended well.
    async fn complete_run(
        &self,
        ctx: &Context<'_>,
        input: CompleteRunInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Record that a run broke.
    async fn fail_run(&self, ctx: &Context<'_>, input: FailRunInput) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Record that a run was stopped.
    async fn stop_run(&self, ctx: &Context<'_>, input: StopRunInput) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Record what a run spent of the privacy of a dataset version.
    async fn record_privacy_spending(
        &self,
        ctx: &Context<'_>,
        input: RecordPrivacySpendingInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Correct what was recorded of that.
    async fn correct_privacy_spending(
        &self,
        ctx: &Context<'_>,
        input: CorrectPrivacySpendingInput,
    ) -> Answer<TrainingPayload> {
        answer(ctx, input).await
    }

    /// Attach a test result; its outcome is computed here.
    async fn attach_evidence(
        &self,
        ctx: &Context<'_>,
        input: AttachEvidenceInput,
    ) -> Answer<EvidencePayload> {
        answer(ctx, input).await
    }

    /// Withdraw a test result that was wrong.
    async fn withdraw_evidence(
        &self,
        ctx: &Context<'_>,
        input: WithdrawEvidenceInput,
    ) -> Answer<EvidencePayload> {
        answer(ctx, input).await
    }
}
