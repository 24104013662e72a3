//! The picture of a neighbourhood: places and paths, computed once on the server for every reader.

use std::{collections::HashMap, fmt::Write};

use dagre::{
    EdgeLabel, LayoutOptions, NodeLabel, RankDir,
    graph::{Graph, GraphOptions},
};
use kernel::Subject;

use super::{
    net::{Net, Node},
    standing::{Standing, Standings},
    walk::Nodes,
};

type Dagre = Graph<NodeLabel, EdgeLabel>;

/// Width of a node, in the picture's own units (CSS pixels at 100 %).
pub const WIDTH: f64 = 196.0;
/// Height of a node.
pub const HEIGHT: f64 = 48.0;
/// Most nodes in one picture; beyond that the list serves better.
const MOST: usize = 500;

/// A laid-out neighbourhood.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The nodes, each with the place of its upper left corner.
    pub nodes: Vec<PictureNode>,
    /// The edges, each with an SVG path.
    pub edges: Vec<PictureEdge>,
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// Whether nodes were left out because there were too many.
    pub truncated: bool,
}

/// A node and its place.
#[derive(Clone, Debug)]
pub struct PictureNode {
    /// The node.
    pub node: Node,
    /// Whether it can be trusted at the moment asked about.
    pub standing: Standing,
    /// Whether it is a live deployment.
    pub live: bool,
    /// Whether it was asked for.
    pub root: bool,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
}

/// An edge and its path.
#[derive(Clone, Debug)]
pub struct PictureEdge {
    /// Where it starts.
    pub from: Subject,
    /// Where it ends.
    pub to: Subject,
    /// What it means.
    pub kind: domain::lineage::EdgeKind,
    /// SVG path data.
    pub path: String,
    /// Whether a taint travels along it.
    pub tainted: bool,
}

/// What is to be drawn, taken out of the graph so that drawing holds nothing up.
pub(super) struct Part {
    nodes: Vec<Shown>,
    between: Vec<Between>,
    truncated: bool,
}

/// A node to be drawn.
struct Shown {
    number: u32,
    node: Node,
    standing: Standing,
    live: bool,
    root: bool,
}

/// An edge to be drawn: its ends, what it means, whether a taint travels along it.
type Between = (u32, u32, domain::lineage::EdgeKind, bool);

impl Part {
    /// The reached nodes, as many as fit a picture, and the edges between them.
    pub(super) fn of(
        net: &Net,
        standings: &Standings,
        reached: &Nodes,
        roots: &[Subject],
        upto: u64,
    ) -> Self {
        let mut drawn = Nodes::default();
        reached.iter().take(MOST).for_each(|number| {
            drawn.insert(number);
        });
        let shown = |number: u32| {
            let node = net.node(number)?;
            let live = net.point(number).is_some_and(|p| net.marks.is_live(p.mark, upto));
            let root = roots.contains(&node.subject);
            Some(Shown { number, standing: standings.of_node(number), live, root, node })
        };
        let mut between = Vec::new();
        for from in drawn.iter() {
            let tainted = standings.of_node(from) != Standing::Clean;
            let inside = net.down(from).filter(|arc| arc.pos < upto && drawn.contains(arc.node));
            between.extend(inside.map(|arc| (from, arc.node, arc.kind, tainted)));
        }
        Self {
            truncated: reached.len() > drawn.len(),
            nodes: drawn.iter().filter_map(shown).collect(),
            between,
        }
    }
}

/// Lays out a part of the graph from left (sources) to right (deployments).
pub(super) fn picture(part: Part) -> Picture {
    let dagre = lay_out(&part);
    let nodes: Vec<(u32, PictureNode)> = part
        .nodes
        .into_iter()
        .filter_map(|shown| {
            let place = dagre.node(&shown.number.to_string())?;
            let node = PictureNode {
                node: shown.node,
                standing: shown.standing,
                live: shown.live,
                root: shown.root,
                x: place.x.unwrap_or_default() - WIDTH / 2.0,
                y: place.y.unwrap_or_default() - HEIGHT / 2.0,
            };
            Some((shown.number, node))
        })
        .collect();
    let edges = route_all(&part.between, &nodes, &dagre);
    let nodes: Vec<PictureNode> = nodes.into_iter().map(|(_, node)| node).collect();
    let extent = |edge: fn(&PictureNode) -> f64| nodes.iter().map(edge).fold(0.0, f64::max);
    Picture {
        width: extent(|node| node.x + WIDTH) + 12.0,
        height: extent(|node| node.y + HEIGHT) + 12.0,
        truncated: part.truncated,
        nodes,
        edges,
    }
}

