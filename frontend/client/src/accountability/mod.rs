//! Accountability: who answers for what, who covers which team and what they do for it, what leavers
//! leave behind.
//!
//! # Invariants
//! - Nobody being accountable is shown as a gap. (`nobody_being_accountable_is_a_gap`)
//! - The matrix shows what lasts, of systems in use. (`the_matrix_shows_what_lasts`)
//! - It says when it is not whole. (`the_matrix_says_that_there_is_more`)
//! - What champions did is said in words as well as drawn. (`what_champions_did_is_said_in_words`)
//! - Whoever is accountable is not shown as consulted too. (`the_consulted_are_those_with_nothing_heavier`)
//! - What coverage misses is told from what else waits. (`a_vacant_duty_is_a_gap_or_a_task`)
//! - A team that runs a system needs a champion. (`a_team_that_runs_a_system_needs_a_champion`)
//! - Those who left are said to have left. (`those_who_left_are_said_to_have_left`)

pub mod activity;
pub mod commands;
pub mod model;
pub mod queries;
pub mod raci;
pub mod teams;
#[cfg(test)]
mod tests;
pub mod vacancies;
