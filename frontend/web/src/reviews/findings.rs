//! The page at `/findings`.
use client::{
    reviews::findings::{FindingFilter, FindingRow, Findings},
    reviews::words::Grade,
};
use leptos::prelude::*;

use super::{
    raise::raise_finding,
    words::{day, grade_badge},
};
use crate::{
    rows::{Look, listed, members, offer::sendable, one_of, only, person, system, use_address},
    ui::{Link, PageHead, Row, SearchField, Status, Tone, cell, icon, page_of},
};

/// The page at `/findings`.
pub fn findings_page() -> AnyView {
    let address = use_address();
    let look = Look::<Findings> {
        caption: "Findings",
        filter: |address| {
            let get = |key| address.get(key);
            FindingFilter::read(&get("state"), &get("severity"), &get("system"), &get("q"))
        },
        line,
        nothing: ("No finding", "At the moment you look at, none had been raised."),
        no_match: |address| {
            (address.get("state") == "open").then_some((
                "No finding is open",
                "Every finding that fits was closed by somebody who saw it mended.",
            ))
        },
        icon: icon::CHECK,
    };
    let named = move || Some(address.get("system")).filter(|name: &String| !name.is_empty());
    let actions = move || sendable("raiseFinding", move || raise_finding(named(), None));
    view! {
        <PageHead title="Findings" lede="What is not as a control demands, and who saw it mended." back=("/reviews", "Design reviews") actions=actions/>
        <div class="toolbar">
            <SearchField label="Find a finding" value=address.text("q")/>
            {one_of(address, "State", "state", &[("open", "Open"), ("closed", "Closed")])}
            {members::<Grade>(address, "Severity", "severity")}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// A finding as a row.
pub fn line(row: FindingRow) -> Row {
    let (text, name) = (row.text.clone(), row.subject.name().to_owned());
    let (page, is_open) = (page_of(&row.subject.0), row.closed.is_none());
    let closed = match &row.closed {
        Some(done) => day(Some(&done.at)),
        None => view! { <Status tone=Tone::Warn text="Open"/> }.into_any(),
    };
    let control = row.control;
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{text}</Link><span class="under note">{name}</span> },
        ),
        grade_badge(row.severity),
        cell(view! { <span class="code" title=control.title>{control.id}</span> }),
        system(row.system),
        person(row.owner, "Nobody named"),
        day(Some(&row.raised)),
        closed,
    ];
    Row::new(cells).marked(is_open && row.severity <= Grade::High)
}
