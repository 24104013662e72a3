//! Reading whole histories of rows: every version with the positions between which it held.
//!
//! # Invariants
//! - What holds at a position is what the spans around it say (`spans_say_what_holds_at_any_prefix`).
//! - All spans of a key come together (`spans_say_what_holds_at_any_prefix`).
//!
//! # Deliberately absent
//! - Rights and positions asked about: who keeps spans asks for both later.

use sea_orm::{QueryResult, Value};

use super::build::Build;
use crate::{Store, StoreError, core::Core, sql};

/// How many keys one statement asks for at most.
const LIST: usize = 512;

/// A version of a row, and when it held: at `upto` when `from < upto <= to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Key of the row.
    pub key: String,
    /// Position of the event that wrote it.
    pub from: u64,
    /// Position of the event that ended it; `u64::MAX` while it holds.
    pub to: u64,
    /// JSON, the application's own.
    pub body: String,
}

/// Whose spans are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Of these keys.
    Keys(&'a [String]),
    /// Of the keys behind this one in their order, some thousand at a time. The first is behind the
    /// empty text.
    Behind(&'a str),
}

/// Keys of one page, about.
const PAGE: u64 = 2_000;

impl Store {
    /// Every version of some rows of a view, ordered by key, then by position. The view holds at
    /// least the first `upto` events then; it may hold more.
    ///
    /// # Errors
    /// [`StoreError::ViewsBehind`] when the views do not come that far in time.
    pub async fn spans(
        &self,
        view: &str,
        upto: u64,
        whose: Whose<'_>,
    ) -> Result<Vec<Span>, StoreError> {
        match self.core.spans(view, upto, whose).await {
            // The build was switched away between choosing and asking it.
            Err(StoreError::Db(_)) => {
                self.core.refresh_views().await?;
                self.core.spans(view, upto, whose).await
            }
            other => other,
        }
    }

    /// The folder in which this process may keep what it can make again from the log: that of the
    /// log's file, or of the keys.
    pub fn folder(&self) -> std::path::PathBuf {
        let file = self.core.db.file().and_then(std::path::Path::parent);
        file.unwrap_or(&self.core.keys_dir).to_owned()
    }
}

impl Core {
    async fn spans(
        &self,
        view: &str,
        upto: u64,
        whose: Whose<'_>,
    ) -> Result<Vec<Span>, StoreError> {
        let (build, _) = self.serving(view, upto).await?;
        match whose {
            Whose::Keys(keys) => {
                let mut spans = Vec::with_capacity(keys.len());
                for some in keys.chunks(LIST) {
                    let (holders, values) = sql::list(1, some);
                    spans.extend(self.both(&build, &format!("key IN ({holders})"), values).await?);
                }
                Ok(spans)
            }
            Whose::Behind(key) => {
                let table = build.table();
                let last = format!(
                    "SELECT key FROM {table}_now WHERE key > $1 ORDER BY key LIMIT 1 OFFSET $2"
                );
                let values = [Value::from(key), sql::int(PAGE - 1)];
                match sql::one(&self.db.views_read, last, values).await? {
                    Some(last) => {
                        let last: String = sql::column(&last, 0)?;
                        let values = vec![key.into(), last.into()];
                        self.both(&build, "key > $1 AND key <= $2", values).await
                    }
                    None => self.both(&build, "key > $1", vec![key.into()]).await,
                }
            }
        }
    }

    /// Rows that hold and rows that held, in one statement, so that none is missed in between.
    async fn both(
        &self,
        build: &Build,
        filter: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Span>, StoreError> {
        let table = build.table();
        let query = format!(
            "SELECT key, from_pos, body, to_pos FROM {table}_was WHERE {filter} UNION ALL \
             SELECT key, from_pos, body, -1 FROM {table}_now WHERE {filter} \
             ORDER BY key, from_pos"
        );
        let rows = sql::all(&self.db.views_read, query, values).await?;
        rows.iter().map(span).collect()
    }
}

fn span(row: &QueryResult) -> Result<Span, StoreError> {
    let to: i64 = sql::column(row, 3)?;
    Ok(Span {
        key: sql::column(row, 0)?,
        from: sql::number(row, 1)?,
        // What holds still has no end.
        to: u64::try_from(to).unwrap_or(u64::MAX),
        body: sql::column(row, 2)?,
    })
}
