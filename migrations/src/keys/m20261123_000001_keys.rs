//! The first form of the key tables.
//!
//! # Invariants
//! - A data subject has one key, or none for ever after (`an_erased_key_takes_no_new_parts`).
//!
//! # Deliberately absent
//! - Plain keys: each is wrapped by the key-encryption key of its epoch.

use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbBackend, DbErr},
};

use crate::dialect;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000001_keys"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait elides it, and async_trait compares")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let db = manager.get_connection();
        let schema = if backend == DbBackend::Sqlite {
            ""
        } else {
            db.execute_unprepared("CREATE SCHEMA IF NOT EXISTS ledgerstone_keys").await?;
            "ledgerstone_keys."
        };
        let tables = dialect(backend, TABLES).replace("{SCHEMA}", schema);
        db.execute_unprepared(&tables).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE {SCHEMA}dek (
  key_id  {TEXT} PRIMARY KEY,
  epoch   {INT} NOT NULL,               -- which key-encryption key wraps it
  nonce   {BYTES} NOT NULL,
  wrapped {BYTES} NOT NULL
);
CREATE TABLE {SCHEMA}shredded (
  key_id {TEXT} PRIMARY KEY,
  at     {INT} NOT NULL
);
";