fn lay_out(part: &Part) -> Dagre {
    let mut dagre =
        Dagre::with_options(GraphOptions { directed: true, multigraph: false, compound: false });
    for shown in &part.nodes {
        let label = NodeLabel { width: WIDTH, height: HEIGHT, ..NodeLabel::default() };
        dagre.set_node(shown.number.to_string(), Some(label));
    }
    for (from, to, ..) in &part.between {
        dagre.set_edge(from.to_string(), to.to_string(), Some(EdgeLabel::default()), None);
    }
    dagre::layout(
        &mut dagre,
        Some(LayoutOptions {
            rankdir: RankDir::LR,
            nodesep: 18.0,
            edgesep: 12.0,
            ranksep: 64.0,
            marginx: 12.0,
            marginy: 12.0,
            ..LayoutOptions::default()
        }),
    );
    dagre
}

fn route_all(between: &[Between], nodes: &[(u32, PictureNode)], dagre: &Dagre) -> Vec<PictureEdge> {
    let columns: Vec<f64> = {
        let mut columns: Vec<f64> = nodes.iter().map(|(_, node)| node.x).collect();
        columns.sort_by(f64::total_cmp);
        columns.dedup_by(|a, b| (*a - *b).abs() < 2.0);
        columns
    };
    let placed: HashMap<u32, &PictureNode> =
        nodes.iter().map(|(number, node)| (*number, node)).collect();
    let mut edges = Vec::new();
    for (from, to, kind, tainted) in between.iter().copied() {
        let (Some(start), Some(end)) = (placed.get(&from), placed.get(&to)) else { continue };
        let label = dagre.edge(&from.to_string(), &to.to_string(), None);
        let bends: Vec<(f64, f64)> = label
            .map(|label| label.points.iter().map(|p| (p.x, p.y)).collect())
            .unwrap_or_default();
        edges.push(PictureEdge {
            from: start.node.subject.clone(),
            to: end.node.subject.clone(),
            kind,
            path: route(start, end, &bends, &columns),
            tainted,
        });
    }
    edges
}

/// Leaves at the right edge, enters at the left edge, crosses every column between on a straight
/// horizontal lane, and bends only in the gaps.
fn route(from: &PictureNode, to: &PictureNode, bends: &[(f64, f64)], columns: &[f64]) -> String {
    let (start_x, start_y) = (from.x + WIDTH, from.y + HEIGHT / 2.0);
    let (end_x, end_y) = (to.x - 5.0, to.y + HEIGHT / 2.0);
    let mut path = format!("M{start_x:.1} {start_y:.1}");
    let mut pen = (start_x, start_y);
    let mut passed = f64::MIN;
    for (x, y) in bends {
        let centred = |column: &&f64| (x - *column - WIDTH / 2.0).abs() < 2.0;
        let Some(column) = columns.iter().find(centred) else { continue };
        let is_between = *column > start_x && column + WIDTH < end_x && *column > passed;
        if !is_between {
            continue;
        }
        passed = *column;
        bend(&mut path, &mut pen, (*column, *y));
        bend(&mut path, &mut pen, (column + WIDTH, *y));
    }
    bend(&mut path, &mut pen, (end_x, end_y));
    path
}

fn bend(path: &mut String, pen: &mut (f64, f64), to: (f64, f64)) {
    let half = (to.0 - pen.0) / 2.0;
    let (left, right) = (pen.0 + half, to.0 - half);
    // Writing to a string cannot fail.
    let _ = write!(path, "C{left:.1} {:.1} {right:.1} {:.1} {:.1} {:.1}", pen.1, to.1, to.0, to.1);
    *pen = to;
}
