//! Tables. On a phone every row becomes a small card with the column names inside.
use leptos::prelude::*;

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
    /// Smallest first by `key`.
    pub fn by(key: &'static str) -> Self {
        Self { key, descending: false }
    }

    fn pressed(self, key: &'static str) -> Self {
        Self { key, descending: self.key == key && !self.descending }
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
    /// What it is sorted by; pressing a column head changes it.
    #[prop(optional)]
    sort: Option<RwSignal<Sort>>,
) -> impl IntoView {
    let heads = columns.iter().map(|column| head(column, sort)).collect_view();
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

fn head(column: &Column, sort: Option<RwSignal<Sort>>) -> AnyView {
    let (title, end, minor) = (column.title, column.align == Align::End, column.minor);
    let (Some(sort), Some(key)) = (sort, column.sort_key) else {
        return view! { <th scope="col" class:end=end class:minor=minor>{title}</th> }.into_any();
    };
    let direction = move || sort.with(|sort| (sort.key == key).then_some(sort.descending));
    let spoken = move || direction().map(|down| if down { "descending" } else { "ascending" });
    let arrow = move || {
        direction()
            .map(|down| view! { <Icon d=if down { icon::DOWN_ARROW } else { icon::UP_ARROW }/> })
    };
    view! {
        <th scope="col" class:end=end class:minor=minor aria-sort=spoken>
            <button type="button" class="sort" on:click=move |_| sort.update(|sort| *sort = sort.pressed(key))>
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
    fn pressing_a_column_again_turns_it_around() {
        let sort = Sort::by("name").pressed("risk");
        assert_eq!(sort, Sort::by("risk"));
        assert!(sort.pressed("risk").descending);
    }
}
