//! What has happened to the catalogue. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Digest, Fact, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Section;
use crate::about::About;

/// A fact about the catalogue. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A part of a file of reference data was loaded.
    #[serde(rename = "catalogue.part_loaded")]
    PartLoaded {
        /// The file.
        file: Name,
        /// The version the file names.
        version: Name,
        /// The SHA-256 of the whole file.
        digest: Digest,
        /// From when its items hold; the moment it was loaded when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_from: Option<Micros>,
        /// Which part this is, from 1.
        part: u64,
        /// How many parts there are.
        parts: u64,
        /// What the file says about itself; in its first part.
        #[serde(default, skip_serializing_if = "Value::is_null")]
        head: Value,
        /// Its items by section.
        #[serde(default)]
        sections: BTreeMap<String, Vec<Value>>,
    },
    /// The organisation added an item.
    #[serde(rename = "catalogue.item_added")]
    ItemAdded {
        /// The section it belongs to.
        section: Section,
        /// Its id.
        id: Name,
        /// What it says.
        body: Value,
        /// From when it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_from: Option<Micros>,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_to: Option<Micros>,
    },
    /// An own item got another text or validity.
    #[serde(rename = "catalogue.item_changed")]
    ItemChanged {
        /// The section it belongs to.
        section: Section,
        /// Its id.
        id: Name,
        /// What it says from now on.
        body: Value,
        /// From when it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_from: Option<Micros>,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_to: Option<Micros>,
    },
    /// An own item was withdrawn.
    #[serde(rename = "catalogue.item_withdrawn")]
    ItemWithdrawn {
        /// The section it belonged to.
        section: Section,
        /// Its id.
        id: Name,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Somebody stands behind a link between an item and a framework.
    #[serde(rename = "catalogue.mapping_confirmed")]
    MappingConfirmed {
        /// The control or threat.
        item: Name,
        /// The framework, as the item's mappings call it.
        framework: Name,
        /// The item of the framework.
        reference: Name,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        About::of(stream).list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
