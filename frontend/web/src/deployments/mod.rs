//! Deployments: the list, and how one is guarded.

pub mod list;
pub mod page;

pub use list::deployments_page;
pub use page::deployment_page;
