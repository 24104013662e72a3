//! Statements that both databases understand: numbered parameters, rows in bulk, padded lists.
//!
//! # Invariants
//! - A statement's text depends on few sizes only, so that prepared statements are found again (`bulk_sizes_are_few_and_cover_every_row`).
//!
//! # Deliberately absent
//! - Entities: the few tables are written by hand, where each statement can be measured.

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, TryGetable, Value};

use crate::StoreError;

/// A statement with its values.
pub(crate) fn stmt<I>(backend: DbBackend, sql: impl Into<String>, values: I) -> Statement
where
    I: IntoIterator<Item = Value>,
{
    Statement::from_sql_and_values(backend, sql, values)
}

/// Runs a statement.
pub(crate) async fn run<C, I>(db: &C, sql: impl Into<String>, values: I) -> Result<u64, DbErr>
where
    C: ConnectionTrait,
    I: IntoIterator<Item = Value>,
{
    let done = db.execute_raw(stmt(db.get_database_backend(), sql, values)).await?;
    Ok(done.rows_affected())
}

/// All rows of a query.
pub(crate) async fn all<C, I>(
    db: &C,
    sql: impl Into<String>,
    values: I,
) -> Result<Vec<QueryResult>, DbErr>
where
    C: ConnectionTrait,
    I: IntoIterator<Item = Value>,
{
    db.query_all_raw(stmt(db.get_database_backend(), sql, values)).await
}

/// The first row of a query.
pub(crate) async fn one<C, I>(
    db: &C,
    sql: impl Into<String>,
    values: I,
) -> Result<Option<QueryResult>, DbErr>
where
    C: ConnectionTrait,
    I: IntoIterator<Item = Value>,
{
    Ok(all(db, sql, values).await?.into_iter().next())
}

/// Column `at` of a row.
pub(crate) fn column<T: TryGetable>(row: &QueryResult, at: usize) -> Result<T, DbErr> {
    row.try_get_by_index(at)
}

/// A position, version or count, which the databases keep as signed integers.
pub(crate) fn number(row: &QueryResult, at: usize) -> Result<u64, StoreError> {
    let value: i64 = column(row, at)?;
    u64::try_from(value).map_err(|_| StoreError::Damaged(format!("negative number {value}")))
}

/// The signed form of a position; beyond the largest there is nothing.
pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A position, version or count as a value.
pub(crate) fn int(value: u64) -> Value {
    Value::BigInt(Some(signed(value)))
}

/// `$1, $2, …` for a list, with the list padded by its last element to a power of two.
pub(crate) fn list(first: usize, items: &[String]) -> (String, Vec<Value>) {
    let wanted = items.len().next_power_of_two();
    let mut holders = String::with_capacity(wanted * 5);
    let mut values = Vec::with_capacity(wanted);
    for (at, item) in items
        .iter()
        .chain(std::iter::repeat(items.last().unwrap_or(&String::new())))
        .take(wanted)
        .enumerate()
    {
        let comma = if at == 0 { "" } else { ", " };
        // Writing into a String cannot fail.
        let _ = write!(holders, "{comma}${}", first + at);
        values.push(Value::from(item.as_str()));
    }
    (holders, values)
}

/// How many rows a bulk statement takes at a time, largest first: at most three of each but the first.
const BULK: [usize; 5] = [256, 64, 16, 4, 1];

/// Inserts rows of `columns` values each: `head` VALUES (…), (…) `tail`.
pub(crate) async fn insert<C: ConnectionTrait>(
    db: &C,
    head: &str,
    columns: usize,
    values: Vec<Value>,
    tail: &str,
) -> Result<(), DbErr> {
    let mut left = values.len() / columns.max(1);
    let mut values = values.into_iter();
    while left > 0 {
        let rows = bulk(left);
        let numbered = db.get_database_backend() != DbBackend::Sqlite;
        let sql = bulk_text(head, (columns, rows, numbered), tail);
        run(db, sql, values.by_ref().take(rows * columns)).await?;
        left -= rows;
    }
    Ok(())
}

fn bulk(left: usize) -> usize {
    BULK.into_iter().find(|&size| size <= left).unwrap_or(1)
}

/// With `SQLite` places have no numbers, as each is a name there, looked for among all the others.
fn bulk_text(head: &str, (columns, rows, numbered): (usize, usize, bool), tail: &str) -> String {
    let mut sql = String::with_capacity(head.len() + rows * columns * 6 + tail.len() + 16);
    sql.push_str(head);
    sql.push_str(" VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for at in 0..columns {
            let comma = if at == 0 { "" } else { ", " };
            sql.push_str(comma);
            if numbered {
                // Writing into a String cannot fail.
                let _ = write!(sql, "${}", row * columns + at + 1);
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push(' ');
    sql.push_str(tail);
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bulk_sizes_are_few_and_cover_every_row() {
        for rows in 0..1_000 {
            let (mut left, mut sum) = (rows, 0);
            while left > 0 {
                let size = bulk(left);
                assert!(BULK.contains(&size) && size <= left);
                (left, sum) = (left - size, sum + size);
            }
            assert_eq!(sum, rows);
        }
        assert_eq!(
            bulk_text("INSERT INTO t", (2, 2, true), ""),
            "INSERT INTO t VALUES ($1, $2), ($3, $4) "
        );
        assert_eq!(
            bulk_text("INSERT INTO t", (2, 2, false), "x"),
            "INSERT INTO t VALUES (?, ?), (?, ?) x"
        );
    }

    #[test]
    fn a_list_is_padded_by_its_last_item() {
        let items: Vec<String> = ["a", "b", "c"].map(String::from).into();
        let (holders, values) = list(3, &items);
        assert_eq!(holders, "$3, $4, $5, $6");
        assert_eq!(values.last(), Some(&Value::from("c")));
    }
}
