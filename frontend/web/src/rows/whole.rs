//! A list that came whole with its page: ordered, shown in parts, and made a file without asking
//! again.
use client::{
    list::{Heading, OrderBy},
    whole::in_order,
    words::noun,
};
use leptos::prelude::*;

use super::{
    export::save_rows,
    list::{columns, order_choice, sorting},
    use_address,
};
use crate::{
    state::use_as_of,
    ui::{Button, More, Row, Table, grouped, icon, use_toasts},
};

/// Rows shown at first, and with every further step.
const STEP: usize = 50;

/// What a page shows of a list that came whole. What the lists of one page are ordered by has a key
/// of its own: the address holds one order.
pub struct Whole<R> {
    /// Its name for screen readers: `Access grants`.
    pub caption: &'static str,
    /// What its file is called: `access-grants`.
    pub file: &'static str,
    /// What one row is, and what they are: `right`, `rights`.
    pub what: (&'static str, &'static str),
    /// Its columns; the first one names the row.
    pub headings: &'static [Heading],
    /// The row in words, one for every column.
    pub cells: fn(&R) -> Vec<String>,
    /// A row, with a cell for every column that is not for files alone.
    pub line: fn(&R) -> Row,
}

/// The rows of a list that came whole, with their order and the way to a file.
pub fn whole<R: Send + Sync + 'static>(rows: Vec<R>, list: Whole<R>) -> AnyView {
    let Whole { caption, file, what, headings, cells, line } = list;
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let rows = StoredValue::new(rows);
    let line = Callback::new(move |place: usize| rows.with_value(|rows| rows.get(place).map(line)));
    drawn((caption, file, what), headings, cells, line)
}

/// The same for rows of any kind: `line` draws the row at a place of the list.
fn drawn(
    (caption, file, what): (&'static str, &'static str, (&'static str, &'static str)),
    headings: &'static [Heading],
    cells: Vec<Vec<String>>,
    line: Callback<usize, Option<Row>>,
) -> AnyView {
    let (order, most, total) = (sorting(use_address(), headings), RwSignal::new(STEP), cells.len());
    let (toasts, as_of, cells) = (use_toasts(), use_as_of(), StoredValue::new(cells));
    let places = Memo::new(move |_| {
        let order = order.get();
        let order =
            order.map(|one| OrderBy { key: one.key.to_owned(), descending: one.descending });
        cells.with_value(|cells| in_order(cells, headings, order.as_ref()))
    });
    let save = move |()| {
        let position = untrack(|| as_of.shown_position()).unwrap_or_default();
        let name = format!("ledgerstone-{file}-at-{position}.csv");
        let head: Vec<&str> = headings.iter().map(|heading| heading.title).collect();
        let places = places.get_untracked();
        let rows: Vec<Vec<String>> = cells.with_value(|cells| {
            places.into_iter().filter_map(|place| cells.get(place).cloned()).collect()
        });
        match save_rows(&name, &head, &rows) {
            Ok(()) => {
                toasts.good(format!("Exported {} {}.", grouped(total), noun(total, what)));
            }
            Err(sentence) => toasts.bad(sentence),
        }
    };
    let rows = move || {
        let shown = places.get().into_iter().take(most.get());
        let rows: Vec<Row> = shown.filter_map(|place| line.run(place)).collect();
        let count = rows.len();
        let more = Callback::new(move |()| most.update(|most| *most = most.saturating_add(STEP)));
        let more = (count < total)
            .then(|| view! { <More shown=count total=total what=what.1 on_more=more/> });
        view! {
            <Table caption=caption columns=columns(headings) rows=rows sorting=order/>
            {more}
        }
    };
    view! {
        <div class="list-head">
            <span class="note">{format!("{} {}", grouped(total), noun(total, what))}</span>
            <div class="acts">
                {order_choice(&columns(headings), order)}
                <Button icon=icon::DOWNLOAD label=format!("Export CSV, {caption}") on_press=save>"Export CSV"</Button>
            </div>
        </div>
        {rows}
    }
    .into_any()
}
