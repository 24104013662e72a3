//! Search: everything that can be named, found by its words, as of any moment.
//!
//! One index per process follows the log. What it holds is rows of views, and items of the catalogue,
//! with the positions between which they held, so a question about the past is answered as it was.
//! Names of persons are in memory only, opened through the store at each start: no file of the index holds a personal text.
//!
//! # Invariants
//! - What is found as of a position is what a log that ends there would find.
//!   (`what_changes_is_found_as_it_is_and_as_it_was`)
//! - Nothing of another team is found, counted or listed. (`one_finds_what_one_may_see`)
//! - Who was erased is found by no name, at no moment. (`an_erased_name_is_found_by_nobody`)
//! - No file has a personal text. (`no_file_has_a_name`)
//! - What a caller recorded before they ask is found. (`who_asks_wakes_the_index`)
//! - Modules, campaigns and items of the catalogue are found one by one. (`parts_are_found_one_by_one`)
//!
//! # Deliberately absent
//! - Reasons, summaries and notes: they are personal texts.
//! - What somebody learnt or attested: whose that is to see, no index knows.
//! - What a thing of the whole organisation leads to in one system: not everybody may see that.
//! - Dates: what the catalogue or the curriculum says from a later day on is found once it is recorded.
//! - Weights by how often a word occurs: an answer would change with what others record.

mod collect;
mod curriculum;
mod follow;
mod index;
mod programme;
mod query;
mod reference;
mod reviews;
mod rooms;
#[cfg(test)]
mod tests;
mod things;
mod words;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use kernel::Subject;
use tantivy::{DocAddress, Searcher, TantivyDocument, schema::Value as _};
use tokio::sync::{Mutex, watch};

use crate::{App, AppError, Sight, catalogue::Shelf};

pub use follow::NAME;
pub use rooms::{Findable, Found, Item, kinds};

use self::{
    collect::{Best, Harvest, Seen},
    follow::blocking,
    index::{Fields, Part, Shown},
    query::Typed,
    rooms::ROOMS,
};

/// How long a question waits for the index.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest text that is looked for, in characters.
pub const LONGEST: usize = 200;

/// The index, as far as it follows the log.
#[derive(Default)]
pub struct Search {
    /// Where items of the catalogue are read.
    shelf: Arc<Shelf>,
    parts: RwLock<Option<Arc<Parts>>>,
    /// First position not found yet; none before it is open.
    reached: watch::Sender<Option<u64>>,
    /// The furthest position somebody asked about.
    wanted: watch::Sender<Option<u64>>,
    /// Held while the index is written.
    working: Mutex<()>,
}

/// The two indexes.
struct Parts {
    /// What is nobody's personal text.
    lasting: Part,
    /// Names of persons.
    names: Part,
}

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What they typed.
    pub text: String,
    /// The kinds that are listed; none means all.
    pub kinds: Vec<String>,
    /// How many are listed.
    pub first: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub subject: Subject,
    /// The word for its kind.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// A line about it.
    pub detail: String,
    /// How it stands, in one word.
    pub state: Option<String>,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Which part of the subject it is, where it is none itself.
    pub item: Option<Item>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// The best of it, in order.
    pub hits: Vec<Hit>,
    /// How many there are of each kind that has any, whatever kinds are listed.
    pub facets: Vec<(&'static str, u64)>,
    /// How many there are of the kinds that are listed.
    pub total: u64,
}

impl Search {
    /// Over the reference data that others read too.
    pub fn over(shelf: Arc<Shelf>) -> Self {
        Self { shelf, ..Self::default() }
    }

    /// First position not found yet.
    pub fn upto(&self) -> u64 {
        self.at().unwrap_or_default()
    }

    fn at(&self) -> Option<u64> {
        *self.reached.borrow()
    }

