//! The only source of time and identity inside a decision.

use crate::{Micros, Subject};

/// When a decision is made, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time the decision counts from: the recorded time of a live command, or the claimed time
    /// of an imported one.
    pub now: Micros,
    /// The person or service that decides (`person:…` or `service:…`).
    pub actor: Subject,
}
