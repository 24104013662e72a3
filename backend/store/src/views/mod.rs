//! Views: rows folded from the log, kept with the positions between which they held.
//!
//! Each build of a view has two tables: `…_now`, the row that holds, and `…_was`, rows that held
//! earlier, added in the order of the positions that ended them. A build belongs to one version of
//! the view's code; readers are served from the newest build that has reached the head once.
//!
//! # Invariants
//! - A row is valid at `upto` when it was written before `upto` and not changed before it
//!   (`views_at_any_prefix`).
//!
//! # Deliberately absent
//! - Any knowledge of what a row means: `body` is the application's own JSON.

mod apply;
mod build;
pub(crate) mod progress;
mod rows;
mod runner;
mod spans;

pub use spans::{Span, Whose};

use crate::Stored;

/// What a fold leaves under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// System the row belongs to, or empty; lists are filtered by it.
    pub scope: String,
    /// Lists are ordered by it, byte by byte, then by key.
    pub sort: String,
    /// JSON, the application's own.
    pub body: String,
}

/// The seam between the store, which knows no room, and the application, which knows them all.
pub trait Fold: Send + Sync {
    /// The views there are, with the version of their code. A name is lower-case letters, digits
    /// and `_`.
    fn views(&self) -> Vec<(&'static str, u32)>;
    /// Which rows the event touches: (view, key).
    fn touches(&self, e: &Stored) -> Vec<(&'static str, String)>;
    /// The row after the event; `None` closes it. An error stops the views at this event.
    fn fold(
        &self,
        e: &Stored,
        view: &str,
        key: &str,
        old: Option<&str>,
    ) -> Result<Option<Row>, String>;
}

/// A page of rows of one view.
#[derive(Debug, Clone, Default)]
pub struct RowQuery {
    /// The view.
    pub view: String,
    /// Exclusive position; positions beyond the head mean the head.
    pub upto: u64,
    /// Only rows of these scopes; `None` means all.
    pub scopes: Option<Vec<String>>,
    /// Only rows with these keys; `None` means all.
    pub keys: Option<Vec<String>>,
    /// Only rows behind this (sort, key) in the direction asked for.
    pub after: Option<(String, String)>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Largest sort first.
    pub descending: bool,
}
