//! Following the log: the first build reads whole views, and then each event says which rows to
//! write again.
//!
//! # Invariants
//! - What was followed is what a fresh build finds. (`what_was_followed_is_a_fresh_build`)
//! - An index of another log, of a longer one or of another version is never asked.
//!   (`an_index_of_another_log_is_built_anew`)
//!
//! # Deliberately absent
//! - A commit for every event: whoever asks wakes the job, and otherwise some hundred milliseconds
//!   of events are written together.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, OnceLock},
    time::Duration,
};

use kernel::Personal;
use sha2::{Digest, Sha256};
use store::{Span, Store, Stored, Whose};
use tokio::sync::watch;

use super::{
    Parts, Search,
    index::{Opened, Part, Reached, sealed},
    rooms::{ALL, Entry, Item, Origin, ROOMS, Room, Shelved},
};
use crate::{
    App, AppError,
    catalogue::{Book, Library},
    recorded,
};

/// What it is called among the views, and the folder of its files.
pub const NAME: &str = "search";
/// Raise it when the same rows come to other documents.
const VERSION: u32 = 1;
/// Events taken apart at a time.
const STEP: u32 = 2_000;
/// So many events are written before they are committed, at most.
const COMMIT: u64 = 20_000;
/// How long events are gathered while nobody asks.
const GATHER: Duration = Duration::from_millis(400);
/// How long the job rests after something broke, and how long it waits for the views.
const REST: Duration = Duration::from_secs(5);

/// Rows that some events touched, by number of their room.
type Touched = BTreeMap<usize, BTreeSet<String>>;

impl Search {
    /// Brings the index to a position, opening or building it first.
    ///
    /// # Errors
    /// When the database or the index cannot be read or written, or the views do not come that far.
    pub async fn catch_up(&self, store: &Store, upto: u64) -> Result<(), AppError> {
        let _one_at_a_time = self.working.lock().await;
        let parts = self.open(store).await?;
        let mut at = self.upto();
        if at == 0 && upto > 0 {
            for side in [Side::Lasting, Side::Names] {
                self.build(store, &parts, (side, upto)).await?;
            }
            at = upto;
            self.reached.send_replace(Some(at));
        }
        while at < upto {
            at = self.stretch(store, &parts, (at, upto.min(at.saturating_add(COMMIT)))).await?;
            self.reached.send_replace(Some(at));
        }
        Ok(())
    }

    /// Forgets what is on disk and in memory. False when another process keeps the files.
    pub(crate) async fn forget(&self, store: &Store) -> Result<bool, AppError> {
        let _one_at_a_time = self.working.lock().await;
        self.reached.send_replace(None);
        self.set_parts(None);
        let folder = folder(store);
        let forget = move || {
            let Some(part) = Part::on_disk(&folder)? else { return Ok(false) };
            part.clear()?;
            part.commit(&Reached::default(), false).map(|()| true)
        };
        blocking(forget).await
    }

    /// Writes down how far the index is, so that the next start need not follow again.
    async fn settle(&self, store: &Store) -> Result<(), AppError> {
        let _one_at_a_time = self.working.lock().await;
        let Some(parts) = self.parts() else { return Ok(()) };
        let reached = reached_at(store, self.upto()).await?;
        let settle = move || {
            if parts.lasting.reached()? == reached {
                return Ok(());
            }
            parts.lasting.commit(&reached, false)
        };
        blocking(settle).await
    }

    /// The index as it was left, without what came since.
    async fn open(&self, store: &Store) -> Result<Arc<Parts>, AppError> {
        if let Some(parts) = self.parts() {
            return Ok(parts);
        }
        let folder = folder(store);
        let parts = blocking(move || {
            sweep(&folder);
            let lasting = Part::on_disk(&folder)?;
            if lasting.is_none() {
                tracing::info!("another process keeps the index on disk, this one has its own");
            }
            let lasting = lasting.map_or_else(|| Part::in_memory(false), Ok)?;
            Ok(Parts { lasting, names: Part::in_memory(true)? })
        });
        let parts = Arc::new(parts.await?);
        let at = known(store, &parts.lasting).await?;
        if at > 0 {
            self.build(store, &parts, (Side::Names, at)).await?;
        }
        self.set_parts(Some(Arc::clone(&parts)));
        self.reached.send_replace(Some(at));
        Ok(parts)
    }

