//! Every version of every item, folded from the log, so that any moment can be asked about.
//!
//! An item stands at a moment when it was recorded by then and its validity covers the moment.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    Event,
    catalogue::{self, Part},
};
use kernel::{Digest, Micros, Name};
use serde_json::Value;

use crate::Fact;

/// A section and an id.
pub(super) type Key = (String, String);

/// A version of an item, or its end.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Position of the event that brought it.
    pub pos: u64,
    /// When that was.
    pub at: Micros,
    /// From when it holds.
    pub from: Micros,
    /// Until when; open when absent.
    pub to: Option<Micros>,
    /// The version of the file; empty for the organisation's own.
    pub version: String,
    /// Whether it is the organisation's own.
    pub own: bool,
    /// What it says; absent where it ends.
    pub body: Option<Arc<Value>>,
}

impl Entry {
    /// What people call the item; empty where it ends.
    pub fn title(&self) -> String {
        self.body.as_deref().map(super::diff::title).unwrap_or_default()
    }
}

/// A file, as it was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The file.
    pub file: Name,
    /// Its version.
    pub version: Name,
    /// Its SHA-256.
    pub digest: Digest,
    /// Position of its last part.
    pub pos: u64,
    /// When it was loaded.
    pub at: Micros,
}

/// What a part of a file holds: which part of how many, what the file says about itself, its items.
struct Piece<'a> {
    place: (u64, u64),
    head: &'a Value,
    sections: &'a BTreeMap<String, Vec<Value>>,
}

/// Every version of every item, up to a position.
#[derive(Clone, Debug, Default)]
pub struct Library {
    upto: u64,
    items: BTreeMap<Key, Vec<Entry>>,
    /// Positions of the events folded in.
    facts: Vec<u64>,
    /// Moments at which a validity begins or ends.
    bounds: BTreeSet<Micros>,
    /// Files whose last part is still to come.
    pending: BTreeMap<Name, Vec<(Key, Arc<Value>)>>,
    /// The items a file brought.
    of_file: BTreeMap<Name, BTreeSet<Key>>,
    confirmed: Vec<(u64, [String; 3])>,
    loaded: Vec<Loaded>,
}

impl Library {
    /// How many events it counts from.
    pub(super) fn upto(&self) -> u64 {
        self.upto
    }

    /// Notes that there is nothing more below a position.
    pub(super) fn reach(&mut self, upto: u64) {
        self.upto = self.upto.max(upto);
    }

    /// Takes in what ships with the product, as if it had been loaded before anything else.
    pub(super) fn take_shipped(&mut self) {
        for part in super::shipped::parts() {
            let Part { file, version, digest, part, parts, head, sections, .. } = part.clone();
            let loaded = Loaded { file, version, digest, pos: 0, at: Micros::default() };
            let piece = Piece { place: (part, parts), head: &head, sections: &sections };
            self.take(loaded, Micros::default(), &piece);
        }
    }

    /// Takes in what an older version might have had.
    #[cfg(test)]
    pub(super) fn take_older(&mut self, edit: impl Fn(&mut Value)) {
        for part in super::shipped::parts() {
            let mut sections = part.sections.clone();
            sections.values_mut().flatten().for_each(&edit);
            let (file, version, digest) =
                (part.file.clone(), part.version.clone(), part.digest.clone());
            let loaded = Loaded { file, version, digest, pos: 0, at: Micros::default() };
            let place = (part.part, part.parts);
            let piece = Piece { place, head: &part.head, sections: &sections };
            self.take(loaded, Micros::default(), &piece);
        }
    }

    /// Takes an event of the room in.
    pub(super) fn fold(&mut self, fact: &Fact) {
        let Event::Catalogue(event) = &fact.event else { return };
        self.facts.push(fact.pos);
        self.reach(fact.pos.saturating_add(1));
        match event {
            catalogue::Event::PartLoaded {
                file,
                version,
                digest,
                valid_from,
                part,
                parts,
                head,
                sections,
            } => {
                let (file, version, digest) = (file.clone(), version.clone(), digest.clone());
                let loaded = Loaded { file, version, digest, pos: fact.pos, at: fact.at };
                let from = valid_from.unwrap_or(fact.at);
                self.take(loaded, from, &Piece { place: (*part, *parts), head, sections });
            }
            catalogue::Event::ItemAdded { section, id, body, valid_from, valid_to }
            | catalogue::Event::ItemChanged { section, id, body, valid_from, valid_to } => {
                let entry = Entry {
                    pos: fact.pos,
                    at: fact.at,
                    from: valid_from.unwrap_or(fact.at),
                    to: *valid_to,
                    version: String::new(),
                    own: true,
                    body: Some(Arc::new(body.clone())),
                };
                self.put((section.as_str().to_owned(), id.to_string()), entry);
            }
            catalogue::Event::ItemWithdrawn { section, id, .. } => {
                self.put(
                    (section.as_str().to_owned(), id.to_string()),
                    end(fact.pos, fact.at, fact.at, true),
                );
            }
            catalogue::Event::MappingConfirmed { item, framework, reference } => {
                let link = [item, framework, reference].map(ToString::to_string);
                self.confirmed.push((fact.pos, link));
            }
        }
    }

