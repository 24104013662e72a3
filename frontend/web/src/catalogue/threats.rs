//! The page at `/threats`.
use client::{
    catalogue::threats::{self, Countered, ThreatRow, ThreatsPage},
    controls::model::stage_name,
};
use leptos::prelude::*;

use crate::{
    rows::{asked, note, shown},
    ui::{Column, Empty, Link, Outline, PageHead, Row, Table, cell, icon},
};

/// The library of threats.
pub fn threats_page() -> AnyView {
    let list = asked(threats::ask_list);
    view! {
        <PageHead title="Threats" lede="What can go wrong with AI, how it is carried out, and how much of what counters it is shown to work."/>
        {shown(list, Outline::Rows, threats::read_list, draw)}
    }
    .into_any()
}

fn draw(page: ThreatsPage) -> AnyView {
    note(&page.at);
    if page.threats.is_empty() {
        return view! {
            <div class="card"><Empty title="No catalogue is loaded" note="At the moment you look at no threats had been loaded." icon=icon::INCIDENT/></div>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Threat"),
        Column::new("What it is"),
        Column::new("Strikes").minor(),
        Column::number("Techniques"),
        Column::new("Countered"),
    ];
    let rows = page.threats.into_iter().map(line).collect();
    view! { <div class="card flush wide-first"><Table caption="Threats" columns=columns rows=rows/></div> }.into_any()
}

fn line(row: ThreatRow) -> Row {
    let to = format!("/threats/{}", row.id);
    let stages: Vec<String> = row.stages.iter().map(|stage| stage_name(stage)).collect();
    Row::new(vec![
        cell(
            view! { <Link to=to class="row-link">{row.title}</Link><span class="note under code">{row.id}</span> },
        ),
        cell(row.definition),
        cell(stages.join(", ")),
        cell(view! { <span class="num">{row.techniques.len()}</span> }),
        cell(least(&row.countered)),
    ])
}

/// The system for which the threat is countered least.
fn least(countered: &[Countered]) -> AnyView {
    let known = countered.iter().filter_map(|one| Some((one.percent()?, one.system.as_ref()?)));
    match known.min_by_key(|(percent, _)| *percent) {
        Some((percent, system)) => {
            let name = system.name.clone();
            view! { <span class="num">{format!("{percent} %")}</span><span class="note under">{format!("least: {name}")}</span> }.into_any()
        }
        None => view! { <span class="note">"Nothing to count"</span> }.into_any(),
    }
}
