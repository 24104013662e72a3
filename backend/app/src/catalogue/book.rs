//! The catalogue of one moment, read into the types that rules use.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use domain::catalogue::{
    Control, EvidenceType, Feature, Framework, FrameworkItem, Indicator, Metric, OwnLimit,
    SegmentTest, Threat, TraceRow, Workflow,
};
use kernel::Micros;
use serde::de::DeserializeOwned;

use super::library::{Entry, Library};

/// Where an item of the book comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Position of the event that brought it.
    pub pos: u64,
    /// The version of its file; empty for the organisation's own.
    pub version: String,
    /// From when it holds.
    pub from: Micros,
    /// Until when.
    pub to: Option<Micros>,
    /// Whether it is the organisation's own.
    pub own: bool,
}

/// The catalogue of one moment.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The controls, by id, with the tests of segments and limits of the organisation's own in place.
    pub controls: BTreeMap<String, Control>,
    /// The threats, by id.
    pub threats: BTreeMap<String, Threat>,
    /// The types of evidence, by id.
    pub evidence_types: BTreeMap<String, EvidenceType>,
    /// The metrics, by id.
    pub metrics: BTreeMap<String, Metric>,
    /// The key risk indicators, by id.
    pub indicators: BTreeMap<String, Indicator>,
    /// The frameworks, by id.
    pub frameworks: BTreeMap<String, Framework>,
    /// The items of frameworks, by framework and in its order of ids.
    pub framework_items: BTreeMap<String, Vec<FrameworkItem>>,
    /// The rows of the traceability matrix, by id.
    pub matrix: BTreeMap<String, TraceRow>,
    /// The features that the matrix names, by id.
    pub features: BTreeMap<String, Feature>,
    /// The limits that replace shipped ones, with the test they are in.
    pub limits: Vec<OwnLimit>,
    /// The gates and tests of controls that nobody may waive.
    pub non_waivable: BTreeSet<String>,
    /// The links somebody stands behind: item, framework, reference.
    pub confirmed: BTreeSet<[String; 3]>,
    origins: BTreeMap<(&'static str, String), Origin>,
}

static SHIPPED: LazyLock<Arc<Book>> = LazyLock::new(|| {
    let mut library = Library::default();
    library.take_shipped();
    Arc::new(Book::of(&library, u64::MAX, Micros(i64::MAX)))
});

/// The framework that an item's mappings call by another name, and the section of its items.
pub fn framework_of(mapping: &str) -> &str {
    match mapping {
        "mitre_atlas_mitigation" => "mitre_atlas",
        "owasp_llm_2025" | "owasp_llm_2026" => "owasp_llm_top10",
        other => other,
    }
}

/// Lists within a framework's file whose members are items of it too.
const MORE_ITEMS: [&str; 2] = ["clauses", "mitigations"];

impl Book {
    /// What ships with the product.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The catalogue as it stood.
    pub(super) fn of(library: &Library, upto: u64, time: Micros) -> Self {
        let mut book = Self { confirmed: library.confirmed(upto), ..Self::default() };
        let at = (library, upto, time);
        book.controls = book.read("controls", at);
        book.threats = book.read("threats", at);
        book.evidence_types = book.read("evidence_types", at);
        book.metrics = book.read("metrics", at);
        book.indicators = book.read("kris", at);
        book.frameworks = book.read("frameworks", at);
        book.matrix = book.read("traceability", at);
        book.features = book.read("traceability.features", at);
        book.limits = book.read::<OwnLimit>("limits", at).into_values().collect();
        let ways: BTreeMap<String, Workflow> = book.read("approval_workflows", at);
        book.non_waivable = ways.into_values().flat_map(|way| way.non_waivable).collect();
        book.read_framework_items(at);
        for one in book.read::<SegmentTest>("segments", at).into_values() {
            if let Some(control) = book.controls.get_mut(&one.control) {
                control.tests.push(one.test);
            }
        }
        for limit in &book.limits {
            replace(&mut book.controls, limit);
        }
        book
    }

    /// The items of a section that can be read, by id.
    fn read<T: DeserializeOwned>(
        &mut self,
        section: &'static str,
        (library, upto, time): (&Library, u64, Micros),
    ) -> BTreeMap<String, T> {
        let mut found = BTreeMap::new();
        for (id, entry) in library.section(section, upto, time) {
            let Some(item) = body(entry) else { continue };
            self.origins.insert((section, id.to_owned()), origin(entry));
            found.insert(id.to_owned(), item);
        }
        found
    }

