//! The event explorer: the log as it is, one event after the other.
//!
//! # Invariants
//! - A changed byte of a leaf is noticed in the browser. (`a_changed_byte_is_noticed`)
//! - News never shows an event twice. (`news_never_shows_an_event_twice`)
//! - Either end of the log can be first. (`the_oldest_can_be_first`)
//!
//! # Deliberately absent
//! - No proof against a checkpoint: that is for a program that is not ours.

mod leaf;
mod model;
pub mod queries;
#[cfg(test)]
mod tests;

pub use leaf::Check;
pub use model::{COLUMNS, FAMILIES, Family, kinds_of, with_news};
pub use queries::{
    Event, EventAnswer, EventPart, EventRow, Events, EventsAnswer, Wanted, event, events, follow,
    follow_news, read_event, read_events, read_follow, read_news,
};
