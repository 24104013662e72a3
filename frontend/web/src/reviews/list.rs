//! The page at `/reviews`.
use client::reviews::list::{ReviewFilter, ReviewMark, ReviewRow, Reviews};
use leptos::prelude::*;

use super::{
    open::open_review,
    words::{day, verdict_badge},
};
use crate::{
    rows::{Look, listed, offer::sendable, one_of, only, use_address},
    ui::{Link, LinkButton, PageHead, Row, SearchField, Status, Tone, cell, icon, page_of},
};

/// The page at `/reviews`.
pub fn reviews_page() -> AnyView {
    let address = use_address();
    let look = Look::<Reviews> {
        caption: "Design reviews",
        filter: |address| {
            let get = |key| address.get(key);
            ReviewFilter::read(&get("state"), &get("system"), &get("q"))
        },
        line,
        nothing: (
            "No design review",
            "At the moment you look at, none had been opened. Open one before a system is built, with somebody of security.",
        ),
        no_match: |_| None,
        icon: icon::SHIELD,
    };
    let states = [
        ("open", "Under way"),
        ("closed", "Concluded"),
        ("high", "High threat open"),
        ("lapsed", "Counts no longer"),
    ];
    let named = move || Some(address.get("system")).filter(|name: &String| !name.is_empty());
    let actions = move || {
        view! {
            <LinkButton to="/findings".to_owned()>"Findings"</LinkButton>
            <LinkButton to="/actions".to_owned()>"Actions"</LinkButton>
            {sendable("openReview", move || open_review(named()))}
        }
        .into_any()
    };
    view! {
        <PageHead title="Design reviews" lede="Threats looked at early, with security at the table." actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a design review" value=address.text("q")/>
            {one_of(address, "Show", "state", &states)}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// That a conclusion counts no longer.
pub fn lapsed(concluded: Option<&ReviewMark>) -> AnyView {
    match concluded {
        Some(one) if !one.fresh => {
            view! { <span class="under note">"counts no longer"</span> }.into_any()
        }
        Some(_) | None => ().into_any(),
    }
}

fn line(row: ReviewRow) -> Row {
    let (title, name) = (row.title(), row.subject.name().to_owned());
    let page = page_of(&row.subject.0);
    let (progress, concluded) = (row.progress(), row.concluded);
    let verdict = concluded.as_ref().and_then(|one| one.verdict);
    let verdict = verdict_badge(concluded.is_some(), verdict);
    let high = match concluded.as_ref().map(|one| one.open_high.0) {
        None => view! { <span class="note">"—"</span> }.into_any(),
        Some(0) => "0".into_any(),
        Some(open) => view! { <Status tone=Tone::Bad text=open.to_string()/> }.into_any(),
    };
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{name}</span> },
        ),
        cell(row.phase.word()),
        day(Some(&row.opened)),
        cell(progress),
        cell(view! { {verdict}{lapsed(concluded.as_ref())} }),
        high,
        day(concluded.as_ref().map(|one| &one.at)),
    ];
    Row::new(cells).marked(concluded.is_some_and(|one| one.open_high.0 > 0))
}