    /// Writes the rows again that some events touched, and commits. Answers where it is then.
    async fn stretch(
        &self,
        store: &Store,
        parts: &Arc<Parts>,
        (from, upto): (u64, u64),
    ) -> Result<u64, AppError> {
        let (mut at, mut touched) = (from, Touched::new());
        while at < upto {
            let left = u32::try_from(upto - at).unwrap_or(STEP).min(STEP);
            let events = store.read(at, left).await?;
            let Some(last) = events.last() else { break };
            at = last.pos.saturating_add(1);
            for (room, keys) in blocking(move || rows_of(&events)).await? {
                touched.entry(room).or_default().extend(keys);
            }
        }
        let mut erased = false;
        for (room, keys) in &touched {
            let keys: Vec<String> = keys.iter().cloned().collect();
            for some in keys.chunks(usize::try_from(STEP).unwrap_or(usize::MAX)) {
                let Some(room) = ROOMS.get(*room).map(|one| (*room, one)) else { continue };
                let spans = self.spans(store, room.1, (at, Whose::Keys(some))).await?;
                erased |= write(store, parts, (room, some.to_vec()), spans).await?;
            }
        }
        let reached = reached_at(store, at).await?;
        let sides: BTreeSet<Side> =
            touched.keys().filter_map(|room| ROOMS.get(*room)).map(Side::of).collect();
        let parts = Arc::clone(parts);
        blocking(move || {
            for side in sides {
                parts.side(side).commit(&reached, erased)?;
            }
            Ok(())
        })
        .await?;
        Ok(at)
    }

    /// Reads what can be found whole, into an empty index.
    async fn build(
        &self,
        store: &Store,
        parts: &Arc<Parts>,
        (side, upto): (Side, u64),
    ) -> Result<(), AppError> {
        let empty = Arc::clone(parts);
        blocking(move || empty.side(side).clear()).await?;
        for room in ROOMS.iter().enumerate().filter(|(_, room)| Side::of(room) == side) {
            let mut behind = String::new();
            loop {
                let spans = self.spans(store, room.1, (upto, Whose::Behind(&behind))).await?;
                let Some(last) = spans.last() else { break };
                behind.clone_from(&last.key);
                write(store, parts, (room, Vec::new()), spans).await?;
            }
        }
        let reached = reached_at(store, upto).await?;
        let parts = Arc::clone(parts);
        blocking(move || parts.side(side).commit(&reached, false)).await
    }

    /// Versions of what a room has, and when they held.
    async fn spans(
        &self,
        store: &Store,
        room: &Room,
        (upto, whose): (u64, Whose<'_>),
    ) -> Result<Vec<Span>, AppError> {
        let holds = match room.origin {
            Origin::View(view) => return Ok(store.spans(view, upto, whose).await?),
            Origin::Catalogue(holds) => holds,
        };
        let is_first = match whose {
            Whose::Keys(_) => true,
            Whose::Behind(key) => key.is_empty(),
        };
        // All of it is under one key.
        if !is_first {
            return Ok(Vec::new());
        }
        let library = self.shelf.library(store, upto).await?;
        blocking(move || shelved(&library, holds)).await
    }
}

/// Versions of the items of some sections. What was recorded last counts, whether it holds yet or
/// still: an index knows positions, no dates.
fn shelved(library: &Library, holds: fn(&str) -> bool) -> Result<Vec<Span>, AppError> {
    let mut spans = Vec::new();
    for ((section, id), entry, to) in library.all().filter(|((section, _), ..)| holds(section)) {
        let Some(body) = &entry.body else { continue };
        let (section, id) = (section.clone(), id.clone());
        let item = Shelved { section, id, own: entry.own, body: (**body).clone() };
        let body = serde_json::to_string(&item).map_err(AppError::internal)?;
        spans.push(Span { key: ALL.to_owned(), from: entry.pos, to, body });
    }
    Ok(spans)
}

/// Which of the two indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Lasting,
    Names,
}

impl Side {
    fn of(room: &Room) -> Self {
        if room.personal { Self::Names } else { Self::Lasting }
    }
}

impl Parts {
    fn side(&self, side: Side) -> &Part {
        match side {
            Side::Lasting => &self.lasting,
            Side::Names => &self.names,
        }
    }
}

