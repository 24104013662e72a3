//! The catalogue: use cases, and the reference data as it stood at any moment.
//!
//! The items are folded in memory from the log, like the lineage: they are few, change seldom, and
//! nearly every question needs them.
//!
//! # Invariants
//! - What was loaded later does not change an earlier answer. (`an_earlier_answer_keeps_its_catalogue`)
//! - Loading the shipped files twice records nothing. (`loading_twice_records_nothing`)
//! - A dry run records nothing and names every item that would change. (`a_dry_run_names_what_would_change`)
//! - Every shipped file is cut into parts that fit an event, and no item is cut. (`every_file_fits`)
//! - Every shipped item is read. (`every_shipped_item_is_read`)
//! - Data of a sensitive segment is never held to less than other data. (`a_segment_is_never_held_to_less`)
//! - A limit of the organisation's own counts from when it holds. (`an_own_limit_counts_while_it_holds`)
//! - The tests of the curriculum, and their answers, are in no item. (`no_item_holds_a_test`)
//! - What can be chosen is what the catalogue of the moment holds, an organisation's own items too.
//!   (`own_items_can_be_chosen`)
//!
//! # Deliberately absent
//! - Rows: a view of some two thousand items would be written anew with every version.

mod book;
mod bulk;
mod diff;
mod library;
mod shipped;
#[cfg(test)]
mod tests;
mod threats;
mod yardstick;

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use domain::{
    authority::{Act, Caller, Permit},
    catalogue::{Catalogue, Command, OWN, SHIPPED},
};
use kernel::{Kind, Micros, Subject};
use store::{EventQuery, Store};
use tokio::sync::Mutex;

use crate::{App, AppError, Import, Meta, Outcome, Sight, recorded, transact::request_bytes};

pub use book::{Book, Origin, framework_of};
pub use bulk::{ItemLine, ItemsResult};
pub(crate) use diff::title;
pub use diff::{Difference, Fate};
pub use library::{Entry, Library, Loaded};
pub use shipped::readable_data;
pub use threats::Threat;
pub use yardstick::Yardstick;

/// The events of the room.
const KINDS: [&str; 5] = [
    "catalogue.part_loaded",
    "catalogue.item_added",
    "catalogue.item_changed",
    "catalogue.item_withdrawn",
    "catalogue.mapping_confirmed",
];
/// Most states of the catalogue kept ready.
const KEPT: usize = 16;

type State = (usize, Option<Micros>);

/// The lens: every version of every item, and the states of it that were asked about.
#[derive(Default)]
pub struct Shelf {
    library: RwLock<Arc<Library>>,
    folding: Mutex<()>,
    books: RwLock<BTreeMap<State, Arc<Book>>>,
}

impl Shelf {
    /// The library with at least the first `upto` events folded in.
    pub(crate) async fn library(&self, store: &Store, upto: u64) -> Result<Arc<Library>, AppError> {
        let current = self.current()?;
        if current.upto() >= upto {
            return Ok(current);
        }
        let _one_at_a_time = self.folding.lock().await;
        let mut library = self.current()?;
        if library.upto() >= upto {
            return Ok(library);
        }
        let query = EventQuery {
            kinds: KINDS.map(str::to_owned).to_vec(),
            from: library.upto(),
            upto: Some(upto),
            ..EventQuery::default()
        };
        let folding = Arc::make_mut(&mut library);
        for stored in store.events(query).await? {
            folding.fold(&recorded(&stored)?);
        }
        folding.reach(upto);
        let mut slot = self.library.write().map_err(|e| AppError::internal(e.to_string()))?;
        *slot = Arc::clone(&library);
        Ok(library)
    }

    fn current(&self) -> Result<Arc<Library>, AppError> {
        let library = self.library.read().map_err(|e| AppError::internal(e.to_string()))?;
        Ok(Arc::clone(&library))
    }

    fn book(&self, library: &Library, upto: u64, time: Micros) -> Result<Arc<Book>, AppError> {
        let poisoned = |e: String| AppError::internal(e);
        let state = library.state(upto, time);
        let known = self.books.read().map_err(|e| poisoned(e.to_string()))?.get(&state).cloned();
        if let Some(book) = known {
            return Ok(book);
        }
        let book = Arc::new(Book::of(library, upto, time));
        let mut books = self.books.write().map_err(|e| poisoned(e.to_string()))?;
        if books.len() >= KEPT {
            books.clear();
        }
        books.insert(state, Arc::clone(&book));
        Ok(book)
    }
}

impl App {
    /// Does a command of the room.
    pub async fn catalogue(
        &self,
        caller: &Caller,
        meta: &Meta,
        stream: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        if let Command::ConfirmMapping { item, framework, reference } = &command {
            self.check_mapping([item.as_str(), framework.as_str(), reference.as_str()]).await?;
        }
        self.command::<Catalogue>(caller, meta, (act(&command), stream), command).await
    }

    /// Every version of every item, with at least what the question sees.
    pub async fn library(&self, sight: &Sight) -> Result<Arc<Library>, AppError> {
        self.shelf.library(&self.store, sight.upto).await
    }

    /// The catalogue of the moment of a question; empty before one was loaded.
    pub async fn book(&self, sight: &Sight) -> Result<Arc<Book>, AppError> {
        let library = self.library(sight).await?;
        self.shelf.book(&library, sight.upto, sight.time)
    }

