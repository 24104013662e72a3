//! The same in words: happenings and gaps, filtered and ordered by the address, page by page.
use client::history::{Gap, HEAD, Timeline, Wanted, What};
use leptos::prelude::*;

use super::page::capital;
use crate::{
    incidents::story::line,
    rows::{Address, Turner, export::save_rows, list::ORDER},
    ui::{Button, Chip, Empty, Time, Written, grouped, icon, use_toasts},
};

/// Lines of a page.
const PAGE: usize = 60;

/// What of the timeline the address asks for. Reactive.
fn wanted(address: Address) -> Wanted {
    Wanted {
        lane: address.get("lane"),
        text: address.get("q"),
        oldest_first: address.get(ORDER) == OLDEST,
    }
}

/// What stands in the address when the oldest is first.
pub const OLDEST: &str = "at";

/// The happenings and gaps that the address asks for.
pub fn as_list(timeline: &Timeline, address: Address) -> AnyView {
    let lines = timeline.lines(&wanted(address));
    let total = lines.len();
    if total == 0 {
        let clear = move || {
            view! { <Button on_press=move |()| address.clear()>"Clear all filters"</Button> }
                .into_any()
        };
        let why = "Take a filter away to see more.";
        return view! { <Empty title="Nothing fits these filters" note=why icon=icon::CLOCK actions=clear/> }.into_any();
    }
    let after = address.after().and_then(|after| after.parse().ok());
    let start: usize = after.unwrap_or_default();
    let drawn = lines.into_iter().skip(start).take(PAGE).map(|one| match one.what {
        What::Happened(item) => line(item),
        What::Missing(gap) => missing(gap, one.lane),
    });
    let drawn: Vec<AnyView> = drawn.collect();
    let shown = drawn.len();
    let end = start.saturating_add(shown);
    let next = (end < total).then(|| end.to_string());
    view! {
        <ol class="events-story">{drawn}</ol>
        <Turner address=address next=next shown=shown total=total what=("line", "lines")/>
    }
    .into_any()
}

/// The way to a file of all lines that the address asks for, in its order.
pub fn export(timeline: StoredValue<Timeline>, position: u64, address: Address) -> AnyView {
    let toasts = use_toasts();
    let save = move |()| {
        let wanted = untrack(|| wanted(address));
        let rows: Vec<Vec<String>> = timeline.with_value(|timeline| {
            timeline.lines(&wanted).into_iter().map(|line| line.cells()).collect()
        });
        match save_rows(&format!("ledgerstone-timeline-at-{position}.csv"), &HEAD, &rows) {
            Ok(()) => toasts.good(format!("Exported {} lines.", grouped(rows.len()))),
            Err(sentence) => toasts.bad(sentence),
        }
    };
    view! { <Button icon=icon::DOWNLOAD on_press=save>"Export CSV"</Button> }.into_any()
}

fn missing(gap: &Gap, lane: &str) -> AnyView {
    let (sentence, from, to) = (gap.sentence.clone(), gap.from.0.clone(), gap.to.0.clone());
    view! {
        <li class="happening missing">
            <span class="happening-sign" aria-hidden="true"></span>
            <div class="happening-text">
                <p>{sentence}</p>
                <p class="inline note"><Time at=from written=Written::Day/>"to"<Time at=to written=Written::Day/><Chip text=format!("Gap in {}", capital(lane))/></p>
            </div>
        </li>
    }
    .into_any()
}
