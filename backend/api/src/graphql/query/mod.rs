//! The questions, all answered as of one moment: one file per room, with the lists' filters, their
//! columns' keys, and the questions.
//!
//! # Invariants
//! - Every question is asked of one moment, and the authority table lets the caller ask it.
//!   (`every_field_as_every_role`)
//!
//! # Deliberately absent
//! - No question about several moments at once: ask twice.

#![expect(
    clippy::too_many_arguments,
    reason = "lists of GraphQL take a filter, an order, a size and a cursor"
)]

pub mod accountability;
pub mod awareness;
pub mod catalogue;
pub mod controls;
pub mod data;
pub mod deployments;
pub mod evidence;
pub mod incidents;
pub mod lineage;
pub mod log;
pub mod models;
pub mod moment;
pub mod people;
pub mod programme;
pub mod reviews;
pub mod risks;
pub mod saved_views;
pub mod search;
pub mod sources;
pub mod systems;
pub mod training;

use std::sync::Arc;

use app::{lineage::Standing, systems::SystemRow};
use async_graphql::MergedObject;
use futures::future::try_join_all;
use kernel::Subject as Name;

pub use moment::Moment;

use self::{
    accountability::AccountabilityQuery, awareness::AwarenessQuery, catalogue::CatalogueQuery,
    controls::ControlQuery, data::DataQuery, deployments::DeploymentQuery, evidence::EvidenceQuery,
    incidents::IncidentQuery, lineage::LineageQuery, log::LogQuery, models::ModelQuery,
    moment::MomentQuery, people::PeopleQuery, programme::ProgrammeQuery, reviews::ReviewQuery,
    risks::RiskQuery, saved_views::SavedViewQuery, search::SearchQuery, sources::SourceQuery,
    systems::SystemQuery, training::TrainingQuery,
};
use super::{
    connection::{Connection, Part, page, rows},
    order::{Key, Keys, OrderBy, Sorted, each},
    people::Person,
    scalars::Subject,
};
use crate::{
    reply::Answer,
    scope::{Ref, Thing},
};

macro_rules! questions {
    ($($part:ident),+ $(,)?) => {
        /// The questions. What the caller may not see does not exist for them.
        #[derive(MergedObject, Default)]
        pub struct Query($($part),+);

        impl Query {
            /// The questions as of a moment.
            fn of(moment: &Moment) -> Self {
                Self($($part(moment.clone())),+)
            }
        }
    };
}

questions! {
    MomentQuery,
    SystemQuery,
    AccountabilityQuery,
    SourceQuery,
    DataQuery,
    TrainingQuery,
    ModelQuery,
    EvidenceQuery,
    DeploymentQuery,
    IncidentQuery,
    RiskQuery,
    PeopleQuery,
    AwarenessQuery,
    ReviewQuery,
    ProgrammeQuery,
    LineageQuery,
    LogQuery,
    ControlQuery,
    CatalogueQuery,
    SearchQuery,
    SavedViewQuery,
}

/// All rows, or those of a system.
async fn of<V: Thing>(scope: &Ref, system: Option<Subject>) -> Answer<Vec<Arc<V>>> {
    match system {
        Some(system) => scope.of_system(&system.0).await,
        None => Ok(scope.table::<V>().await?.rows.clone()),
    }
}

/// Whether some fields hold a text, whatever its case.
pub(super) fn contains(text: &str, fields: &[&str]) -> bool {
    let wanted = text.trim().to_lowercase();
    fields.iter().any(|field| field.to_lowercase().contains(&wanted))
}

/// What people are called, as keys of an order.
pub(super) async fn called<'a>(
    scope: &Ref,
    people: impl Iterator<Item = Option<&'a Name>> + Send,
) -> Answer<Keys> {
    let name = async |person: Option<&'a Name>| -> Answer<Option<Key>> {
        let Some(person) = person else { return Ok(None) };
        let name = Person::name_of(scope, person).await?;
        Ok(Key::words(name.as_deref().unwrap_or(person.name())))
    };
    // All at once, so that personal texts are opened together.
    try_join_all(people.map(name)).await
}

/// What systems are called, as keys of an order.
async fn systems_called<V: Thing>(scope: &Ref, rows: &[Arc<V>]) -> Answer<Keys> {
    let table = scope.table::<SystemRow>().await?;
    Ok(each(rows, |row| {
        let system = row.system().and_then(|system| table.get(system))?;
        Key::words(system.name.as_str())
    }))
}

/// How far things can be trusted, as keys of an order: the worse, the larger.
async fn standings<V: Thing>(scope: &Ref, rows: &[Arc<V>]) -> Answer<Keys> {
    let standings = scope.standings().await?;
    Ok(each(rows, |row| step(standings.of_subject(row.subject()))))
}

/// A standing as a key of an order.
fn step(standing: Standing) -> Option<Key> {
    Key::step(&[Standing::Clean, Standing::Suspect, Standing::Quarantined], &standing)
}
