//! AI systems: the list, the page, and who answers; registering one, its class under the AI Act,
//! and reported uses that nobody registered.
//!
//! # Invariants
//! - A step is left only when nothing is wrong in it. (`a_step_says_what_is_missing`)
//! - What is sent says what stands in the form. (`a_draft_is_sent_as_it_stands`)
//! - Nothing chosen is chosen alone. (`none_stands_alone`)
//! - Answers read back as they were recorded. (`recorded_answers_read_back`)
//! - A queue shows first what waits. (`a_queue_shows_what_waits`)
//! - What an address cannot say does not narrow the list. (`an_address_without_filters_leaves_everything_in`)
//!
//! # Deliberately absent
//! - No derived standing: whether a live version is suspect, the server says.

pub mod act;
pub mod commands;
pub mod draft;
pub mod intake;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod queries;
#[cfg(test)]
mod tests;
