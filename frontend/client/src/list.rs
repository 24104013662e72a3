//! Lists: how they are asked for page by page and in an order, and what their columns are.
//!
//! Every list of the server has the same shape: a filter, an order, a part; rows, the way on, and
//! how many there are in all. A room names its connection, its filter, its row and its columns; the
//! page, the export and the tests follow from that.
//!
//! # Invariants
//! - Every row has a cell for every column. (`every_operation_of_the_pages_is_answered`)
//! - An order that no column knows is none. (`an_order_that_no_column_knows_is_none`)
//! - Rows gathered from pages are all rows, or none. (`gathered_rows_are_all_or_none`)
//! - They are of one state, however much is written meanwhile.
//!   (`a_log_that_is_written_to_is_read_at_one_position`)
//!
//! # Deliberately absent
//! - No sorting here: a page of rows is not the list.
use crate::{
    moment::Moment,
    scalars::{Position, Subject},
    schema,
    shared::{At, PageInfo},
};

/// What a list is ordered by.
#[derive(cynic::InputObject, Clone, Debug, PartialEq, Eq)]
pub struct OrderBy {
    /// Key of a column.
    pub key: String,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl OrderBy {
    /// Reads an order as an address writes it: `opened`, or `-opened` for the largest first.
    /// `None` where no column can be ordered by that.
    pub fn read(text: &str, columns: &[Heading]) -> Option<Self> {
        let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        let known = columns.iter().any(|column| column.sort == Some(key));
        known.then(|| Self { key: key.to_owned(), descending })
    }

    /// The order as an address writes it.
    pub fn written(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key)
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// In which order; the list's own when absent.
    pub order: Option<OrderBy>,
    /// How many rows.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<R> {
    /// What the answer counts from.
    pub at: At,
    /// The rows.
    pub rows: Vec<R>,
    /// What to ask after for more.
    pub next: Option<String>,
    /// How many rows there are on all pages.
    pub total: usize,
}

impl<R> Page<R> {
    /// A page out of the parts of an answer.
    pub(crate) fn new(at: At, rows: Vec<R>, info: PageInfo, total: i32) -> Self {
        let next = info.end_cursor.filter(|_| info.has_next_page);
        Self { at, rows, next, total: usize::try_from(total).unwrap_or_default() }
    }
}

/// A column: what stands above it, and what the list is ordered by there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What stands above it.
    pub title: &'static str,
    /// Key of the order; absent where there is none.
    pub sort: Option<&'static str>,
    /// Whether it holds numbers.
    pub number: bool,
    /// Whether it is left out where there is little room.
    pub minor: bool,
    /// Where it stands besides exports, which hold all of them.
    pub place: OnPage,
    /// What the reader chooses it by; absent where it is always shown.
    pub key: Option<&'static str>,
}

/// Whether the page shows a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPage {
    /// Unless it was taken away.
    Usual,
    /// Only when it was chosen.
    Spare,
    /// Never: it stands in exports alone.
    Never,
}

impl Heading {
    /// A column of words.
    pub const fn new(title: &'static str) -> Self {
        Self { title, sort: None, number: false, minor: false, place: OnPage::Usual, key: None }
    }

    /// A column of numbers.
    pub const fn number(title: &'static str) -> Self {
        Self { number: true, ..Self::new(title) }
    }

    /// The list can be ordered by it, under this key.
    #[must_use]
    pub const fn sorted(self, key: &'static str) -> Self {
        Self { sort: Some(key), ..self }
    }

    /// Left out where there is little room.
    #[must_use]
    pub const fn minor(self) -> Self {
        Self { minor: true, ..self }
    }

    /// In exports alone.
    #[must_use]
    pub const fn file_only(self) -> Self {
        Self { place: OnPage::Never, ..self }
    }

