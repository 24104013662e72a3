//! What loading the shipped files would change: the dry run that comes before it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Micros;
use serde_json::Value;

use super::{library::Library, shipped};

/// What would become of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is not there yet.
    Added,
    /// It says something else.
    Changed,
    /// It is no longer there.
    Removed,
}

/// An item that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The section.
    pub section: String,
    /// The item.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What becomes of it.
    pub fate: Fate,
    /// The members that differ.
    pub members: Vec<String>,
}

/// How the shipped files differ from what is loaded; empty when they are the same.
pub(super) fn differences(library: &Library, upto: u64, time: Micros) -> Vec<Difference> {
    let mut after: BTreeMap<&str, BTreeMap<&str, &Value>> = BTreeMap::new();
    for (section, items) in shipped::parts().iter().flat_map(|part| &part.sections) {
        let by_id = items.iter().filter_map(|item| Some((item.get("id")?.as_str()?, item)));
        after.entry(section).or_default().extend(by_id);
    }
    let mut found = Vec::new();
    let sections: BTreeSet<&str> =
        library.sections("").into_iter().chain(after.keys().copied()).collect();
    for section in sections {
        let standing = library.section(section, upto, time).filter(|(_, entry)| !entry.own);
        let before: BTreeMap<&str, &Value> =
            standing.filter_map(|(id, entry)| Some((id, entry.body.as_deref()?))).collect();
        let Some(after) = after.get(section) else { continue };
        compare(section, &before, after, &mut found);
    }
    found
}

/// What became of the items of a section, from one version of them to another.
pub(super) fn compare(
    section: &str,
    before: &BTreeMap<&str, &Value>,
    after: &BTreeMap<&str, &Value>,
    found: &mut Vec<Difference>,
) {
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for id in ids {
        let (old, new) = (before.get(id).copied(), after.get(id).copied());
        let fate = match (old, new) {
            (None, Some(_)) => Fate::Added,
            (Some(_), None) => Fate::Removed,
            (Some(old), Some(new)) if old != new => Fate::Changed,
            (Some(_), Some(_)) | (None, None) => continue,
        };
        found.push(Difference {
            section: section.to_owned(),
            id: id.to_owned(),
            title: new.or(old).map(title).unwrap_or_default(),
            fate,
            members: old.zip(new).map(|(old, new)| members(old, new)).unwrap_or_default(),
        });
    }
}

/// What people call an item.
pub(crate) fn title(item: &Value) -> String {
    let named = ["title", "name", "text", "area", "meaning"];
    let found = named.iter().find_map(|member| item.get(member)?.as_str());
    found.unwrap_or_default().to_owned()
}

/// The members that two versions of an item do not share.
fn members(old: &Value, new: &Value) -> Vec<String> {
    let names = |value: &Value| {
        value.as_object().into_iter().flat_map(|o| o.keys().cloned()).collect::<Vec<_>>()
    };
    let all: BTreeSet<String> = names(old).into_iter().chain(names(new)).collect();
    all.into_iter().filter(|name| old.get(name) != new.get(name)).collect()
}
