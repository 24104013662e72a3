//! A page that is a list: filters, rows in an order, the way on, and the rows as a file.
use client::{
    ask::PAGE,
    columns::Columns,
    list::{Heading, List, OrderBy, Page, Part},
    words::noun,
};
use leptos::prelude::*;

use super::{Address, Turner, asked, columns::column_menu, export, note, shown, views::views};
use crate::{
    api::Ask,
    ui::{
        Button, Column, Empty, Icon, Outline, Row, Sort, Sorting, Table, grouped, icon, use_toasts,
    },
};

/// Key of the address that says the order.
pub const ORDER: &str = "sort";
/// Key of the address that says which columns are shown.
pub const COLUMNS: &str = "columns";

/// What a list page shows of its list.
pub struct Look<L: List> {
    /// The list's name for screen readers: `AI systems`.
    pub caption: &'static str,
    /// Reads the filter of the address.
    pub filter: fn(Address) -> L::Filter,
    /// A row, with a cell for every column that is not for files alone.
    pub line: fn(L::Row) -> Row,
    /// What stands there when there is nothing at all: a title, and why.
    pub nothing: (&'static str, &'static str),
    /// What stands there when some filter leaves nothing; the usual words when absent.
    pub no_match: fn(Address) -> Option<(&'static str, &'static str)>,
    /// Sign of an empty list.
    pub icon: &'static str,
}

/// The rows of a list, with everything around them.
pub fn listed<L: List>(address: Address, look: Look<L>) -> AnyView {
    let menu = column_menu(address, L::COLUMNS);
    view! { {views(menu)}{enclosed(address, look)} }.into_any()
}

/// The rows of a list that stands on the page of a thing: nobody keeps views of it.
pub fn enclosed<L: List>(address: Address, look: Look<L>) -> AnyView {
    shown(part::<L>(address, look.filter), Outline::Rows, L::read, drawn(address, look))
}

/// Asks for the part of a list that the address names.
pub fn part<L: List>(address: Address, filter: fn(Address) -> L::Filter) -> Ask {
    asked(move |moment| {
        let order = OrderBy::read(&address.get(ORDER), L::COLUMNS);
        let part = Part { order, first: Some(PAGE), after: address.after() };
        L::ask(moment, filter(address), part)
    })
}

/// Draws a part of a list: its rows, how many there are, their order, and the way to a file.
pub fn drawn<L: List>(
    address: Address,
    look: Look<L>,
) -> impl Fn(Page<L::Row>) -> AnyView + Send + Sync + 'static {
    let Look { filter, .. } = look;
    let sorting = sorting(address, L::COLUMNS);
    // Only another choice draws the rows anew, not every other filter of the address.
    let chosen = Memo::new(move |_| Columns::read(&address.get(COLUMNS), L::COLUMNS));
    let export = export::exporter::<L>(move || (filter(address), order(sorting), chosen.get()));
    move |page: Page<L::Row>| {
        note(&page.at);
        if page.rows.is_empty() {
            let usual = ("Nothing fits these filters", "Take a filter away to see more.");
            let is_narrowed = address.is_narrowed();
            let words =
                if is_narrowed { (look.no_match)(address).unwrap_or(usual) } else { look.nothing };
            return nothing(words, look.icon, is_narrowed.then_some(address));
        }
        let (count, total) = (page.rows.len(), page.total);
        let on_page = chosen.get().on_page();
        let mask: Vec<bool> = on_page.iter().map(|(_, shown)| *shown).collect();
        let rows = page.rows.into_iter().map(|row| (look.line)(row).only(&mask)).collect();
        let files = (export, L::WORKBOOK.map(|path| workbook(path, address)));
        let head = head(&columns(L::COLUMNS), sorting, (total, (L::ONE, L::WHAT)), files);
        let shown = on_page.iter().filter(|(_, shown)| *shown);
        let columns: Vec<Column> = shown.map(|(heading, _)| column(heading)).collect();
        view! {
            <div class="card flush wide-first">
                {head}
                <Table caption=look.caption columns=columns rows=rows sorting=sorting/>
                <Turner address=address next=page.next shown=count total=total what=(L::ONE, L::WHAT)/>
            </div>
        }
        .into_any()
    }
}

/// Columns of a table out of the headings of a list.
pub fn columns(headings: &'static [Heading]) -> Vec<Column> {
    let on_page = headings.iter().filter(|heading| heading.is_on_page());
    on_page.map(column).collect()
}

fn column(heading: &Heading) -> Column {
    let title = heading.title;
    let column = if heading.number { Column::number(title) } else { Column::new(title) };
    let column = heading.sort.map_or(column.clone(), |key| column.sorted_by(key));
    if heading.minor { column.minor() } else { column }
}