    fn parts(&self) -> Option<Arc<Parts>> {
        self.parts.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_parts(&self, parts: Option<Arc<Parts>>) {
        *self.parts.write().unwrap_or_else(PoisonError::into_inner) = parts;
    }

    /// The index once it holds the first `upto` events.
    async fn ready(&self, upto: u64) -> Result<Arc<Parts>, AppError> {
        self.wanted.send_if_modified(|wanted| {
            let is_more = *wanted < Some(upto);
            *wanted = (*wanted).max(Some(upto));
            is_more
        });
        let mut reached = self.reached.subscribe();
        let there = reached.wait_for(|reached| *reached >= Some(upto));
        let is_there = matches!(tokio::time::timeout(PATIENCE, there).await, Ok(Ok(_)));
        match (self.parts(), is_there) {
            (Some(parts), true) => Ok(parts),
            (Some(_), false) if self.upto() > 0 => {
                let at = self.upto();
                Err(AppError::internal(format!("the index is at {at}, {upto} was asked for")))
            }
            (Some(_), false) | (None, _) => {
                let sentence = "the index for searching is being built; ask again in a moment";
                Err(AppError::refused("search.not_ready", sentence, None))
            }
        }
    }
}

impl App {
    /// Looks for a text, as of a moment, among what a caller may see.
    ///
    /// # Errors
    /// A refusal for a kind that does not exist, and while the index is being built; an error when
    /// it does not come that far in time.
    pub async fn search(&self, sight: &Sight, asked: Asked) -> Result<Finds, AppError> {
        let kinds = numbers(&asked.kinds)?;
        let text: String = asked.text.chars().take(LONGEST).collect();
        let Some(typed) = Typed::of(&text) else { return Ok(Finds::default()) };
        // Also a question about the past counts who was erased since.
        let upto = sight.upto.max(self.store.head());
        let parts = self.search.ready(upto).await?;
        let sight = sight.clone();
        blocking(move || {
            let seen = |part| Seen { sight: &sight, kinds: &kinds, first: asked.first, part };
            let open = parts.open();
            let mut found = look(&open, &typed, seen, false)?;
            if typed.may_have_typo() && found.kinds.iter().all(|count| *count == 0) {
                found = look(&open, &typed, seen, true)?;
            }
            finds(&open, &found, &kinds)
        })
        .await
    }
}

/// The rooms of some kinds; all when none is named.
fn numbers(kinds: &[String]) -> Result<Vec<usize>, AppError> {
    if kinds.is_empty() {
        return Ok((0..ROOMS.len()).collect());
    }
    let number = |kind: &String| {
        ROOMS.iter().position(|room| room.kind == kind).ok_or_else(|| {
            let all = rooms::kinds().join(", ");
            let sentence = format!("there is no such kind; the kinds are {all}");
            AppError::refused("search.unknown_kind", sentence, Some("kinds"))
        })
    };
    let mut numbers = kinds.iter().map(number).collect::<Result<Vec<_>, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Both indexes as they are when a question begins.
type Open = [(Fields, Searcher); 2];

impl Parts {
    fn open(&self) -> Open {
        [&self.lasting, &self.names].map(|part| (part.fields, part.searcher()))
    }
}

fn look<'a>(
    open: &Open,
    typed: &Typed,
    seen: impl Fn(usize) -> Seen<'a>,
    with_typos: bool,
) -> Result<Harvest, AppError> {
    let mut all = Harvest::default();
    for (number, (fields, searcher)) in open.iter().enumerate() {
        let (query, seen) = (typed.query(fields, with_typos), seen(number));
        let found = searcher.search(&query, &seen)?;
        all = all.and(found, seen.first);
    }
    Ok(all)
}

fn finds(open: &Open, found: &Harvest, kinds: &[usize]) -> Result<Finds, AppError> {
    let mut hits = Vec::with_capacity(found.best.len());
    for best in &found.best {
        let Some((fields, searcher)) = open.get(best.place.0) else { continue };
        let document: TantivyDocument =
            searcher.doc(DocAddress::new(best.place.1, best.place.2))?;
        let shown = document.get_first(fields.shown);
        let shown = shown.and_then(|shown| shown.as_str()).unwrap_or_default();
        hits.push(hit(best, serde_json::from_str(shown).map_err(AppError::internal)?)?);
    }
    let counted = ROOMS.iter().zip(&found.kinds).filter(|(_, count)| **count > 0);
    let listed = kinds.iter().filter_map(|kind| found.kinds.get(*kind));
    Ok(Finds {
        hits,
        facets: counted.map(|(room, count)| (room.kind, *count)).collect(),
        total: listed.sum(),
    })
}

fn hit(best: &Best, shown: Shown) -> Result<Hit, AppError> {
    let subject = |text: &str| text.parse::<Subject>().map_err(AppError::internal);
    Ok(Hit {
        subject: subject(&shown.subject)?,
        kind: ROOMS.get(best.kind).map_or("", |room| room.kind),
        title: shown.title,
        detail: shown.detail,
        state: Some(shown.state).filter(|state| !state.is_empty()),
        system: shown.system.as_deref().map(subject).transpose()?,
        item: shown.item,
    })
}
