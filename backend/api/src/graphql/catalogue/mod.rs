//! The catalogue: texts of controls, threats, types of evidence, and where each comes from.

mod entry;
mod item;
mod text;
mod threat;
mod trace;

use async_graphql::SimpleObject;
use domain::{catalogue::EvidenceType as TypeBody, evaluations::Op};

use super::scalars::{Position, Time};

pub use entry::{CatalogueEntry, CatalogueFilter, entries};
pub use item::{
    Catalogue, CatalogueDifference, CatalogueFile, CatalogueItem, CatalogueSection, DifferenceFate,
    ItemVersion,
};
pub use text::{ControlText, LimitText, TestText};
pub use threat::{Countered, Technique, Threat, ThreatFilter, threats};
pub use trace::{Trace, TraceFilter, traces};

/// A name with what people call it.
#[derive(SimpleObject, Clone, Debug)]
pub struct Titled {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

impl Titled {
    /// A threat or a control. One that the catalogue of the moment lacks is called as it ships, or
    /// else by its id.
    pub fn of(book: &app::catalogue::Book, id: &kernel::Name) -> Self {
        let id = id.as_str();
        let title = book.title(id).or_else(|| app::catalogue::Book::shipped().title(id));
        Self { id: id.to_owned(), title: title.unwrap_or(id).to_owned() }
    }

    /// Threats or controls.
    pub fn all(book: &app::catalogue::Book, ids: &[kernel::Name]) -> Vec<Self> {
        ids.iter().map(|id| Self::of(book, id)).collect()
    }
}

/// A type of evidence.
#[derive(SimpleObject, Clone, Debug)]
pub struct EvidenceType {
    /// Its id, `EV-OUTLIER-SCAN`.
    id: String,
    /// What people call it.
    title: String,
    /// Tools that write it.
    tools: Vec<String>,
    /// What a report of it says.
    required_fields: Vec<String>,
    /// What it is about: `dataset_version`, `deployment`, `system`.
    binds_to: Vec<String>,
    /// For how many years it is kept.
    retention_years: Option<i32>,
}

/// Where an item of the catalogue comes from.
#[derive(SimpleObject, Clone, Debug)]
pub struct ItemOrigin {
    /// Whether it is the organisation's own.
    own: bool,
    /// The version of its file; empty for the organisation's own.
    version: String,
    /// Position of the event that brought it.
    position: Position,
    /// From when it holds.
    valid_from: Time,
    /// Until when; open when absent.
    valid_to: Option<Time>,
}

/// A link between an item and a framework.
#[derive(SimpleObject, Clone, Debug)]
pub struct Mapping {
    /// The framework, by its id.
    framework: String,
    /// What people call the framework.
    framework_name: String,
    /// The framework as the mapping calls it: `owasp_llm_2025`.
    called: String,
    /// The item of the framework that is named.
    reference: String,
    /// What people call that item.
    title: String,
    /// Whether somebody stands behind the link; it is only proposed otherwise.
    confirmed: bool,
}

impl From<&TypeBody> for EvidenceType {
    fn from(body: &TypeBody) -> Self {
        Self {
            id: body.id.clone(),
            title: body.title.clone(),
            tools: body.tools.clone(),
            required_fields: body.required_fields.clone(),
            binds_to: body.binds_to.clone(),
            retention_years: body.retention_years.and_then(|years| i32::try_from(years).ok()),
        }
    }
}

impl From<&app::catalogue::Origin> for ItemOrigin {
    fn from(origin: &app::catalogue::Origin) -> Self {
        Self {
            own: origin.own,
            version: origin.version.clone(),
            position: Position(origin.pos),
            valid_from: origin.from.into(),
            valid_to: origin.to.map(Time::from),
        }
    }
}

/// The links of an item, with the names of what they lead to.
pub(super) fn mappings(
    book: &app::catalogue::Book,
    id: &str,
    mappings: &std::collections::BTreeMap<String, Vec<String>>,
) -> Vec<Mapping> {
    let each = mappings.iter().flat_map(|(called, ids)| ids.iter().map(move |id| (called, id)));
    let shown = each.map(|(called, reference)| {
        let framework = app::catalogue::framework_of(called);
        let known = book.frameworks.get(framework);
        let item = book.framework_item(called, reference);
        let link = [id.to_owned(), called.clone(), reference.clone()];
        Mapping {
            framework: framework.to_owned(),
            framework_name: known.map_or_else(|| called.clone(), |known| known.name.clone()),
            called: called.clone(),
            reference: reference.clone(),
            title: item.map(|item| item.title.clone()).unwrap_or_default(),
            confirmed: book.confirmed.contains(&link),
        }
    });
    shown.collect()
}

/// How a comparison is written in the schema.
pub(super) fn op_word(op: Op) -> &'static str {
    op.as_str()
}
