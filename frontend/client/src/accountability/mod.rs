//! Accountability: who answers for what, who covers which team, what leavers leave behind.
//!
//! # Invariants
//! - Nobody being accountable is shown as a gap. (`nobody_being_accountable_is_a_gap`)
//! - The matrix shows what lasts, of systems in use. (`the_matrix_shows_what_lasts`)
//! - It says when it is not whole. (`the_matrix_says_that_there_is_more`)
//! - Those who left are said to have left. (`those_who_left_are_said_to_have_left`)

pub mod commands;
pub mod model;
pub mod queries;
pub mod raci;
#[cfg(test)]
mod tests;
