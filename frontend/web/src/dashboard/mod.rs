//! The first page: what is live, what can be trusted, what needs somebody.
//!
//! # Deliberately absent
//! - No figure without its rows: every number leads to the list that it counts.

pub mod page;
pub mod parts;
pub mod quarantine;

pub use page::dashboard_page;
pub use quarantine::quarantine_page;
