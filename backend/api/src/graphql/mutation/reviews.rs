//! Mutations on design reviews, findings and actions.

use async_graphql::{Context, Object};

use super::{ReviewPayload, answer};
use crate::{
    graphql::inputs::reviews::{
        AddReviewParticipantInput, AnswerReviewInput, CloseActionInput, CloseFindingInput,
        ConcludeReviewInput, LinkFindingInput, OpenActionInput, OpenReviewInput, RaiseFindingInput,
        ReassignActionInput, ReassignFindingInput, ReportActionInput,
    },
    reply::Answer,
};

/// Mutations on design reviews, findings and actions.
#[derive(Default)]
pub(super) struct ReviewMutation;

#[Object]
impl ReviewMutation {
    /// Open a design review. Somebody of security takes part from the start.
    async fn open_review(
        &self,
        ctx: &Context<'_>,
        input: OpenReviewInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Let somebody else take part in a design review that is not concluded.
    async fn add_review_participant(
        &self,
        ctx: &Context<'_>,
        input: AddReviewParticipantInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Answer a question of a design review one takes part in; the last answer counts.
    async fn answer_review(
        &self,
        ctx: &Context<'_>,
        input: AnswerReviewInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Conclude a design review, as somebody of security who took part.
    async fn conclude_review(
        &self,
        ctx: &Context<'_>,
        input: ConcludeReviewInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Raise a finding.
    async fn raise_finding(
        &self,
        ctx: &Context<'_>,
        input: RaiseFindingInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Link a finding to the risk or the action that follows from it.
    async fn link_finding(
        &self,
        ctx: &Context<'_>,
        input: LinkFindingInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Give a finding to somebody else to mend.
    async fn reassign_finding(
        &self,
        ctx: &Context<'_>,
        input: ReassignFindingInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Close a finding that is mended. Needs somebody who never had to mend it.
    async fn close_finding(
        &self,
        ctx: &Context<'_>,
        input: CloseFindingInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Open an action; the finding it mends is linked at once.
    async fn open_action(
        &self,
        ctx: &Context<'_>,
        input: OpenActionInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Give an action to somebody else.
    async fn reassign_action(
        &self,
        ctx: &Context<'_>,
        input: ReassignActionInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Report an action of one's own done.
    async fn report_action(
        &self,
        ctx: &Context<'_>,
        input: ReportActionInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }

    /// Close an action that is done. Needs somebody who never owned it.
    async fn close_action(
        &self,
        ctx: &Context<'_>,
        input: CloseActionInput,
    ) -> Answer<ReviewPayload> {
        answer(ctx, input).await
    }
}
