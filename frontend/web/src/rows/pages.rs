//! Turning the pages of a list.
use client::words::noun;
use leptos::prelude::*;

use super::Address;
use crate::ui::{Button, grouped};

/// What stands under a list: how much it shows, and the way on.
#[component]
pub fn Turner(
    /// The filters of the page.
    address: Address,
    /// What to ask after for more.
    next: Option<String>,
    /// Rows shown.
    shown: usize,
    /// Rows in all.
    total: usize,
    /// What one is, and what they are: `system`, `systems`.
    what: (&'static str, &'static str),
) -> impl IntoView {
    let first = address.after().is_none();
    view! {
        <div class="more-rows">
            <span class="note">{format!("{} of {} {}", grouped(shown), grouped(total), noun(total, what))}</span>
            <div class="acts">
                {(!first).then(|| view! { <Button on_press=move |()| address.turn(None)>"Back to the first"</Button> })}
                {next.map(|cursor| view! { <Button on_press=move |()| address.turn(Some(cursor.clone()))>"Next page"</Button> })}
            </div>
        </div>
    }
}
