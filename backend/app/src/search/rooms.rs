//! What can be found: one line for each kind.

use domain::{Event, catalogue};
use kernel::{Personal, Subject};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Span;

use super::{
    curriculum::{Campaigns, Modules},
    reference::{Controls, Frameworks, Others, Threats},
};
use crate::{
    AppError, Fact, View,
    catalogue::{own_stream, shipped_stream},
};

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
    /// Whether its title counts no more than other words, because there are so many of its kind.
    pub aside: bool,
}

/// What is called by a name within a subject: a module, a campaign, an item of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Item {
    /// Its section, where it is an item of the catalogue.
    pub section: Option<String>,
    /// Its id.
    pub id: String,
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

/// Parts of a row that are found one by one.
pub(super) trait Parted {
    /// The row.
    type Row: View;
    /// The word for their kind. Frozen: it is in addresses.
    const KIND: &'static str;

    /// What they are called within.
    fn subject(row: &Self::Row) -> &Subject;
    /// What is found of each, by its id.
    fn found(row: &Self::Row) -> Vec<(String, Found)>;
}

/// Items of the catalogue that are found under one word.
pub(super) trait Reference {
    /// The word for their kind. Frozen: it is in addresses.
    const KIND: &'static str;

    /// Whether the items of a section are of this kind.
    fn holds(section: &str) -> bool;
    /// What is found of one.
    fn found(section: &str, body: &Value) -> Found;
}

/// A version of an item of the catalogue, as the index reads it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shelved {
    pub(super) section: String,
    pub(super) id: String,
    pub(super) own: bool,
    pub(super) body: Value,
}

/// A row, or a part of one, as the index takes it in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) subject: Subject,
    pub(super) system: Option<Subject>,
    pub(super) item: Option<Item>,
    pub(super) found: Found,
}

/// Where the versions of what is found come from.
#[derive(Clone, Copy)]
pub(super) enum Origin {
    /// The rows of a view.
    View(&'static str),
    /// The sections of the catalogue that fit.
    Catalogue(fn(&str) -> bool),
}

/// What is found under one word, without its type.
pub(super) struct Room {
    pub(super) kind: &'static str,
    pub(super) origin: Origin,
    pub(super) version: u32,
    pub(super) personal: bool,
    pub(super) keys: fn(&Fact) -> Vec<String>,
    pub(super) read: fn(&Span) -> Result<Vec<Entry>, AppError>,
}

impl Room {
    const fn of<V: Findable>() -> Self {
        Self {
            kind: V::KIND,
            origin: Origin::View(V::NAME),
            version: V::VERSION,
            personal: V::PERSONAL,
            keys: V::keys,
            read: read::<V>,
        }
    }

    const fn parts<P: Parted>() -> Self {
        Self {
            kind: P::KIND,
            origin: Origin::View(P::Row::NAME),
            version: P::Row::VERSION,
            personal: false,
            keys: P::Row::keys,
            read: read_parts::<P>,
        }
    }

    const fn reference<R: Reference>() -> Self {
        Self {
            kind: R::KIND,
            origin: Origin::Catalogue(R::holds),
            version: 1,
            personal: false,
            keys: reference_keys::<R>,
            read: read_reference::<R>,
        }
    }

    /// Where the versions come from, in one word.
    pub(super) fn source(&self) -> &'static str {
        match self.origin {
            Origin::View(view) => view,
            Origin::Catalogue(_) => "catalogue",
        }
    }
}

fn read<V: Findable>(span: &Span) -> Result<Vec<Entry>, AppError> {
    let row: V = serde_json::from_str(&span.body).map_err(AppError::internal)?;
    let (subject, system) = (row.subject().clone(), row.system().cloned());
    Ok(vec![Entry { subject, system, item: None, found: row.found() }])
}

fn read_parts<P: Parted>(span: &Span) -> Result<Vec<Entry>, AppError> {
    let row: P::Row = serde_json::from_str(&span.body).map_err(AppError::internal)?;
    let entry = |(id, found)| Entry {
        subject: P::subject(&row).clone(),
        system: row.system().cloned(),
        item: Some(Item { section: None, id }),
        found,
    };
    Ok(P::found(&row).into_iter().map(entry).collect())
}

