//! The page at `/incidents`.
use client::{
    incidents::{self as room, IncidentRow},
    moment::Moment,
    words::IncidentState,
};
use leptos::prelude::*;

use crate::{
    api::ask,
    lineage::words::level_of,
    rows::use_address,
    state::{use_as_of, use_live},
    ui::{
        Choice, Column, Empty, Filters, LevelBadge, Link, LinkButton, Loaded, Outline, PageHead,
        Row, Status, Subject, Table, Time, Tone, Written, cell, icon, page_of,
    },
};

/// Incidents asked for at once.
const MOST: i32 = 200;

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
    let (as_of, live, address) = (use_as_of(), use_live(), use_address());
    let question = ask(move || {
        live.beat();
        let open = match address.get("state").as_str() {
            "open" => Some(true),
            "closed" => Some(false),
            _ => None,
        };
        room::incidents(&Moment::new(as_of.time(), as_of.position()), open, MOST)
    });
    let count = RwSignal::new(None::<usize>);
    let render = move |text: String| {
        let answer = room::read_incidents(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        count.set(usize::try_from(answer.incidents.total_count).ok());
        Ok(table(&answer.incidents.nodes, &untrack(|| address.get("state"))))
    };
    let choices = vec![
        Choice::new("", "All", None),
        Choice::new("open", "Not closed", None),
        Choice::new("closed", "Closed", None),
    ];
    let counted = move || {
        count.get().map(|count| {
            if count == 1 { "1 incident".to_owned() } else { format!("{count} incidents") }
        })
    };
    view! {
        <PageHead title="Incidents" lede="What went wrong, what is live because of it, and who is dealing with it."/>
        <div class="toolbar">
            <Filters label="State" choices=Signal::stored(choices) chosen=address.signal("state") on_choose=address.setter("state")/>
            <span class="note" role="status">{counted}</span>
        </div>
        <section class="card flush" aria-label="Incidents">
            <Loaded from=question outline=Outline::Rows render=render/>
        </section>
    }
    .into_any()
}

fn table(incidents: &[IncidentRow], state: &str) -> AnyView {
    if incidents.is_empty() {
        let (title, note) = match state {
            "open" => (
                "No incident is open",
                "At the moment you look at, every incident was closed, or there was none.",
            ),
            "closed" => (
                "No incident has been closed",
                "At the moment you look at, none had come to its end.",
            ),
            _ => (
                "No incident",
                "At the moment you look at, none had been opened. A containment opens one.",
            ),
        };
        let go = || {
            view! { <LinkButton to="/lineage".to_owned() icon=icon::LINEAGE>"Go to the lineage"</LinkButton> }.into_any()
        };
        return view! { <Empty title=title note=note actions=go/> }.into_any();
    }
    let columns = vec![
        Column::new("Incident"),
        Column::new("Severity"),
        Column::new("State"),
        Column::new("System"),
        Column::number("Live because of it"),
        Column::new("Opened"),
        Column::new("Contained").minor(),
        Column::new("Closed").minor(),
    ];
    let rows = incidents.iter().map(row).collect();
    view! { <Table caption="Incidents, newest first" columns=columns rows=rows/> }.into_any()
}

fn row(incident: &IncidentRow) -> Row {
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