    fn read_framework_items(&mut self, (library, upto, time): (&Library, u64, Micros)) {
        for section in library.sections("frameworks/") {
            let (framework, list) = section.split_once('.').unwrap_or((section, ""));
            let Some((_, framework)) = framework.split_once('/') else { continue };
            if !list.is_empty() && !MORE_ITEMS.contains(&list) {
                continue;
            }
            let items = library.section(section, upto, time);
            let items = items.filter_map(|(_, entry)| body::<FrameworkItem>(entry));
            self.framework_items.entry(framework.to_owned()).or_default().extend(items);
        }
        for item in
            self.read::<FrameworkItem>("framework_items", (library, upto, time)).into_values()
        {
            self.framework_items.entry(item.framework.clone()).or_default().push(item);
        }
        for items in self.framework_items.values_mut() {
            items.sort_by_cached_key(|item| natural(&item.id));
        }
    }

    /// Whether there is nothing in it: no catalogue was loaded yet.
    pub fn is_empty(&self) -> bool {
        self.controls.is_empty() && self.threats.is_empty()
    }

    /// The book itself; what ships while there is nothing in it.
    pub(super) fn or_shipped(self: Arc<Self>) -> Arc<Self> {
        if self.is_empty() { Arc::clone(LazyLock::force(&SHIPPED)) } else { self }
    }

    /// Where an item of a section comes from.
    pub fn origin(&self, section: &'static str, id: &str) -> Option<&Origin> {
        self.origins.get(&(section, id.to_owned()))
    }

    /// The title of an evidence type; the id itself when the catalogue does not know it.
    pub fn evidence_title(&self, id: &str) -> String {
        self.evidence_types.get(id).map_or_else(|| id.to_owned(), |kind| kind.title.clone())
    }

    /// The title of a threat or a control, where the catalogue knows it.
    pub fn title(&self, id: &str) -> Option<&str> {
        let control = || self.controls.get(id).map(|control| control.title.as_str());
        self.threats.get(id).map(|threat| threat.title.as_str()).or_else(control)
    }

    /// The controls that counter a threat.
    pub fn countering(&self, threat: &str) -> impl Iterator<Item = &Control> {
        self.controls.values().filter(move |control| control.threats.iter().any(|id| id == threat))
    }

    /// The item of a framework that a mapping names: itself, or the one it is a requirement of.
    pub fn framework_item(&self, framework: &str, reference: &str) -> Option<&FrameworkItem> {
        let names = |item: &&FrameworkItem| {
            item.id == reference || item.requirements.iter().any(|id| id == reference)
        };
        self.framework_items.get(framework_of(framework))?.iter().find(names)
    }
}

fn body<T: DeserializeOwned>(entry: &Entry) -> Option<T> {
    // What the room lets in has this shape; an older log may hold what no longer reads, and that
    // stays visible as it is written.
    T::deserialize(entry.body.as_deref()?).ok()
}

fn origin(entry: &Entry) -> Origin {
    let Entry { pos, version, from, to, own, .. } = entry.clone();
    Origin { pos, version, from, to, own }
}

/// Puts a limit of the organisation's own in the place of the one that ships.
fn replace(controls: &mut BTreeMap<String, Control>, limit: &OwnLimit) {
    let tests = controls.values_mut().flat_map(|control| &mut control.tests);
    for test in tests.filter(|test| test.id == limit.test) {
        for predicate in test.pass_if.all.iter_mut().filter(|p| p.metric == limit.metric) {
            predicate.value = limit.value.clone();
            predicate.value_by_class.clone_from(&limit.value_by_class);
            test.rationale.clone_from(&limit.rationale);
            test.source = format!("own limit {}", limit.id);
        }
    }
}

/// The order people expect of ids: `1.9` before `1.10`.
fn natural(id: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let (mut digits, mut word) = (String::new(), String::new());
    for char in id.chars() {
        if char.is_ascii_digit() {
            digits.push(char);
            continue;
        }
        if !digits.is_empty() {
            parts.push((digits.parse().unwrap_or(u64::MAX), std::mem::take(&mut word)));
            digits.clear();
        }
        word.push(char);
    }
    parts.push((digits.parse().unwrap_or(0), word));
    parts
}
