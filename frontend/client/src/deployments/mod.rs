//! Deployments: which exact version answers where.
//!
//! # Invariants
//! - A stop counts as done only when somebody saw it. (`a_stop_counts_only_when_somebody_saw_it`)
//! - A guard nobody spoke of is not counted as missing. (`a_guard_nobody_spoke_of_is_not_counted_as_missing`)
//!
//! # Deliberately absent
//! - No stopping: it belongs to the page of the incident.

pub mod list;
pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
