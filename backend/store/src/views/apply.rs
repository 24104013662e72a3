//! Folding one stretch of the log into some builds, in one transaction.
//!
//! Rows are read once for the whole stretch, changed in memory, and written once; every version a row
//! had in between is kept.
//!
//! # Invariants
//! - Rows and position are written together (`views_resume_where_they_were_after_a_restart`).
//! - No event is skipped (`a_hole_in_the_log_stops_the_views`).
//!
//! # Deliberately absent
//! - Side effects: a fold that sends mail would send it again at the next rebuild.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::{
    Fold, Row,
    build::{Build, advance},
};
use crate::{StoreError, Stored, core::Core, db, sql};

/// How many keys one statement asks for at most.
const LIST: usize = 512;

/// How a stretch ended.
pub(crate) enum Applied {
    /// All of it was folded and committed.
    Done,
    /// Another runner moved or dropped one of the builds; nothing was written.
    Overtaken,
    /// A fold failed at this position; nothing was written.
    Failed {
        /// The view.
        view: String,
        /// The event.
        pos: u64,
        /// What it said.
        reason: String,
    },
}

/// A row with the position that wrote it.
type Placed = (u64, Row);

#[derive(Default)]
struct Cell {
    stored: bool,
    changed: bool,
    now: Option<Placed>,
}

/// Rows of one build while a stretch is folded.
struct Table<'b> {
    build: &'b Build,
    cells: HashMap<String, Cell>,
    was: Vec<Value>,
}

impl Core {
    /// Folds `events`, which begin where all `builds` stand.
    pub(crate) async fn apply(
        &self,
        fold: &dyn Fold,
        builds: &[Build],
        events: &[Stored],
    ) -> Result<Applied, StoreError> {
        let Some(last) = events.last() else {
            return Ok(Applied::Done);
        };
        let touched = touched(fold, builds, events);
        let tx = db::begin(&self.db.views_write).await?;
        if !advance(&tx, builds, (last.pos + 1, last.leaf_hash)).await? {
            tx.rollback().await?;
            return Ok(Applied::Overtaken);
        }
        let mut tables = load(&tx, builds, &touched).await?;
        for (at, view, key) in touched {
            let (Some(event), Some(table)) = (events.get(at), tables.get_mut(view)) else {
                continue;
            };
            if let Err(reason) = table.fold(fold, event, key) {
                let (view, pos) = (table.build.view.clone(), event.pos);
                tx.rollback().await?;
                return Ok(Applied::Failed { view, pos, reason });
            }
        }
        for table in tables {
            table.write(&tx).await?;
        }
        tx.commit().await?;
        Ok(Applied::Done)
    }
}

/// Which rows are touched: index of the event, index of the build, key.
fn touched(fold: &dyn Fold, builds: &[Build], events: &[Stored]) -> Vec<(usize, usize, String)> {
    let mut touched = Vec::with_capacity(events.len() * 2);
    for (at, event) in events.iter().enumerate() {
        for (view, key) in fold.touches(event) {
            if let Some(index) = builds.iter().position(|build| build.view == view) {
                touched.push((at, index, key));
            }
        }
    }
    touched
}

async fn load<'b>(
    tx: &DatabaseTransaction,
    builds: &'b [Build],
    touched: &[(usize, usize, String)],
) -> Result<Vec<Table<'b>>, StoreError> {
    let mut tables: Vec<Table<'b>> = builds
        .iter()
        .map(|build| Table { build, cells: HashMap::new(), was: Vec::new() })
        .collect();
    for (_, view, key) in touched {
        if let Some(table) = tables.get_mut(*view)
            && !table.cells.contains_key(key)
        {
            table.cells.insert(key.clone(), Cell::default());
        }
    }
    for table in &mut tables {
        // A build that has just begun has no rows to read.
        if table.build.pos > 0 {
            table.load(tx).await?;
        }
    }
    Ok(tables)
}

impl Table<'_> {
    async fn load(&mut self, tx: &DatabaseTransaction) -> Result<(), StoreError> {
        let keys: Vec<String> = self.cells.keys().cloned().collect();
        for keys in keys.chunks(LIST) {
            let (holders, values) = sql::list(1, keys);
            let query = format!(
                "SELECT key, from_pos, scope, sort, body FROM {}_now WHERE key IN ({holders})",
                self.build.table()
            );
            for row in sql::all(tx, query, values).await? {
                let key: String = sql::column(&row, 0)?;
                let (scope, sort) = (sql::column(&row, 2)?, sql::column(&row, 3)?);
                let placed = Row { scope, sort, body: sql::column(&row, 4)? };
                let now = Some((sql::number(&row, 1)?, placed));
                self.cells.insert(key, Cell { stored: true, changed: false, now });
            }
        }
        Ok(())
    }

    fn fold(&mut self, fold: &dyn Fold, event: &Stored, key: String) -> Result<(), String> {
        let cell = self.cells.entry(key.clone()).or_default();
        let old = cell.now.as_ref().map(|(_, row)| row);
        let new = fold.fold(event, &self.build.view, &key, old.map(|row| row.body.as_str()))?;
        if new.as_ref() == old {
            return Ok(());
        }
        cell.changed = true;
        let new = new.map(|row| (event.pos, row));
        match std::mem::replace(&mut cell.now, new) {
            // Touched twice by one event: what it was in between was at no position.
            Some((from, row)) if from < event.pos => {
                self.was.extend([key.into(), sql::int(from), sql::int(event.pos)]);
                self.was.extend([row.scope.into(), row.sort.into(), row.body.into()]);
            }
            Some(_) | None => {}
        }
        Ok(())
    }

    async fn write<C: ConnectionTrait>(self, tx: &C) -> Result<(), StoreError> {
        let name = self.build.table();
        let (mut now, mut gone) = (Vec::new(), Vec::new());
        for (key, cell) in self.cells.into_iter().filter(|(_, cell)| cell.changed) {
            match cell.now {
                Some((from, row)) => {
                    now.extend([key.into(), sql::int(from), row.scope.into()]);
                    now.extend([row.sort.into(), row.body.into()]);
                }
                None if cell.stored => gone.push(key),
                None => {}
            }
        }
        let head = format!("INSERT INTO {name}_was (key, from_pos, to_pos, scope, sort, body)");
        sql::insert(tx, &head, 6, self.was, "").await?;
        let head = format!("INSERT INTO {name}_now (key, from_pos, scope, sort, body)");
        let newest = "ON CONFLICT (key) DO UPDATE SET from_pos = excluded.from_pos, \
                      scope = excluded.scope, sort = excluded.sort, body = excluded.body";
        sql::insert(tx, &head, 5, now, newest).await?;
        for keys in gone.chunks(LIST) {
            let (holders, values) = sql::list(1, keys);
            let delete = format!("DELETE FROM {name}_now WHERE key IN ({holders})");
            sql::run(tx, delete, values).await?;
        }
        Ok(())
    }
}
