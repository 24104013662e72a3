//! Data: sources, batches, datasets, and the exact versions that runs used.
//!
//! # Invariants
//! - Lifting a quarantine is asked for before it is done. (`lifting_is_asked_for_before_it_is_done`)
//! - A dataset is as bad as its worst version. (`a_dataset_is_as_bad_as_its_worst_version`)
//!
//! # Deliberately absent
//! - No containment: it begins at the blast radius, in `lineage`.

pub mod commands;
pub mod list;
pub mod model;
pub mod origin;
pub mod queries;
#[cfg(test)]
mod tests;
pub mod version;
