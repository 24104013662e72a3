//! Accountability: who covers what, who answered for anything on any day.

mod answerable;
mod champions;
mod page;

pub use answerable::answerable_page;
pub use page::accountability_page;
