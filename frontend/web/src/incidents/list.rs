//! The page at `/incidents`.
use client::{
    incidents::{IncidentFilter, IncidentRow, Incidents},
    words::{IncidentState, Severity},
};
use leptos::prelude::*;

use crate::{
    lineage::words::level_of,
    rows::{Address, Look, listed, members, one_of, only, use_address},
    ui::{
        LevelBadge, Link, PageHead, Row, SearchField, Status, Subject, Time, Tone, Written, cell,
        icon, page_of,
    },
};

/// What a state means for the reader.
pub fn tone_of(state: IncidentState) -> Tone {
    match state {
        IncidentState::Open => Tone::Bad,
        IncidentState::Contained => Tone::Warn,
        IncidentState::Closed => Tone::Neutral,
    }
}

/// The page at `/incidents`.
pub fn incidents_page() -> AnyView {
    let address = use_address();
    let look = Look::<Incidents> {
        caption: "Incidents",
        filter: |address| {
            let get = |key| address.get(key);
            IncidentFilter::read(&get("state"), &get("severity"), &get("system"), &get("q"))
        },
        line,
        nothing: (
            "No incident",
            "At the moment you look at, none had been opened. A containment opens one: begin in the lineage.",
        ),
        no_match,
        icon: icon::CHECK,
    };
    view! {
        <PageHead title="Incidents" lede="What went wrong, what is live because of it, and who is dealing with it."/>
        <div class="toolbar">
            <SearchField label="Find an incident" value=address.text("q")/>
            {one_of(address, "State", "state", &[("open", "Not closed"), ("closed", "Closed")])}
            {members::<Severity>(address, "Severity", "severity")}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn no_match(address: Address) -> Option<(&'static str, &'static str)> {
    match address.get("state").as_str() {
        "open" => Some((
            "No incident is open",
            "At the moment you look at, every incident that fits was closed, or there was none.",
        )),
        "closed" => Some((
            "No incident has been closed",
            "At the moment you look at, none that fits had come to its end.",
        )),
        _ => None,
    }
}

fn line(incident: IncidentRow) -> Row {
    let day = |at: &Option<client::scalars::Time>| match at {
        Some(at) => view! { <Time at=at.0.clone() written=Written::Day/> }.into_any(),
        None => view! { <span class="note">"not yet"</span> }.into_any(),
    };
    let (title, page) = (incident.title.clone(), page_of(&incident.subject.0));
    let name = incident.subject.name().to_owned();
    let system = incident
        .system
        .clone()
        .map(|system| view! { <Subject of=system.subject.0 title=system.name/> });
    let live = incident.live();
    let serving = if live > 0 && incident.state != IncidentState::Closed {
        view! { <Status tone=Tone::Bad text=live.to_string()/> }.into_any()
    } else {
        live.to_string().into_any()
    };
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{name}</span> },
        ),
        cell(view! { <LevelBadge level=level_of(incident.severity)/> }),
        cell(view! { <Status tone=tone_of(incident.state) text=incident.state.word()/> }),
        cell(system),
        serving,
        cell(view! { <Time at=incident.opened.0.clone() written=Written::Day/> }),
        day(&incident.contained),
        day(&incident.closed),
    ];
    Row::new(cells).marked(incident.state == IncidentState::Open)
}
