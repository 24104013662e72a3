//! The log: order, events, what was said about whom, sealed payloads, checkpoints.
//!
//! # Invariants
//! - An event cannot be changed or deleted through SQL (`the_database_refuses_to_change_an_event`).
//!
//! # Deliberately absent
//! - Ways back: see the crate.

mod m20261123_000001_log;
mod m20261123_000002_credential;

use sea_orm_migration::{
    MigrationTrait, MigratorTrait, async_trait,
    sea_orm::{
        DynIden,
        sea_query::{Alias, IntoIden},
    },
};

/// Brings a log's tables to the present form.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_log::Migration),
            Box::new(m20261123_000002_credential::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("log_migration").into_iden()
    }
}
