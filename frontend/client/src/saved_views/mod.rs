//! Saved views of a list: addresses under a name, one's own and those that others share.
//!
//! # Deliberately absent
//! - What an address means: the page that it leads to reads it.
pub mod commands;
pub mod menu;
pub(crate) mod operations;
