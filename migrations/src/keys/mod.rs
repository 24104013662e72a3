//! Keys of data subjects, which erasure destroys.
//!
//! With `SQLite` a file of its own; with `PostgreSQL` the schema `ledgerstone_keys`.
//!
//! # Invariants
//! - A destroyed key leaves no bytes behind (`after_erasure_no_byte_of_key_or_payload_is_left`).
//!
//! # Deliberately absent
//! - The key that wraps these keys: it is a file beside the database.

mod m20261123_000001_keys;

use sea_orm_migration::{
    MigrationTrait, MigratorTrait, async_trait,
    sea_orm::{
        DynIden,
        sea_query::{Alias, IntoIden},
    },
};

/// Brings the key tables to the present form.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261123_000001_keys::Migration)]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("keys_migration").into_iden()
    }
}
