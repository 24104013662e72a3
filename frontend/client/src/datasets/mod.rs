//! Data: sources, batches, datasets, and the exact versions that runs used.
//!
//! # Invariants
//! - Lifting a quarantine is asked for before it is done. (`lifting_is_asked_for_before_it_is_done`)
//! - A dataset is as bad as its worst version. (`a_dataset_is_as_bad_as_its_worst_version`)
//! - A review of access is sent when everything in force is decided, and whatever is withdrawn has
//!   a reason. (`a_review_is_sent_when_everything_is_decided`)
//! - A list names a dataset whose privacy budget is gone. (`a_budget_that_is_gone_shows_in_the_list`)
//! - A source says what it delivered, and how much of it was bad. (`a_source_says_what_it_delivered`)
//!
//! # Deliberately absent
//! - No containment: it begins at the blast radius, in `lineage`.

pub mod access;
pub mod batches;
pub mod commands;
pub mod list;
pub mod model;
pub mod origin;
pub mod privacy;
pub mod queries;
pub mod sources;
#[cfg(test)]
mod tests;
pub mod version;
