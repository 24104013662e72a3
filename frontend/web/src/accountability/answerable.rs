//! Who was accountable for a thing, on the day looked at and over time.
use client::{
    accountability::{
        model::{Held, Lane as Stretch},
        queries::{Accountability, Answerable, AnswerablePage},
    },
    ask::OfOne,
    list::{Heading, day},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::{
    charts::{Lane, Span, Timeline},
    rows::{
        asked, missing, note, person, shown,
        whole::{Whole, whole},
    },
    ui::{
        Button, Card, Column, Empty, Fact, Facts, Outline, PageHead, Row, Status, Subject, Table,
        TextField, Time, Tone, Weight, Written, cell, escaped, icon, time,
    },
};

/// A line in which anything can be named, to see who answers for it.
pub(super) fn ask_for() -> AnyView {
    let wanted = RwSignal::new(String::new());
    let go = use_navigate();
    let open = move || {
        let wanted = wanted.get_untracked();
        if !wanted.trim().is_empty() {
            let path = format!("/accountability/for?subject={}", escaped(wanted.trim()));
            go(&path, leptos_router::NavigateOptions::default());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    view! {
        <form class="toolbar" on:submit=submit>
            <TextField label="Who is accountable for" value=wanted required=true hint="A system, model, dataset version, deployment or run, such as model:NAME@VERSION. The date above says on which day."/>
            <Button weight=Weight::Primary submits=true>"Show"</Button>
        </form>
    }
    .into_any()
}

/// The page at `/accountability/for?subject=…`.
pub fn answerable_page() -> AnyView {
    let query = use_query_map();
    // The order of the rows stands in the address as well, and asks nothing anew.
    let subject = Memo::new(move |_| query.with(|query| query.get("subject").unwrap_or_default()));
    let page = asked(move |moment| AnswerablePage::ask(moment, &subject.get()));
    let named = move || query.with_untracked(|query| query.get("subject").unwrap_or_default());
    shown(page, Outline::Page, AnswerablePage::read, move |page: AnswerablePage| {
        note(&page.at);
        let at = time::epoch_ms(&page.at.time.0).unwrap_or_default();
        match page.accountable_for {
            Some(found) => draw(found, named(), at),
            None => missing("thing", ("/accountability", "Accountability")),
        }
    })
}

fn draw(found: Answerable, named: String, at: i64) -> AnyView {
    let (system, name) = (found.subject.0.clone(), found.name.clone());
    let lede = if named == system {
        String::from("Who answers for it at the moment you look at, and who did before.")
    } else {
        format!("{named} belongs to {name}.")
    };
    let now = current(&found);
    let team =
        found.team.clone().map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let over_time = over_time(&found, at);
    let everybody = everybody(found.accountable);
    view! {
        <PageHead title=format!("Who answers for {name}") lede=lede back=("/accountability", "Accountability")/>
        <Card title="System">
            <Facts>
                <Fact name="System"><Subject of=system title=name/></Fact>
                <Fact name="Team">{team}</Fact>
                <Fact name="Registered"><Time at=found.registered.0 written=Written::Day/></Fact>
            </Facts>
        </Card>
        {now}
        <Card title="Over time" note="Hatched: nobody was accountable">{over_time}</Card>
        {everybody}
    }
    .into_any()
}

fn current(found: &Answerable) -> AnyView {
    let now = found.current();
    if now.is_empty() {
        let note = "Nobody had been named at the moment you look at.";
        return view! { <Card title="At this moment"><Empty title="Nobody is accountable" note=note icon=icon::PERSON/></Card> }.into_any();
    }
    let columns =
        vec![Column::new("As"), Column::new("Who"), Column::new("Since"), Column::new("State")];
    let rows: Vec<Row> = now
        .into_iter()
        .cloned()
        .map(|held| {
            let left = held.left.is_some();
            let state = if left {
                view! { <Status tone=Tone::Bad text="Left, nobody followed"/> }.into_any()
            } else {
                view! { <Status tone=Tone::Good text="In office"/> }.into_any()
            };
            Row::new(vec![
                cell(held.duty_words()),
                cell(person(held.person, "Unknown")),
                cell(view! { <Time at=held.from.0 written=Written::Day/> }),
                state,
            ])
            .marked(left)
        })
        .collect();
    view! { <Card title="At this moment" flush=true><Table caption="Who answers at this moment" columns=columns rows=rows/></Card> }.into_any()
}

const EVERYBODY: &[Heading] = &[
    Heading::new("Who").sorted("who"),
    Heading::new("Identifier").file_only(),
    Heading::new("As").sorted("as"),
    Heading::new("From").sorted("from"),
    Heading::new("Until").sorted("until"),
    Heading::new("Left").file_only(),
];

/// Everybody who answers or answered for it, as rows and as a file.
fn everybody(all: Vec<Accountability>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let list = Whole {
        caption: "Everybody who answered for it",
        file: "accountable-for",
        what: ("stretch", "stretches"),
        headings: EVERYBODY,
        cells,
        line,
    };
    let rows = whole(all, list);
    view! { <Card title="One after another" flush=true>{rows}</Card> }.into_any()
}

fn cells(held: &Accountability) -> Vec<String> {
    vec![
        held.who(),
        held.person.as_ref().map(|one| one.subject.0.clone()).unwrap_or_default(),
        held.duty_words(),
        day(Some(&held.from)),
        day(held.until.as_ref()),
        day(held.left.as_ref()),
    ]
}

fn line(held: &Accountability) -> Row {
    let until = match (&held.until, &held.left) {
        (Some(until), _) => view! { <Time at=until.0.clone() written=Written::Day/> }.into_any(),
        (None, Some(left)) => {
            view! { "Left on "<Time at=left.0.clone() written=Written::Day/> }.into_any()
        }
        (None, None) => view! { <span class="note">"Still"</span> }.into_any(),
    };
    Row::new(vec![
        cell(person(held.person.clone(), "Unknown")),
        cell(held.duty_words()),
        cell(view! { <Time at=held.from.0.clone() written=Written::Day/> }),
        until,
    ])
}

fn over_time(found: &Answerable, at: i64) -> AnyView {
    let from = time::epoch_ms(&found.registered.0).unwrap_or_default();
    let lanes = found.lanes().into_iter().map(|lane| drawn(lane, at)).collect();
    let label = format!("Who answered for {}", found.name);
    view! { <Timeline label=label from=from to=at lanes=lanes/> }.into_any()
}

fn drawn(lane: Stretch, at: i64) -> Lane {
    let spans = lane.spans.into_iter().filter_map(|held| span(held, at)).collect();
    Lane { name: lane.name, marks: Vec::new(), spans }
}

fn span(held: Held, at: i64) -> Option<Span> {
    let from = time::epoch_ms(&held.from.0)?;
    let to = held.until.and_then(|until| time::epoch_ms(&until.0)).unwrap_or(at);
    let gap = held.who.is_none();
    let tone = if gap { Tone::Bad } else { Tone::Info };
    let words = match (held.who, held.left) {
        (None, _) => String::from("Nobody accountable"),
        (Some(who), true) => format!("{who}, who left"),
        (Some(who), false) => who,
    };
    Some(Span { from, to, words, gap, tone })
}
