//! The lineage graph and the blast radius: questions, answers, and what can be read off them.
//!
//! # Invariants
//! - Selecting a node keeps its whole line of descent, up and down. (`a_line_of_descent_goes_all_the_way_up_and_down`)
//! - The list says as many things as the picture. (`the_list_names_every_node_once`)
//! - Zooming keeps the place under the pointer. (`zooming_keeps_the_place_under_the_pointer`)
//! - A stop that was only asked for is not a stop. (`what_was_not_seen_to_stop_comes_apart`)
//!
//! # Deliberately absent
//! - No layout. The server places the nodes, so that the picture is the same everywhere.

mod blast;
mod camera;
mod graph;
pub mod plan;
pub mod queries;
pub mod start;
#[cfg(test)]
mod tests;

pub use camera::{Camera, Size};
pub use graph::{Graph, Group, groups, kind_count, kind_word};
pub use plan::{Plan, PlannedDeployment, PlannedRollback};
pub use queries::{
    BlastAnswer, BlastRadius, KindCount, LastClean, Lineage, LineageAnswer, LineageEdge,
    LineageNode, LiveEndpoint, ReachedDeployment, blast, lineage, read_blast, read_lineage,
};
pub use start::{StartAnswer, StartPoint};
