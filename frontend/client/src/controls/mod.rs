//! Controls of systems: what shows them, how they stand, what to do.
//!
//! # Invariants
//! - One question for each page. (`controls_are_one_question_each`)
//! - What an address says about the list is what is asked. (`an_address_narrows_the_controls`)
//! - Stages stand in the order of a system's life. (`stages_stand_in_the_order_of_life`)
//! - The file holds what the screen shows, one line a control. (`the_file_holds_what_is_shown`)

pub mod commands;
pub mod model;
pub mod page;
pub mod queries;
#[cfg(test)]
mod tests;
