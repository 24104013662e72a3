//! People and teams: who may do what, and who answers for what.
//!
//! # Invariants
//! - An erased person keeps roles but no name. (`an_erased_person_keeps_roles_but_no_name`)
//!
//! # Deliberately absent
//! - No granting of roles in the browser.

pub mod catalogue;
pub mod commands;
pub mod list;
pub mod model;
pub mod queries;
#[cfg(test)]
mod tests;
