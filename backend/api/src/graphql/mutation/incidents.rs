//! Mutations on incidents.

use async_graphql::{Context, Object};

use super::{IncidentPayload, answer};
use crate::{
    graphql::inputs::incidents::{
        CompleteRollbackInput, DecideRollbackInput, IncidentInput, IncidentNoteInput,
        NameIncidentThreatsInput, Note, OpenIncidentInput, ProposeRollbackInput,
        PublishPostmortemInput, RecordBlastRadiusInput, RecordRescoringInput, SendNoticeInput,
        TellOwnerInput,
    },
    reply::Answer,
};

/// Mutations on incidents.
#[derive(Default)]
pub(super) struct IncidentMutation;

#[Object]
impl IncidentMutation {
    /// Open an incident.
    async fn open_incident(
        &self,
        ctx: &Context<'_>,
        input: OpenIncidentInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Add to the timeline of an incident.
    async fn note_incident(
        &self,
        ctx: &Context<'_>,
        input: IncidentNoteInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, Note::Add(input)).await
    }

    /// Say which threats of the catalogue an incident realised. Where none is named, it puts every risk
    /// of its system back to review; else those of these threats alone.
    async fn name_incident_threats(
        &self,
        ctx: &Context<'_>,
        input: NameIncidentThreatsInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Keep how far an incident reaches, as computed.
    async fn record_blast_radius(
        &self,
        ctx: &Context<'_>,
        input: RecordBlastRadiusInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that an owner was told.
    async fn tell_owner(
        &self,
        ctx: &Context<'_>,
        input: TellOwnerInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Propose to roll a deployment back.
    async fn propose_rollback(
        &self,
        ctx: &Context<'_>,
        input: ProposeRollbackInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Decide a proposed rollback. Needs another person than the one who proposed it.
    async fn decide_rollback(
        &self,
        ctx: &Context<'_>,
        input: DecideRollbackInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that a rollback is done.
    async fn complete_rollback(
        &self,
        ctx: &Context<'_>,
        input: CompleteRollbackInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that somebody outside was told.
    async fn send_notice(
        &self,
        ctx: &Context<'_>,
        input: SendNoticeInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Record that past decisions were looked at again.
    async fn record_rescoring(
        &self,
        ctx: &Context<'_>,
        input: RecordRescoringInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Declare that the harm has stopped spreading.
    async fn mark_incident_contained(
        &self,
        ctx: &Context<'_>,
        input: IncidentInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }

    /// Close a contained incident with a summary.
    async fn close_incident(
        &self,
        ctx: &Context<'_>,
        input: IncidentNoteInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, Note::Close(input)).await
    }

    /// Publish what was learnt.
    async fn publish_postmortem(
        &self,
        ctx: &Context<'_>,
        input: PublishPostmortemInput,
    ) -> Answer<IncidentPayload> {
        answer(ctx, input).await
    }
}
