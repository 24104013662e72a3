//! The event explorer: the log itself, newest first, and one event down to its bytes.
//!
//! The hash of a leaf is computed here, in the browser, by the same code that checks the whole
//! log on the command line.

pub mod leaf;
pub mod list;
pub mod page;
pub mod parts;

pub use list::events_page;
pub use page::event_page;
