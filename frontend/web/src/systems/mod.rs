//! AI systems: the list, the page of one, and who answers for it.

pub mod assign;
pub mod choose;
pub mod end;
pub mod list;
pub mod page;
pub mod parts;
pub mod release;

pub use list::systems_page;
pub use page::system_page;
