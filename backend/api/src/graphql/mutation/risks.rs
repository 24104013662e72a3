//! Mutations on risks.

use async_graphql::{Context, Object};

use super::{RiskPayload, answer};
use crate::{
    graphql::inputs::{
        acceptances::{AcceptRiskInput, Reasoned, RequestAcceptanceInput, RiskReasonInput},
        losses::QuantifyRiskInput,
        risks::{
            AddRiskTaskInput, AssessRiskInput, AssignRiskOwnerInput, CompleteRiskTaskInput,
            IdentifyRiskInput, Link, LinkRiskInput, PlanTreatmentInput, ReassignRiskTaskInput,
            ReopenRiskInput, ReviewRiskInput, ScheduleRiskReviewInput,
        },
    },
    reply::Answer,
};

/// Mutations on risks.
#[derive(Default)]
pub(super) struct RiskMutation;

#[Object]
impl RiskMutation {
    /// Put a risk on the register.
    async fn identify_risk(
        &self,
        ctx: &Context<'_>,
        input: IdentifyRiskInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Score a risk. Voids an open request, and ends an acceptance of a lower band.
    async fn assess_risk(&self, ctx: &Context<'_>, input: AssessRiskInput) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Say what will be done about a risk.
    async fn plan_treatment(
        &self,
        ctx: &Context<'_>,
        input: PlanTreatmentInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Add a task to the treatment of a risk.
    async fn add_risk_task(
        &self,
        ctx: &Context<'_>,
        input: AddRiskTaskInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Give a task to somebody else.
    async fn reassign_risk_task(
        &self,
        ctx: &Context<'_>,
        input: ReassignRiskTaskInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Say that a task is done.
    async fn complete_risk_task(
        &self,
        ctx: &Context<'_>,
        input: CompleteRiskTaskInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Ask those who may to accept a risk for a time.
    async fn request_acceptance(
        &self,
        ctx: &Context<'_>,
        input: RequestAcceptanceInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Accept a risk in one's own name, or agree to an open request. Who may, and together with
    /// whom, depends on the band of what is left.
    async fn accept_risk(&self, ctx: &Context<'_>, input: AcceptRiskInput) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Turn the open request for acceptance down.
    async fn decline_acceptance(
        &self,
        ctx: &Context<'_>,
        input: RiskReasonInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, Reasoned::Decline(input)).await
    }

    /// Take the acceptance of a risk back.
    async fn revoke_acceptance(
        &self,
        ctx: &Context<'_>,
        input: RiskReasonInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, Reasoned::Revoke(input)).await
    }

    /// Put a risk back to review.
    async fn reopen_risk(&self, ctx: &Context<'_>, input: ReopenRiskInput) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Connect a risk with an incident, a control, a finding or a piece of evidence.
    async fn link_risk(&self, ctx: &Context<'_>, input: LinkRiskInput) -> Answer<RiskPayload> {
        answer(ctx, Link::Add(input)).await
    }

    /// Take a connection of a risk away.
    async fn unlink_risk(&self, ctx: &Context<'_>, input: LinkRiskInput) -> Answer<RiskPayload> {
        answer(ctx, Link::Remove(input)).await
    }

    /// Record that a risk was reviewed.
    async fn review_risk(&self, ctx: &Context<'_>, input: ReviewRiskInput) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Set when a risk is reviewed.
    async fn schedule_risk_review(
        &self,
        ctx: &Context<'_>,
        input: ScheduleRiskReviewInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Make somebody accountable for a risk.
    async fn assign_risk_owner(
        &self,
        ctx: &Context<'_>,
        input: AssignRiskOwnerInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }

    /// Take a risk off the open register.
    async fn close_risk(&self, ctx: &Context<'_>, input: RiskReasonInput) -> Answer<RiskPayload> {
        answer(ctx, Reasoned::Close(input)).await
    }

    /// Estimate the yearly loss of a risk by simulation.
    async fn quantify_risk(
        &self,
        ctx: &Context<'_>,
        input: QuantifyRiskInput,
    ) -> Answer<RiskPayload> {
        answer(ctx, input).await
    }
}
