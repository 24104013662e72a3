//! Accountability: who covers what, who answered for anything on any day.

mod answerable;
mod champions;
mod page;
mod raci;

pub use answerable::answerable_page;
pub use page::accountability_page;
pub use raci::raci_page;