    /// Shown or not as the reader chooses; what details a column in exports stands under its key.
    #[must_use]
    pub const fn under(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// On the page only when it was chosen.
    #[must_use]
    pub const fn spare(self) -> Self {
        Self { place: OnPage::Spare, ..self }
    }

    /// Whether the page can show it.
    pub fn is_on_page(&self) -> bool {
        self.place != OnPage::Never
    }
}

/// All rows of a list, page by page; `fetch` gives the page after a cursor. The log may be written
/// to meanwhile: what needs several pages is read at the position of the first answer, which
/// `fetch` is told. The rows are of one moment and as many as the server counts, or there are none:
/// a sentence says why.
pub async fn gather<R>(
    mut fetch: impl AsyncFnMut(Option<Position>, Option<String>) -> Result<Page<R>, String>,
) -> Result<Page<R>, String> {
    let mut all = fetch(None, None).await?;
    if all.next.is_some() {
        let held = Some(all.at.position);
        all = fetch(held, None).await?;
        while let Some(after) = all.next.take() {
            let page = fetch(held, Some(after)).await?;
            if page.at != all.at || page.total != all.total || all.rows.len() > all.total {
                return Err(CHANGED.to_owned());
            }
            all.rows.extend(page.rows);
            all.next = page.next;
        }
    }
    if all.rows.len() == all.total { Ok(all) } else { Err(CHANGED.to_owned()) }
}

/// Why there are no rows although the server answered.
const CHANGED: &str = "The list changed while it was read, so no file was made. Try again.";

/// How a list is asked for.
pub trait Paged: 'static {
    /// What narrows it.
    type Filter: Clone + Default + PartialEq;
    /// One row.
    type Row: Clone + Send + Sync + 'static;

    /// The request for a part of it.
    fn ask(moment: Moment, filter: Self::Filter, part: Part) -> String;

    /// Reads the answer; the error is a sentence for people.
    fn read(text: &str) -> Result<Page<Self::Row>, String>;
}

/// What a list shows.
pub trait List: Paged {
    /// What one of its rows is: `system`.
    const ONE: &'static str;
    /// What its rows are: `systems`.
    const WHAT: &'static str;
    /// Its columns; the first one names the row.
    const COLUMNS: &'static [Heading];
    /// Where the server makes a workbook of it, under the query of the page; absent where it does not.
    const WORKBOOK: Option<&'static str> = None;

    /// The row in words, one for every column.
    fn cells(row: &Self::Row) -> Vec<String>;
}

