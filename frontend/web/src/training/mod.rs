//! Runs: the list, and the whole story of one.

pub mod environments;
pub mod list;
pub mod page;

pub use environments::{environment_page, environments_page};
pub use list::runs_page;
pub use page::run_page;
