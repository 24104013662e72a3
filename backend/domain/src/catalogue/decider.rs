//! The rules of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    Decider, Decision, Digest, Micros, Moment, Name, Subject, nothing_new, record, record_all,
    refuse,
};
use serde_json::Value;

use super::{Command, Event, OWN_PREFIX, OwnItem, Part, Refusal, Section, body};

/// What decisions about the catalogue depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    files: BTreeMap<Name, Loaded>,
    items: BTreeMap<(Section, Name), Standing>,
    confirmed: BTreeSet<(Name, Name, Name)>,
}

/// How far a file was loaded, in its newest version.
#[derive(Clone, Debug, PartialEq)]
struct Loaded {
    digest: Digest,
    parts: u64,
    of: u64,
}

/// An own item, as it was recorded last.
#[derive(Clone, Debug, PartialEq)]
enum Standing {
    There { body: Value, from: Option<Micros>, to: Option<Micros> },
    Withdrawn,
}

/// The room of the catalogue.
pub struct Catalogue;

impl Decider for Catalogue {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, _: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Load { parts } => load(state, parts),
            Command::LoadPart(part) => load_part(state, part),
            Command::Add(item) => add(state, item),
            Command::Change(item) => change(state, item),
            Command::Withdraw { section, id, reason } => {
                match state.items.get(&(section, id.clone())) {
                    Some(Standing::There { .. }) => {
                        record(Event::ItemWithdrawn { section, id, reason })
                    }
                    Some(Standing::Withdrawn) => nothing_new(),
                    None => refuse(Refusal::Unknown(section, id.to_string())),
                }
            }
            Command::ConfirmMapping { item, framework, reference } => {
                let link = (item.clone(), framework.clone(), reference.clone());
                if state.confirmed.contains(&link) {
                    return nothing_new();
                }
                record(Event::MappingConfirmed { item, framework, reference })
            }
        }
    }

    fn evolve(mut state: State, event: &Event, _: &Moment) -> State {
        match event {
            Event::PartLoaded { file, digest, part, parts, .. } => {
                let loaded = Loaded { digest: digest.clone(), parts: *part, of: *parts };
                state.files.insert(file.clone(), loaded);
            }
            Event::ItemAdded { section, id, body, valid_from, valid_to }
            | Event::ItemChanged { section, id, body, valid_from, valid_to } => {
                let (body, from, to) = (body.clone(), *valid_from, *valid_to);
                state.items.insert((*section, id.clone()), Standing::There { body, from, to });
            }
            Event::ItemWithdrawn { section, id, .. } => {
                state.items.insert((*section, id.clone()), Standing::Withdrawn);
            }
            Event::MappingConfirmed { item, framework, reference } => {
                state.confirmed.insert((item.clone(), framework.clone(), reference.clone()));
            }
        }
        state
    }

    /// The catalogue belongs to the organisation.
    fn system(_: &State) -> Option<Subject> {
        None
    }
}

/// Whole files: those that are not there yet in this version.
fn load(state: &State, parts: Vec<Part>) -> Decision<Event, Refusal> {
    let mut files: BTreeMap<Name, Vec<Part>> = BTreeMap::new();
    for part in parts {
        files.entry(part.file.clone()).or_default().push(part);
    }
    let mut events = Vec::new();
    for (file, parts) in files {
        let expected = parts.first().map_or(1, |part| part.parts);
        if !parts.iter().map(|part| part.part).eq(1..=expected) {
            let is_there = |index: &u64| parts.iter().any(|part| part.part == *index);
            let missing = (1..=expected).find(|index| !is_there(index)).unwrap_or(expected);
            let (file, parts) = (file.to_string(), expected);
            return refuse(Refusal::PartMissing { file, parts, missing });
        }
        let is_known = |known: &Loaded| {
            known.parts == known.of && parts.iter().all(|part| part.digest == known.digest)
        };
        if state.files.get(&file).is_some_and(is_known) {
            continue;
        }
        for part in parts {
            events.push(loaded(part)?);
        }
    }
    record_all(events)
}

/// The next part of a file, when it is not there yet.
fn load_part(state: &State, part: Part) -> Decision<Event, Refusal> {
    let known = state.files.get(&part.file).filter(|known| known.digest == part.digest);
    let there = known.map_or(0, |known| known.parts);
    if part.part <= there {
        return nothing_new();
    }
    let next = there.saturating_add(1);
    if part.part != next || part.part > part.parts {
        let (file, parts) = (part.file.to_string(), part.parts);
        return refuse(Refusal::PartMissing { file, parts, missing: next });
    }
    record(loaded(part)?)
}

fn loaded(part: Part) -> Result<Event, Refusal> {
    let Part { file, version, digest, valid_from, part, parts, head, sections } = part;
    for (section, items) in &sections {
        for item in items {
            body::check(section, item)?;
        }
    }
    Ok(Event::PartLoaded { file, version, digest, valid_from, part, parts, head, sections })
}

fn add(state: &State, item: OwnItem) -> Decision<Event, Refusal> {
    let item = checked(item)?;
    if let Some(known) = state.items.get(&(item.section, item.id.clone())) {
        if known == &standing(&item) {
            return nothing_new();
        }
        if matches!(known, Standing::There { .. }) {
            return refuse(Refusal::AlreadyThere(item.section, item.id.to_string()));
        }
    }
    let OwnItem { section, id, body, valid_from, valid_to } = item;
    record(Event::ItemAdded { section, id, body, valid_from, valid_to })
}

fn change(state: &State, item: OwnItem) -> Decision<Event, Refusal> {
    let item = checked(item)?;
    let known = state.items.get(&(item.section, item.id.clone()));
    if known == Some(&standing(&item)) {
        return nothing_new();
    }
    if !matches!(known, Some(Standing::There { .. })) {
        return refuse(Refusal::Unknown(item.section, item.id.to_string()));
    }
    let OwnItem { section, id, body, valid_from, valid_to } = item;
    record(Event::ItemChanged { section, id, body, valid_from, valid_to })
}

fn standing(item: &OwnItem) -> Standing {
    Standing::There { body: item.body.clone(), from: item.valid_from, to: item.valid_to }
}

/// The item, when its id, shape and validity are right.
fn checked(mut item: OwnItem) -> Result<OwnItem, Refusal> {
    let id = item.id.as_str();
    if !id.starts_with(OWN_PREFIX) || id.len() == OWN_PREFIX.len() {
        return Err(Refusal::NotAnOwnId(id.to_owned()));
    }
    if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err(Refusal::UnfitId(id.to_owned()));
    }
    if let (Some(from), Some(to)) = (item.valid_from, item.valid_to)
        && to <= from
    {
        return Err(Refusal::EndsTooEarly);
    }
    item.body = body::plain(item.body);
    if let Value::Object(members) = &mut item.body {
        let named = members.entry("id").or_insert_with(|| Value::from(id)).clone();
        if named != *id {
            return Err(Refusal::OtherId(named.to_string(), id.to_owned()));
        }
    }
    body::check(item.section.as_str(), &item.body)?;
    Ok(item)
}
