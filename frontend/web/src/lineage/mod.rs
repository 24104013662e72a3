//! The lineage graph and the blast radius.
//!
//! The server places nodes and edges; these pages draw them, move the eye over them, and say the
//! same in lists. A picture that cannot be read is worth nothing: every one has its list.
//!
//! # Invariants
//! - Direction, depth and the form of the page are in the address. (`what_the_address_says_is_asked`)
//!
//! # Deliberately absent
//! - No layout in the browser, and no dragging of nodes: the picture is the same for everybody.

pub mod blast;
pub mod canvas;
pub mod list;
pub mod page;
pub mod panel;
pub mod picture;
pub mod scene;
pub mod start;
pub mod words;

pub use blast::blast_page;
pub use page::lineage_page;
