//! The order of a list: a column's key, and which end comes first.
//!
//! # Invariants
//! - A list can be turned around, and rows that lack a value stay at its end.
//!   (`rows_without_a_value_come_last_either_way`)
//! - A key that a list does not know is refused with those it knows. (`an_unknown_key_names_the_known_ones`)
//!
//! # Deliberately absent
//! - No order by several columns: ties keep the list's own order.

use std::{cmp::Ordering, sync::Arc};

use async_graphql::InputObject;

use crate::{
    reply::{Answer, Reply},
    scope::{Ref, Thing},
};

/// What a list is ordered by.
#[derive(InputObject, Clone, Debug)]
pub struct OrderBy {
    /// Key of a column. A list that does not know it answers with those it knows.
    pub key: String,
    /// Whether the largest comes first.
    #[graphql(default)]
    pub descending: bool,
}

/// What a row is ordered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A number, a time, or a step on a scale; the milder is the smaller.
    Number(i64),
    /// Words, whatever their case.
    Words(String),
}

impl Key {
    /// A number.
    pub fn number(number: impl TryInto<i64>) -> Option<Self> {
        number.try_into().ok().map(Self::Number)
    }

    /// Words.
    pub fn words(words: &str) -> Option<Self> {
        Some(Self::Words(words.to_lowercase()))
    }

    /// A step on a scale, by its place among all steps.
    pub fn step<T: PartialEq>(steps: &[T], step: &T) -> Option<Self> {
        steps.iter().position(|one| one == step).and_then(Self::number)
    }
}

/// What each of some rows is ordered by; absent where it lacks the value.
pub type Keys = Vec<Option<Key>>;

/// Rows of a list that can be ordered.
pub trait Sorted: Thing {
    /// Keys of the columns.
    const KEYS: &'static [&'static str];

    /// What the rows are ordered by under one of the keys.
    fn order_keys(
        rows: &[Arc<Self>],
        key: &str,
        scope: &Ref,
    ) -> impl Future<Output = Answer<Keys>> + Send;
}

/// The key of each row.
pub fn each<V>(rows: &[Arc<V>], key: impl Fn(&V) -> Option<Key>) -> Keys {
    rows.iter().map(|row| key(row)).collect()
}

/// Rows in the order that is asked for, or in their own.
pub async fn sorted<V: Sorted>(
    scope: &Ref,
    rows: Vec<Arc<V>>,
    order: Option<OrderBy>,
) -> Answer<Vec<Arc<V>>> {
    let Some(order) = order else { return Ok(rows) };
    let keys = V::order_keys(&rows, known(&order, V::KEYS)?, scope).await?;
    Ok(arranged(rows, keys, order.descending))
}

/// The key of an order, if the list knows it.
pub fn known<'a>(order: &'a OrderBy, keys: &[&str]) -> Answer<&'a str> {
    if keys.contains(&order.key.as_str()) {
        return Ok(&order.key);
    }
    let sentence = format!("this list is ordered by one of: {}", keys.join(", "));
    Err(Reply::bad_input("order.key", sentence))
}

/// Things in the order of their keys; ties keep the order they stand in.
pub fn arranged<T>(things: Vec<T>, keys: Keys, descending: bool) -> Vec<T> {
    let mut keyed: Vec<(Option<Key>, T)> = keys.into_iter().zip(things).collect();
    keyed.sort_by(|(a, _), (b, _)| compare(a.as_ref(), b.as_ref(), descending));
    keyed.into_iter().map(|(_, thing)| thing).collect()
}

fn compare(a: Option<&Key>, b: Option<&Key>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, compare};

    #[test]
    fn rows_without_a_value_come_last_either_way() {
        for descending in [false, true] {
            let mut keys = [None, Key::number(2), None, Key::number(1)];
            keys.sort_by(|a, b| compare(a.as_ref(), b.as_ref(), descending));
            assert_eq!(keys[2..], [None, None]);
            assert_eq!(keys[0], Key::number(if descending { 2 } else { 1 }));
        }
    }

    #[test]
    fn words_are_ordered_whatever_their_case() {
        assert!(Key::words("alpha") < Key::words("Beta"));
        assert_eq!(Key::step(&["low", "high"], &"high"), Key::number(1));
    }
}
