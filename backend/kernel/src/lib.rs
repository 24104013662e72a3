//! Words every crate shares: subjects, moments, personal text, decisions.
//!
//! # Deliberately absent
//! - No IO, no clock, no randomness: a [`Moment`] brings the time, commands bring the ids.
//! - No rules of any room.

mod decider;
mod fact;
mod moment;
mod personal;
mod subject;
mod text;
mod time;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use decider::{Decider, Decision, Refusal, nothing_new, record, record_all, refuse};
pub use fact::{Fact, Part, Recorded, Unreadable, Wire, decode, encode};
pub use moment::Moment;
pub use personal::Personal;
pub use subject::{BadSubject, Kind, Subject};
pub use text::{BadText, Decimal, Digest, Name, Note};
pub use time::{BadTime, Micros};
