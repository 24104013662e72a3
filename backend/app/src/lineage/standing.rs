//! Who is quarantined, suspect or clean at a moment: derived from taints and edges, never stored.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use kernel::Subject;

use super::{Graph, index, net::Net, number, walk::Nodes};
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

/// The standing of everything at one moment.
#[derive(Clone)]
pub struct Standings {
    graph: Graph,
    unclean: Arc<Unclean>,
}

/// Tainted ancestors kept per suspect node: enough to explain, not to list.
const REASONS: usize = 8;
/// Moments whose standings are kept.
const KEPT: usize = 32;

impl Standings {
    /// The standing of a thing.
    pub fn of_subject(&self, subject: &Subject) -> Standing {
        if self.unclean.is_empty() {
            return Standing::Clean;
        }
        self.graph.find(subject).map_or(Standing::Clean, |number| self.of_node(number))
    }

    /// The standing of a node.
    pub fn of_node(&self, number: u32) -> Standing {
        self.unclean.standing(number)
    }

    /// Whether something taints it, itself or an ancestor.
    pub fn is_unclean(&self, subject: &Subject) -> bool {
        self.of_subject(subject) != Standing::Clean
    }

    /// The tainted ancestors of a thing, at most eight.
    pub fn because(&self, subject: &Subject) -> Vec<Subject> {
        if self.unclean.is_empty() {
            return Vec::new();
        }
        self.graph.look(|net| {
            let reasons = net.find(subject).map_or(&[][..], |number| self.unclean.because(number));
            reasons.iter().filter_map(|reason| net.names.subject(*reason)).collect()
        })
    }
}

/// The nodes that are not clean at one moment, and why. There are few, so only they are kept; and
/// as most of them are suspect for the same reasons, each set of reasons is kept once.
#[derive(Debug, Default)]
pub(super) struct Unclean {
    tainted: Nodes,
    suspect: HashMap<u32, u32>,
    reasons: Vec<Vec<u32>>,
}

impl Unclean {
    pub(super) fn of(net: &Net, upto: u64) -> Self {
        let mut roots: Vec<u32> = net.marks.ever_tainted().to_vec();
        roots.sort_unstable();
        roots.retain(|root| {
            net.point(*root).is_some_and(|p| net.marks.tainted_since(p.mark, upto).is_some())
        });
        let mut unclean = Self::default();
        let mut joined = HashMap::new();
        for root in &roots {
            unclean.tainted.insert(*root);
            unclean.spread(net, upto, *root, &mut joined);
        }
        unclean
    }

    /// Marks everything below a tainted node as suspect because of it.
    fn spread(&mut self, net: &Net, upto: u64, root: u32, joined: &mut HashMap<(u32, u32), u32>) {
        let mut queue = VecDeque::from([root]);
        let mut seen = Nodes::default();
        seen.insert(root);
        while let Some(node) = queue.pop_front() {
            for arc in net.down(node).filter(|arc| arc.pos < upto) {
                if !seen.insert(arc.node) {
                    continue;
                }
                let known = self.suspect.get(&arc.node).copied();
                if known.is_some_and(|set| self.set(set).len() >= REASONS) {
                    continue;
                }
                let set = self.join(known, root, joined);
                self.suspect.insert(arc.node, set);
                queue.push_back(arc.node);
            }
        }
    }

    /// The set of reasons that has one more.
    fn join(
        &mut self,
        known: Option<u32>,
        root: u32,
        joined: &mut HashMap<(u32, u32), u32>,
    ) -> u32 {
        let key = (known.unwrap_or(super::NONE), root);
        if let Some(set) = joined.get(&key) {
            return *set;
        }
        let mut reasons = known.map(|set| self.set(set).to_vec()).unwrap_or_default();
        reasons.push(root);
        let set = number(self.reasons.len());
        self.reasons.push(reasons);
        joined.insert(key, set);
        set
    }

    fn set(&self, set: u32) -> &[u32] {
        self.reasons.get(index(set)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tainted.is_empty()
    }

    pub(super) fn standing(&self, node: u32) -> Standing {
        if self.tainted.contains(node) {
            return Standing::Quarantined;
        }
        if self.suspect.contains_key(&node) { Standing::Suspect } else { Standing::Clean }
    }

    fn because(&self, node: u32) -> &[u32] {
        self.suspect.get(&node).map_or(&[], |set| self.set(*set))
    }

    /// Whether it is the same at another moment: between the two, no taint began or ended, and
    /// nothing unclean became part of anything.
    fn holds_between(&self, net: &Net, a: u64, b: u64) -> bool {
        let (from, upto) = (a.min(b), a.max(b));
        let taints = net.marks.taints();
        let is_between = |pos: u64| (from..upto).contains(&pos);
        let following = taints.partition_point(|pos| *pos < from);
        if taints.get(following).copied().is_some_and(is_between) {
            return false;
        }
        if self.is_empty() {
            return true;
        }
        let first = net.lines.partition_point(|line| line.pos < from);
        let between = net.lines.iter().skip(first).take_while(|line| line.pos < upto);
        between.into_iter().all(|line| self.standing(line.from) == Standing::Clean)
    }
}

/// Standings of the moments asked about lately.
#[derive(Default)]
pub(super) struct Cache {
    kept: Mutex<Vec<Known>>,
}

/// Standings, and a moment at which they held.
#[derive(Clone)]
struct Known {
    era: usize,
    upto: u64,
    unclean: Arc<Unclean>,
}

impl Cache {
    /// The standings after `upto` events.
    pub(super) fn at(&self, graph: &Graph, upto: u64) -> Result<Standings, AppError> {
        let unclean = graph.look(|net| self.look(net, upto))?;
        Ok(Standings { graph: graph.clone(), unclean })
    }

    /// Forgets all moments.
    pub(super) fn clear(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn look(&self, net: &Net, upto: u64) -> Result<Arc<Unclean>, AppError> {
        let era = net.era(upto);
        let mut kept = self.kept.lock().map_err(|e| AppError::internal(e.to_string()))?;
        if let Some(known) = kept.iter().find(|known| known.era == era) {
            return Ok(Arc::clone(&known.unclean));
        }
        // The nearest moment known is the likeliest to be the same.
        let nearest = kept.iter().min_by_key(|known| known.upto.abs_diff(upto));
        let same = nearest.filter(|known| known.unclean.holds_between(net, known.upto, upto));
        let unclean = match same {
            Some(known) => Arc::clone(&known.unclean),
            None => Arc::new(Unclean::of(net, upto)),
        };
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Known { era, upto, unclean: Arc::clone(&unclean) });
        Ok(unclean)
    }
}
