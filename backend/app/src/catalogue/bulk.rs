//! Own items from a file: a dry run says what becomes of each, then all items or none.
//!
//! The file is a JSON array of items, or one item a line (JSON Lines). An item has the members
//! `section`, `id` and `body`, and may have `validFrom` and `validTo`: what one item takes by hand.
//!
//! # Invariants
//! - One bad item keeps all items out, each with the member that is wrong.
//!   (`a_bad_item_names_its_member`)
//! - The same file twice records nothing twice. (`the_same_items_twice_change_nothing`)
//! - A dry run names what would be added and what would change. (`a_file_of_items_names_what_changes`)
//!
//! # Deliberately absent
//! - Withdrawing what a file leaves out: an item is withdrawn with a reason of its own.

use std::collections::BTreeMap;

use domain::{
    authority::{Act, Caller, Place},
    catalogue::{Catalogue, Command, OwnItem, Section, plain},
};
use kernel::{Micros, Name};
use serde::Deserialize;
use serde_json::Value;

use super::{
    Library,
    diff::{Difference, compare},
    own_stream,
};
use crate::{App, AppError, Draft, Meta, Outcome, Refused, transact::request_bytes};

/// Most items of one file.
const ITEMS: usize = 300;

/// What becomes of an item of a file, or why nothing does.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLine {
    /// Its line in the file, or its place in the array, from 1.
    pub number: u64,
    /// The section, as written.
    pub section: String,
    /// Its id, as written.
    pub id: String,
    /// What would become of it; absent when nothing is new.
    pub difference: Option<Difference>,
    /// What is wrong with it, and how to mend it.
    pub refused: Option<Refused>,
}

/// What a file does.
#[derive(Clone, Debug, Default)]
pub struct ItemsResult {
    /// Item by item.
    pub lines: Vec<ItemLine>,
    /// The receipt, when something was recorded.
    pub receipt: Outcome,
}

/// An item as a file writes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    section: String,
    id: String,
    body: Value,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_to: Option<String>,
}

impl App {
    /// Adds the own items of a file, and changes those that are there with other words; a dry run
    /// only says what it would do. Items that are wrong are all reported, and keep the others out.
    pub async fn import_items(
        &self,
        caller: &Caller,
        meta: &Meta,
        file: &str,
        dry_run: bool,
    ) -> Result<ItemsResult, AppError> {
        let permit = caller.permit(Act::ExtendCatalogue, &Place::default())?;
        let request = request_bytes(&("import_items", file))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(ItemsResult { lines: Vec::new(), receipt: Some(receipt) });
        }
        let values = read(file)?;
        let upto = self.store.head();
        let library = self.shelf.library(&self.store, upto).await?;
        let mut draft = self.draft(caller, meta);
        let (mut result, mut seen) = (ItemsResult::default(), BTreeMap::new());
        for (number, value) in values {
            let said = |member: &str| {
                let text = value.as_ref().ok().and_then(|value| value.get(member)?.as_str());
                text.unwrap_or_default().to_owned()
            };
            let (section, id) = (said("section"), said("id"));
            let item = value.and_then(item).and_then(|item| {
                match seen.insert((item.section, item.id.clone()), number) {
                    Some(before) => Err(twice(&item, before)),
                    None => Ok(item),
                }
            });
            let done = match item {
                Ok(item) => stage(&mut draft, caller, &library, item).await,
                Err(refused) => Err(AppError::Refused(refused)),
            };
            let (difference, refused) = match done {
                Ok(difference) => (difference, None),
                Err(AppError::Refused(refused)) => (None, Some(refused)),
                Err(other) => return Err(other),
            };
            result.lines.push(ItemLine { number, section, id, difference, refused });
        }
        let is_good = result.lines.iter().all(|line| line.refused.is_none());
        if is_good && !dry_run && !draft.is_empty() {
            result.receipt = draft.commit(&permit, meta, request).await?;
        }
        Ok(result)
    }
}

