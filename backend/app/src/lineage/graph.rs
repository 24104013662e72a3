//! The graph as others ask it: each question looks at it for a moment and holds nothing.

use std::sync::Arc;

use kernel::Subject;

use super::{
    Lineage,
    net::{Net, Node},
    walk::{Direction, Nodes},
};
use crate::Sight;

/// A way to ask the lineage. What was recorded after the moment of a question is left out by the
/// question's [`Sight`], so that one graph answers all of them.
#[derive(Clone)]
pub struct Graph {
    pub(super) lens: Arc<Lineage>,
}

impl Graph {
    /// The node's number, if it is known at all.
    pub fn find(&self, subject: &Subject) -> Option<u32> {
        self.look(|net| net.find(subject))
    }

    /// A node by number.
    pub fn node(&self, number: u32) -> Option<Node> {
        self.look(|net| net.node(number))
    }

    /// Whether a node exists at the moment and may be seen.
    pub fn is_visible(&self, number: u32, sight: &Sight) -> bool {
        self.look(|net| {
            let is_there = net.point(number).is_some_and(|point| point.pos < sight.upto);
            is_there && sight.sees(net.system_of(number))
        })
    }

    /// Position of the event that tainted a node, if the taint holds after `upto` events.
    pub fn tainted_since(&self, number: u32, upto: u64) -> Option<u64> {
        self.look(|net| net.marks.tainted_since(net.point(number)?.mark, upto))
    }

    /// The nodes reached from some roots, the roots included, as far as the caller may see.
    pub fn reach(
        &self,
        roots: &[Subject],
        direction: Direction,
        depth: Option<u32>,
        sight: &Sight,
    ) -> Nodes {
        self.look(|net| {
            let eyes = net.eyes(sight);
            net.reach(roots.iter().filter_map(|root| net.find(root)), direction, depth, &eyes)
        })
    }

    /// Looks at the graph. Nothing can be added to it meanwhile, so this must be short.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Net) -> T) -> T {
        self.lens.look(look)
    }
}