/// The order in the address.
pub fn sorting(address: Address, headings: &'static [Heading]) -> Sorting {
    let toasts = use_toasts();
    let chosen = Signal::derive(move || read(&address.get(ORDER), headings));
    let choose = Callback::new(move |sort: Option<Sort>| {
        toasts.whisper(words(sort, headings));
        let written = sort.map(|sort| order_of(sort).written()).unwrap_or_default();
        address.setter(ORDER).run(written);
    });
    Sorting::new(chosen, choose)
}

fn read(text: &str, headings: &'static [Heading]) -> Option<Sort> {
    let order = OrderBy::read(text, headings)?;
    let key = headings.iter().filter_map(|heading| heading.sort).find(|key| *key == order.key)?;
    Some(Sort { key, descending: order.descending })
}

fn order(sorting: Sorting) -> Option<OrderBy> {
    sorting.get().map(order_of)
}

fn order_of(sort: Sort) -> OrderBy {
    OrderBy { key: sort.key.to_owned(), descending: sort.descending }
}

/// What a screen reader hears of a new order.
fn words(sort: Option<Sort>, headings: &[Heading]) -> String {
    let Some(sort) = sort else { return "In the usual order".to_owned() };
    let title = headings.iter().find(|heading| heading.sort == Some(sort.key));
    let title = title.map_or(sort.key, |heading| heading.title);
    format!("Sorted by {title}, {}", if sort.descending { "descending" } else { "ascending" })
}

/// How many there are, the order on a phone, and the way to a file.
fn head(
    columns: &[Column],
    sorting: Sorting,
    (total, what): (usize, (&'static str, &'static str)),
    (export, workbook): (export::Export, Option<AnyView>),
) -> AnyView {
    let busy = export.busy;
    view! {
        <div class="list-head">
            <span class="note" role="status">{format!("{} {}", grouped(total), noun(total, what))}</span>
            <div class="acts">
                {order_choice(columns, sorting)}
                <Button icon=icon::DOWNLOAD busy=busy on_press=move |()| export.run()>"Export CSV"</Button>
                {workbook}
            </div>
        </div>
    }
    .into_any()
}

/// The way to a workbook of the list, made by the server under the address of the page.
fn workbook(path: &'static str, address: Address) -> AnyView {
    let to = move || format!("{path}{}", address.query());
    view! { <a class="btn" href=to download=""><Icon d=icon::DOWNLOAD/>"Export XLSX"</a> }
        .into_any()
}

/// The order as one choice, where column heads are not shown.
pub fn order_choice(columns: &[Column], sorting: Sorting) -> AnyView {
    let keys: Vec<_> =
        columns.iter().filter_map(|one| Some((one.sort_key()?, one.title()))).collect();
    let both = keys
        .into_iter()
        .flat_map(|(key, title)| [false, true].map(|descending| (Sort { key, descending }, title)));
    let choices: Vec<(Sort, &'static str)> = both.collect();
    let options = choices.iter().map(|(sort, title)| {
        let (sort, title) = (*sort, *title);
        let way = if sort.descending { "descending" } else { "ascending" };
        let is_chosen = move || sorting.get() == Some(sort);
        view! { <option value=order_of(sort).written() selected=is_chosen>{format!("{title}, {way}")}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let wanted = event_target_value(&event);
        let found = choices.iter().find(|(sort, _)| order_of(*sort).written() == wanted);
        sorting.set(found.map(|(sort, _)| *sort));
    };
    view! {
        <select class="input order-choice" aria-label="Order" on:change=choose>
            <option value="" selected=move || sorting.get().is_none()>"Usual order"</option>
            {options}
        </select>
    }
    .into_any()
}

/// What stands in place of rows; `filtered` offers to take the filters away.
pub fn nothing(
    (title, note): (&'static str, &'static str),
    icon: &'static str,
    filtered: Option<Address>,
) -> AnyView {
    let clear = move || {
        filtered
            .map(|address| view! { <Button on_press=move |()| address.clear()>"Clear all filters"</Button> })
            .into_any()
    };
    view! { <div class="card"><Empty title=title note=note icon=icon actions=clear/></div> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use client::list::Heading;

    use super::{read, words};

    const HEADINGS: &[Heading] = &[Heading::new("Name").sorted("name"), Heading::new("Kinds")];

    #[test]
    fn an_order_is_said_in_words() {
        assert_eq!(words(read("-name", HEADINGS), HEADINGS), "Sorted by Name, descending");
        assert_eq!(words(read("name", HEADINGS), HEADINGS), "Sorted by Name, ascending");
        assert_eq!(words(read("kinds", HEADINGS), HEADINGS), "In the usual order");
    }
}
