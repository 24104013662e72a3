//! Mutations on the organisation, teams and people.

use async_graphql::{Context, Object};

use super::{PeoplePayload, answer};
use crate::{
    graphql::inputs::people::{
        CreateTeamInput, DeactivatePersonInput, EndRoleInput, ErasePersonInput, GrantRoleInput,
        MovePersonInput, RegisterOrganisationInput, RegisterPersonInput,
    },
    reply::Answer,
};

/// Mutations on the organisation, teams and people.
#[derive(Default)]
pub(super) struct PeopleMutation;

#[Object]
impl PeopleMutation {
    /// Register the organisation.
    async fn register_organisation(
        &self,
        ctx: &Context<'_>,
        input: RegisterOrganisationInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Create a team.
    async fn create_team(
        &self,
        ctx: &Context<'_>,
        input: CreateTeamInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Register a person or a service.
    async fn register_person(
        &self,
        ctx: &Context<'_>,
        input: RegisterPersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Move a person to another team.
    async fn move_person(
        &self,
        ctx: &Context<'_>,
        input: MovePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Give a role for a scope and a period.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// End a role.
    async fn end_role(&self, ctx: &Context<'_>, input: EndRoleInput) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Record that a person has left or a service is switched off.
    async fn deactivate_person(
        &self,
        ctx: &Context<'_>,
        input: DeactivatePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }

    /// Erase a person: their name is gone now and in the past; every proof still verifies.
    async fn erase_person(
        &self,
        ctx: &Context<'_>,
        input: ErasePersonInput,
    ) -> Answer<PeoplePayload> {
        answer(ctx, input).await
    }
}
