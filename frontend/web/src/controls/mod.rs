//! Controls: the list, one control of a system, one control across systems.

pub mod act;
pub mod link;
pub mod list;
pub mod page;
pub mod parts;
pub mod text;
pub mod words;

pub use list::controls_page;
pub use page::control_page;
pub use text::text_page;
