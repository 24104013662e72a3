//! The catalogue as files and items: what was loaded, what is the organisation's own, what would
//! change.

use std::sync::Arc;

use app::catalogue::{Difference, Entry, Fate, Library, Loaded};
use async_graphql::{Enum, Object, SimpleObject};

use crate::{
    graphql::{
        offers::Offers,
        scalars::{Position, Time},
    },
    reply::Answer,
    scope::Ref,
};

/// The catalogue of the moment, as files and items.
pub struct Catalogue {
    scope: Ref,
    library: Arc<Library>,
}

/// A file, as it was loaded last.
#[derive(SimpleObject)]
pub struct CatalogueFile {
    /// Its name.
    file: String,
    /// The version it names.
    version: String,
    /// Its SHA-256, in hex.
    digest: String,
    /// Position of its last part.
    position: Position,
    /// When it was loaded.
    loaded: Time,
}

/// A section of the catalogue.
#[derive(SimpleObject)]
pub struct CatalogueSection {
    /// Its name, `metrics`, `frameworks/eu_ai_act`.
    name: String,
    /// How many of its items stand.
    count: usize,
}

/// An item of the catalogue.
#[derive(SimpleObject)]
pub struct CatalogueItem {
    /// The section it belongs to.
    section: String,
    /// Its id.
    id: String,
    /// What people call it; empty where it has no such name.
    title: String,
    /// Its versions that were recorded by then, oldest first.
    versions: Vec<ItemVersion>,
    /// The version that stands at the moment; absent when none does.
    standing: Option<ItemVersion>,
}

/// A version of an item.
#[derive(SimpleObject, Clone)]
pub struct ItemVersion {
    /// What it says, as JSON; absent where it ends.
    body: Option<String>,
    /// Whether it is the organisation's own.
    own: bool,
    /// The version of its file; empty for the organisation's own.
    version: String,
    /// Position of the event that brought it.
    position: Position,
    /// When it was recorded.
    recorded: Time,
    /// From when it holds.
    valid_from: Time,
    /// Until when; open when absent.
    valid_to: Option<Time>,
}

/// What would become of an item.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "app::catalogue::Fate")]
pub enum DifferenceFate {
    /// It is not there yet.
    Added,
    /// It says something else.
    Changed,
    /// It is no longer there.
    Removed,
}

/// An item that loading the shipped files would change.
#[derive(SimpleObject)]
pub struct CatalogueDifference {
    /// The section.
    section: String,
    /// The item.
    id: String,
    /// What people call it.
    title: String,
    /// What becomes of it.
    fate: DifferenceFate,
    /// The members that differ.
    members: Vec<String>,
}

impl From<Difference> for CatalogueDifference {
    fn from(difference: Difference) -> Self {
        let Difference { section, id, title, fate, members } = difference;
        Self { section, id, title, fate: Fate::into(fate), members }
    }
}

impl From<&Entry> for ItemVersion {
    fn from(entry: &Entry) -> Self {
        Self {
            body: entry.body.as_ref().map(ToString::to_string),
            own: entry.own,
            version: entry.version.clone(),
            position: Position(entry.pos),
            recorded: entry.at.into(),
            valid_from: entry.from.into(),
            valid_to: entry.to.map(Time::from),
        }
    }
}

impl From<&Loaded> for CatalogueFile {
    fn from(loaded: &Loaded) -> Self {
        Self {
            file: loaded.file.to_string(),
            version: loaded.version.to_string(),
            digest: loaded.digest.to_string(),
            position: Position(loaded.pos),
            loaded: loaded.at.into(),
        }
    }
}

impl Catalogue {
    /// The catalogue of the moment.
    pub async fn of(scope: &Ref) -> Answer<Self> {
        Ok(Self { scope: Arc::clone(scope), library: scope.app.library(&scope.sight).await? })
    }

    /// The catalogue, whichever of its streams is named.
    pub async fn by_name(scope: &Ref, _: &kernel::Subject) -> Answer<Option<Self>> {
        Self::of(scope).await.map(Some)
    }

    /// One item; absent when it never was.
    pub fn find(&self, section: &str, id: &str) -> Option<CatalogueItem> {
        let (upto, time) = (self.scope.sight.upto, self.scope.sight.time);
        let found = self.library.versions(section, id, upto);
        let title = found.iter().rev().map(|entry| entry.title()).find(|title| !title.is_empty());
        let versions: Vec<ItemVersion> = found.into_iter().map(ItemVersion::from).collect();
        if versions.is_empty() {
            return None;
        }
        let mut standing = self.library.section(section, upto, time);
        let standing = standing.find(|(name, _)| *name == id).map(|(_, entry)| entry.into());
        let (section, id, title) = (section.to_owned(), id.to_owned(), title.unwrap_or_default());
        Some(CatalogueItem { section, id, title, versions, standing })
    }
}

/// The catalogue of the moment.
#[Object]
impl Catalogue {
    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_organisation(&self.scope)
    }

    /// The files that were loaded, each in its newest version.
    async fn files(&self) -> Vec<CatalogueFile> {
        let loaded = self.library.loaded(self.scope.sight.upto);
        let mut files: Vec<&Loaded> = Vec::new();
        for one in loaded {
            files.retain(|known| known.file != one.file);
            files.push(one);
        }
        files.into_iter().map(CatalogueFile::from).collect()
    }

    /// Its sections, each with how many of its items stand.
    async fn sections(&self) -> Vec<CatalogueSection> {
        let (upto, time) = (self.scope.sight.upto, self.scope.sight.time);
        let counted = |name: &str| CatalogueSection {
            name: name.to_owned(),
            count: self.library.section(name, upto, time).count(),
        };
        let sections = self.library.sections("").into_iter().map(counted);
        sections.filter(|section| section.count > 0).collect()
    }

    /// The organisation's own items, whether they stand or not.
    async fn own(&self) -> Vec<CatalogueItem> {
        let own = self.library.own(self.scope.sight.upto);
        own.into_iter().filter_map(|(section, id)| self.find(section, id)).collect()
    }

    /// What loading the files that ship with this server would change.
    async fn differences(&self) -> Answer<Vec<CatalogueDifference>> {
        let found = self.scope.app.catalogue_differences_at(&self.scope.sight).await?;
        Ok(found.into_iter().map(CatalogueDifference::from).collect())
    }
}
