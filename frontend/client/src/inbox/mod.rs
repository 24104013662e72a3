//! What the reader was told has come due or has passed: all of it, by kind, and what of it is new.
//!
//! # Invariants
//! - Every kind of notice can be chosen, and stands in one choice only.
//!   (`every_notice_stands_in_one_choice`)
//! - What came after the inbox was last opened is new, and nothing else.
//!   (`what_came_since_is_new`)
//!
//! # Deliberately absent
//! - No mark of one notice as read: whether a thing is done says the thing itself.

mod model;
pub mod queries;
#[cfg(test)]
mod tests;

pub use model::{CHOICES, kinds_of, next_unseen, words_of};
pub use queries::{InboxAnswer, Notice, Notices, inbox, read_inbox, read_unseen, unseen};
