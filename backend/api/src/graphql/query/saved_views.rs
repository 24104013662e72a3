//! Questions about saved views.

use async_graphql::{Context, Object};

use super::Moment;
use crate::{graphql::saved_views::ViewMenu, reply::Answer};

/// Questions about saved views.
#[derive(Default)]
pub struct SavedViewQuery(pub(super) Moment);

#[Object]
impl SavedViewQuery {
    /// The saved views of a list: one's own, and those shared with one.
    async fn saved_views(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of its page, `/risks`.")] path: String,
    ) -> Answer<ViewMenu> {
        ViewMenu::of(&self.0.scope(ctx).await?, &path).await
    }
}
