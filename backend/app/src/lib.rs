//! What Ledgerstone does: use cases, views, lenses and doors, over the rooms' rules and the log.
//!
//! A use case permits, transacts and returns a receipt. A view folds events into rows. A lens reads
//! what several rooms recorded. Nothing here knows HTTP or GraphQL.

#![deny(clippy::wildcard_enum_match_arm)]

mod error;
mod facts;
mod introduced;
mod rebuild;
pub mod roots;
mod shelf;
mod sight;
mod transact;
mod view;
mod views;

pub mod awareness;
pub mod catalogue;
pub mod consistency;
pub mod controls;
pub mod dashboard;
pub mod datasets;
pub mod deployments;
pub mod drill;
pub mod evaluations;
pub mod history;
pub mod identity;
pub mod import;
pub mod incidents;
pub mod jobs;
pub mod lineage;
pub mod models;
pub mod notices;
pub mod people;
pub mod programme;
pub mod reviews;
pub mod risks;
pub mod saved_views;
pub mod search;
pub mod systems;
pub mod training;

#[cfg(test)]
mod testing;

use std::sync::Arc;

use kernel::Micros;
use store::{Blobs, Store};

pub use error::{AppError, Refused};
pub use facts::{Fact, recorded};
pub use shelf::{Rows, Shelves, Table};
pub use sight::{Instant, Learning, Reach, Sight, Visible};
pub use transact::{Draft, Import, Meta, Outcome, Receipt, request_bytes};
pub use view::{Filter, Page, View};
pub use views::{Views, folds};

/// Everything a use case needs.
#[derive(Clone)]
pub struct App {
    /// The log and the views folded from it.
    pub store: Store,
    /// The lineage of exact versions, folded in memory.
    pub lineage: Arc<lineage::Lineage>,
    /// The reference data, folded in memory.
    pub shelf: Arc<catalogue::Shelf>,
    /// The register of risks, folded in memory.
    pub register: Arc<risks::RegisterLens>,
    /// Merkle roots of past sizes.
    pub roots: Arc<roots::Roots>,
    /// The index of everything that can be found.
    pub search: Arc<search::Search>,
    /// The rows of now, as far as lists asked for them.
    pub shelves: Arc<Shelves>,
    /// Where files are kept; absent where none are, as in commands beside a server.
    pub files: Option<Blobs>,
    /// The only clock there is.
    pub clock: store::Clock,
}

impl App {
    /// Over an open store.
    pub fn new(store: Store, clock: store::Clock) -> Self {
        let shelf = Arc::<catalogue::Shelf>::default();
        Self {
            store,
            lineage: Arc::default(),
            shelf: Arc::clone(&shelf),
            register: Arc::default(),
            roots: Arc::default(),
            search: Arc::new(search::Search::over(shelf)),
            shelves: Arc::default(),
            files: None,
            clock,
        }
    }

    /// The same, with a place for files.
    #[must_use]
    pub fn with_files(self, files: Blobs) -> Self {
        Self { files: Some(files), ..self }
    }

    /// The time now.
    pub fn now(&self) -> Micros {
        Micros((self.clock)())
    }
}
