//! Incidents: what happened, what is live because of it, and what can be done about it.
//!
//! # Invariants
//! - A stop that was only asked for is never shown as a stop. (`a_requested_stop_is_not_a_stop`)
//! - A refusal is told apart from a failure. (`a_refusal_is_not_a_failure`)
//!
//! # Deliberately absent
//! - No rules about who may decide what. The server refuses, and its sentence is shown.

pub mod commands;
mod model;
pub mod queries;
#[cfg(test)]
mod tests;

pub use commands::{Act, ContainInput, Sent, contain, read_contain};
pub use model::{Progress, Serving, Step};
pub use queries::{
    FlaggedDeployment, Incident, IncidentAnswer, IncidentRow, Incidents, ListAnswer, Rollback,
    Stop, Told, incident, incidents, read_incident, read_incidents,
};
