//! The catalogue: threats, controls, frameworks, metrics and the other reference data, as facts.
//!
//! What ships with the product is loaded into the log file by file, so that "which text, which
//! limit and which legal date applied then" has an answer as of any moment (stream
//! `catalogue:ledgerstone`). The organisation adds items of its own, each with a validity, and
//! confirms which links between controls and frameworks it stands behind (stream `catalogue:own`).
//!
//! # Invariants
//! - The same file is loaded once. (`the_same_file_is_loaded_once`)
//! - A file is loaded whole, its parts in order. (`a_file_is_loaded_whole`)
//! - What ships and what the organisation adds never share an id. (`an_own_id_never_meets_a_shipped_one`)
//! - An item has the shape of its section. (`an_item_has_the_shape_of_its_section`)
//! - A rule of applicability that was written earlier reads as before. (`a_rule_written_earlier_reads_as_before`)
//! - A class that is let off some of an exact value reaches its own limit at least.
//!   (`a_class_that_is_let_off_some_reaches_its_limit_at_least`)
//! - Only an own item that stands is changed or withdrawn. (`only_a_standing_item_is_changed`)
//! - A validity ends after it begins. (`a_validity_ends_after_it_begins`)
//! - A mapping is confirmed once. (`a_mapping_is_confirmed_once`)
//! - Decimals are written as text, so that every reader reads the same. (`decimals_become_text`)
//!
//! # Deliberately absent
//! - No folded catalogue: which item stands at a moment depends on the moment; the app asks.
//! - No rule about which mappings exist: an item of a framework is named by the catalogue of the moment.

mod body;
mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Digest, Micros, Name, Personal};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::words::words;

pub use body::{
    AppliesFrom, AppliesIf, Colour, Comparison, Condition, Control, EvidenceType, Feature,
    Framework, FrameworkItem, Freshness, Function, Indicator, Limit, Metric, OwnLimit, PassIf,
    Predicate, Required, SegmentTest, Severity, Subtechnique, Test, Threat, TraceRow, Workflow,
    plain,
};
pub use decider::{Catalogue, State};
pub use events::Event;
pub use refusal::Refusal;

/// The stream of what ships with the product.
pub const SHIPPED: &str = "ledgerstone";
/// The stream of what the organisation adds and confirms.
pub const OWN: &str = "own";
/// How ids of the organisation's own items begin.
pub const OWN_PREFIX: &str = "ORG-";

words! {
    /// The sections an organisation may add to.
    pub enum Section {
        /// Controls with their tests.
        Controls = "controls",
        /// Threats.
        Threats = "threats",
        /// Types of evidence.
        EvidenceTypes = "evidence_types",
        /// Metrics.
        Metrics = "metrics",
        /// Key risk indicators.
        Indicators = "kris",
        /// Limits that replace those of shipped tests.
        Limits = "limits",
        /// Frameworks.
        Frameworks = "frameworks",
        /// The items of an own framework.
        FrameworkItems = "framework_items",
    }
}

/// A part of a file of reference data: whatever fits into one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The file, without its ending: `controls`, `frameworks/eu_ai_act`.
    pub file: Name,
    /// The version the file names.
    pub version: Name,
    /// The SHA-256 of the whole file.
    pub digest: Digest,
    /// From when its items hold; the moment it is loaded when absent.
    #[serde(default)]
    pub valid_from: Option<Micros>,
    /// Which part this is, from 1.
    pub part: u64,
    /// How many parts there are.
    pub parts: u64,
    /// What the file says about itself; in its first part.
    #[serde(default)]
    pub head: Value,
    /// Its items by section.
    pub sections: BTreeMap<String, Vec<Value>>,
}

/// An item of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnItem {
    /// The section it belongs to.
    pub section: Section,
    /// Its id; begins with `ORG-`.
    pub id: Name,
    /// What it says, in the shape of its section.
    pub body: Value,
    /// From when it holds; the moment it is recorded when absent.
    #[serde(default)]
    pub valid_from: Option<Micros>,
    /// Until when (exclusive); open when absent.
    #[serde(default)]
    pub valid_to: Option<Micros>,
}

/// What can be asked of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Load whole files (stream `catalogue:ledgerstone`).
    Load {
        /// All their parts, in order.
        parts: Vec<Part>,
    },
    /// Load the next part of a file: how a recorded log is brought in.
    LoadPart(Part),
    /// Add an item (stream `catalogue:own`).
    Add(OwnItem),
    /// Give an own item another text or validity.
    Change(OwnItem),
    /// Withdraw an own item.
    Withdraw {
        /// The section it belongs to.
        section: Section,
        /// Its id.
        id: Name,
        /// Why.
        reason: Personal,
    },
    /// Stand behind the link between a control or threat and an item of a framework.
    ConfirmMapping {
        /// The control or threat.
        item: Name,
        /// The framework, as the item's mappings call it.
        framework: Name,
        /// The item of the framework.
        reference: Name,
    },
}
