//! What happened to a thing, in lanes, with the times in which something was missing.
//!
//! # Invariants
//! - Every event type has a sentence that names no personal text. (`every_event_has_a_sentence`)
//! - A time without fresh evidence is shown as a gap, not as nothing. (`stale_evidence_is_a_gap`)
//! - What the caller may not see is on no lane. (`hidden_events_are_on_no_lane`)
//! - A timeline that leaves older events out says so. (`a_timeline_says_what_it_leaves_out`)
//!
//! # Deliberately absent
//! - No personal text: notes and reasons are opened where they are shown.

mod events;
mod gaps;
mod sentence;
#[cfg(test)]
mod tests;
mod timeline;
mod tone;

pub use events::{EventFilter, EventPage};
pub use gaps::Gap;
pub use sentence::sentence;
pub use timeline::{Item, Lane, Timeline};
pub use tone::{Tone, tone};
