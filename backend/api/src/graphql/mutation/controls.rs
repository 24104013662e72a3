//! Mutations on controls of systems.

use async_graphql::{Context, Object};

use super::{ControlPayload, answer};
use crate::{
    graphql::inputs::controls::{
        AssignControlOwnerInput, ControlEvidenceInput, ControlReasonInput, Decide, Link,
        NoticeControlDueInput, NoticeControlStatusInput, Verdict,
    },
    reply::Answer,
};

/// Mutations on controls of systems.
#[derive(Default)]
pub(super) struct ControlMutation;

#[Object]
impl ControlMutation {
    /// Make a person answer for a control of a system.
    async fn assign_control_owner(
        &self,
        ctx: &Context<'_>,
        input: AssignControlOwnerInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, input).await
    }

    /// Decide that a control does not apply to a system.
    async fn mark_control_not_applicable(
        &self,
        ctx: &Context<'_>,
        input: ControlReasonInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, Decide(input, Verdict::NotApplicable)).await
    }

    /// Let a control apply to a system again.
    async fn restore_control_applicability(
        &self,
        ctx: &Context<'_>,
        input: ControlReasonInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, Decide(input, Verdict::Applicable)).await
    }

    /// Let evidence speak for a control that nothing else ties to it.
    async fn link_control_evidence(
        &self,
        ctx: &Context<'_>,
        input: ControlEvidenceInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, Link(input, true)).await
    }

    /// Take such a link back.
    async fn unlink_control_evidence(
        &self,
        ctx: &Context<'_>,
        input: ControlEvidenceInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, Link(input, false)).await
    }

    /// Keep that a change of a control's status was noticed.
    async fn notice_control_status(
        &self,
        ctx: &Context<'_>,
        input: NoticeControlStatusInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, input).await
    }

    /// Keep that somebody was told that evidence of a control came due.
    async fn notice_control_due(
        &self,
        ctx: &Context<'_>,
        input: NoticeControlDueInput,
    ) -> Answer<ControlPayload> {
        answer(ctx, input).await
    }
}
