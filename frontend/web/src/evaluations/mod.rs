//! Evidence: the list, what one piece says, and the files kept with it.

pub mod files;
pub mod list;
pub mod page;

pub use list::evidence_page;
pub use page::item_page;
