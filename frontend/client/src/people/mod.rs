//! People and teams: who may do what, and who answers for what.
//!
//! # Invariants
//! - An erased person keeps roles but no name. (`an_erased_person_keeps_roles_but_no_name`)
//!
//! - What is lent is one's own and lasts no longer. (`only_ones_own_roles_are_offered_for_lending`)
//! - A team is sent with a name and an identifier that the server can take.
//!   (`a_team_is_sent_with_a_fit_identifier`)
//! - No identifier of a person is made of the name. (`an_identifier_is_never_made_of_a_name`)
//! - A file with a wrong line is not sent. (`a_file_with_a_wrong_line_is_not_sent`)
//! - A sheet begins with all of its columns. (`a_sheet_begins_with_all_of_its_columns`)

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
