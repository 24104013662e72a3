//! Runs: what went in, what came out, where, and everything done in between.
//!
//! # Invariants
//! - A run without an attested environment says so. (`a_run_reads_its_answer`)
//! - Only the last attestation of an environment is in force. (`only_the_last_attestation_is_in_force`)
//!
//! # Deliberately absent
//! - No commands about runs but those about spent privacy: the pipelines that make them record them.

pub mod commands;
pub mod environment;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod privacy;
pub mod queries;
#[cfg(test)]
mod tests;
