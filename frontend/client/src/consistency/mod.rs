//! What does not add up.
//!
//! # Invariants
//! - What can do harm now is shown first, and counted apart. (`what_can_do_harm_is_first`)

pub mod queries;
#[cfg(test)]
mod tests;
