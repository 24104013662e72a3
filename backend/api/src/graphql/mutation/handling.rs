//! Mutations on the handling of incidents.

use async_graphql::{Context, Object};

use super::{IncidentPayload, answer};
use crate::{
    graphql::inputs::handling::{
        AssessIncidentInput, ConfirmMeasureInput, DismissReportClockInput, GiveIncidentRoleInput,
        HoldIncidentReviewInput, LinkCorrectionInput, OrderMeasureInput, ReportToAuthorityInput,
        StartReportClockInput, UnlinkCorrectionInput, WithdrawMeasureInput,
    },
    reply::Answer,
};

/// Mutations on the handling of incidents.
#[derive(Default)]
pub(super) struct HandlingMutation;

#[Object]
impl HandlingMutation {
    /// Judge what an incident did, and how bad that is. Starts the clocks of the laws that bind.
    async fn assess_incident(
        &self,
        ctx: &Context<'_>,
        input: AssessIncidentInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Give somebody a role in the handling of an incident.
    async fn give_incident_role(
        &self,
        ctx: &Context<'_>,
        input: GiveIncidentRoleInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Order a measure against the harm.
    async fn order_measure(
        &self,
        ctx: &Context<'_>,
        input: OrderMeasureInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Say that a measure works. Needs another person than the one who carries it out.
    async fn confirm_measure(
        &self,
        ctx: &Context<'_>,
        input: ConfirmMeasureInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Take a measure back that is not confirmed.
    async fn withdraw_measure(
        &self,
        ctx: &Context<'_>,
        input: WithdrawMeasureInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Start the clock of a report to an authority, or move it back to an earlier awareness.
    async fn start_report_clock(
        &self,
        ctx: &Context<'_>,
        input: StartReportClockInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that an authority has the report.
    async fn report_to_authority(
        &self,
        ctx: &Context<'_>,
        input: ReportToAuthorityInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Say that a report is not owed after all.
    async fn dismiss_report_clock(
        &self,
        ctx: &Context<'_>,
        input: DismissReportClockInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Say what came of an incident, so that it does not happen again.
    async fn link_correction(
        &self,
        ctx: &Context<'_>,
        input: LinkCorrectionInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Say that something was no correction of an incident.
    async fn unlink_correction(
        &self,
        ctx: &Context<'_>,
        input: UnlinkCorrectionInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that those who handled an incident looked back on it together.
    async fn hold_incident_review(
        &self,
        ctx: &Context<'_>,
        input: HoldIncidentReviewInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }
}
