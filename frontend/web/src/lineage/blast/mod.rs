//! The blast radius: what some things reached, who is hit, and containing it.
//!
//! What is live comes first. What nobody knows is called unknown, never zero.

pub mod contain;
pub mod live;
pub mod page;
pub mod plan;
pub mod reached;

pub use page::blast_page;
