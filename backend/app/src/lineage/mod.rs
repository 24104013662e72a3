//! Lineage: which exact version came from which, up and down, as of any moment.
//!
//! The graph is folded in memory from the log: nodes and edges are never removed, so a question
//! about the past only leaves out what was recorded later. Whether a version is suspect is derived
//! from the quarantines of that moment and never stored. What was folded is kept beside the views,
//! so that a start does not fold the log again.
//!
//! # Invariants
//! - A node without a tainted ancestor is clean. (`what_is_upstream_stays_clean`)
//! - A node is suspect from the moment an ancestor is tainted until the taint is lifted.
//!   (`suspicion_follows_the_quarantine_of_that_moment`)
//! - What is recorded later does not change an earlier answer. (`an_earlier_answer_never_changes`)
//! - What was kept and what came after it is what the log says. (`what_was_kept_and_its_tail_are_a_fresh_fold`)
//!
//! # Deliberately absent
//! - No stored suspicion, and no stored blast radius: both are asked of the log.

mod blast;
mod fold;
mod graph;
mod keep;
mod layout;
mod marks;
mod names;
mod net;
mod standing;
mod tape;
#[cfg(test)]
mod tests;
mod walk;

use std::sync::{Arc, PoisonError, RwLock};

use kernel::Subject;
use store::{Store, Stored};
use tokio::sync::Mutex;

use crate::{App, AppError, Fact, Sight, recorded};

pub use blast::{Blast, LiveEndpoint, kind_of};
pub use graph::Graph;
pub use keep::NAME;
pub use layout::{HEIGHT, Picture, PictureEdge, PictureNode, WIDTH};
pub use net::Node;
pub use standing::{Standing, Standings};
pub use walk::{Direction, Nodes};

use self::{keep::Kept, net::Net};

/// Events read at a time while catching up.
const STEP: u32 = 2_000;

/// Stands for no node, edge, mark or system.
const NONE: u32 = u32::MAX;

/// A number as an index.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// An index as a number. Four thousand million things do not fit the memory of a machine.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// The lens: the graph, folded up to a position.
#[derive(Default)]
pub struct Lineage {
    net: RwLock<Net>,
    /// Held while events are folded in.
    folding: Mutex<()>,
    /// Held while what was folded is kept.
    keeping: Mutex<()>,
    kept: std::sync::Mutex<Kept>,
    standings: standing::Cache,
}

impl Lineage {
    /// Folds events in until the graph holds the first `upto`.
    pub(crate) async fn reach_position(&self, store: &Store, upto: u64) -> Result<(), AppError> {
        if self.upto() >= upto {
            return Ok(());
        }
        let _one_at_a_time = self.folding.lock().await;
        self.remember(store).await?;
        self.catch_up(store, upto).await
    }

    /// Number of events folded in.
    pub(crate) fn upto(&self) -> u64 {
        self.look(|net| net.upto)
    }

    fn look<T>(&self, look: impl FnOnce(&Net) -> T) -> T {
        // A fold that panicked is a bug; what it left is still a graph.
        look(&self.net.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change<T>(&self, change: impl FnOnce(&mut Net) -> T) -> T {
        change(&mut self.net.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the next events while those before are taken apart, on another thread. Readers wait
    /// only while facts are folded in.
    async fn catch_up(&self, store: &Store, upto: u64) -> Result<(), AppError> {
        let mut from = self.upto();
        let mut events = if from < upto { store.read(from, STEP).await? } else { Vec::new() };
        while let Some(last) = events.last() {
            from = last.pos.saturating_add(1);
            let apart = tokio::task::spawn_blocking(move || facts(&events));
            let more =
                async { if from < upto { store.read(from, STEP).await } else { Ok(Vec::new()) } };
            let (facts, more) = tokio::join!(apart, more);
            let facts = facts.map_err(AppError::internal)??;
            self.change(|net| facts.iter().for_each(|fact| net.fold(fact)));
            events = more?;
        }
        Ok(())
    }
}

fn facts(events: &[Stored]) -> Result<Vec<Fact>, AppError> {
    events.iter().map(|stored| Ok(recorded(stored)?)).collect()
}

impl App {
    /// The lineage graph that answers a question.
    pub async fn graph(&self, sight: &Sight) -> Result<Graph, AppError> {
        self.lineage.reach_position(&self.store, sight.upto).await?;
        Ok(Graph { lens: Arc::clone(&self.lineage) })
    }

    /// Who is quarantined, suspect or clean at the moment of a question.
    pub async fn standings(&self, sight: &Sight) -> Result<Standings, AppError> {
        let graph = self.graph(sight).await?;
        self.lineage.standings.at(&graph, sight.upto)
    }

    /// The neighbourhood of some nodes, laid out as a picture.
    pub async fn picture(
        &self,
        sight: &Sight,
        roots: &[Subject],
        direction: Direction,
        depth: Option<u32>,
    ) -> Result<Picture, AppError> {
        let (graph, standings) = (self.graph(sight).await?, self.standings(sight).await?);
        let (sight, roots) = (sight.clone(), roots.to_vec());
        let draw = move || {
            let reached = graph.reach(&roots, direction, depth, &sight);
            let part =
                graph.look(|net| layout::Part::of(net, &standings, &reached, &roots, sight.upto));
            layout::picture(part)
        };
        tokio::task::spawn_blocking(draw).await.map_err(AppError::internal)
    }
}
