//! How far each build of each view has come.
//!
//! # Invariants
//! - A build belongs to one version of one view (`a_rebuild_serves_the_old_rows_until_it_is_done`).
//!
//! # Deliberately absent
//! - Rows of views; see [`super`].

use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbErr},
};

use crate::dialect;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000001_projection"
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
CREATE TABLE projection (
  view    {TEXT} NOT NULL,
  version {INT} NOT NULL,               -- of the code that folds
  build   {INT} NOT NULL,               -- counts rebuilds of that version
  pos     {INT} NOT NULL,               -- first position not folded yet
  last    {BYTES},                      -- leaf hash of the event folded last: is it still this log?
  active  {INT} NOT NULL,               -- 1: readers are served from it
  stopped {TEXT},                       -- why it stands still
  PRIMARY KEY (view, version, build)
);
";
