//! Runs: what went in, what came out, where, and everything done in between.
//!
//! # Invariants
//! - A run without an attested environment says so. (`a_run_reads_its_answer`)
//!
//! # Deliberately absent
//! - No commands: runs are recorded by the pipelines that make them.

pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
