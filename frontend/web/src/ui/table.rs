//! Tables. On a phone every row becomes a small card with the column names inside.
use leptos::{html, prelude::*};

use super::{Icon, icon};

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Numbers.
    End,
}

/// A column of a [`Table`].
#[derive(Clone, Debug)]
pub struct Column {
    title: &'static str,
    align: Align,
    sort_key: Option<&'static str>,
    minor: bool,
}

impl Column {
    /// A column of words.
    pub fn new(title: &'static str) -> Self {
        Self { title, align: Align::Start, sort_key: None, minor: false }
    }

    /// Its title.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What it is sorted by, if it can be.
    pub fn sort_key(&self) -> Option<&'static str> {
        self.sort_key
    }

    /// A column of numbers.
    pub fn number(title: &'static str) -> Self {
        Self { align: Align::End, ..Self::new(title) }
    }

    /// Can be sorted by, under this key.
    #[must_use]
    pub fn sorted_by(self, key: &'static str) -> Self {
        Self { sort_key: Some(key), ..self }
    }

    /// Left out where there is little room.
    #[must_use]
    pub fn minor(self) -> Self {
        Self { minor: true, ..self }
    }
}

/// What a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column.
    pub key: &'static str,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// What pressing a column leads to: words begin with the smallest, numbers with the largest;
    /// again turns it around, and a third time leaves the rows in their own order.
    fn pressed(before: Option<Self>, key: &'static str, largest_first: bool) -> Option<Self> {
        match before.filter(|sort| sort.key == key) {
            None => Some(Self { key, descending: largest_first }),
            Some(sort) if sort.descending == largest_first => {
                Some(Self { key, descending: !largest_first })
            }
            Some(_) => None,
        }
    }
}

/// How a table is sorted, and how that is changed. Copy it freely.
#[derive(Clone, Copy)]
pub struct Sorting {
    chosen: Signal<Option<Sort>>,
    choose: Callback<Option<Sort>>,
    /// The column head that was pressed: it takes the focus again when the rows have come.
    pressed: StoredValue<Option<&'static str>>,
}

impl Sorting {
    /// Sorted as `chosen` says; `choose` is called when another order is wanted.
    pub fn new(chosen: Signal<Option<Sort>>, choose: Callback<Option<Sort>>) -> Self {
        Self { chosen, choose, pressed: StoredValue::new(None) }
    }

    /// The order, `None` for the rows' own.
    pub fn get(self) -> Option<Sort> {
        self.chosen.get()
    }

    /// Wants another order.
    pub fn set(self, sort: Option<Sort>) {
        self.choose.run(sort);
    }

    fn press(self, column: &Column, key: &'static str) {
        self.pressed.set_value(Some(key));
        let before = self.chosen.get_untracked();
        self.choose.run(Sort::pressed(before, key, column.align == Align::End));
    }

    /// Gives the focus back to the head that was pressed, unless it has gone elsewhere.
    fn refocus(self, key: &'static str, head: &web_sys::HtmlElement) {
        if self.pressed.get_value() != Some(key) {
            return;
        }
        self.pressed.set_value(None);
        let active = document().active_element();
        if active.is_none_or(|element| element.tag_name() == "BODY") {
            // A head that cannot take the focus is sorted by all the same.
            let _ = head.focus();
        }
    }
}

/// One row of a [`Table`]: a cell for every column, the first one naming the row.
pub struct Row {
    cells: Vec<AnyView>,
    muted: bool,
    marked: bool,
}

impl Row {
    /// A row of these cells. Put a [`super::Link`] of class `row-link` into the first one and the
    /// whole row leads there.
    pub fn new(cells: Vec<AnyView>) -> Self {
        Self { cells, muted: false, marked: false }
    }

    /// Without the cells of columns that are not shown.
    #[must_use]
    pub fn only(self, shown: &[bool]) -> Self {
        let cells = self.cells.into_iter().zip(shown);
        let cells = cells.filter(|(_, shown)| **shown).map(|(cell, _)| cell).collect();
        Self { cells, ..self }
    }

