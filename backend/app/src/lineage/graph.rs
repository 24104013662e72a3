//! The graph itself: nodes and edges that know when they began, taints that know when they ended.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use domain::{Event, datasets, deployments, lineage::EdgeKind, models};
use kernel::{Kind, Micros, Subject};

use crate::{Fact, Sight};

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To what it came from.
    Up,
    /// To what came from it.
    Down,
    /// Both ways, each from the roots.
    Both,
}

/// A thing in the lineage.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub subject: Subject,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// Position of the event that introduced it, or first named it.
    pub pos: u64,
    /// When that was.
    pub at: Micros,
}

/// An edge, as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// The other end.
    pub node: usize,
    /// Position of the event that recorded it.
    pub pos: u64,
    /// What it means.
    pub kind: EdgeKind,
}

/// A state that began at a position and may have ended at another.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The node.
    pub node: usize,
    /// Position of the event that began it.
    pub from: u64,
    /// Position of the event that ended it.
    pub to: Option<u64>,
}

impl Span {
    /// Whether it holds after the first `upto` events.
    pub fn holds(&self, upto: u64) -> bool {
        self.from < upto && self.to.is_none_or(|to| to >= upto)
    }
}

/// Nodes, edges, taints and live deployments, up to a position.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    upto: u64,
    nodes: Vec<Node>,
    index: HashMap<Subject, usize>,
    edges: HashSet<(usize, usize)>,
    down: Vec<Vec<Arc>>,
    up: Vec<Vec<Arc>>,
    taints: Vec<Span>,
    live: Vec<Span>,
    /// Positions after which standings may differ, ascending.
    changes: Vec<u64>,
}

impl Graph {
    /// Number of events folded in.
    pub fn upto(&self) -> u64 {
        self.upto
    }

    /// The node's number, if it is known at all.
    pub fn find(&self, subject: &Subject) -> Option<usize> {
        self.index.get(subject).copied()
    }

    /// A node by number.
    pub fn node(&self, number: usize) -> Option<&Node> {
        self.nodes.get(number)
    }

    /// All nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// What came from a node.
    pub fn down(&self, number: usize) -> &[Arc] {
        self.down.get(number).map_or(&[], Vec::as_slice)
    }

    /// What a node came from.
    pub fn up(&self, number: usize) -> &[Arc] {
        self.up.get(number).map_or(&[], Vec::as_slice)
    }

    /// Nodes that are themselves quarantined, or marked as bad batches, after `upto` events.
    pub fn tainted(&self, upto: u64) -> impl Iterator<Item = usize> {
        self.taints.iter().filter(move |span| span.holds(upto)).map(|span| span.node)
    }

    /// Position of the event that tainted a node, if the taint holds after `upto` events.
    pub fn tainted_since(&self, number: usize, upto: u64) -> Option<u64> {
        let spans = self.taints.iter().filter(|span| span.node == number && span.holds(upto));
        spans.map(|span| span.from).next()
    }

    /// Deployments that are live after `upto` events.
    pub fn live(&self, upto: u64) -> BTreeSet<usize> {
        self.live.iter().filter(|span| span.holds(upto)).map(|span| span.node).collect()
    }

    /// How many standing-relevant events lie before `upto`: the same number, the same standings.
    pub fn era(&self, upto: u64) -> usize {
        self.changes.partition_point(|pos| *pos < upto)
    }

    /// The nodes reached from some roots, the roots included, as far as the caller may see.
    pub fn reach(
        &self,
        roots: &[Subject],
        direction: Direction,
        depth: Option<u32>,
        sight: &Sight,
    ) -> BTreeSet<usize> {
        let start: Vec<usize> = roots
            .iter()
            .filter_map(|root| self.find(root))
            .filter(|number| self.is_visible(*number, sight))
            .collect();
        let mut reached = BTreeSet::new();
        if direction != Direction::Up {
            reached.append(&mut self.walk(&start, &self.down, depth, sight));
        }
        if direction != Direction::Down {
            reached.append(&mut self.walk(&start, &self.up, depth, sight));
        }
        reached
    }

    fn walk(
        &self,
        start: &[usize],
        arcs: &[Vec<Arc>],
        depth: Option<u32>,
        sight: &Sight,
    ) -> BTreeSet<usize> {
        let mut queue: VecDeque<(usize, u32)> = start.iter().map(|number| (*number, 0)).collect();
        let mut reached: BTreeSet<usize> = start.iter().copied().collect();
        while let Some((number, distance)) = queue.pop_front() {
            if depth.is_some_and(|depth| distance >= depth) {
                continue;
            }
            for arc in arcs.get(number).into_iter().flatten() {
                let counts = arc.pos < sight.upto && self.is_visible(arc.node, sight);
                if counts && reached.insert(arc.node) {
                    queue.push_back((arc.node, distance.saturating_add(1)));
                }
            }
        }
        reached
    }

    /// Whether a node exists at the moment and may be seen.
    pub fn is_visible(&self, number: usize, sight: &Sight) -> bool {
        self.node(number)
            .is_some_and(|node| node.pos < sight.upto && sight.sees(node.system.as_ref()))
    }

