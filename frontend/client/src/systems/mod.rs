//! AI systems: the list, the page, and who answers.
//!
//! # Invariants
//! - What an address cannot say does not narrow the list. (`an_address_without_filters_leaves_everything_in`)
//!
//! # Deliberately absent
//! - No derived standing: whether a live version is suspect, the server says.

pub mod commands;
pub mod list;
pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
