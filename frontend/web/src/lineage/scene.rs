//! What a picture, its list and its side panel share: the graph and what is selected in it.
use std::collections::BTreeSet;

use client::lineage::{Graph, Lineage, LineageNode};
use leptos::prelude::*;

/// A graph on the page. Copy it freely.
#[derive(Clone, Copy)]
pub struct Scene {
    lineage: StoredValue<Lineage>,
    graph: StoredValue<Graph>,
    selected: RwSignal<Option<usize>>,
    line: Memo<Option<BTreeSet<usize>>>,
}

impl Scene {
    /// A graph with nothing selected.
    pub fn new(lineage: Lineage) -> Self {
        let graph = StoredValue::new(Graph::of(&lineage));
        let selected = RwSignal::new(None);
        let line = Memo::new(move |_| {
            selected.get().map(|node| graph.with_value(|graph| graph.line_of(node)))
        });
        Self { lineage: StoredValue::new(lineage), graph, selected, line }
    }

    /// Reads the graph as the server sent it.
    pub fn with<T>(&self, read: impl FnOnce(&Lineage) -> T) -> T {
        self.lineage.with_value(read)
    }

    /// Reads who is beside whom.
    pub fn with_graph<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        self.graph.with_value(read)
    }

    /// A node, by number.
    pub fn node(&self, number: usize) -> Option<LineageNode> {
        self.with(|lineage| lineage.nodes.get(number).cloned())
    }

    /// The number of the selected node.
    pub fn selected(&self) -> Option<usize> {
        self.selected.get()
    }

    /// Selects a node, or nothing.
    pub fn select(&self, node: Option<usize>) {
        self.selected.set(node);
    }

    /// Selects a node, or lets go of it.
    pub fn toggle(&self, node: usize) {
        self.selected.update(|selected| *selected = (*selected != Some(node)).then_some(node));
    }

    /// Whether a node is set back because another line of descent is selected.
    pub fn is_dim(&self, node: usize) -> bool {
        self.line.with(|line| line.as_ref().is_some_and(|line| !line.contains(&node)))
    }

    /// Whether an edge is set back.
    pub fn is_edge_dim(&self, ends: Option<(usize, usize)>) -> bool {
        ends.is_none_or(|(from, to)| self.is_dim(from) || self.is_dim(to))
    }
}
