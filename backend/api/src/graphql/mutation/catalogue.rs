//! Mutations on the catalogue.

use app::Outcome;
use async_graphql::{Context, Object};

use super::{CataloguePayload, LoadCataloguePayload, answer, asked, permitted, show};
use crate::{
    graphql::{
        asking::asking,
        inputs::catalogue::{
            AddItem, CatalogueItemInput, ChangeItem, ConfirmMappingInput, LoadCatalogueInput,
            WithdrawCatalogueItemInput,
        },
    },
    reply::Answer,
};

/// Mutations on the catalogue.
#[derive(Default)]
pub(super) struct CatalogueMutation;

#[Object]
impl CatalogueMutation {
    /// Load the files that ship with this server, as far as they differ from what is loaded; or
    /// only say what would change.
    async fn load_catalogue(
        &self,
        ctx: &Context<'_>,
        input: LoadCatalogueInput,
    ) -> Answer<LoadCataloguePayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        let (meta, _) = asked(asking, input.command.as_ref().map(|id| id.as_str()))?;
        let found = asking.app.catalogue_differences().await?;
        let differences = Some(found.into_iter().map(Into::into).collect());
        if input.dry_run.unwrap_or_default() {
            return Ok(LoadCataloguePayload { differences, ..LoadCataloguePayload::default() });
        }
        let done = async || -> Answer<Outcome> {
            Ok(asking.app.load_catalogue(asking.caller()?, &meta).await?)
        };
        show(asking, done().await, |_| async move {
            Ok(LoadCataloguePayload { differences, ..LoadCataloguePayload::default() })
        })
        .await
    }

    /// Add an item of the organisation's own.
    async fn add_catalogue_item(
        &self,
        ctx: &Context<'_>,
        input: CatalogueItemInput,
    ) -> Answer<CataloguePayload> {
        answer(ctx, AddItem(input)).await
    }

    /// Give an own item another text or validity.
    async fn change_catalogue_item(
        &self,
        ctx: &Context<'_>,
        input: CatalogueItemInput,
    ) -> Answer<CataloguePayload> {
        answer(ctx, ChangeItem(input)).await
    }

    /// Withdraw an own item.
    async fn withdraw_catalogue_item(
        &self,
        ctx: &Context<'_>,
        input: WithdrawCatalogueItemInput,
    ) -> Answer<CataloguePayload> {
        answer(ctx, input).await
    }

    /// Stand behind a link between a control or threat and an item of a framework.
    async fn confirm_mapping(
        &self,
        ctx: &Context<'_>,
        input: ConfirmMappingInput,
    ) -> Answer<CataloguePayload> {
        answer(ctx, input).await
    }
}
