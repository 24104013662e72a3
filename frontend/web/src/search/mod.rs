//! Search: the palette over every page, and the page of its own.
//!
//! # Deliberately absent
//! - No commands that record something: they stand where their thing is.

pub mod page;
pub mod palette;

pub use page::search_page;
pub use palette::{Palette, opener};

use client::search::queries::Hit;

use crate::ui::page_of;

/// The page of what was found.
fn place_of(hit: &Hit) -> String {
    hit.page().unwrap_or_else(|| page_of(hit.subject.as_str()))
}
