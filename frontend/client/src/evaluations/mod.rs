//! Evidence: what was tested, with what, and what it said.
//!
//! # Invariants
//! - Only a metric with a limit counts for the verdict. (`a_verdict_counts_only_metrics_with_a_limit`)
//!
//! # Deliberately absent
//! - No judging: the outcome was computed when the evidence was attached.

pub mod list;
pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
