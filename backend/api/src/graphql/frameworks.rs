//! Frameworks: how far their items are covered, for the organisation and for each system.

use std::sync::Arc;

use app::controls::{Board, Coverage, ItemCoverage};
use async_graphql::{InputObject, Object, SimpleObject};
use domain::catalogue::Framework as Body;
use tokio::sync::OnceCell;

use super::{
    catalogue::ItemOrigin,
    connection::{Connection, Part, cut},
    controls::ControlCounts,
    order::{Key, arranged, known},
    query::contains,
    systems::System,
};
use crate::{reply::Answer, scope::Ref};

/// A framework: a law, a standard, a list that others publish.
pub struct Framework {
    scope: Ref,
    board: Arc<Board>,
    body: Body,
    coverage: OnceCell<Option<Coverage>>,
}

/// An item of a framework, with what supports it.
#[derive(SimpleObject)]
pub struct FrameworkItem {
    /// Its id.
    id: String,
    /// What people call it.
    title: String,
    /// What it belongs to within its framework.
    group: String,
    /// From which day it applies, where a law says so.
    applies_from: Option<String>,
    /// What supports it.
    links: Vec<FrameworkLink>,
    /// How the controls behind it stand, in the order of the framework's systems.
    cells: Vec<ControlCounts>,
    /// How they stand in all.
    total: ControlCounts,
}

/// A control or threat that supports an item of a framework.
#[derive(SimpleObject)]
pub struct FrameworkLink {
    /// The control or threat.
    id: String,
    /// What people call it.
    title: String,
    /// The framework as the mapping calls it.
    called: String,
    /// What the mapping names: the item, or a requirement of it.
    reference: String,
    /// Whether somebody stands behind the link; it is only proposed otherwise.
    confirmed: bool,
}

/// Which frameworks are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct FrameworkFilter {
    /// The organisation's own, or those that others publish.
    pub own: Option<bool>,
    /// With this text in name, id or publisher.
    pub text: Option<String>,
}

/// Keys of the columns of the list of frameworks.
const KEYS: [&str; 5] = ["name", "publisher", "items", "mapped", "shown"];

/// A page of the frameworks a filter wants.
pub async fn page(
    scope: &Ref,
    filter: FrameworkFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Framework>> {
    let mut rows = Framework::all(scope).await?;
    if let Some(own) = filter.own {
        rows.retain(|row| row.is_own() == own);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[&row.body.name, &row.body.id, &row.body.publisher]));
    }
    if let Some(order) = order {
        let key = known(&order, &KEYS)?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in &rows {
            keys.push(row.key(key).await);
        }
        rows = arranged(rows, keys, order.descending);
    }
    Ok(cut(rows, (first, after), |row| row.body.id.clone())?.into())
}

impl Framework {
    fn is_own(&self) -> bool {
        self.board.book.origin("frameworks", &self.body.id).is_some_and(|origin| origin.own)
    }

    /// What it is ordered by under a key.
    async fn key(&self, key: &str) -> Option<Key> {
        match key {
            "publisher" => Key::words(&self.body.publisher),
            "items" => Key::number(self.count(|_| true).await),
            "mapped" => Key::number(self.count(is_mapped).await),
            "shown" => Key::number(self.count(is_shown).await),
            _ => Key::words(&self.body.name),
        }
    }

    /// How many of its items something holds for.
    async fn count(&self, holds: fn(&ItemCoverage) -> bool) -> usize {
        self.coverage().await.map_or(0, |found| found.items.iter().filter(|row| holds(row)).count())
    }

    /// Every framework of the catalogue of the moment.
    pub async fn all(scope: &Ref) -> Answer<Vec<Self>> {
        let board = scope.board(None).await?;
        let shown = |body: &Body| Self {
            scope: Arc::clone(scope),
            board: Arc::clone(&board),
            body: body.clone(),
            coverage: OnceCell::new(),
        };
        Ok(board.book.frameworks.values().map(shown).collect())
    }

    /// One framework.
    pub async fn of(scope: &Ref, id: &str) -> Answer<Option<Self>> {
        Ok(Self::all(scope).await?.into_iter().find(|framework| framework.body.id == id))
    }

    async fn coverage(&self) -> Option<&Coverage> {
        let read = async || self.board.coverage(&self.body.id);
        self.coverage.get_or_init(read).await.as_ref()
    }

    fn item(&self, row: &ItemCoverage) -> FrameworkItem {
        let link = |link: &app::controls::Link| FrameworkLink {
            title: self.board.book.title(&link.id).unwrap_or_default().to_owned(),
            id: link.id.clone(),
            called: link.framework.clone(),
            reference: link.reference.clone(),
            confirmed: link.confirmed,
        };
        FrameworkItem {
            id: row.item.id.clone(),
            title: row.item.title.clone(),
            group: row.item.group.clone(),
            applies_from: row.item.applies_from.first().map(str::to_owned),
            links: row.links.iter().map(link).collect(),
            cells: row.cells.iter().copied().map(ControlCounts::from).collect(),
            total: row.total.into(),
        }
    }
}

/// A framework: a law, a standard, a list that others publish.
#[Object]
impl Framework {
    /// Its id, `nist_ai_rmf`.
    async fn id(&self) -> &str {
        &self.body.id
    }

    /// What people call it.
    async fn name(&self) -> &str {
        &self.body.name
    }

    /// The version carried.
    async fn version(&self) -> &str {
        &self.body.version
    }

    /// Who publishes it.
    async fn publisher(&self) -> &str {
        &self.body.publisher
    }

    /// When it was released.
    async fn released(&self) -> &str {
        &self.body.released
    }

    /// How it stands: in force, final, draft.
    async fn status(&self) -> &str {
        &self.body.status
    }

    /// Under which terms its text may be carried.
    async fn licence(&self) -> &str {
        &self.body.licence_note
    }

    /// Where it is published.
    async fn url(&self) -> &str {
        &self.body.official_url
    }

    /// What is to be known about it.
    async fn note(&self) -> &str {
        &self.body.note
    }

    /// Where it comes from.
    async fn origin(&self) -> Option<ItemOrigin> {
        self.board.book.origin("frameworks", &self.body.id).map(ItemOrigin::from)
    }

    /// The systems, in the order of the cells.
    async fn systems(&self) -> Answer<Vec<System>> {
        System::by_names(&self.scope, &self.board.systems()).await
    }

    /// Its items, with what supports them and how that stands.
    #[graphql(complexity = "50 * child_complexity")]
    async fn items(&self) -> Vec<FrameworkItem> {
        let coverage = self.coverage().await;
        coverage.into_iter().flat_map(|found| &found.items).map(|row| self.item(row)).collect()
    }

    /// How many items it has.
    async fn item_count(&self) -> usize {
        self.count(|_| true).await
    }

    /// How many of them something supports.
    async fn mapped_count(&self) -> usize {
        self.count(is_mapped).await
    }

    /// How many of them are supported by controls that all pass, for every system they apply to.
    async fn shown_count(&self) -> usize {
        self.count(is_shown).await
    }
}

/// Whether something supports it.
fn is_mapped(row: &ItemCoverage) -> bool {
    !row.links.is_empty()
}

/// Whether all that supports it passes, for every system it applies to.
fn is_shown(row: &ItemCoverage) -> bool {
    row.total.worst() == Some(domain::controls::Status::Pass)
}
