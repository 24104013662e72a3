//! Reading rows of views, now or as of a position.
//!
//! # Invariants
//! - A row is found at exactly the positions at which it held
//!   (`views_at_any_prefix`).
//! - A page begins where the one before ended (`pages_of_rows_join_without_gap_or_double`).
//!
//! # Deliberately absent
//! - Rights: the application says which scopes a caller may see.

use std::fmt::Write as _;

use sea_orm::Value;

use super::{RowQuery, build::Build};
use crate::{Store, StoreError, core::Core, sql};

impl Store {
    /// The body of a row as of `upto`, if it was there.
    ///
    /// # Errors
    /// [`StoreError::ViewsBehind`] when the views do not come that far in time.
    pub async fn row(
        &self,
        view: &str,
        key: &str,
        upto: u64,
    ) -> Result<Option<String>, StoreError> {
        let keys = Some(vec![key.to_owned()]);
        let q = RowQuery { view: view.to_owned(), upto, keys, ..RowQuery::default() };
        Ok(self.rows(q).await?.pop().map(|(_, body)| body))
    }

    /// A page of (key, body), ordered by sort, then key.
    ///
    /// # Errors
    /// [`StoreError::ViewsBehind`] when the views do not come that far in time.
    pub async fn rows(&self, q: RowQuery) -> Result<Vec<(String, String)>, StoreError> {
        match self.core.rows(&q).await {
            // The build was switched away between choosing and asking it.
            Err(StoreError::Db(_)) => {
                self.core.refresh_views().await?;
                self.core.rows(&q).await
            }
            other => other,
        }
    }

    /// How many rows [`Store::rows`] would find without `after` and `limit`.
    ///
    /// # Errors
    /// [`StoreError::ViewsBehind`] when the views do not come that far in time.
    pub async fn count(&self, q: RowQuery) -> Result<u64, StoreError> {
        match self.core.count(&q).await {
            Err(StoreError::Db(_)) => {
                self.core.refresh_views().await?;
                self.core.count(&q).await
            }
            other => other,
        }
    }
}

impl Core {
    async fn rows(&self, q: &RowQuery) -> Result<Vec<(String, String)>, StoreError> {
        let (build, upto) = self.serving(&q.view, q.upto).await?;
        let (mut filter, mut values) = filter(q, upto);
        let order = if q.descending { "DESC" } else { "ASC" };
        if let Some((sort, key)) = &q.after {
            let beyond = if q.descending { '<' } else { '>' };
            let at = values.len();
            // Writing into a String cannot fail.
            let _ = write!(filter, " AND (sort, key) {beyond} (${}, ${})", at + 1, at + 2);
            values.extend([Value::from(sort.as_str()), Value::from(key.as_str())]);
        }
        let limit = q.limit.map_or(i64::MAX, i64::from);
        values.push(limit.into());
        let end = format!("ORDER BY sort {order}, key {order} LIMIT ${}", values.len());
        // Both branches come in order, so that a page is merged from their beginnings.
        let branches = branches(&build, upto, "key, body, sort", &filter).join(" UNION ALL ");
        let rows = sql::all(&self.db.views_read, format!("{branches} {end}"), values).await?;
        let pairs = rows.iter().map(|row| Ok((sql::column(row, 0)?, sql::column(row, 1)?)));
        pairs.collect()
    }

    async fn count(&self, q: &RowQuery) -> Result<u64, StoreError> {
        let (build, upto) = self.serving(&q.view, q.upto).await?;
        let (filter, values) = filter(q, upto);
        let branches = branches(&build, upto, "count(*)", &filter).join(" UNION ALL ");
        let mut sum = 0;
        for row in sql::all(&self.db.views_read, branches, values).await? {
            sum += sql::number(&row, 0)?;
        }
        Ok(sum)
    }
}

/// Rows that hold still, and rows that held at the position ($1) and no longer do.
///
/// Of the latter, an index by the end or by the beginning leads to those that held: the shorter way
/// is the one from the nearer end of the log. Adding 0 keeps the database from the other one.
fn branches(build: &Build, upto: u64, columns: &str, filter: &str) -> Vec<String> {
    let table = build.table();
    let now = format!("SELECT {columns} FROM {table}_now WHERE from_pos < $1{filter}");
    let held = if upto < build.pos / 2 {
        "from_pos < $1 AND to_pos + 0 >= $1"
    } else {
        "to_pos >= $1 AND from_pos + 0 < $1"
    };
    vec![now, format!("SELECT {columns} FROM {table}_was WHERE {held}{filter}")]
}

fn filter(q: &RowQuery, upto: u64) -> (String, Vec<Value>) {
    let mut values = vec![sql::int(upto)];
    let mut filter = String::new();
    for (column, wanted) in [("scope", &q.scopes), ("key", &q.keys)] {
        let Some(wanted) = wanted else { continue };
        if wanted.is_empty() {
            filter.push_str(" AND 1 = 0");
            continue;
        }
        let (holders, more) = sql::list(values.len() + 1, wanted);
        // Writing into a String cannot fail.
        let _ = write!(filter, " AND {column} IN ({holders})");
        values.extend(more);
    }
    (filter, values)
}
