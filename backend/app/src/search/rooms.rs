//! What can be found: one line for each view.

use kernel::{Personal, Subject};
use store::Span;

use crate::{Fact, View};

/// What is found of a row, and by which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What it is called; its own id when empty.
    pub title: String,
    /// A line about it.
    pub detail: String,
    /// Further words it is found by.
    pub words: Vec<String>,
    /// How it stands, in one word; empty when it does not.
    pub state: &'static str,
    /// A title that is somebody's personal text. It is kept in memory only.
    pub sealed: Personal,
    /// Whether it was erased: then no version of it has a personal text.
    pub erased: bool,
}

/// A row that can be found.
pub trait Findable: View {
    /// The word for its kind. Frozen: it is in addresses.
    const KIND: &'static str;
    /// Whether its title is personal, so that it is kept in memory only.
    const PERSONAL: bool = false;

    /// What it is called by itself.
    fn subject(&self) -> &Subject;
    /// What is found of it.
    fn found(&self) -> Found;
}

/// A row as the index takes it in.
pub(super) struct Entry {
    pub(super) subject: Subject,
    pub(super) system: Option<Subject>,
    pub(super) found: Found,
}

/// A view, without its row type.
pub(super) struct Room {
    pub(super) kind: &'static str,
    pub(super) view: &'static str,
    pub(super) version: u32,
    pub(super) personal: bool,
    pub(super) keys: fn(&Fact) -> Vec<String>,
    pub(super) read: fn(&Span) -> Result<Entry, serde_json::Error>,
}

impl Room {
    const fn of<V: Findable>() -> Self {
        Self {
            kind: V::KIND,
            view: V::NAME,
            version: V::VERSION,
            personal: V::PERSONAL,
            keys: V::keys,
            read: read::<V>,
        }
    }
}

fn read<V: Findable>(span: &Span) -> Result<Entry, serde_json::Error> {
    let row: V = serde_json::from_str(&span.body)?;
    Ok(Entry { subject: row.subject().clone(), system: row.system().cloned(), found: row.found() })
}

/// What can be found, in the order in which equally good answers are shown.
pub(super) const ROOMS: &[Room] = &[
    Room::of::<crate::systems::SystemRow>(),
    Room::of::<crate::models::ModelRow>(),
    Room::of::<crate::models::ModelVersionRow>(),
    Room::of::<crate::datasets::DatasetRow>(),
    Room::of::<crate::datasets::VersionRow>(),
    Room::of::<crate::incidents::IncidentRow>(),
    Room::of::<crate::deployments::DeploymentRow>(),
    Room::of::<crate::evaluations::EvidenceRow>(),
    Room::of::<crate::training::RunRow>(),
    Room::of::<crate::training::EnvironmentRow>(),
    Room::of::<crate::datasets::SourceRow>(),
    Room::of::<crate::datasets::BatchRow>(),
    Room::of::<crate::systems::IntakeRow>(),
    Room::of::<crate::people::TeamRow>(),
    Room::of::<crate::people::PersonRow>(),
];

/// The kinds of thing that can be found, in the order of their rooms.
pub fn kinds() -> Vec<&'static str> {
    ROOMS.iter().map(|room| room.kind).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use store::Fold as _;

    use super::{ROOMS, kinds};

    #[test]
    fn every_view_can_be_found() {
        let views: BTreeSet<_> = crate::folds().views().into_iter().map(|(view, _)| view).collect();
        assert_eq!(views, ROOMS.iter().map(|room| room.view).collect());
        assert_eq!(kinds().into_iter().collect::<BTreeSet<_>>().len(), ROOMS.len());
    }
}
