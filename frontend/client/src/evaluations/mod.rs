//! Evidence: what was tested, with what, and what it said.
//!
//! # Invariants
//! - Only a metric with a limit counts for the verdict. (`a_verdict_counts_only_metrics_with_a_limit`)
//! - The end of a file's name says its type. (`the_end_of_a_name_says_the_type`)
//! - A refusal of a file is read as what it is. (`what_came_of_a_file_is_read`)
//!
//! # Deliberately absent
//! - No judging: the outcome was computed when the evidence was attached.

pub mod commands;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod queries;
pub mod record;
#[cfg(test)]
mod tests;
pub mod upload;
