//! Lists that came whole with their page: the order that a column gives their rows, without asking
//! again.
//!
//! # Invariants
//! - Rows that are equal in a column keep their own order, either way.
//!   (`equal_rows_keep_their_own_order`)
//! - A row that says nothing in a column is last, either way. (`what_says_nothing_is_last`)
use std::cmp::Ordering;

use crate::list::{Heading, OrderBy};

/// Places of the rows in an order; their own where no column knows it.
pub fn in_order(rows: &[Vec<String>], headings: &[Heading], order: Option<&OrderBy>) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows.len()).collect();
    let Some(order) = order else { return places };
    let known = |heading: &Heading| heading.sort == Some(order.key.as_str());
    let Some(column) = headings.iter().position(known) else { return places };
    let numbers = headings.get(column).is_some_and(|heading| heading.number);
    let cell =
        |place: usize| rows.get(place).and_then(|row| row.get(column)).map_or("", String::as_str);
    places.sort_by(|a, b| compare((cell(*a), cell(*b)), numbers, order.descending));
    places
}

fn compare((a, b): (&str, &str), numbers: bool, descending: bool) -> Ordering {
    let way = if numbers {
        number(a).total_cmp(&number(b))
    } else {
        a.to_lowercase().cmp(&b.to_lowercase())
    };
    let way = if descending { way.reverse() } else { way };
    a.is_empty().cmp(&b.is_empty()).then(way)
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use crate::list::{Heading, OrderBy};

    const HEADINGS: &[Heading] = &[
        Heading::new("Run").sorted("run"),
        Heading::number("Epsilon").sorted("epsilon"),
        Heading::new("Stated"),
    ];

    fn rows() -> Vec<Vec<String>> {
        let rows = [("b", "9.5", "x"), ("A", "10", ""), ("", "10", "y"), ("c", "", "z")];
        rows.map(|(run, epsilon, at)| [run, epsilon, at].map(str::to_owned).to_vec()).to_vec()
    }

    fn ordered(order: &str) -> Vec<usize> {
        in_order(&rows(), HEADINGS, OrderBy::read(order, HEADINGS).as_ref())
    }

    #[test]
    fn equal_rows_keep_their_own_order() {
        assert_eq!(ordered("epsilon"), [0, 1, 2, 3], "9.5 is less than 10, as a number");
        assert_eq!(ordered("-epsilon"), [1, 2, 0, 3]);
    }

    #[test]
    fn what_says_nothing_is_last() {
        assert_eq!(ordered("run"), [1, 0, 3, 2], "large and small letters are the same");
        assert_eq!(ordered("-run"), [3, 0, 1, 2]);
    }

    #[test]
    fn an_order_that_no_column_knows_changes_nothing() {
        assert_eq!(ordered(""), [0, 1, 2, 3]);
        let stranger = OrderBy { key: "stated".to_owned(), descending: true };
        assert_eq!(in_order(&rows(), HEADINGS, Some(&stranger)), [0, 1, 2, 3]);
    }
}
