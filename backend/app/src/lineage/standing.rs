//! Who is quarantined, suspect or clean at a moment: derived from taints and edges, never stored.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex},
};

use kernel::Subject;

use super::graph::Graph;
use crate::AppError;

/// Whether a thing can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing it came from is tainted.
    Clean,
    /// Something it came from is quarantined or was marked bad.
    Suspect,
    /// It is quarantined itself, or marked bad.
    Quarantined,
}

/// The standing of every node at one moment.
#[derive(Debug, Default)]
pub struct Standings {
    tainted: BTreeSet<usize>,
    /// Suspect node → the tainted ancestors that make it so (at most [`REASONS`]).
    suspect: BTreeMap<usize, Vec<usize>>,
    names: BTreeMap<Subject, usize>,
    subjects: BTreeMap<usize, Subject>,
}

/// Tainted ancestors kept per suspect node: enough to explain, not to list.
const REASONS: usize = 8;
/// Moments whose standings are kept.
const KEPT: usize = 32;

impl Standings {
    fn of(graph: &Graph, upto: u64) -> Self {
        let tainted: BTreeSet<usize> = graph.tainted(upto).collect();
        let mut suspect: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for root in &tainted {
            spread(graph, upto, *root, &mut suspect);
        }
        let mut standings = Self { tainted, suspect, ..Self::default() };
        let touched: Vec<usize> =
            standings.tainted.iter().chain(standings.suspect.keys()).copied().collect();
        for number in touched {
            if let Some(node) = graph.node(number) {
                standings.names.insert(node.subject.clone(), number);
                standings.subjects.insert(number, node.subject.clone());
            }
        }
        standings
    }

    /// The standing of a thing.
    pub fn of_subject(&self, subject: &Subject) -> Standing {
        self.names.get(subject).map_or(Standing::Clean, |number| self.of_node(*number))
    }

    /// The standing of a node.
    pub fn of_node(&self, number: usize) -> Standing {
        if self.tainted.contains(&number) {
            return Standing::Quarantined;
        }
        if self.suspect.contains_key(&number) { Standing::Suspect } else { Standing::Clean }
    }

    /// Whether something taints it, itself or an ancestor.
    pub fn is_unclean(&self, subject: &Subject) -> bool {
        self.of_subject(subject) != Standing::Clean
    }

    /// The tainted ancestors of a thing, at most eight.
    pub fn because(&self, subject: &Subject) -> Vec<Subject> {
        let reasons = self.names.get(subject).and_then(|number| self.suspect.get(number));
        let named = |number: &usize| self.subjects.get(number).cloned();
        reasons.map(|reasons| reasons.iter().filter_map(named).collect()).unwrap_or_default()
    }

    /// Nodes that are tainted or suspect.
    pub fn unclean_nodes(&self) -> BTreeSet<usize> {
        self.tainted.iter().chain(self.suspect.keys()).copied().collect()
    }
}

/// Marks everything below a tainted node as suspect because of it.
fn spread(graph: &Graph, upto: u64, root: usize, suspect: &mut BTreeMap<usize, Vec<usize>>) {
    let mut queue = VecDeque::from([root]);
    let mut seen = BTreeSet::from([root]);
    while let Some(number) = queue.pop_front() {
        for arc in graph.down(number).iter().filter(|arc| arc.pos < upto) {
            if !seen.insert(arc.node) {
                continue;
            }
            let reasons = suspect.entry(arc.node).or_default();
            if reasons.len() >= REASONS {
                continue;
            }
            reasons.push(root);
            queue.push_back(arc.node);
        }
    }
}

/// Standings of the moments asked about lately.
#[derive(Default)]
pub(super) struct Cache {
    kept: Mutex<Vec<(usize, Arc<Standings>)>>,
}

impl Cache {
    /// The standings after `upto` events.
    pub(super) fn at(&self, graph: &Graph, upto: u64) -> Result<Arc<Standings>, AppError> {
        let era = graph.era(upto);
        let mut kept = self.kept.lock().map_err(|e| AppError::internal(e.to_string()))?;
        if let Some((_, standings)) = kept.iter().find(|(known, _)| *known == era) {
            return Ok(Arc::clone(standings));
        }
        let standings = Arc::new(Standings::of(graph, upto));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((era, Arc::clone(&standings)));
        Ok(standings)
    }
}
