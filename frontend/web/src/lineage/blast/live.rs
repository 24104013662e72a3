//! What is live because of it: the first thing that anybody needs to know.
use client::{
    lineage::{BlastRadius, LiveEndpoint},
    shared::PersonLink,
};
use leptos::prelude::*;

use crate::{
    lineage::words::stage_badge,
    ui::{Card, Column, Icon, Notice, Row, Status, Subject, Table, Tone, cell, icon},
};

/// Live endpoints, those that nobody confirmed to have stopped first and apart.
pub fn live_now(blast: &BlastRadius) -> AnyView {
    let (serving, stopped) = blast.live_by_stop();
    if serving.is_empty() && stopped.is_empty() {
        return view! {
            <div id="live">
                <Notice tone=Tone::Good title="No live endpoint is reached">
                    <p>"What was reached is not serving anybody at this moment."</p>
                </Notice>
            </div>
        }
        .into_any();
    }
    let stopped_card = (!stopped.is_empty()).then(|| {
        let note = "Somebody who looked says that these have stopped.";
        view! { <Card title="Stopped, confirmed" note=note flush=true>{table("Stopped endpoints", &stopped)}</Card> }
    });
    let serving_card = (!serving.is_empty()).then(|| {
        let title = match serving.len() {
            1 => "1 endpoint is live with it".to_owned(),
            count => format!("{count} endpoints are live with it"),
        };
        let note = "They serve people with something that came from here, and nobody has confirmed that they stopped.";
        view! { <Card title=title note=note flush=true class="alarm">{table("Live endpoints", &serving)}</Card> }
    });
    view! { <div class="stack" id="live">{serving_card}{stopped_card}</div> }.into_any()
}

fn table(caption: &'static str, endpoints: &[LiveEndpoint]) -> AnyView {
    let columns = vec![
        Column::new("Endpoint"),
        Column::new("Who answers"),
        Column::new("Serves"),
        Column::new("Last clean before it"),
        Column::number("People"),
        Column::new("Stop"),
    ];
    let rows = endpoints.iter().map(row).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

fn row(live: &LiveEndpoint) -> Row {
    let clean = live.last_clean.clone().map_or_else(
        || view! { <Status tone=Tone::Warn text="None"/> }.into_any(),
        |clean| view! { <Subject of=clean.0/> }.into_any(),
    );
    let (endpoint, deployment) =
        (live.endpoint.name().to_owned(), live.deployment.subject.0.clone());
    let stage = stage_badge(live.stage);
    let name = view! {
        <span class="endpoint"><Icon d=icon::DEPLOYMENT/>{endpoint}</span>
        <span class="under inline">{stage}<Subject of=deployment/></span>
    };
    let cells = vec![
        cell(name),
        who(live),
        cell(view! { <Subject of=live.model.0.clone()/> }),
        clean,
        live.deployment.people.map_or_else(unknown, |people| cell(counted(people.0))),
        stop(live),
    ];
    Row::new(cells).marked(!live.stop_confirmed)
}

/// The accountable person, and the system.
fn who(live: &LiveEndpoint) -> AnyView {
    let owner = owner(live.owner.as_ref());
    let system = live.system.clone().map(|system| {
        view! { <span class="under"><Subject of=system.subject.0 title=system.name/></span> }
    });
    view! { {owner}{system} }.into_any()
}

/// Who is accountable; that nobody is, is bad news.
pub fn owner(person: Option<&PersonLink>) -> AnyView {
    let Some(person) = person else {
        return view! { <Status tone=Tone::Bad text="Nobody"/> }.into_any();
    };
    view! { <Subject of=person.subject.0.clone() title=person.words()/> }.into_any()
}

fn stop(live: &LiveEndpoint) -> AnyView {
    let (tone, words) = match (live.stop_confirmed, live.stop_requested) {
        (true, _) => (Tone::Good, "Confirmed"),
        (false, true) => (Tone::Warn, "Requested, not confirmed"),
        (false, false) => (Tone::Bad, "Not requested"),
    };
    view! { <Status tone=tone text=words/> }.into_any()
}

/// A whole number, with its thousands set apart.
pub fn counted(number: i64) -> String {
    usize::try_from(number).map_or_else(|_| number.to_string(), crate::ui::grouped)
}

/// What nobody stated.
pub fn unknown() -> AnyView {
    view! { <span class="note">"unknown"</span> }.into_any()
}