/// Writes versions of rows in place of what is there under some keys. Answers whether one of them
/// was erased.
async fn write(
    store: &Store,
    parts: &Arc<Parts>,
    (room, keys): ((usize, &'static Room), Vec<String>),
    spans: Vec<Span>,
) -> Result<bool, AppError> {
    let entries = blocking(move || read(room.1, spans)).await?;
    let erased = entries.iter().any(|(_, entry)| entry.found.erased);
    let names: Vec<_> = entries.iter().filter_map(|(_, entry)| sealed(&entry.found)).collect();
    let opened: Opened =
        if names.is_empty() { Opened::new() } else { store.open_parts(&names).await? };
    let parts = Arc::clone(parts);
    blocking(move || {
        let part = parts.side(Side::of(room.1));
        part.remove(room.1, &keys);
        part.add(room, &entries, &opened)
    })
    .await?;
    Ok(erased)
}

/// Takes rows apart. Who was erased is so in every version.
fn read(room: &Room, spans: Vec<Span>) -> Result<Vec<(Span, Entry)>, AppError> {
    let mut entries = Vec::with_capacity(spans.len());
    for span in spans {
        let of_span = (room.read)(&span)?;
        entries.extend(of_span.into_iter().map(|entry| (span.clone(), entry)));
    }
    let of_erased = entries.iter().filter(|(_, entry)| entry.found.erased);
    let erased: BTreeSet<String> = of_erased.map(|(span, _)| span.key.clone()).collect();
    for (_, entry) in entries.iter_mut().filter(|(span, _)| erased.contains(&span.key)) {
        entry.found.sealed = Personal::Erased;
    }
    Ok(joined(entries))
}

/// Versions that say the same, one after the other, are one.
fn joined(entries: Vec<(Span, Entry)>) -> Vec<(Span, Entry)> {
    let mut joined: Vec<(Span, Entry)> = Vec::with_capacity(entries.len());
    let mut newest: HashMap<(String, Option<Item>), usize> = HashMap::new();
    for (span, entry) in entries {
        let of_one = newest.entry((span.key.clone(), entry.item.clone())).or_insert(usize::MAX);
        if let Some((before, known)) = joined.get_mut(*of_one)
            && before.to == span.from
            && *known == entry
        {
            before.to = span.to;
            continue;
        }
        *of_one = joined.len();
        joined.push((span, entry));
    }
    joined
}

fn rows_of(events: &[Stored]) -> Result<Touched, AppError> {
    let mut touched = Touched::new();
    for stored in events {
        let fact = recorded(stored)?;
        for (number, room) in ROOMS.iter().enumerate() {
            let keys = (room.keys)(&fact);
            if !keys.is_empty() {
                touched.entry(number).or_default().extend(keys);
            }
        }
    }
    Ok(touched)
}

/// How far an index came, if it followed this log.
async fn known(store: &Store, part: &Part) -> Result<u64, AppError> {
    let reached = part.reached()?;
    let is_ours = reached.upto <= store.head() && reached_at(store, reached.upto).await? == reached;
    Ok(if is_ours { reached.upto } else { 0 })
}

async fn reached_at(store: &Store, upto: u64) -> Result<Reached, AppError> {
    let Some(last) = upto.checked_sub(1) else { return Ok(Reached::default()) };
    let last = store.read(last, 1).await?;
    let last = last.first().map(|stored| hex::encode(stored.leaf_hash.0)).unwrap_or_default();
    Ok(Reached { upto, last })
}

/// Each version of the code that makes documents has its own folder.
fn folder(store: &Store) -> PathBuf {
    store.folder().join(NAME).join(version())
}

/// Removes what other versions left.
fn sweep(folder: &std::path::Path) {
    let all = folder.parent().map(std::fs::read_dir);
    let Some(Ok(all)) = all else { return };
    for other in all.flatten().map(|entry| entry.path()).filter(|path| path != folder) {
        if let Err(why) = std::fs::remove_dir_all(&other) {
            tracing::debug!(%why, "an old index for searching could not be removed");
        }
    }
}

/// Names the code that makes documents: by its number, and by the views it reads.
fn version() -> &'static str {
    static NAMED: OnceLock<String> = OnceLock::new();
    NAMED.get_or_init(|| {
        let mut hash = Sha256::new();
        hash.update(VERSION.to_be_bytes());
        for room in ROOMS {
            hash.update(format!("{} {} {};", room.kind, room.source(), room.version));
        }
        // Controls of systems are called as they ship.
        for (id, control) in &Book::shipped().controls {
            hash.update(format!("{id} {};", control.title));
        }
        hex::encode(hash.finalize()).chars().take(16).collect()
    })
}

/// Work that no other task should wait for.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)?
}

impl App {
    /// Follows the log with the index until `stop` turns true.
    pub(crate) async fn follow_with_search(&self, mut stop: watch::Receiver<bool>) {
        let mut head = self.store.watch();
        while !*stop.borrow() {
            tokio::select! {
                grown = self.is_worth_it(&mut head) => if !grown { break },
                stopped = stop.changed() => if stopped.is_err() { break } else { continue },
            }
            // What is left undone at the end is done at the next start.
            let indexed = tokio::select! {
                indexed = self.index_what_is_new() => indexed,
                stopped = stop.changed() => if stopped.is_err() { break } else { continue },
            };
            if let Err(why) = indexed {
                tracing::error!(%why, "the index for searching stands still");
                tokio::select! {
                    () = tokio::time::sleep(REST) => {}
                    _ = stop.changed() => {}
                }
            }
        }
        if let Err(why) = self.search.settle(&self.store).await {
            tracing::error!(%why, "how far the index for searching is could not be written");
        }
    }

    /// Waits until somebody asks for more than there is, or until some events are gathered. False
    /// when there will be no more.
    async fn is_worth_it(&self, head: &mut watch::Receiver<u64>) -> bool {
        let (at, mut wanted) = (self.search.at(), self.search.wanted.subscribe());
        let grown = async {
            let grown = head.wait_for(|head| Some(*head) > at).await.is_ok();
            tokio::time::sleep(GATHER).await;
            grown
        };
        tokio::select! {
            grown = grown => grown,
            asked = wanted.wait_for(|wanted| *wanted > at) => asked.is_ok(),
        }
    }

    /// Brings the index to where the views are.
    ///
    /// # Errors
    /// As [`Search::catch_up`].
    pub async fn index_what_is_new(&self) -> Result<(), AppError> {
        let head = self.store.head();
        self.store.wait_for_views(head, REST).await;
        self.search.catch_up(&self.store, head.min(self.store.views_at())).await
    }
}
