//! What can go wrong inside the store, as opposed to what a caller is told about one command.
//!
//! # Invariants
//! - An error never carries personal text: it names positions, keys and tables only (`an_erased_key_takes_no_new_parts`).
//!
//! # Deliberately absent
//! - Refusals. The store knows no room, so it cannot say no on behalf of one; see [`crate::AppendError`].

use sea_orm::DbErr;

/// Something broke, or the database is not in a state that may be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database answered with an error.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// The connection of the appender answered with an error.
    #[error("database: {0}")]
    Log(#[from] rusqlite::Error),
    /// A file beside the database (a key, the last checkpoint) could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A key file or a stored ciphertext does not have the form it must have.
    #[error("keys: {0}")]
    Keys(String),
    /// The address of the database is neither `sqlite://` nor `postgres://`.
    #[error("database address not understood: {0}")]
    Address(String),
    /// The database must not be used as it is, for example because it ends before what was signed.
    #[error("refusing to use this log: {0}")]
    Unfit(String),
    /// Stored bytes do not have the form the log promises.
    #[error("damaged log: {0}")]
    Damaged(String),
    /// A fold reported an error; its views stand still at this position until it is mended.
    #[error("view {view} stopped at position {pos}: {reason}")]
    ViewStopped {
        /// The view.
        view: String,
        /// Position of the event that could not be folded.
        pos: u64,
        /// What the fold said.
        reason: String,
    },
    /// The views did not reach the position asked for in time.
    #[error("the views are at {at}, {wanted} was asked for")]
    ViewsBehind {
        /// First position the views have not folded yet.
        at: u64,
        /// The exclusive position asked for.
        wanted: u64,
    },
    /// No view of that name is registered.
    #[error("no view is called {0}")]
    NoSuchView(String),
    /// There is no event at this position.
    #[error("the log has no position {0}")]
    NoSuchPosition(u64),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}
