//! Lineage: which exact version came from which, up and down, as of any moment.
//!
//! The graph is folded in memory from the log: nodes and edges are never removed, so a question
//! about the past only leaves out what was recorded later. Whether a version is suspect is derived
//! from the quarantines of that moment and never stored.
//!
//! # Invariants
//! - A node without a tainted ancestor is clean. (`what_is_upstream_stays_clean`)
//! - A node is suspect from the moment an ancestor is tainted until the taint is lifted.
//!   (`suspicion_follows_the_quarantine_of_that_moment`)
//! - What is recorded later does not change an earlier answer. (`an_earlier_answer_never_changes`)
//!
//! # Deliberately absent
//! - No stored suspicion, and no stored blast radius: both are asked of the log.

mod blast;
mod graph;
mod layout;
mod standing;
#[cfg(test)]
mod tests;

use std::sync::{Arc, RwLock};

use kernel::Subject;
use store::Store;
use tokio::sync::Mutex;

use crate::{App, AppError, Sight, recorded};

pub use blast::{Blast, LiveEndpoint, kind_of};
pub use graph::{Arc as Edge, Direction, Graph, Node, Span};
pub use layout::{HEIGHT, Picture, PictureEdge, PictureNode, WIDTH};
pub use standing::{Standing, Standings};

/// Events read at a time while catching up.
const STEP: u32 = 2_000;

/// The lens: the graph, folded up to a position.
#[derive(Default)]
pub struct Lineage {
    graph: RwLock<Arc<Graph>>,
    folding: Mutex<()>,
    standings: standing::Cache,
}

impl Lineage {
    /// The graph with at least the first `upto` events folded in.
    pub async fn graph(&self, store: &Store, upto: u64) -> Result<Arc<Graph>, AppError> {
        let current = self.current()?;
        if current.upto() >= upto {
            return Ok(current);
        }
        drop(current);
        let _one_at_a_time = self.folding.lock().await;
        let mut graph = self.take()?;
        let caught_up = catch_up(store, &mut graph, upto).await;
        self.put(&graph)?;
        caught_up.map(|()| graph)
    }

    fn current(&self) -> Result<Arc<Graph>, AppError> {
        let graph = self.graph.read().map_err(|e| AppError::internal(e.to_string()))?;
        Ok(Arc::clone(&graph))
    }

    /// Takes the graph out, so that extending it copies nothing. Whoever asks meanwhile finds an
    /// empty one, and waits.
    fn take(&self) -> Result<Arc<Graph>, AppError> {
        let mut slot = self.graph.write().map_err(|e| AppError::internal(e.to_string()))?;
        Ok(std::mem::take(&mut *slot))
    }

    fn put(&self, graph: &Arc<Graph>) -> Result<(), AppError> {
        let mut slot = self.graph.write().map_err(|e| AppError::internal(e.to_string()))?;
        *slot = Arc::clone(graph);
        Ok(())
    }
}

/// Folds events in until the graph holds the first `upto`.
async fn catch_up(store: &Store, graph: &mut Arc<Graph>, upto: u64) -> Result<(), AppError> {
    while graph.upto() < upto {
        let events = store.read(graph.upto(), STEP).await?;
        if events.is_empty() {
            break;
        }
        let folding = Arc::make_mut(graph);
        for stored in &events {
            folding.fold(&recorded(stored)?);
        }
    }
    Ok(())
}

impl App {
    /// The lineage graph that answers a question.
    pub async fn graph(&self, sight: &Sight) -> Result<Arc<Graph>, AppError> {
        self.lineage.graph(&self.store, sight.upto).await
    }

    /// Who is quarantined, suspect or clean at the moment of a question.
    pub async fn standings(&self, sight: &Sight) -> Result<Arc<Standings>, AppError> {
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
        let graph = self.graph(sight).await?;
        let standings = self.standings(sight).await?;
        let reached = graph.reach(roots, direction, depth, sight);
        let lay = move |sight: Sight, roots: Vec<Subject>| {
            layout::picture(&graph, &standings, &reached, &roots, &sight)
        };
        let (sight, roots) = (sight.clone(), roots.to_vec());
        tokio::task::spawn_blocking(move || lay(sight, roots)).await.map_err(AppError::internal)
    }
}
