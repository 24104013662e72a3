//! What the lineage page and the blast-radius page ask for.
use super::plan::Plan;
use crate::{
    ask::{answer, question},
    moment::Moment,
    scalars::{Long, Position, Subject, Time},
    schema,
    shared::{At, Me, PersonLink, SystemLink},
    words::{Direction, Stage, Standing},
};

/// What the graph is asked for.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct LineageVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Where to start.
    pub roots: Vec<Subject>,
    /// Which way to walk.
    pub direction: Option<Direction>,
    /// How many steps; everything when absent.
    pub depth: Option<i32>,
}

/// A graph, and the moment it belongs to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "LineageVars")]
pub struct LineageAnswer {
    /// The moment.
    pub at: At,
    /// The graph.
    #[arguments(roots: $roots, direction: $direction, depth: $depth)]
    pub lineage: Lineage,
}

/// A graph with the place of everything in it.
#[derive(cynic::QueryFragment, Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// The things.
    pub nodes: Vec<LineageNode>,
    /// What flowed between them.
    pub edges: Vec<LineageEdge>,
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Whether things were left out because there were too many.
    pub truncated: bool,
}

/// A thing in the graph, with the place of its upper left corner.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LineageNode {
    /// What it is.
    pub subject: Subject,
    /// `dataset_version`, `run`, `model_version` and so on.
    pub kind: String,
    /// Its short name.
    pub label: String,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// When it came to be.
    pub at: Time,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// The state it is in, in the words of its room.
    pub state: String,
    /// Whether it is live.
    pub live: bool,
    /// Whether it was asked for.
    pub root: bool,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Something that flowed from one thing into another.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LineageEdge {
    /// Where from.
    pub from: Subject,
    /// Where to.
    pub to: Subject,
    /// SVG path data.
    pub path: String,
    /// Whether a taint travels along it.
    pub tainted: bool,
}

/// What the blast radius is asked for.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct BlastVars {
    /// As of this time.
    pub time: Option<Time>,
    /// As of this position.
    pub position: Option<Position>,
    /// Where the damage begins.
    pub roots: Vec<Subject>,
}

/// A blast radius.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "BlastVars")]
pub struct BlastAnswer {
    /// What was reached.
    #[arguments(roots: $roots)]
    pub blast_radius: BlastRadius,
    /// What containing it would record.
    #[arguments(roots: $roots)]
    pub containment_plan: Plan,
    /// Who asks.
    pub me: Me,
}

/// Everything downstream of some roots.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct BlastRadius {
    /// The moment it belongs to.
    pub at: At,
    /// Where it begins.
    pub roots: Vec<Subject>,
    /// How many things of each kind.
    pub counts: Vec<KindCount>,
    /// Batches reached.
    pub batches: Vec<Subject>,
    /// Dataset versions reached.
    pub dataset_versions: Vec<Subject>,
    /// Runs reached.
    pub runs: Vec<Subject>,
    /// Model versions reached.
    pub model_versions: Vec<Subject>,
    /// Deployments reached, live or ended.
    pub deployments: Vec<ReachedDeployment>,
    /// Evidence computed with or about something reached.
    pub evidence: Vec<Subject>,
    /// Endpoints that serve something reached now.
    pub live_endpoints: Vec<LiveEndpoint>,
    /// Accountable people.
    pub owners: Vec<PersonLink>,
    /// Systems reached.
    pub systems: Vec<SystemLink>,
    /// People served, where anybody stated it.
    pub people_affected: Option<Long>,
    /// Decisions made, once somebody counted.
    pub decisions_affected: Option<Long>,
    /// The version to go back to, for each model version.
    pub last_clean: Vec<LastClean>,
    /// The picture.
    pub lineage: Lineage,
}

/// How many things of a kind.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct KindCount {
    /// `dataset_version`, `run` and so on.
    pub kind: String,
    /// How many.
    pub count: i32,
}

/// A deployment that was reached.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Deployment")]
pub struct ReachedDeployment {
    /// The deployment.
    pub subject: Subject,
    /// The model version it serves.
    pub model: Subject,
    /// Where.
    pub endpoint: Subject,
    /// How close to people.
    pub stage: Stage,
    /// Since when.
    pub activated: Time,
    /// Until when.
    pub ended: Option<Time>,
    /// Whether it serves now.
    pub live: bool,
    /// People served, as stated.
    pub people: Option<Long>,
    /// The incident that flagged it.
    pub flagged_by: Option<Subject>,
}

/// An endpoint that serves something reached.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LiveEndpoint {
    /// The endpoint.
    pub endpoint: Subject,
    /// What is live there.
    pub deployment: ReachedDeployment,
    /// The model version.
    pub model: Subject,
    /// How close to people.
    pub stage: Stage,
    /// Its system.
    pub system: Option<SystemLink>,
    /// Who is accountable.
    pub owner: Option<PersonLink>,
    /// The version to go back to.
    pub last_clean: Option<Subject>,
    /// Whether somebody asked for it to stop.
    pub stop_requested: bool,
    /// Whether the stop was confirmed by somebody who looked.
    pub stop_confirmed: bool,
}

/// The version to go back to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LastClean {
    /// The model version reached.
    pub model: Subject,
    /// The last one before it that is clean.
    pub clean: Option<Subject>,
}

/// Asks for the neighbourhood of `roots`.
pub fn lineage(
    moment: &Moment,
    roots: &[String],
    direction: Direction,
    depth: Option<i32>,
) -> String {
    question::<LineageAnswer, _>(LineageVars {
        time: moment.time.clone(),
        position: moment.position,
        roots: roots.iter().map(|root| Subject(root.clone())).collect(),
        direction: Some(direction),
        depth,
    })
}

/// Reads the answer to [`lineage`].
pub fn read_lineage(text: &str) -> Result<LineageAnswer, String> {
    answer::<LineageAnswer>(text)
}

/// Asks for everything that `roots` reached.
pub fn blast(moment: &Moment, roots: &[String]) -> String {
    question::<BlastAnswer, _>(BlastVars {
        time: moment.time.clone(),
        position: moment.position,
        roots: roots.iter().map(|root| Subject(root.clone())).collect(),
    })
}

/// Reads the answer to [`blast`].
pub fn read_blast(text: &str) -> Result<BlastAnswer, String> {
    answer::<BlastAnswer>(text)
}
