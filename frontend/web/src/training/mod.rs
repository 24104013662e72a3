//! Runs: the list, and the whole story of one.

pub mod list;
pub mod page;

pub use list::runs_page;
pub use page::run_page;
