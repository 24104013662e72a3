//! The programme: what is mandated, funded, exercised and asked about, and what came of it.
//!
//! # Invariants
//! - Money is drawn as it is written, and compared exactly enough to draw. (`a_budget_is_drawn_from_its_figures`)
//! - A policy that does not bind the reader is not offered to them. (`only_the_bound_are_asked_to_attest`)
//! - Who waits to attest is neither late nor done. (`who_waits_to_attest_is_neither_late_nor_done`)
//! - A line of figures without a number says how to write it. (`figures_are_read_line_by_line`)
//!
//! # Deliberately absent
//! - Who is bound and who is late: the server says, as of the moment.

pub mod attestations;
pub mod commands;
pub mod exercises;
pub mod feedback;
pub mod initiatives;
pub mod meetings;
pub mod model;
pub(crate) mod operations;
pub mod policies;
pub mod queries;
pub mod surveys;
#[cfg(test)]
mod tests;
pub mod text;
pub mod words;