/// Stages one item; answers what becomes of it.
async fn stage(
    draft: &mut Draft<'_>,
    caller: &Caller,
    library: &Library,
    item: OwnItem,
) -> Result<Option<Difference>, AppError> {
    let (section, id) = (item.section.as_str(), item.id.to_string());
    let versions = library.versions(section, &id, library.upto());
    let last = versions.last().filter(|entry| entry.own);
    let old = last.and_then(|entry| entry.body.as_deref());
    let new = as_kept(&item);
    let command = if old.is_some() { Command::Change(item) } else { Command::Add(item) };
    let before = draft.len();
    draft.decide::<Catalogue>(Some(caller), &own_stream()?, command).await?;
    if draft.len() == before {
        return Ok(None);
    }
    let one = |body| BTreeMap::from([(id.as_str(), body)]);
    let mut found = Vec::new();
    compare(section, &old.map(one).unwrap_or_default(), &one(&new), &mut found);
    Ok(Some(found.pop().unwrap_or_else(|| only_validity(section, &id, &new))))
}

/// The body as the log keeps it: with its id, and its numbers as text.
fn as_kept(item: &OwnItem) -> Value {
    let mut body = plain(item.body.clone());
    if let Value::Object(members) = &mut body {
        members.entry("id").or_insert_with(|| Value::from(item.id.as_str()));
    }
    body
}

/// What changes when an item says the same for another time.
fn only_validity(section: &str, id: &str, body: &Value) -> Difference {
    Difference {
        section: section.to_owned(),
        id: id.to_owned(),
        title: super::title(body),
        fate: super::Fate::Changed,
        members: vec![String::from("validity")],
    }
}

/// The items of a file, each with its number.
type Read = Vec<(u64, Result<Value, Refused>)>;

fn read(file: &str) -> Result<Read, AppError> {
    let text = file.trim_start_matches('\u{feff}').trim();
    let found: Read = if text.starts_with('[') {
        let items: Vec<Value> =
            serde_json::from_str(text).map_err(|why| bad("file", &format!("no JSON: {why}")))?;
        (1..).zip(items.into_iter().map(Ok)).collect()
    } else {
        let lines = (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, line)| (number, of_line(line))).collect()
    };
    if found.is_empty() {
        let sentence = "there is no item in it; give a JSON array of items, or one item a line";
        return Err(AppError::Refused(bad("file", sentence)));
    }
    if found.len() > ITEMS {
        let sentence = format!("at most {ITEMS} items fit into one file; split it");
        return Err(AppError::Refused(bad("file", &sentence)));
    }
    Ok(found)
}

fn of_line(line: &str) -> Result<Value, Refused> {
    let line = line.trim_start_matches('\u{feff}');
    serde_json::from_str(line).map_err(|why| {
        let (column, why) = (why.column(), why.to_string());
        let why = why.split(" at line ").next().unwrap_or_default();
        bad("item", &format!("no JSON at column {column}: {why}; write one item a line"))
    })
}

/// An item, parsed as one that is written by hand.
fn item(value: Value) -> Result<OwnItem, Refused> {
    let written = serde_json::from_value::<Written>(value);
    let written = written.map_err(|why| {
        let members = "an item has section, id and body, and may have validFrom and validTo";
        bad("item", &format!("{why}; {members}"))
    })?;
    if !written.body.is_object() {
        return Err(bad("body", "this must be a JSON object, { … }"));
    }
    let section = written.section.parse::<Section>();
    Ok(OwnItem {
        section: section.map_err(|why| bad("section", &why.to_string()))?,
        id: Name::parse(&written.id).map_err(|why| bad("id", &why.to_string()))?,
        body: written.body,
        valid_from: moment("validFrom", written.valid_from)?,
        valid_to: moment("validTo", written.valid_to)?,
    })
}

/// A moment, or the beginning of a day (UTC).
fn moment(member: &str, text: Option<String>) -> Result<Option<Micros>, Refused> {
    let Some(text) = text else { return Ok(None) };
    let is_day = text.len() == "2026-01-01".len();
    let whole = if is_day { format!("{text}T00:00:00Z") } else { text };
    whole.parse::<Micros>().map(Some).map_err(|why| bad(member, &why.to_string()))
}

fn twice(item: &OwnItem, before: u64) -> Refused {
    let sentence = format!("the file has {} already, at {before}; keep one of them", item.id);
    bad("id", &sentence)
}

fn bad(member: &str, sentence: &str) -> Refused {
    Refused {
        code: String::from("catalogue.bad_file"),
        sentence: sentence.to_owned(),
        field: Some(member.to_owned()),
    }
}
