//! Who may come in, and as whom: tokens, and accounts at identity providers.
//!
//! # Deliberately absent
//! - Secrets: a token is kept as its hash, an account as a keyed hash of its name at the provider.

use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbErr},
};

use crate::dialect;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000002_credential"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait elides it, and async_trait compares")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = dialect(manager.get_database_backend(), TABLES);
        manager.get_connection().execute_unprepared(&tables).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE credential (
  hash       {BYTES} PRIMARY KEY CHECK (length(hash) = 32),
  name       {TEXT} NOT NULL,
  holder     {TEXT} NOT NULL,
  made_at    {INT} NOT NULL,
  expires_at {INT} NOT NULL,
  revoked_at {INT}
);
CREATE INDEX credential_holder ON credential (holder);
CREATE TABLE identity_link (
  hash   {BYTES} PRIMARY KEY CHECK (length(hash) = 32),
  person {TEXT} NOT NULL,
  at     {INT} NOT NULL
);
CREATE INDEX identity_link_person ON identity_link (person);
";
