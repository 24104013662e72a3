//! Views: how far each build of a view has come. Disposable: everything here can be folded again.
//!
//! # Invariants
//! - Dropping all of it loses nothing (`views_that_were_deleted_are_folded_again`).
//!
//! # Deliberately absent
//! - The tables of the views: the runner makes and drops them, one pair for each build.

mod m20261123_000001_projection;
mod m20261124_000002_memory;

use sea_orm_migration::{
    MigrationTrait, MigratorTrait, async_trait,
    sea_orm::{
        DynIden,
        sea_query::{Alias, IntoIden},
    },
};

/// Brings the bookkeeping of the views to the present form.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_projection::Migration),
            Box::new(m20261124_000002_memory::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("views_migration").into_iden()
    }
}
