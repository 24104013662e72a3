//! The graph itself: nodes and edges that know when they began, flat and without pointers, so that
//! a million of them are small and quickly loaded.
//!
//! Everything is added at the end and carries the position of its event; what a question as of
//! earlier must not see is left out by position.

use std::collections::HashMap;

use domain::{deployments::Stage, lineage::EdgeKind};
use kernel::{Kind, Micros, Subject};

use super::{NONE, index, marks::Marks, names::Names, number};
use crate::{Sight, Visible};

/// A thing in the lineage.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    /// The other end.
    pub(super) node: u32,
    /// Position of the event that recorded it.
    pub(super) pos: u64,
    /// What it means.
    pub(super) kind: EdgeKind,
}

/// What is kept of a node beside its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) pos: u64,
    pub(super) at: Micros,
    /// Number of the system it belongs to.
    pub(super) system: u32,
    /// The version of the same model that was introduced before it.
    pub(super) earlier: u32,
    /// Its newest mark.
    pub(super) mark: u32,
    /// What it serves, if it is a deployment.
    pub(super) service: u32,
}

/// A system that nodes belong to.
#[derive(Clone, Debug)]
pub(super) struct System {
    pub(super) subject: Subject,
    /// As scopes are written.
    pub(super) written: String,
    /// Position of the event that first named it.
    pub(super) pos: u64,
}

/// A node that was found to belong to another system than its first mention said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moved {
    pub(super) pos: u64,
    pub(super) node: u32,
    /// The system it belonged to.
    pub(super) before: u32,
    pub(super) system: u32,
}

/// An edge, and the next one at each of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) pos: u64,
    pub(super) from: u32,
    pub(super) to: u32,
    next_down: u32,
    next_up: u32,
    pub(super) kind: EdgeKind,
}

/// Where the edges of a node begin and end.
#[derive(Clone, Copy, Debug)]
struct Ends {
    down: (u32, u32),
    up: (u32, u32),
}

/// What a deployment serves, as it was activated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    pub(super) pos: u64,
    pub(super) node: u32,
    pub(super) model: u32,
    pub(super) endpoint: u32,
    pub(super) stage: Stage,
    pub(super) people: Option<u64>,
}

/// Nodes, edges and what was decided about them, up to a position.
#[derive(Debug, Default)]
pub(super) struct Net {
    pub(super) upto: u64,
    pub(super) names: Names,
    pub(super) points: Vec<Point>,
    pub(super) systems: Vec<System>,
    by_system: HashMap<Subject, u32>,
    pub(super) moved: Vec<Moved>,
    pub(super) lines: Vec<Line>,
    ends: Vec<Ends>,
    pub(super) marks: Marks,
    pub(super) services: Vec<Service>,
    /// The newest version of each model.
    newest: HashMap<Box<str>, u32>,
}

/// What one question may see: up to where, and of which systems.
pub(super) struct Eyes {
    pub(super) upto: u64,
    /// By number of the system; what has none is at the end.
    systems: Vec<bool>,
}

impl Eyes {
    fn see(&self, point: &Point) -> bool {
        let system = index(point.system).min(self.systems.len().saturating_sub(1));
        point.pos < self.upto && self.systems.get(system).copied().unwrap_or_default()
    }
}

impl Net {
    /// What a question may see, looked up once for all nodes.
    pub(super) fn eyes(&self, sight: &Sight) -> Eyes {
        let sees = |system: &System| match &sight.visible {
            Visible::All => true,
            Visible::Only(systems) => systems.contains(&system.written),
            Visible::Nothing => false,
        };
        let ownerless = sight.visible != Visible::Nothing;
        let systems = self.systems.iter().map(sees).chain([ownerless]).collect();
        Eyes { upto: sight.upto, systems }
    }

    /// The node's number, if it is known at all.
    pub(super) fn find(&self, subject: &Subject) -> Option<u32> {
        self.names.find(subject.kind(), subject.name(), subject.version())
    }

    /// A node by number.
    pub(super) fn node(&self, number: u32) -> Option<Node> {
        let (subject, point) = (self.names.subject(number)?, self.point(number)?);
        let system = self.system_of(number).cloned();
        Some(Node { subject, system, pos: point.pos, at: point.at })
    }

    /// What is kept of a node beside its name.
    pub(super) fn point(&self, number: u32) -> Option<&Point> {
        self.points.get(index(number))
    }

    /// The system a node belongs to.
    pub(super) fn system_of(&self, number: u32) -> Option<&Subject> {
        let system = self.systems.get(index(self.point(number)?.system))?;
        Some(&system.subject)
    }

    /// What a deployment serves.
    pub(super) fn service(&self, number: u32) -> Option<&Service> {
        self.services.get(index(self.point(number)?.service))
    }