    /// Takes one fact in.
    pub fn fold(&mut self, fact: &Fact) {
        for subject in domain::introduces(&fact.event, &fact.stream) {
            let number = self.introduce(subject, fact);
            if let (Some(node), Some(system)) = (self.nodes.get_mut(number), &fact.system) {
                node.system.get_or_insert_with(|| system.clone());
            }
        }
        for edge in domain::lineage::edges(&fact.event, &fact.stream) {
            let (from, to) = (self.introduce(edge.from, fact), self.introduce(edge.to, fact));
            self.link(from, to, edge.kind, fact.pos);
        }
        self.fold_state(fact);
        self.upto = fact.pos.saturating_add(1);
    }

    fn introduce(&mut self, subject: Subject, fact: &Fact) -> usize {
        if let Some(number) = self.find(&subject) {
            return number;
        }
        let number = self.nodes.len();
        self.index.insert(subject.clone(), number);
        let system = fact.system.clone();
        self.nodes.push(Node { subject, system, pos: fact.pos, at: fact.at });
        self.down.push(Vec::new());
        self.up.push(Vec::new());
        number
    }

    fn link(&mut self, from: usize, to: usize, kind: EdgeKind, pos: u64) {
        if from == to || !self.edges.insert((from, to)) {
            return;
        }
        if let Some(arcs) = self.down.get_mut(from) {
            arcs.push(Arc { node: to, pos, kind });
        }
        if let Some(arcs) = self.up.get_mut(to) {
            arcs.push(Arc { node: from, pos, kind });
        }
        self.changes.push(pos);
    }

    fn fold_state(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Datasets(event) => self.fold_dataset(event, fact),
            Event::Models(event) => self.fold_model(event, fact),
            Event::Deployments(event) => self.fold_deployment(event, fact),
            Event::Systems(_)
            | Event::Training(_)
            | Event::Evaluations(_)
            | Event::Incidents(_)
            | Event::People(_)
            | Event::Reviews(_)
            | Event::Programme(_) => {}
        }
    }

    fn fold_dataset(&mut self, event: &datasets::Event, fact: &Fact) {
        use datasets::{BatchVerdict, Event};
        if let Event::Quarantined { version, .. } = event {
            self.taint(fact.stream.at(version.as_str()).ok(), fact);
        } else if let Event::QuarantineLifted { version, .. } = event {
            self.clear(fact.stream.at(version.as_str()).ok(), fact);
        } else if let Event::BatchMarked { verdict, .. } = event {
            match verdict {
                BatchVerdict::Malicious | BatchVerdict::Suspicious => {
                    self.taint(Some(fact.stream.clone()), fact);
                }
                BatchVerdict::Clean => self.clear(Some(fact.stream.clone()), fact),
            }
        }
    }

    fn fold_model(&mut self, event: &models::Event, fact: &Fact) {
        if let models::Event::VersionQuarantined { version, .. } = event {
            self.taint(fact.stream.at(version.as_str()).ok(), fact);
        } else if let models::Event::VersionReleased { version, .. } = event {
            self.clear(fact.stream.at(version.as_str()).ok(), fact);
        }
    }

    fn fold_deployment(&mut self, event: &deployments::Event, fact: &Fact) {
        let Some(node) = self.find(&fact.stream) else { return };
        if let deployments::Event::Activated { .. } = event {
            self.live.push(Span { node, from: fact.pos, to: None });
        } else if let deployments::Event::Ended { .. } = event {
            end(&mut self.live, node, fact.pos);
        }
    }

    fn taint(&mut self, subject: Option<Subject>, fact: &Fact) {
        let Some(subject) = subject else { return };
        let node = self.introduce(subject, fact);
        let is_tainted = self.taints.iter().any(|span| span.node == node && span.to.is_none());
        if !is_tainted {
            self.taints.push(Span { node, from: fact.pos, to: None });
            self.changes.push(fact.pos);
        }
    }

    fn clear(&mut self, subject: Option<Subject>, fact: &Fact) {
        let Some(node) = subject.and_then(|subject| self.find(&subject)) else { return };
        end(&mut self.taints, node, fact.pos);
        self.changes.push(fact.pos);
    }

    /// The newest version before this one that no given node reaches, of the same thing.
    pub fn last_clean(
        &self,
        number: usize,
        unclean: &BTreeSet<usize>,
        sight: &Sight,
        is_proven: impl Fn(&Subject) -> bool,
    ) -> Option<usize> {
        let node = self.node(number)?;
        let stream = node.subject.stream();
        let earlier = |(other, candidate): &(usize, &Node)| {
            candidate.pos < node.pos
                && candidate.subject.kind() == Kind::Model
                && candidate.subject.version().is_some()
                && candidate.subject.stream() == stream
                && !unclean.contains(other)
                && is_proven(&candidate.subject)
                && self.is_visible(*other, sight)
        };
        let found = self.nodes.iter().enumerate().filter(earlier).max_by_key(|(_, n)| n.pos);
        found.map(|(other, _)| other)
    }
}

/// Ends the open span of a node.
fn end(spans: &mut [Span], node: usize, pos: u64) {
    if let Some(span) = spans.iter_mut().rev().find(|span| span.node == node && span.to.is_none()) {
        span.to = Some(pos);
    }
}
