//! The evidence timeline of a thing: lanes over time, gaps that can be seen, and the same in words.

pub mod lanes;
pub mod list;
pub mod page;

pub use page::timeline_page;
