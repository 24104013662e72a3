//! The programme: what is mandated, funded, exercised and asked about, and what came of it.
//!
//! # Invariants
//! - Money is drawn as it is written, and compared exactly enough to draw. (`a_budget_is_drawn_from_its_figures`)
//! - A policy that does not bind the reader is not offered to them. (`only_the_bound_are_asked_to_attest`)
//!
//! # Deliberately absent
//! - Who is bound and who is late: the server says, as of the moment.

pub mod commands;
pub mod list;
mod model;
pub mod queries;
#[cfg(test)]
mod tests;

pub use list::{FeedbackFilter, FeedbackRow, Feedbacks, MeetingFilter, MeetingRow, Meetings};
pub use model::Budget;
pub use queries::{
    Appetite, Bound, Exercise, FeedbackPage, Initiative, Meeting, MeetingPage, Policy, PolicyPage,
    PolicyRow, ProgrammePage, Survey,
};