    /// The catalogue of now.
    pub async fn book_now(&self) -> Result<Arc<Book>, AppError> {
        let (upto, time) = (self.store.head(), self.now());
        let library = self.shelf.library(&self.store, upto).await?;
        self.shelf.book(&library, upto, time)
    }

    /// The catalogue that forms of a question's moment choose from; what ships while none was loaded.
    pub async fn choices(&self, sight: &Sight) -> Result<Arc<Book>, AppError> {
        Ok(self.book(sight).await?.or_shipped())
    }

    /// The catalogue that commands are held against; what ships while none was loaded.
    pub async fn choices_now(&self) -> Result<Arc<Book>, AppError> {
        Ok(self.book_now().await?.or_shipped())
    }

    /// What loading the shipped files would change now.
    pub async fn catalogue_differences(&self) -> Result<Vec<Difference>, AppError> {
        let (upto, time) = (self.store.head(), self.now());
        let library = self.shelf.library(&self.store, upto).await?;
        Ok(diff::differences(&library, upto, time))
    }

    /// What loading the shipped files would have changed at the moment of a question.
    pub async fn catalogue_differences_at(
        &self,
        sight: &Sight,
    ) -> Result<Vec<Difference>, AppError> {
        let library = self.library(sight).await?;
        Ok(diff::differences(&library, sight.upto, sight.time))
    }

    /// Loads the shipped files, as far as they differ from what is loaded.
    pub async fn load_catalogue(&self, caller: &Caller, meta: &Meta) -> Result<Outcome, AppError> {
        let load = Command::Load { parts: shipped::parts().to_vec() };
        self.catalogue(caller, meta, &stream(SHIPPED)?, load).await
    }

    /// Loads the shipped files into a log that has none, on behalf of whoever runs the server.
    /// Later versions are loaded by somebody who looked at the differences.
    pub async fn ensure_catalogue(&self) -> Result<(), AppError> {
        if self.book_now().await?.is_empty() {
            self.load_catalogue_here().await?;
        }
        Ok(())
    }

    /// Loads the shipped files, as far as they differ from what is loaded, on behalf of whoever
    /// holds the log's files.
    pub async fn load_catalogue_here(&self) -> Result<Outcome, AppError> {
        let operator = self.operator().await?;
        let permit = Permit::operator(Act::LoadCatalogue, operator.person.clone())?;
        let meta = Meta {
            source: String::from("operator"),
            command: format!("catalogue/{}", self.store.head()),
            ..Meta::default()
        };
        self.record_shipped(&operator, &permit, &meta).await
    }

    /// Loads the shipped files as part of a historic import. Answers how many facts that were.
    pub(crate) async fn import_catalogue(
        &self,
        permit: &Permit,
        meta: &Meta,
        import: Import,
    ) -> Result<u64, AppError> {
        let person = import.claimed.clone();
        let caller = Caller { person, grants: Vec::new(), now: import.occurred };
        let meta = Meta { import: Some(import), ..meta.clone() };
        let receipt = self.record_shipped(&caller, permit, &meta).await?;
        let count = receipt.map_or(0, |receipt| receipt.positions.len());
        u64::try_from(count).map_err(AppError::internal)
    }

    async fn record_shipped(
        &self,
        caller: &Caller,
        permit: &Permit,
        meta: &Meta,
    ) -> Result<Outcome, AppError> {
        let request = request_bytes(&Act::LoadCatalogue.as_str())?;
        let mut draft = self.draft(caller, meta);
        let load = Command::Load { parts: shipped::parts().to_vec() };
        draft.decide::<Catalogue>(None, &stream(SHIPPED)?, load).await?;
        draft.commit_quietly(permit, meta, request).await
    }

    /// A mapping can be confirmed when the catalogue of now has it.
    async fn check_mapping(&self, [item, framework, reference]: [&str; 3]) -> Result<(), AppError> {
        let book = self.book_now().await?;
        let control = || book.controls.get(item).map(|control| &control.mappings);
        let mappings = book.threats.get(item).map(|threat| &threat.mappings).or_else(control);
        let listed = mappings.and_then(|mappings| mappings.get(framework));
        if listed.is_some_and(|listed| listed.iter().any(|id| id == reference)) {
            return Ok(());
        }
        let sentence =
            format!("{item} has no link to {reference} of {framework}; look at its mappings");
        Err(AppError::refused("catalogue.no_such_mapping", sentence, Some("reference")))
    }
}

/// A stream of the room.
pub fn stream(name: &str) -> Result<Subject, AppError> {
    Subject::new(Kind::Catalogue, name, None).map_err(AppError::internal)
}

/// The stream of what ships with the product.
pub fn shipped_stream() -> Result<Subject, AppError> {
    stream(SHIPPED)
}

/// The stream of what the organisation adds.
pub fn own_stream() -> Result<Subject, AppError> {
    stream(OWN)
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Load { .. } | Command::LoadPart(_) => Act::LoadCatalogue,
        Command::Add(_)
        | Command::Change(_)
        | Command::Withdraw { .. }
        | Command::ConfirmMapping { .. } => Act::ExtendCatalogue,
    }
}

/// The title of an evidence type as it ships; the id itself when nothing ships under it.
pub fn evidence_title(id: &str) -> String {
    Book::shipped().evidence_title(id)
}