    /// Set back: retired, superseded.
    #[must_use]
    pub fn muted(self, muted: bool) -> Self {
        Self { muted, ..self }
    }

    /// Marked at its edge: suspect, failing.
    #[must_use]
    pub fn marked(self, marked: bool) -> Self {
        Self { marked, ..self }
    }
}

/// Makes a cell of anything that can be shown.
pub fn cell(content: impl IntoView + 'static) -> AnyView {
    content.into_any()
}

/// A table. The caption is its name for screen readers.
#[component]
pub fn Table(
    /// What the rows are: `AI systems`.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows, sorted already.
    rows: Vec<Row>,
    /// How it is sorted; pressing a column head changes it.
    #[prop(optional, into)]
    sorting: Option<Sorting>,
) -> impl IntoView {
    let heads = columns.iter().map(|column| head(column, sorting)).collect_view();
    let rows = rows.into_iter().map(|row| line(&columns, row)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label=caption tabindex="0">
            <table class="table">
                <caption class="sr-only">{caption.clone()}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The head of a column, for tables of another shape.
pub fn head(column: &Column, sorting: Option<Sorting>) -> AnyView {
    let (title, end, minor) = (column.title, column.align == Align::End, column.minor);
    let (Some(sorting), Some(key)) = (sorting, column.sort_key) else {
        return view! { <th scope="col" class:end=end class:minor=minor>{title}</th> }.into_any();
    };
    let direction =
        move || sorting.get().and_then(|sort| (sort.key == key).then_some(sort.descending));
    let spoken = move || match direction() {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    let arrow = move || {
        direction()
            .map(|down| view! { <Icon d=if down { icon::DOWN_ARROW } else { icon::UP_ARROW }/> })
    };
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            sorting.refocus(key, &button);
        }
    });
    let column = column.clone();
    view! {
        <th scope="col" class:end=end class:minor=minor aria-sort=spoken>
            <button node_ref=button type="button" class="sort" on:click=move |_| sorting.press(&column, key)>
                {title}{arrow}
            </button>
        </th>
    }
    .into_any()
}

fn line(columns: &[Column], row: Row) -> AnyView {
    let cells = columns.iter().zip(row.cells).enumerate().map(|(at, (column, content))| {
        let (end, minor) = (column.align == Align::End, column.minor);
        if at == 0 {
            return view! { <th scope="row">{content}</th> }.into_any();
        }
        view! { <td class:end=end class:minor=minor data-label=column.title>{content}</td> }
            .into_any()
    });
    view! { <tr class:muted=row.muted class:marked=row.marked>{cells.collect_view()}</tr> }
        .into_any()
}

/// What stands under a list that has more rows than it shows.
#[component]
pub fn More(
    /// Rows shown.
    shown: usize,
    /// Rows in all.
    total: usize,
    /// What they are: `events`.
    #[prop(into)]
    what: String,
    /// Whether more are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Fetches more.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="more-rows">
            <span class="note">{format!("{} of {} {what}", grouped(shown), grouped(total))}</span>
            {(shown < total).then(|| view! { <super::Button on_press=on_more busy=busy>"Show more"</super::Button> })}
        </div>
    }
}

/// A count with its thousands set apart: `111,969`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let lead = digits.len() % 3;
    digits.char_indices().fold(String::new(), |mut out, (at, digit)| {
        if at > 0 && at % 3 == lead {
            out.push(',');
        }
        out.push(digit);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{Sort, grouped};

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(111_969), "111,969");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn a_third_press_leaves_the_rows_in_their_own_order() {
        let first = Sort::pressed(None, "name", false);
        assert_eq!(first, Some(Sort { key: "name", descending: false }));
        let second = Sort::pressed(first, "name", false);
        assert_eq!(second, Some(Sort { key: "name", descending: true }));
        assert_eq!(Sort::pressed(second, "name", false), None);
        let number = Sort::pressed(second, "rows", true);
        assert_eq!(number, Some(Sort { key: "rows", descending: true }));
    }
}
