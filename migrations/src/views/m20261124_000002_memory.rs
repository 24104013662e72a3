//! What lenses remember of the log, so that a start does not fold it again.
//!
//! # Invariants
//! - It belongs to one version of a lens and to one log (`a_memory_of_another_log_is_forgotten`).
//!
//! # Deliberately absent
//! - The meaning of the bytes; see the lens.

use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbErr},
};

use crate::dialect;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000002_memory"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait elides it, and async_trait compares")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager.get_connection().execute_unprepared(&dialect(backend, TABLES)).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE memory (
  lens     {TEXT} NOT NULL,
  from_pos {INT} NOT NULL,
  version  {TEXT} NOT NULL,             -- of the code that folds
  upto     {INT} NOT NULL,
  last     {BYTES} NOT NULL,            -- leaf hash of the event before upto: is it still this log?
  digest   {BYTES} NOT NULL,            -- SHA-256 of the bytes
  bytes    {BYTES} NOT NULL,
  PRIMARY KEY (lens, from_pos)
);
";
