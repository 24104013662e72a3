//! Incidents: what happened, what is live because of it, and what can be done about it.
//!
//! # Invariants
//! - A stop that was only asked for is never shown as a stop. (`a_requested_stop_is_not_a_stop`)
//! - Threats are named one by one, however they are set apart. (`threats_are_named_one_by_one`)
//! - A refusal is told apart from a failure. (`a_refusal_is_not_a_failure`)
//!
//! # Deliberately absent
//! - No rules about who may decide what. The server refuses, and its sentence is shown.

pub mod commands;
pub mod list;
mod model;
pub mod queries;
#[cfg(test)]
mod tests;

pub use commands::{Act, Contain, ContainInput};
pub use list::{IncidentFilter, IncidentRow, Incidents};
pub use model::{Progress, Serving, Step};
pub use queries::{
    FlaggedDeployment, Incident, IncidentPage, RealisedThreat, Rollback, Stop, Told,
};
