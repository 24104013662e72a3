//! Search: the palette over every page, and the page of its own.
//!
//! # Deliberately absent
//! - No commands that record something: they stand where their thing is.

pub mod page;
pub mod palette;

pub use page::search_page;
pub use palette::{Palette, opener};
