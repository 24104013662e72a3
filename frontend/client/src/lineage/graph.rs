//! The graph as the page walks it: neighbours, lines of descent, groups for the list.
use std::collections::{BTreeSet, HashMap};

use super::{Lineage, LineageNode};
use crate::words::Standing;

/// Who is beside whom, by number of the node.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
    edges: Vec<Option<(usize, usize)>>,
}

impl Graph {
    /// Reads the edges of a lineage. Edges to things that are not shown are left out.
    pub fn of(lineage: &Lineage) -> Self {
        let numbers: HashMap<&str, usize> = lineage
            .nodes
            .iter()
            .enumerate()
            .map(|(number, node)| (node.subject.0.as_str(), number))
            .collect();
        let number = |name: &str| numbers.get(name).copied();
        let empty = || vec![Vec::new(); lineage.nodes.len()];
        let mut graph = Self { up: empty(), down: empty(), edges: Vec::new() };
        for edge in &lineage.edges {
            let ends = number(&edge.from.0).zip(number(&edge.to.0));
            if let Some((from, to)) = ends {
                if let Some(down) = graph.down.get_mut(from) {
                    down.push(to);
                }
                if let Some(up) = graph.up.get_mut(to) {
                    up.push(from);
                }
            }
            graph.edges.push(ends);
        }
        graph
    }

    /// What the node came from directly.
    pub fn up(&self, node: usize) -> &[usize] {
        self.up.get(node).map_or(&[], Vec::as_slice)
    }

    /// What came from the node directly.
    pub fn down(&self, node: usize) -> &[usize] {
        self.down.get(node).map_or(&[], Vec::as_slice)
    }

    /// The ends of an edge, by its number in the lineage.
    pub fn ends(&self, edge: usize) -> Option<(usize, usize)> {
        self.edges.get(edge).copied().flatten()
    }

    /// The node, everything it came from and everything that came from it.
    pub fn line_of(&self, node: usize) -> BTreeSet<usize> {
        let mut line = walk(node, &self.up);
        line.append(&mut walk(node, &self.down));
        line
    }
}

fn walk(start: usize, arcs: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for next in arcs.get(node).into_iter().flatten() {
            if seen.insert(*next) {
                open.push(*next);
            }
        }
    }
    seen
}

/// Nodes of one kind, for the list that says the same as the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `dataset_version` and so on.
    pub kind: String,
    /// Numbers of its nodes: untrusted ones first, then by name.
    pub nodes: Vec<usize>,
}

/// The order in which data flows; unknown kinds come last.
const ORDER: [&str; 9] = [
    "source",
    "batch",
    "dataset",
    "dataset_version",
    "run",
    "model",
    "model_version",
    "deployment",
    "evidence",
];

/// The nodes by kind, in the order in which data flows.
pub fn groups(lineage: &Lineage) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, node) in lineage.nodes.iter().enumerate() {
        match groups.iter_mut().find(|group| group.kind == node.kind) {
            Some(group) => group.nodes.push(number),
            None => groups.push(Group { kind: node.kind.clone(), nodes: vec![number] }),
        }
    }
    let place = |kind: &str| ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len());
    groups.sort_by(|a, b| place(&a.kind).cmp(&place(&b.kind)).then_with(|| a.kind.cmp(&b.kind)));
    let weight = |number: &usize| {
        let node = lineage.nodes.get(*number);
        let trusted = node.is_none_or(|node| node.standing == Standing::Clean);
        (trusted, node.map(|node| node.label.clone()))
    };
    for group in &mut groups {
        group.nodes.sort_by_cached_key(weight);
    }
    groups
}

/// A kind of node as people say it, in the singular.
pub fn kind_word(kind: &str) -> &'static str {
    match kind {
        "source" => "Source",
        "batch" => "Batch",
        "dataset" => "Dataset",
        "dataset_version" => "Dataset version",
        "run" => "Run",
        "model" => "Model",
        "model_version" => "Model version",
        "prompt" => "Prompt",
        "prompt_version" => "Prompt version",
        "deployment" => "Deployment",
        "endpoint" => "Endpoint",
        "evidence" => "Evidence",
        "environment" => "Environment",
        "incident" => "Incident",
        _ => "Thing",
    }
}

/// How many things of a kind, as people say it.
pub fn kind_count(kind: &str, count: usize) -> String {
    let word = kind_word(kind).to_lowercase();
    let many = match kind {
        "batch" => "batches".to_owned(),
        "evidence" => {
            return if count == 1 {
                "1 piece of evidence".to_owned()
            } else {
                format!("{count} pieces of evidence")
            };
        }
        _ => format!("{word}s"),
    };
    if count == 1 { format!("1 {word}") } else { format!("{count} {many}") }
}

impl LineageNode {
    /// All that the picture says about the node, in words, beginning with the words it shows.
    pub fn sentence(&self) -> String {
        let kind = kind_word(&self.kind);
        let live = if self.live { " live" } else { "" };
        let mut words = match self.standing {
            Standing::Clean => vec![format!("{kind} {}{live}", self.label), "clean".to_owned()],
            Standing::Suspect | Standing::Quarantined => {
                let kind = kind.to_lowercase();
                vec![format!("{} {}{live}", self.standing.word(), self.label), kind]
            }
        };
        if self.root {
            words.push("starting point".to_owned());
        }
        words.join(", ")
    }

    /// The label, cut in its middle when it is longer than `most` characters: both ends tell.
    pub fn short_label(&self, most: usize) -> String {
        let count = self.label.chars().count();
        if count <= most {
            return self.label.clone();
        }
        let tail = most / 2;
        let head = most.saturating_sub(tail + 1);
        let start: String = self.label.chars().take(head).collect();
        let end: String = self.label.chars().skip(count.saturating_sub(tail)).collect();
        format!("{start}…{end}")
    }
}
