//! Turning the pages of a list.
use client::shared::PageInfo;
use leptos::prelude::*;

use super::Address;
use crate::ui::{Button, grouped};

/// What stands under a list: how much it shows, and the way on.
#[component]
pub fn Turner(
    /// The filters of the page.
    address: Address,
    /// How the list goes on.
    info: PageInfo,
    /// Rows shown.
    shown: usize,
    /// Rows in all.
    total: i32,
    /// What they are: `systems`.
    what: &'static str,
) -> impl IntoView {
    let total = usize::try_from(total).unwrap_or(shown);
    let first = address.after().is_none();
    let next = info.has_next_page.then_some(info.end_cursor).flatten();
    view! {
        <div class="more-rows">
            <span class="note">{format!("{} of {} {what}", grouped(shown), grouped(total))}</span>
            <div class="acts">
                {(!first).then(|| view! { <Button on_press=move |()| address.turn(None)>"Back to the first"</Button> })}
                {next.map(|cursor| view! { <Button on_press=move |()| address.turn(Some(cursor.clone()))>"Next page"</Button> })}
            </div>
        </div>
    }
}
