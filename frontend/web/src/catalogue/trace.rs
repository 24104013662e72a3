//! The page at `/traceability`: what was asked of AI security, and what answers it.
use client::{
    catalogue::{
        model::feature_page,
        trace::{TraceFilter, TraceRow, Traces},
    },
    controls::{list::ControlRow, page::Titled},
    words::Answered,
};
use leptos::prelude::*;

use crate::{
    controls::{
        list::{narrowed, system_choice},
        words::{catalogue_id, status_badge},
    },
    rows::{Look, listed, one_of, use_address},
    ui::{Link, PageHead, Row, SearchField, Select, Status, Tone, cell, icon},
};

/// The parts of the text, with what people call them.
const PARTS: [(&str, &str); 16] = [
    ("intro", "Introduction"),
    ("why", "Why"),
    ("case", "Case"),
    ("exec-insight", "Executive questions"),
    ("threats", "Threats"),
    ("lifecycle", "Life cycle"),
    ("data", "Data"),
    ("training", "Training"),
    ("testing", "Testing"),
    ("deploy", "Deployment"),
    ("monitor", "Monitoring"),
    ("privacy", "Privacy"),
    ("awareness", "Awareness"),
    ("executive", "Executive duties"),
    ("reflection", "Reflection"),
    ("promo", "Closing"),
];

/// The traceability matrix.
pub fn traceability_page() -> AnyView {
    let address = use_address();
    let look = Look::<Traces> {
        caption: "Statements and what answers them",
        filter: |address| TraceFilter::read(|key| address.get(key)),
        line,
        nothing: (
            "No catalogue is loaded",
            "At the moment you look at no matrix of traceability had been loaded.",
        ),
        no_match: |address| {
            (address.get("show") == "open").then_some((
                "Every statement is answered",
                "A control, a type of evidence and a place that shows it stand behind each of them.",
            ))
        },
        icon: icon::LINEAGE,
    };
    let part = address.text("section");
    let parts = PARTS.iter().map(|(slug, name)| ((*slug).to_owned(), (*name).to_owned()));
    let parts: Vec<_> =
        std::iter::once((String::new(), "All parts".to_owned())).chain(parts).collect();
    view! {
        <PageHead title="Traceability" lede="What was asked of AI security, statement by statement: which threat or control answers it, with which evidence, and where it is shown for a system." back=("/catalogue", "Catalogue")/>
        <div class="toolbar">
            <SearchField label="Find a statement" value=address.text("q")/>
            {system_choice(address, "For")}
            <Select label="Part" value=part options=parts/>
            {one_of(address, "Show", "show", &[("answered", "Answered"), ("open", "Not answered")])}
            {move || narrowed(address, "control", "Answered by")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: TraceRow) -> Row {
    let tone = match (row.answered, row.resolved) {
        (Answered::OutOfScope, _) => Tone::Neutral,
        (_, true) => Tone::Good,
        (_, false) => Tone::Bad,
    };
    let (standing, marked) = (row.standing(), tone == Tone::Bad);
    let features = row.features.iter().map(feature).collect_view();
    let (threats, controls) = (ids(&row.threats), ids(&row.controls));
    let way = row.answered.word();
    let evidence: Vec<String> = row.evidence_types.iter().map(|one| one.title.clone()).collect();
    Row::new(vec![
        cell(view! {
            <span>{row.meaning}</span>
            <span class="note under"><span class="code">{row.id}</span>" "{features}</span>
        }),
        cell(client::words::plain(&row.section)),
        cell(view! { <Status tone=tone text=standing/> }),
        threats,
        cell(view! { {controls}<span class="note under">{way}</span> }),
        cell(evidence.join(", ")),
        place(row.shown),
    ])
    .marked(marked)
}

/// Ids of the catalogue as links; a few of many.
fn ids(list: &[Titled]) -> AnyView {
    let shown = list.iter().take(4).map(|one| catalogue_id(&one.id)).collect_view();
    let more = list.len().saturating_sub(4);
    let more = (more > 0).then(|| view! { <span class="note">{format!("and {more} more")}</span> });
    view! { <span class="inline">{shown}{more}</span> }.into_any()
}

fn feature(one: &Titled) -> AnyView {
    let title = one.title.clone();
    match feature_page(&one.id) {
        Some(page) => view! { <Link to=page>{title}</Link>" " }.into_any(),
        None => view! { <span>{title}" "</span> }.into_any(),
    }
}

/// The page that shows it best.
fn place(shown: Option<ControlRow>) -> AnyView {
    let Some(row) = shown else { return view! { <span class="note">"—"</span> }.into_any() };
    let to = row.page().unwrap_or_default();
    let name = row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default();
    let words = format!("{} for {name}", row.id);
    view! { <Link to=to>{words}</Link>" "{status_badge(row.status)} }.into_any()
}
