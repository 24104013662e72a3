//! The page at `/events/:position`.
use client::{
    events::{self as room, Event},
    moment::Moment,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    leaf::leaf_card,
    parts::{data_card, parts_card},
};
use crate::{
    api::ask,
    state::use_as_of,
    ui::{Card, Chip, Empty, Fact, Facts, LinkButton, Loaded, PageHead, Subject, Time, icon},
};

/// The page at `/events/:position`.
pub fn event_page() -> AnyView {
    let params = use_params_map();
    let place = Memo::new(move |_| {
        params.with(|params| params.get("position").and_then(|text| text.parse::<u64>().ok()))
    });
    let shown = move || match place.get() {
        Some(place) => one(place),
        None => nothing("That is not a position", "Positions are whole numbers, counted from 0."),
    };
    view! { {shown} }.into_any()
}

fn one(place: u64) -> AnyView {
    let as_of = use_as_of();
    let question = ask(move || room::event(&Moment::new(as_of.time(), as_of.position()), place));
    let render = move |text: String| {
        let answer = room::read_event(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        let last = answer.at.position.0;
        Ok(answer.event.map_or_else(
            || nothing(&format!("No event {place}"), "At the moment you look at, the log did not reach so far, or the event is not yours to see."),
            |event| draw(&event, last),
        ))
    };
    view! { <Loaded from=question render=render/> }.into_any()
}

fn nothing(title: &str, note: &'static str) -> AnyView {
    view! {
        <PageHead title=title.to_owned() back=("/events", "Events")/>
        <div class="card"><Empty title="Nothing here" note=note icon=icon::EVENTS/></div>
    }
    .into_any()
}

fn draw(event: &Event, last: u64) -> AnyView {
    let place = event.position.0;
    let (late, imported) = (event.late, event.imported);
    let badges = move || {
        view! {
            {imported.then(|| view! { <Chip text="Imported" icon=icon::CLOCK/> })}
            {late.then(|| view! { <Chip text="Recorded late" icon=icon::CLOCK/> })}
        }
        .into_any()
    };
    let actions = move || {
        let before = place.checked_sub(1).map(|at| view! { <LinkButton to=format!("/events/{at}") icon=icon::LEFT>"Before"</LinkButton> });
        let after = (place < last).then(|| view! { <LinkButton to=format!("/events/{}", place.saturating_add(1)) icon=icon::RIGHT>"After"</LinkButton> });
        view! { {before}{after} }.into_any()
    };
    let kind = format!("Event {place} · {} v{}", event.kind, event.version);
    view! {
        <PageHead title=event.sentence.clone() kind=kind back=("/events", "Events") badges=badges actions=actions/>
        {leaf_card(event)}
        <div class="cols">
            <div class="stack">{data_card(event)}{parts_card(event)}</div>
            <div class="stack">{who_and_when(event)}{about(event)}</div>
        </div>
    }
    .into_any()
}

fn who_and_when(event: &Event) -> AnyView {
    let Event {
        actor,
        actor_name,
        claimed_actor,
        claimed_actor_name,
        recorded,
        at,
        occurred,
        ground,
        imported,
        ..
    } = event.clone();
    let claimed = claimed_actor.map(|claimed| {
        let name = claimed_actor_name.unwrap_or_else(|| claimed.name().to_owned());
        view! { <Fact name="Done by, as the source claims"><Subject of=claimed.0 title=name/></Fact> }
    });
    let name = actor_name.unwrap_or_else(|| actor.name().to_owned());
    let occurred = occurred
        .map(|occurred| view! { <Fact name="Happened, as claimed"><Time at=occurred.0/></Fact> });
    let imported = imported.then(|| view! { <p class="note">"This event came with a historic import. Its own time places it on the timeline; the log took it when it says."</p> });
    view! {
        <Card title="Who and when">
            <Facts>
                {claimed}
                <Fact name="Recorded by"><Subject of=actor.0 title=name/></Fact>
                <Fact name="By what right">{ground}</Fact>
                <Fact name="Recorded by the log"><Time at=recorded.0/></Fact>
                {occurred}
                <Fact name="Counts as of"><Time at=at.0/></Fact>
            </Facts>
            {imported}
        </Card>
    }
    .into_any()
}

fn about(event: &Event) -> AnyView {
    let Event { stream, stream_version, about, cause, corr, command, .. } = event.clone();
    let names =
        about.into_iter().map(|name| view! { <li><Subject of=name.0/></li> }).collect_view();
    let cause = cause.map(|cause| view! { <Fact name="Caused by"><code>{cause}</code></Fact> });
    let corr = corr.map(|corr| view! { <Fact name="Belongs to"><code>{corr}</code></Fact> });
    view! {
        <Card title="What it is about">
            <Facts>
                <Fact name="Stream"><Subject of=stream.0/></Fact>
                <Fact name="Place in the stream"><span class="num">{stream_version.0}</span></Fact>
                {cause}{corr}
                <Fact name="Command"><code>{command}</code></Fact>
            </Facts>
            <h3>"Everything it names"</h3>
            <ul class="subjects">{names}</ul>
        </Card>
    }
    .into_any()
}
