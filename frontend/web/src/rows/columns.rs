//! Which columns a list shows: a small menu above it, where the list offers the choice.
//!
//! The choice stands in the address, so that a saved view, a link and a file have the same columns.
use client::{columns::Columns, list::Heading};
use leptos::prelude::*;

use super::{Address, list::COLUMNS};
use crate::ui::{Icon, Menu, Panel, icon};

/// The menu; nothing where the list offers no choice.
pub fn column_menu(address: Address, headings: &'static [Heading]) -> Option<AnyView> {
    if Columns::read("", headings).choices().is_empty() {
        return None;
    }
    let face = move || view! { <Icon d=icon::HEAT/>"Columns" }.into_any();
    let content = Callback::new(move |_: Panel| boxes(address, headings));
    let label = Signal::stored("Columns".to_owned());
    Some(view! { <Menu label=label face=face class="btn" content=content/> }.into_any())
}

/// Every column that can be chosen, pressed where it is shown. The menu stays open between two.
fn boxes(address: Address, headings: &'static [Heading]) -> AnyView {
    let chosen = move || Columns::read(&address.get(COLUMNS), headings);
    let turn = move |key: &'static str| {
        let before = untrack(chosen);
        address.setter(COLUMNS).run(before.turned(key, !before.shows(key)));
    };
    let entry = move |(key, title): (&'static str, &'static str)| {
        let shown = Signal::derive(move || chosen().shows(key));
        let sign = Signal::derive(move || if shown.get() { icon::CHECK } else { icon::PLUS });
        view! {
            <li>
                <button type="button" aria-pressed=move || shown.get().to_string() on:click=move |_| turn(key)>
                    <Icon d=sign/>{title}
                </button>
            </li>
        }
    };
    let entries = Columns::read("", headings).choices().into_iter().map(entry).collect_view();
    let usual = move |_| address.setter(COLUMNS).run(String::new());
    view! {
        <ul class="menu-list">
            {entries}
            <li><button type="button" on:click=usual><Icon d=icon::AGAIN/>"The usual columns"</button></li>
        </ul>
    }
    .into_any()
}
