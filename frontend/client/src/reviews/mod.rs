//! Design reviews, findings and actions: the lists, their pages, and what can be done.
//!
//! # Invariants
//! - An action that waits for a look is told apart from one that is done. (`a_reported_action_is_not_closed`)
//! - The way of a review says how far it has come. (`a_review_says_how_far_it_has_come`)
//!
//! # Deliberately absent
//! - No rules about who may close what. The server refuses, and its sentence is shown.

pub mod actions;
pub mod commands;
pub mod findings;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod queries;
#[cfg(test)]
mod tests;
pub mod words;
