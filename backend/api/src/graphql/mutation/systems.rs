//! Mutations on systems.

use async_graphql::{Context, Object};

use super::{SystemPayload, answer};
use crate::{
    graphql::inputs::systems::{
        AnswerQuestionnaireInput, ApproveClassInput, AssignOwnerInput, ChangeSystemProfileInput,
        DecommissionSystemInput, DismissUseInput, ProposeClassInput, RegisterSystemInput,
        ReleaseOwnerInput, ReportUseInput, SettleUseInput,
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

    /// Answer the questionnaire of the EU AI Act; the class that follows is proposed.
    async fn answer_questionnaire(
        &self,
        ctx: &Context<'_>,
        input: AnswerQuestionnaireInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Describe a system anew. An approved class then wants another look.
    async fn change_system_profile(
        &self,
        ctx: &Context<'_>,
        input: ChangeSystemProfileInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Take a system out of use for good.
    async fn decommission_system(
        &self,
        ctx: &Context<'_>,
        input: DecommissionSystemInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Report the use of an AI that nobody registered.
    async fn report_use(&self, ctx: &Context<'_>, input: ReportUseInput) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Settle a report: it became a system, or belongs to one.
    async fn settle_use(&self, ctx: &Context<'_>, input: SettleUseInput) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }

    /// Settle a report: there is nothing to govern.
    async fn dismiss_use(
        &self,
        ctx: &Context<'_>,
        input: DismissUseInput,
    ) -> Answer<SystemPayload> {
        answer(ctx, input).await
    }
}