    /// Whether a node exists at the moment and may be seen.
    pub(super) fn is_visible(&self, number: u32, eyes: &Eyes) -> bool {
        self.point(number).is_some_and(|point| eyes.see(point))
    }

    /// What came from a node, in the order of the log.
    pub(super) fn down(&self, number: u32) -> impl Iterator<Item = Arc> {
        let first = self.ends.get(index(number)).map_or(NONE, |ends| ends.down.0);
        let arc = |line: &Line| Arc { node: line.to, pos: line.pos, kind: line.kind };
        self.follow(first, |line| line.next_down).map(arc)
    }

    /// What a node came from, in the order of the log.
    pub(super) fn up(&self, number: u32) -> impl Iterator<Item = Arc> {
        let first = self.ends.get(index(number)).map_or(NONE, |ends| ends.up.0);
        let arc = |line: &Line| Arc { node: line.from, pos: line.pos, kind: line.kind };
        self.follow(first, |line| line.next_up).map(arc)
    }

    fn follow(&self, first: u32, next: fn(&Line) -> u32) -> impl Iterator<Item = &Line> {
        let get = |at: u32| (at != NONE).then(|| self.lines.get(index(at))).flatten();
        std::iter::successors(get(first), move |line| get(next(line)))
    }

    /// How many edges, taints and lifted taints lie before `upto`: the same number, the same
    /// standings.
    pub(super) fn era(&self, upto: u64) -> usize {
        let lines = self.lines.partition_point(|line| line.pos < upto);
        let taints = self.marks.taints().partition_point(|pos| *pos < upto);
        lines.saturating_add(taints)
    }

    /// The number of a system; made when it is named for the first time.
    pub(super) fn system(&mut self, subject: Option<&Subject>, pos: u64) -> u32 {
        let Some(subject) = subject else { return NONE };
        if let Some(known) = self.by_system.get(subject) {
            return *known;
        }
        let added = number(self.systems.len());
        let (subject, written) = (subject.clone(), subject.to_string());
        self.by_system.insert(subject.clone(), added);
        self.systems.push(System { subject, written, pos });
        added
    }

    /// Adds a node that is not there yet.
    pub(super) fn add_node(
        &mut self,
        (kind, name, version): (Kind, &str, Option<&str>),
        (pos, at): (u64, Micros),
        system: u32,
    ) -> u32 {
        let added = self.names.add(kind, name, version);
        let mut earlier = NONE;
        if kind == Kind::Model && version.is_some() {
            // Only a model's first version needs the name once more.
            match self.newest.get_mut(name) {
                Some(newest) => earlier = std::mem::replace(newest, added),
                None => {
                    self.newest.insert(name.into(), added);
                }
            }
        }
        self.points.push(Point { pos, at, system, earlier, mark: NONE, service: NONE });
        self.ends.push(Ends { down: (NONE, NONE), up: (NONE, NONE) });
        added
    }

    /// Moves a node to another system.
    pub(super) fn move_node(&mut self, moved: Moved) {
        if let Some(point) = self.points.get_mut(index(moved.node)) {
            point.system = moved.system;
            self.moved.push(moved);
        }
    }

    /// Adds an edge, once between the same two nodes.
    pub(super) fn link(&mut self, from: u32, to: u32, kind: EdgeKind, pos: u64) {
        if from != to && !self.is_linked(from, to) {
            self.add_line(from, to, kind, pos);
        }
    }

    /// Looks from both ends at once, so that the end with fewer edges decides how long it takes.
    fn is_linked(&self, from: u32, to: u32) -> bool {
        let both = self.down(from).zip(self.up(to));
        let mut found = both.map(|(down, up)| down.node == to || up.node == from);
        found.any(|found| found)
    }

    /// Adds an edge that is not there yet.
    pub(super) fn add_line(&mut self, from: u32, to: u32, kind: EdgeKind, pos: u64) {
        let added = number(self.lines.len());
        self.lines.push(Line { pos, from, to, next_down: NONE, next_up: NONE, kind });
        if let Some(ends) = self.ends.get_mut(index(from)) {
            let last = std::mem::replace(&mut ends.down.1, added);
            if last == NONE {
                ends.down.0 = added;
            } else if let Some(line) = self.lines.get_mut(index(last)) {
                line.next_down = added;
            }
        }
        if let Some(ends) = self.ends.get_mut(index(to)) {
            let last = std::mem::replace(&mut ends.up.1, added);
            if last == NONE {
                ends.up.0 = added;
            } else if let Some(line) = self.lines.get_mut(index(last)) {
                line.next_up = added;
            }
        }
    }

    /// Adds what a deployment serves; the first activation counts.
    pub(super) fn add_service(&mut self, service: Service) {
        let added = number(self.services.len());
        if let Some(point) = self.points.get_mut(index(service.node))
            && point.service == NONE
        {
            point.service = added;
            self.services.push(service);
        }
    }
}
