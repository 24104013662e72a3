//! Models and their exact versions.
//!
//! # Invariants
//! - What answers now decides how a model stands. (`what_answers_now_decides_how_a_model_stands`)
//!
//! # Deliberately absent
//! - No comparison of versions.

pub mod list;
pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
