//! Mutations in the programme.

use async_graphql::{Context, Object};

use super::{ProgrammePayload, answer};
use crate::{
    graphql::inputs::{
        policies::{AttestPolicyInput, PublishPolicyInput, RetirePolicyInput, SetAppetiteInput},
        programme::{
            CloseInitiativeInput, FollowUpDecisionInput, FundInitiativeInput, GiveFeedbackInput,
            ReassignDecisionInput, ReassignInitiativeInput, RecordExerciseInput,
            RecordInitiativeOutcomeInput, RecordMeetingInput, RecordSpendingInput,
            RecordSurveyInput, SettleFeedbackInput,
        },
    },
    reply::Answer,
};

/// Mutations in the programme.
#[derive(Default)]
pub(super) struct ProgrammeMutation;

#[Object]
impl ProgrammeMutation {
    /// Publish a version of a policy that somebody else approved.
    async fn publish_policy(
        &self,
        ctx: &Context<'_>,
        input: PublishPolicyInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Retire a policy.
    async fn retire_policy(
        &self,
        ctx: &Context<'_>,
        input: RetirePolicyInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Attest the current version of a policy, for oneself.
    async fn attest_policy(
        &self,
        ctx: &Context<'_>,
        input: AttestPolicyInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Set the appetite for risk that somebody else approved.
    async fn set_appetite(
        &self,
        ctx: &Context<'_>,
        input: SetAppetiteInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Fund an initiative.
    async fn fund_initiative(
        &self,
        ctx: &Context<'_>,
        input: FundInitiativeInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Record money spent on an initiative.
    async fn record_spending(
        &self,
        ctx: &Context<'_>,
        input: RecordSpendingInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Record what came of an initiative.
    async fn record_initiative_outcome(
        &self,
        ctx: &Context<'_>,
        input: RecordInitiativeOutcomeInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Make somebody else answer for an initiative.
    async fn reassign_initiative(
        &self,
        ctx: &Context<'_>,
        input: ReassignInitiativeInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Close an initiative.
    async fn close_initiative(
        &self,
        ctx: &Context<'_>,
        input: CloseInitiativeInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Record a meeting with what it saw and decided.
    async fn record_meeting(
        &self,
        ctx: &Context<'_>,
        input: RecordMeetingInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Follow up a decision of a meeting.
    async fn follow_up_decision(
        &self,
        ctx: &Context<'_>,
        input: FollowUpDecisionInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Give a decision of a meeting to somebody else.
    async fn reassign_decision(
        &self,
        ctx: &Context<'_>,
        input: ReassignDecisionInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Record an exercise.
    async fn record_exercise(
        &self,
        ctx: &Context<'_>,
        input: RecordExerciseInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Record a survey.
    async fn record_survey(
        &self,
        ctx: &Context<'_>,
        input: RecordSurveyInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Give feedback.
    async fn give_feedback(
        &self,
        ctx: &Context<'_>,
        input: GiveFeedbackInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }

    /// Settle feedback of somebody else.
    async fn settle_feedback(
        &self,
        ctx: &Context<'_>,
        input: SettleFeedbackInput,
    ) -> Answer<ProgrammePayload> {
        answer(ctx, input).await
    }
}
