//! How far frameworks and threats are covered: item by item, system by system.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    catalogue::{Framework, FrameworkItem},
    controls::Effectiveness,
};
use kernel::Subject;

use super::{Board, Counts, Standing};
use crate::catalogue::framework_of;

/// A control or threat that supports an item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The control or threat.
    pub id: String,
    /// The framework, as the mappings of the control call it.
    pub framework: String,
    /// What they name: the item, or a requirement of it.
    pub reference: String,
    /// Whether somebody stands behind it; proposed otherwise.
    pub confirmed: bool,
}

/// How far an item of a framework is covered.
#[derive(Clone, Debug)]
pub struct ItemCoverage {
    /// The item.
    pub item: FrameworkItem,
    /// What supports it.
    pub links: Vec<Link>,
    /// How the controls behind it stand, system by system.
    pub cells: Vec<Counts>,
    /// How they stand in all.
    pub total: Counts,
}

/// How far a framework is covered.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The framework.
    pub framework: Framework,
    /// The systems, in the order of the cells.
    pub systems: Vec<Subject>,
    /// Its items.
    pub items: Vec<ItemCoverage>,
}

/// How far a threat is countered, system by system.
#[derive(Clone, Debug)]
pub struct ThreatCoverage {
    /// The threat.
    pub threat: String,
    /// How much of what counters it is shown to work, for each system in the order of the board.
    pub cells: Vec<(Subject, Effectiveness)>,
}

impl Board {
    /// The systems on the board, in order.
    pub fn systems(&self) -> Vec<Subject> {
        let mut systems: Vec<Subject> = Vec::new();
        for standing in &self.standings {
            if systems.last() != Some(&standing.system) {
                systems.push(standing.system.clone());
            }
        }
        systems
    }

    /// How far a framework is covered; none when the catalogue does not know it.
    pub fn coverage(&self, framework: &str) -> Option<Coverage> {
        let known = self.book.frameworks.get(framework)?;
        let systems = self.systems();
        let mut links = self.links(framework);
        let by_control = self.by_control();
        let items = self.book.framework_items.get(framework).into_iter().flatten();
        let items = items.map(|item| {
            let links = links.remove(item.id.as_str()).unwrap_or_default();
            let controls = self.controls_of(&links);
            let behind: Vec<&Standing> =
                controls.iter().filter_map(|id| by_control.get(id)).flatten().copied().collect();
            let cell = |system: &Subject| {
                Counts::of(behind.iter().copied().filter(|standing| &standing.system == system))
            };
            let cells = systems.iter().map(cell).collect();
            let total = Counts::of(behind.iter().copied());
            ItemCoverage { item: item.clone(), links, cells, total }
        });
        let items = items.collect();
        Some(Coverage { framework: known.clone(), systems, items })
    }

    /// The controls that stand behind an item of a framework, or behind any of its items.
    pub fn behind(&self, framework: &str, item: Option<&str>) -> BTreeSet<String> {
        let links = self.links(framework);
        let wanted = links.into_iter().filter(|(id, _)| item.is_none_or(|item| item == *id));
        let links: Vec<Link> = wanted.flat_map(|(_, links)| links).collect();
        self.controls_of(&links).into_iter().map(str::to_owned).collect()
    }

    /// How far every threat is countered.
    pub fn threats(&self) -> Vec<ThreatCoverage> {
        let systems = self.systems();
        let of = |threat: &String| ThreatCoverage {
            threat: threat.clone(),
            cells: systems
                .iter()
                .map(|system| (system.clone(), self.effectiveness(system, threat)))
                .collect(),
        };
        self.book.threats.keys().map(of).collect()
    }

    /// What supports the items of a framework, by item.
    fn links(&self, framework: &str) -> BTreeMap<&str, Vec<Link>> {
        let controls = self.book.controls.iter().map(|(id, control)| (id, &control.mappings));
        let threats = self.book.threats.iter().map(|(id, threat)| (id, &threat.mappings));
        let mut found: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
        for (id, mappings) in controls.chain(threats) {
            let of_it = mappings.iter().filter(|(name, _)| framework_of(name) == framework);
            for (name, reference) in
                of_it.flat_map(|(name, ids)| ids.iter().map(move |i| (name, i)))
            {
                let Some(item) = self.book.framework_item(name, reference) else { continue };
                let link = [id.clone(), name.clone(), reference.clone()];
                let confirmed = self.book.confirmed.contains(&link);
                let [id, framework, reference] = link;
                let link = Link { id, framework, reference, confirmed };
                found.entry(item.id.as_str()).or_default().push(link);
            }
        }
        found
    }

    /// The controls behind some links: those named, and those that counter the threats named.
    fn controls_of(&self, links: &[Link]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for link in links {
            if let Some((id, _)) = self.book.controls.get_key_value(&link.id) {
                found.insert(id.as_str());
            }
            found.extend(self.book.countering(&link.id).map(|control| control.id.as_str()));
        }
        found
    }

    fn by_control(&self) -> BTreeMap<&str, Vec<&Standing>> {
        let mut found: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
        for standing in &self.standings {
            found.entry(standing.control.as_str()).or_default().push(standing);
        }
        found
    }
}
