//! The page at `/actions`.
use client::{
    reviews::words::ActionState,
    reviews::{
        actions::{ActionFilter, ActionRow, Actions},
        commands::Open,
    },
};
use leptos::prelude::*;

use super::{
    open::open_action,
    words::{action_badge, day},
};
use crate::{
    rows::{Look, listed, offer::sendable, one_of, only, person, system, use_address},
    ui::{Link, PageHead, Row, SearchField, cell, icon, page_of},
};

/// The page at `/actions`.
pub fn actions_page() -> AnyView {
    let address = use_address();
    let look = Look::<Actions> {
        caption: "Actions",
        filter: |address| ActionFilter::read(|key| address.get(key)),
        line,
        nothing: ("No action", "At the moment you look at, none had been opened."),
        no_match: |address| {
            (address.get("state") == "overdue").then_some((
                "Nothing is overdue",
                "Every action is closed, or its day has not passed yet.",
            ))
        },
        icon: icon::CHECK,
    };
    let states = [
        ("overdue", "Overdue"),
        ("open", "Not closed"),
        ("reported", "Reported done"),
        ("closed", "Closed"),
    ];
    // Whoever comes from an incident or a system opens it for that.
    let named = move |key| Some(address.get(key)).filter(|name: &String| !name.is_empty());
    let what =
        move || Open { system: named("system"), incident: named("incident"), ..Open::default() };
    let actions = move || sendable("openAction", move || open_action(what()));
    view! {
        <PageHead title="Actions" lede="Who does what by when. Overdue first; somebody who never owned it sees it done." back=("/reviews", "Design reviews") actions=actions/>
        <div class="toolbar">
            <SearchField label="Find an action" value=address.text("q")/>
            {one_of(address, "State", "state", &states)}
            {only(address, "owner")}
            {only(address, "incident")}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// An action as a row.
pub fn line(row: ActionRow) -> Row {
    let (title, name) = (row.title.clone(), row.subject.name().to_owned());
    let page = page_of(&row.subject.0);
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{name}</span> },
        ),
        action_badge(row.state, row.late),
        person(row.owner, "Nobody"),
        day(Some(&row.due)),
        system(row.system),
        day(Some(&row.opened)),
        day(row.closed.as_ref().map(|done| &done.at)),
    ];
    Row::new(cells)
        .marked(row.state == ActionState::Overdue)
        .muted(row.state == ActionState::Closed)
}
