//! Accountability: who covers what, who answered for anything on any day.

mod activity;
mod answerable;
mod champions;
mod page;
mod raci;
pub mod step_down;

pub use activity::activity_card;
pub use answerable::answerable_page;
pub use champions::champions_page;
pub use page::accountability_page;
pub use raci::raci_page;
