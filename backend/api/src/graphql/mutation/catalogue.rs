//! Mutations on the catalogue.

use app::{
    AppError, Outcome,
    catalogue::{ItemLine, ItemsResult},
};
use async_graphql::{Context, Object, SimpleObject};

use super::{
    CataloguePayload, LoadCataloguePayload, Receipt, Refusal, answer, asked, permitted, show,
};
use crate::{
    graphql::{
        asking::asking,
        catalogue::CatalogueDifference,
        inputs::catalogue::{
            AddItem, CatalogueItemInput, ChangeItem, ConfirmMappingInput,
            ImportCatalogueItemsInput, LoadCatalogueInput, WithdrawCatalogueItemInput,
        },
    },
    reply::{Answer, Reply},
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

    /// Add the own items of a file, and change those that are there with other words: all items or
    /// none. A dry run says what would become of each.
    async fn import_catalogue_items(
        &self,
        ctx: &Context<'_>,
        input: ImportCatalogueItemsInput,
    ) -> Answer<ImportItemsPayload> {
        let asking = asking(ctx)?;
        permitted(ctx, asking)?;
        let (meta, _) = asked(asking, input.command.as_ref().map(|id| id.as_str()))?;
        let caller = asking.caller()?;
        match asking.app.import_items(caller, &meta, &input.file, input.dry_run).await {
            Ok(done) => Ok(ImportItemsPayload::of(done)),
            Err(error) => match Reply::from(error) {
                reply if reply.is_refusal => {
                    let refusal = Some(reply.into());
                    Ok(ImportItemsPayload { refusal, ..ImportItemsPayload::default() })
                }
                reply => Err(reply),
            },
        }
    }
}

/// What becomes of an item of a file, or why nothing does.
#[derive(SimpleObject)]
pub(super) struct ImportedItem {
    /// Its line in the file, or its place in the array, from 1.
    number: u64,
    /// The section, as written.
    section: String,
    /// Its id, as written.
    id: String,
    /// What becomes of it; absent when nothing is new.
    difference: Option<CatalogueDifference>,
    /// What is wrong with it, and how to mend it.
    refusal: Option<Refusal>,
}

/// What came of a file of own items.
#[derive(SimpleObject, Default)]
pub(super) struct ImportItemsPayload {
    /// Item by item.
    lines: Vec<ImportedItem>,
    /// What was recorded; absent when nothing was.
    receipt: Option<Receipt>,
    /// Why the file as a whole was not read.
    refusal: Option<Refusal>,
}

impl ImportItemsPayload {
    fn of(done: ItemsResult) -> Self {
        let lines = done.lines.into_iter().map(ImportedItem::of).collect();
        Self { lines, receipt: done.receipt.map(Receipt::from), refusal: None }
    }
}

impl ImportedItem {
    fn of(line: ItemLine) -> Self {
        let ItemLine { number, section, id, difference, refused } = line;
        let refusal = refused.map(|refused| Reply::from(AppError::Refused(refused)).into());
        Self { number, section, id, difference: difference.map(Into::into), refusal }
    }
}
