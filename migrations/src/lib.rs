//! The tables Ledgerstone keeps, and how an older database becomes a newer one.
//!
//! [`log`] is forever: what it made is only ever added to. [`views`] is disposable: everything in it
//! can be folded again. [`keys`] is what erasure destroys. Each has its own list of applied migrations,
//! because with `SQLite` each lives in its own file.
//!
//! # Invariants
//! - An event cannot be changed or deleted through SQL (`the_database_refuses_to_change_an_event`).
//! - Text is compared byte by byte on both databases (`postgresql_keeps_the_contract`).
//!
//! # Deliberately absent
//! - The tables of single views: the runner makes and drops them, one for each build of a view.
//! - Ways back: a log is never migrated down.

pub mod keys;
pub mod log;
pub mod views;

use sea_orm_migration::sea_orm::DbBackend;

/// Writes one dialect out of the common one: `{INT}`, `{BYTES}`, `{TEXT}` and `{CLUSTERED}`
/// (rows live in the primary key, where the database can do that).
pub fn dialect(backend: DbBackend, sql: &str) -> String {
    let (int, bytes, text, clustered) = if backend == DbBackend::Sqlite {
        ("INTEGER", "BLOB", "TEXT", "WITHOUT ROWID")
    } else {
        ("BIGINT", "BYTEA", "TEXT COLLATE \"C\"", "")
    };
    sql.replace("{INT}", int)
        .replace("{BYTES}", bytes)
        .replace("{TEXT}", text)
        .replace("{CLUSTERED}", clustered)
}
