//! Evidence: the list, what one piece says, the files kept with it, and how it is recorded and
//! withdrawn.

mod fields;
pub mod files;
pub mod list;
pub mod page;
pub mod record;
pub mod withdraw;

pub use list::evidence_page;
pub use page::item_page;