/// Gives a room its list: the variables, the page and the rows of the schema, and how they are
/// asked for. What else the page of the schema says can be named, for the room to read it. One per
/// module.
macro_rules! list {
    ($(#[$about:meta])* $list:ident = $field:ident($narrow:ty): $connection:tt of $row:ty
        $(, with $more:ident: [$held:ty])?
    ) => {
        #[derive(cynic::QueryVariables, Clone, Debug)]
        struct ListVars {
            time: Option<$crate::scalars::Time>,
            position: Option<$crate::scalars::Position>,
            filter: Option<$narrow>,
            order: Option<$crate::list::OrderBy>,
            first: Option<i32>,
            after: Option<String>,
        }

        #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
        #[cynic(graphql_type = "Query", variables = "ListVars")]
        struct ListAnswer {
            at: $crate::shared::At,
            #[arguments(filter: $filter, order: $order, first: $first, after: $after)]
            $field: ListRows,
        }

        #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
        #[cynic(graphql_type = $connection)]
        struct ListRows {
            nodes: Vec<$row>,
            page_info: $crate::shared::PageInfo,
            total_count: i32,
            $($more: Vec<$held>,)?
        }

        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $list;

        impl $crate::list::Paged for $list {
            type Filter = $narrow;
            type Row = $row;

            fn ask(
                moment: $crate::moment::Moment,
                filter: $narrow,
                part: $crate::list::Part,
            ) -> String {
                let $crate::moment::Moment { time, position } = moment;
                let $crate::list::Part { order, first, after } = part;
                let filter = Some(filter);
                $crate::ask::question::<ListAnswer, _>(ListVars {
                    time, position, filter, order, first, after,
                })
            }

            fn read(text: &str) -> Result<$crate::list::Page<$row>, String> {
                let ListAnswer { at, $field: list } = $crate::ask::answer(text)?;
                Ok($crate::list::Page::new(at, list.nodes, list.page_info, list.total_count))
            }
        }
    };
}

pub(crate) use list;

/// A text of a filter; nothing but spaces is none.
pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A subject of a filter; an empty one is none.
pub(crate) fn subject(text: &str) -> Option<Subject> {
    (!text.is_empty()).then(|| Subject::from(text))
}

/// Reads `open` or `closed` of an address.
pub(crate) fn is_open(state: &str) -> Option<bool> {
    match state {
        "open" => Some(true),
        "closed" => Some(false),
        _ => None,
    }
}

/// A day of a time, or nothing: what a cell says.
pub fn day(time: Option<&crate::scalars::Time>) -> String {
    time.and_then(|time| time.0.get(..10)).unwrap_or_default().to_owned()
}

/// Names of subjects in one cell.
pub(crate) fn names(subjects: &[Subject]) -> String {
    subjects.iter().map(Subject::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use super::{Heading, OrderBy, Page, gather};
    use crate::{
        scalars::{Position, Time},
        shared::At,
    };

    /// Pages of numbers, two on each; `position` and `total` as the server would say them.
    fn page(after: Option<&str>, position: u64, total: usize) -> Page<usize> {
        let start: usize = after.map_or(0, |after| after.parse().unwrap());
        let end = (start + 2).min(5);
        let time = Time("2026-02-10T14:35:00Z".to_owned());
        let at = At { position: Position(position), time, imported: false };
        let next = (end < 5).then(|| end.to_string());
        Page { at, rows: (start..end).collect(), next, total }
    }

    /// Runs a future that never waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn gathered_rows_are_all_or_none() {
        let all = now(gather(async |_, after| Ok(page(after.as_deref(), 7, 5)))).unwrap();
        assert_eq!(all.rows, [0, 1, 2, 3, 4]);
        // Rows that the server counts are missing.
        assert!(now(gather(async |_, after| Ok(page(after.as_deref(), 7, 6)))).is_err());
        // The log moves on with every page, even at a position: rows of two moments are none.
        let mut position = 0;
        let moving = now(gather(async |_, after: Option<String>| {
            position += 1;
            Ok(page(after.as_deref(), position, 5))
        }));
        assert!(moving.unwrap_err().contains("changed while it was read"));
        assert_eq!(
            now(gather(async |_, _| Err::<Page<()>, _>("away".to_owned()))),
            Err("away".to_owned())
        );
    }

    #[test]
    fn a_log_that_is_written_to_is_read_at_one_position() {
        let (mut head, mut asked) = (6, Vec::new());
        let all = now(gather(async |held: Option<Position>, after: Option<String>| {
            head += 1;
            asked.push(held);
            Ok(page(after.as_deref(), held.map_or(head, |held| held.0), 5))
        }));
        let all = all.unwrap();
        assert_eq!((all.rows, all.at.position), (vec![0, 1, 2, 3, 4], Position(7)));
        assert_eq!(asked, [None, Some(Position(7)), Some(Position(7)), Some(Position(7))]);
    }

    #[test]
    fn a_single_page_is_asked_for_once() {
        let mut asked = 0;
        let all = now(gather(async |_, _| {
            asked += 1;
            Ok(page(Some("3"), 7, 2))
        }));
        assert_eq!(all.unwrap().rows, [3, 4]);
        assert_eq!(asked, 1);
    }

    #[test]
    fn an_order_that_no_column_knows_is_none() {
        let columns = [Heading::new("Name").sorted("name"), Heading::new("Kinds")];
        let order = OrderBy::read("-name", &columns).unwrap();
        assert_eq!((order.key.as_str(), order.descending), ("name", true));
        assert_eq!(order.written(), "-name");
        assert_eq!(OrderBy::read("name", &columns).map(|order| order.descending), Some(false));
        for text in ["", "-", "kinds", "--name"] {
            assert_eq!(OrderBy::read(text, &columns), None, "{text}");
        }
    }
}
