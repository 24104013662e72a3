//! People and teams: who may do what, and who answers for what.
//!
//! # Invariants
//! - An erased person keeps roles but no name. (`an_erased_person_keeps_roles_but_no_name`)
//!
//! - What is lent is one's own and lasts no longer. (`only_ones_own_roles_are_offered_for_lending`)
//! - A file with a wrong line is not sent. (`a_file_with_a_wrong_line_is_not_sent`)

pub mod catalogue;
pub mod commands;
pub mod delegation;
pub mod list;
pub mod model;
pub(crate) mod operations;
pub mod queries;
pub mod roster;
#[cfg(test)]
mod tests;
