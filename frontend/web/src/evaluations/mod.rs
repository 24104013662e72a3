//! Evidence: the list, and what one piece says.

pub mod list;
pub mod page;

pub use list::evidence_page;
pub use page::item_page;