fn read_reference<R: Reference>(span: &Span) -> Result<Vec<Entry>, AppError> {
    let Shelved { section, id, own, body } =
        serde_json::from_str(&span.body).map_err(AppError::internal)?;
    let subject = if own { own_stream()? } else { shipped_stream()? };
    let found = R::found(&section, &body);
    let item = Some(Item { section: Some(section), id });
    Ok(vec![Entry { subject, system: None, item, found }])
}

/// All items of a kind are written together: they change seldom, and a file changes many at once.
pub(super) const ALL: &str = "all";

fn reference_keys<R: Reference>(fact: &Fact) -> Vec<String> {
    let Event::Catalogue(event) = &fact.event else { return Vec::new() };
    let is_touched = match event {
        catalogue::Event::PartLoaded { part, parts, .. } => part == parts,
        catalogue::Event::ItemAdded { section, .. }
        | catalogue::Event::ItemChanged { section, .. }
        | catalogue::Event::ItemWithdrawn { section, .. } => R::holds(section.as_str()),
        catalogue::Event::MappingConfirmed { .. } => false,
    };
    if is_touched { vec![ALL.to_owned()] } else { Vec::new() }
}

/// What can be found, in the order in which equally good answers are shown.
pub(super) const ROOMS: &[Room] = &[
    Room::of::<crate::systems::SystemRow>(),
    Room::of::<crate::models::ModelRow>(),
    Room::of::<crate::models::ModelVersionRow>(),
    Room::of::<crate::datasets::DatasetRow>(),
    Room::of::<crate::datasets::VersionRow>(),
    Room::of::<crate::incidents::IncidentRow>(),
    Room::of::<crate::risks::RiskRow>(),
    Room::of::<crate::controls::ControlRow>(),
    Room::of::<crate::deployments::DeploymentRow>(),
    Room::of::<crate::evaluations::EvidenceRow>(),
    Room::of::<crate::training::RunRow>(),
    Room::of::<crate::training::EnvironmentRow>(),
    Room::of::<crate::datasets::SourceRow>(),
    Room::of::<crate::datasets::BatchRow>(),
    Room::of::<crate::systems::IntakeRow>(),
    Room::of::<crate::reviews::ReviewRow>(),
    Room::of::<crate::reviews::FindingRow>(),
    Room::of::<crate::reviews::ActionRow>(),
    Room::of::<crate::programme::PolicyRow>(),
    Room::of::<crate::programme::InitiativeRow>(),
    Room::of::<crate::programme::MeetingRow>(),
    Room::of::<crate::programme::ExerciseRow>(),
    Room::of::<crate::programme::SurveyRow>(),
    Room::of::<crate::programme::FeedbackRow>(),
    Room::of::<crate::programme::AppetiteRow>(),
    Room::of::<crate::people::TeamRow>(),
    Room::of::<crate::people::PersonRow>(),
    Room::of::<crate::awareness::CurriculumRow>(),
    Room::parts::<Modules>(),
    Room::parts::<Campaigns>(),
    Room::reference::<Controls>(),
    Room::reference::<Threats>(),
    Room::reference::<Frameworks>(),
    Room::reference::<Others>(),
];

/// The kinds of thing that can be found, in the order of their rooms.
pub fn kinds() -> Vec<&'static str> {
    ROOMS.iter().map(|room| room.kind).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use store::Fold as _;

    use super::{Origin, ROOMS, kinds};

    /// When something last happened is no thing; what somebody learnt or attested is theirs, and who
    /// looks for them finds the person or the policy. What people call their views is theirs, too.
    const NOT_FOUND: [&str; 4] = ["attestations", "changes", "learning", "saved_views"];

    #[test]
    fn every_view_can_be_found() {
        let mut views: BTreeSet<_> =
            crate::folds().views().into_iter().map(|(view, _)| view).collect();
        for view in NOT_FOUND {
            assert!(views.remove(view), "there is no view {view}");
        }
        let view = |origin| match origin {
            Origin::View(view) => Some(view),
            Origin::Catalogue(_) => None,
        };
        assert_eq!(views, ROOMS.iter().filter_map(|room| view(room.origin)).collect());
        assert_eq!(kinds().into_iter().collect::<BTreeSet<_>>().len(), ROOMS.len());
    }
}
