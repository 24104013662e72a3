//! Walking the graph: what is reached from some nodes, and the last clean version before one.
//!
//! # Invariants
//! - A walk reaches what a plain search over all edges reaches. (`a_walk_is_a_plain_search`)
//! - The last clean version was once promoted or live, is not stopped, and nothing unclean went into
//!   it. (`the_last_clean_version_is_proven_and_untouched`)

use std::collections::{HashMap, VecDeque};

use domain::lineage::EdgeKind;

use super::{
    NONE, index,
    net::{Arc, Eyes, Net},
};

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

/// A set of nodes.
#[derive(Clone, Debug, Default)]
pub struct Nodes {
    words: Vec<u64>,
    len: usize,
}

impl Nodes {
    /// Whether a node is in it.
    pub fn contains(&self, node: u32) -> bool {
        let (word, bit) = place(node);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Adds a node; false when it was there.
    pub fn insert(&mut self, node: u32) -> bool {
        let (word, bit) = place(node);
        if word >= self.words.len() {
            self.words.resize(word.saturating_add(1), 0);
        }
        let Some(word) = self.words.get_mut(word) else { return false };
        let is_new = *word & bit == 0;
        *word |= bit;
        self.len = self.len.saturating_add(usize::from(is_new));
        is_new
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The nodes in the order in which the log named them.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let bits = |(at, word): (usize, &u64)| {
            let word = *word;
            let first = super::number(at.saturating_mul(64));
            (0..64_u32).filter(move |bit| word & (1 << bit) != 0).map(move |bit| first | bit)
        };
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(bits)
    }
}

fn place(node: u32) -> (usize, u64) {
    (index(node >> 6), 1 << (node & 63))
}

impl Net {
    /// The nodes reached from some roots, the roots included, as far as the question may see.
    pub(super) fn reach(
        &self,
        roots: impl Iterator<Item = u32>,
        direction: Direction,
        depth: Option<u32>,
        eyes: &Eyes,
    ) -> Nodes {
        let start: Vec<u32> = roots.filter(|root| self.is_visible(*root, eyes)).collect();
        let mut reached = Nodes::default();
        if direction != Direction::Up {
            reached = self.walk(&start, |node| self.down(node), depth, eyes);
        }
        if direction != Direction::Down {
            let up = self.walk(&start, |node| self.up(node), depth, eyes);
            up.iter().for_each(|node| {
                reached.insert(node);
            });
        }
        reached
    }

    fn walk<I: Iterator<Item = Arc>>(
        &self,
        start: &[u32],
        arcs: impl Fn(u32) -> I,
        depth: Option<u32>,
        eyes: &Eyes,
    ) -> Nodes {
        let mut reached = Nodes::default();
        let mut queue: VecDeque<(u32, u32)> = VecDeque::new();
        for node in start {
            if reached.insert(*node) {
                queue.push_back((*node, 0));
            }
        }
        while let Some((node, distance)) = queue.pop_front() {
            if depth.is_some_and(|depth| distance >= depth) {
                continue;
            }
            for arc in arcs(node) {
                let counts = arc.pos < eyes.upto && self.is_visible(arc.node, eyes);
                if counts && reached.insert(arc.node) {
                    queue.push_back((arc.node, distance.saturating_add(1)));
                }
            }
        }
        reached
    }

    /// For each model version, the newest one before it of the same model that is clean and proven.
    pub(super) fn last_clean(
        &self,
        versions: &[u32],
        is_unclean: impl Fn(u32) -> bool,
        eyes: &Eyes,
    ) -> HashMap<u32, Option<u32>> {
        let mut found: HashMap<u32, Option<u32>> = HashMap::with_capacity(versions.len());
        let mut ordered = versions.to_vec();
        ordered.sort_unstable();
        for version in ordered {
            let mut at = version;
            // What was found for an earlier version holds for a later one.
            let clean = loop {
                let Some(earlier) = self.before(at) else { break None };
                if self.is_before(earlier, version)
                    && !is_unclean(earlier)
                    && self.is_proven(earlier, eyes)
                {
                    break Some(earlier);
                }
                if let Some(known) = found.get(&earlier) {
                    break *known;
                }
                at = earlier;
            };
            found.insert(version, clean);
        }
        found
    }

    /// The version of the same model that was introduced before.
    fn before(&self, version: u32) -> Option<u32> {
        self.point(version).map(|point| point.earlier).filter(|earlier| *earlier != NONE)
    }

    fn is_before(&self, earlier: u32, later: u32) -> bool {
        match (self.point(earlier), self.point(later)) {
            (Some(earlier), Some(later)) => earlier.pos < later.pos,
            (None, _) | (_, None) => false,
        }
    }

    /// Whether a model version is good enough to go back to: promoted once, or live once, as far as
    /// the question may see; and not stopped since.
    fn is_proven(&self, version: u32, eyes: &Eyes) -> bool {
        let Some(point) = self.point(version) else { return false };
        let served = |arc: Arc| {
            arc.kind == EdgeKind::Served && arc.pos < eyes.upto && self.is_visible(arc.node, eyes)
        };
        self.is_visible(version, eyes)
            && !self.marks.is_stopped(point.mark, eyes.upto)
            && (self.marks.was_promoted(point.mark, eyes.upto) || self.down(version).any(served))
    }
}
