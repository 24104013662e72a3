//! Mutations on the curriculum, campaigns, and people's training.

use app::Outcome;
use async_graphql::{Context, Object};

use super::{AwarenessPayload, answer, asked, permitted, show};
use crate::{
    graphql::{
        asking::asking,
        awareness::{Curriculum, Learner},
        inputs::awareness::{
            AssignModuleInput, PublishCurriculumInput, PublishModuleInput, RecordCompletionInput,
            RemindTrainingInput, StartCampaignInput, StopCampaignInput, SubmitTestInput,
            WaiveModuleInput, WithdrawModuleInput,
        },
    },
    reply::Answer,
};

/// Mutations on the curriculum, campaigns, and people's training.
#[derive(Default)]
pub(super) struct AwarenessMutation;

#[Object]
impl AwarenessMutation {
    /// Publish the curriculum that comes with the product.
    async fn publish_curriculum(
        &self,
        ctx: &Context<'_>,
        input: PublishCurriculumInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Publish an own module, or a new edition of it. Its answers are sealed.
    async fn publish_module(
        &self,
        ctx: &Context<'_>,
        input: PublishModuleInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Take an own module away; it is required of nobody any more.
    async fn withdraw_module(
        &self,
        ctx: &Context<'_>,
        input: WithdrawModuleInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Ask many people for some modules until a day.
    async fn start_campaign(
        &self,
        ctx: &Context<'_>,
        input: StartCampaignInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Stop a campaign.
    async fn stop_campaign(
        &self,
        ctx: &Context<'_>,
        input: StopCampaignInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Take the test of a module for oneself. It is graded here; what was answered is not kept.
    async fn submit_test(
        &self,
        ctx: &Context<'_>,
        input: SubmitTestInput,
    ) -> Answer<AwarenessPayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        // Sent again it is graded once, and never with other answers.
        let command = input.command.as_ref().unwrap_or(&input.attempt);
        let (meta, _) = asked(asking, Some(command.as_str()))?;
        let (caller, mut graded) = (asking.caller()?, None);
        let done = async || -> Answer<Outcome> {
            let (module, attempt, answers) = input.parts()?;
            let taken = asking.app.take_test(caller, &meta, (&module, &attempt), answers).await?;
            graded = taken.1;
            Ok(taken.0)
        };
        let done = done().await;
        show(asking, done, |scope| async move {
            let learner = Learner::by_name(&scope, &scope.caller.person).await?;
            let result = graded.map(Into::into);
            Ok(AwarenessPayload { learner, result, ..AwarenessPayload::default() })
        })
        .await
    }

    /// Ask one person for a module. It opens a test that was failed too often.
    async fn assign_module(
        &self,
        ctx: &Context<'_>,
        input: AssignModuleInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Excuse a person from a module for a while. Nobody waives their own training.
    async fn waive_module(
        &self,
        ctx: &Context<'_>,
        input: WaiveModuleInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Record a result that was reached elsewhere. Nobody records their own.
    async fn record_completion(
        &self,
        ctx: &Context<'_>,
        input: RecordCompletionInput,
    ) -> Answer<AwarenessPayload> {
        answer(ctx, input).await
    }

    /// Tell people what is due, each once for what is due when; champions hear what is overdue.
    async fn remind_training(
        &self,
        ctx: &Context<'_>,
        input: RemindTrainingInput,
    ) -> Answer<AwarenessPayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        let (meta, _) = asked(asking, input.command.as_ref().map(|id| id.as_str()))?;
        let team = input.team.map(|team| team.0);
        let reminded = asking.app.remind(asking.caller()?, &meta, team.as_ref()).await;
        let (done, notices) = match reminded {
            Ok((outcome, notices)) => (Ok(outcome), notices),
            Err(error) => (Err(error.into()), 0),
        };
        show(asking, done, |scope| async move {
            let curriculum = Curriculum::of(&scope).await?;
            let notices = Some(notices);
            Ok(AwarenessPayload { curriculum, notices, ..AwarenessPayload::default() })
        })
        .await
    }
}