    /// Takes a part of a file in.
    fn take(&mut self, loaded: Loaded, from: Micros, piece: &Piece<'_>) {
        let Piece { place: (part, parts), head, sections } = piece;
        let file = &loaded.file;
        if *part == 1 {
            let key = head_of(file.as_str());
            self.pending.insert(file.clone(), vec![(key, Arc::new(named(file, head)))]);
        }
        let pending = self.pending.entry(file.clone()).or_default();
        for (section, items) in *sections {
            let key = |item: &Value| (section.clone(), id(item));
            let readable = |item: &Value| Arc::new(super::shipped::readable(section, item.clone()));
            pending.extend(items.iter().map(|item| (key(item), readable(item))));
        }
        if part == parts {
            self.complete(&loaded, from);
            self.loaded.push(loaded);
        }
    }

    /// The items of a whole file stand from now on; what the file no longer holds ends.
    fn complete(&mut self, loaded: &Loaded, from: Micros) {
        let file = &loaded.file;
        let items = self.pending.remove(file).unwrap_or_default();
        let keys: BTreeSet<Key> = items.iter().map(|(key, _)| key.clone()).collect();
        let before = self.of_file.insert(file.clone(), keys.clone()).unwrap_or_default();
        for gone in before.difference(&keys) {
            self.put(gone.clone(), end(loaded.pos, loaded.at, from, false));
        }
        for (key, body) in items {
            let version = loaded.version.to_string();
            let (pos, at) = (loaded.pos, loaded.at);
            let entry = Entry { pos, at, from, to: None, version, own: false, body: Some(body) };
            self.put(key, entry);
        }
    }

    fn put(&mut self, key: Key, entry: Entry) {
        self.bounds.insert(entry.from);
        self.bounds.extend(entry.to);
        self.items.entry(key).or_default().push(entry);
    }

    /// The items of a section that stand at a moment, by id.
    pub fn section<'a>(
        &'a self,
        section: &'a str,
        upto: u64,
        time: Micros,
    ) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        let first = (section.to_owned(), String::new());
        let of_section =
            self.items.range(first..).take_while(move |((name, _), _)| name == section);
        of_section.filter_map(move |((_, id), entries)| {
            standing(entries, upto, time).map(|entry| (id.as_str(), entry))
        })
    }

    /// Every version of an item that was recorded by a position, oldest first.
    pub fn versions(&self, section: &str, id: &str, upto: u64) -> Vec<&Entry> {
        let found = self.items.get(&(section.to_owned(), id.to_owned()));
        found.into_iter().flatten().filter(|entry| entry.pos < upto).collect()
    }

    /// Every version of every item, each with the position of the one that took its place;
    /// `u64::MAX` for the last.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Key, &Entry, u64)> {
        self.items.iter().flat_map(|(key, entries)| {
            let ends = entries.iter().skip(1).map(|next| next.pos).chain([u64::MAX]);
            entries.iter().zip(ends).map(move |(entry, end)| (key, entry, end))
        })
    }

    /// The organisation's own items that were recorded by a position, whether they stand or not.
    pub fn own(&self, upto: u64) -> Vec<(&str, &str)> {
        let is_own = |entries: &[Entry]| entries.iter().any(|entry| entry.own && entry.pos < upto);
        let own = self.items.iter().filter(|(_, entries)| is_own(entries));
        own.map(|((section, id), _)| (section.as_str(), id.as_str())).collect()
    }

    /// The names of the sections that begin with a prefix.
    pub fn sections(&self, prefix: &str) -> BTreeSet<&str> {
        let names = self.items.keys().map(|(section, _)| section.as_str());
        names.filter(|section| section.starts_with(prefix)).collect()
    }

    /// The links that were confirmed by a position: item, framework, reference.
    pub fn confirmed(&self, upto: u64) -> BTreeSet<[String; 3]> {
        let found = self.confirmed.iter().filter(|(pos, _)| *pos < upto);
        found.map(|(_, link)| link.clone()).collect()
    }

    /// The files that were loaded by a position, oldest first.
    pub fn loaded(&self, upto: u64) -> Vec<&Loaded> {
        self.loaded.iter().filter(|loaded| loaded.pos < upto).collect()
    }

    /// What tells one state of the catalogue from another: how many events of it were recorded by
    /// then, and the last validity that had begun or ended.
    pub(super) fn state(&self, upto: u64, time: Micros) -> (usize, Option<Micros>) {
        let facts = self.facts.partition_point(|pos| *pos < upto);
        (facts, self.bounds.range(..=time).next_back().copied())
    }
}

/// The version that stands at a moment: the one recorded last of those that begin last.
fn standing(entries: &[Entry], upto: u64, time: Micros) -> Option<&Entry> {
    let begun = entries.iter().filter(|entry| entry.pos < upto && entry.from <= time);
    let newest = begun.max_by_key(|entry| (entry.from, entry.pos))?;
    let stands = newest.body.is_some() && newest.to.is_none_or(|to| time < to);
    stands.then_some(newest)
}

fn end(pos: u64, at: Micros, from: Micros, own: bool) -> Entry {
    Entry { pos, at, from, to: None, version: String::new(), own, body: None }
}

fn id(item: &Value) -> String {
    item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Where what a file says about itself is found: frameworks by their id, the others under `files`.
fn head_of(file: &str) -> Key {
    match file.split_once('/') {
        Some((section, id)) => (section.to_owned(), id.to_owned()),
        None => (String::from("files"), file.to_owned()),
    }
}

/// What a file says about itself, with an id.
fn named(file: &Name, head: &Value) -> Value {
    let mut head = head.clone();
    if let Value::Object(members) = &mut head {
        members.remove("framework");
        members.insert(String::from("id"), Value::from(head_of(file.as_str()).1));
    }
    head
}
