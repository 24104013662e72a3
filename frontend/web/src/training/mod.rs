//! Runs: the list, and the whole story of one; where they run, and who vouches for it.

pub mod attest;
pub mod environments;
pub mod list;
pub mod page;
pub mod privacy;

pub use environments::{environment_page, environments_page};
pub use list::runs_page;
pub use page::run_page;
