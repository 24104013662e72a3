//! Models and prompts, and their exact versions.
//!
//! # Invariants
//! - Each version of a prompt shows what it changed, or why nobody can tell.
//!   (`a_version_shows_what_it_changed_or_why_nobody_can_tell`)
//! - What answers now decides how a model stands. (`what_answers_now_decides_how_a_model_stands`)
//!
//! # Deliberately absent
//! - No comparison of models: their bytes tell people nothing.

pub mod commands;
pub mod diff;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod prompts;
pub mod queries;
#[cfg(test)]
mod tests;
