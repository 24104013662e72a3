//! The page at `/threats`.
use client::{
    ask::OfAll,
    catalogue::threats::{
        Countered, CounteredPage, CounteredThreat, ThreatFilter, ThreatRow, Threats, least,
    },
    controls::model::{STAGES, stage_name},
};
use leptos::prelude::*;

use crate::{
    charts::{Matrix, MatrixCell},
    rows::{Look, asked, listed, shown, use_address},
    ui::{Card, Level, Link, Outline, PageHead, Row, SearchField, Select, cell, escaped, icon},
};

/// The library of threats.
pub fn threats_page() -> AnyView {
    let address = use_address();
    let look = Look::<Threats> {
        caption: "Threats",
        filter: |address| ThreatFilter::read(&address.get("stage"), &address.get("q")),
        line,
        nothing: (
            "No catalogue is loaded",
            "At the moment you look at no threats had been loaded.",
        ),
        no_match: |_| None,
        icon: icon::INCIDENT,
    };
    let stage = address.text("stage");
    let stages = STAGES.iter().map(|(slug, name)| ((*slug).to_owned(), (*name).to_owned()));
    let stages: Vec<_> =
        std::iter::once((String::new(), "All stages".to_owned())).chain(stages).collect();
    let countered = asked(CounteredPage::ask);
    view! {
        <PageHead title="Threats" lede="What can go wrong with AI, how it is carried out, and how much of what counters it is shown to work."/>
        <div class="toolbar">
            <SearchField label="Find a threat" value=address.text("q")/>
            <Select label="Strikes during" value=stage options=stages/>
        </div>
        {listed(address, look)}
        {shown(countered, Outline::Block, CounteredPage::read, |page| picture(&page.threats.nodes))}
    }
    .into_any()
}

/// Threats against systems: how much of what counters each is shown to work, in percent.
fn picture(threats: &[CounteredThreat]) -> AnyView {
    let names = |one: &CounteredThreat| -> Vec<String> {
        let known = one.countered.iter().filter_map(|cell| cell.system.as_ref());
        known.map(|system| system.name.clone()).collect()
    };
    let Some(systems) = threats.first().map(names).filter(|systems| !systems.is_empty()) else {
        return ().into_any();
    };
    let rows = threats.iter().map(|one| one.id.clone()).collect();
    let cells =
        threats.iter().map(|one| one.countered.iter().map(|cell| square(one, cell)).collect());
    let cells = cells.collect();
    view! {
        <Card title="How far each is countered" note="Percent of the weight of its controls that is shown to work, for each system; a dash where no control applies">
            <Matrix label="Threats against systems, in percent countered" rows=rows columns=systems cells=cells/>
        </Card>
    }
    .into_any()
}

fn square(threat: &CounteredThreat, cell: &Countered) -> MatrixCell {
    let percent = cell.percent();
    let system = cell.system.as_ref().map(|system| system.subject.0.as_str()).unwrap_or_default();
    MatrixCell {
        level: percent.map(|percent| match percent {
            ..25 => Level::Critical,
            25..50 => Level::High,
            50..75 => Level::Medium,
            75.. => Level::Low,
        }),
        to: Some(format!("/controls?threat={}&system={}", escaped(&threat.id), escaped(system))),
        names: vec![threat.title.clone()],
        share: Some(percent.map_or_else(
            || ("—".to_owned(), "no control applies"),
            |percent| (format!("{percent} %"), "countered"),
        )),
        ..MatrixCell::default()
    }
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
        worst(&row.countered),
    ])
}

/// The system for which the threat is countered least.
fn worst(countered: &[Countered]) -> AnyView {
    let Some((percent, name)) = least(countered) else {
        return view! { <span class="note">"Nothing to count"</span> }.into_any();
    };
    let name = format!("least: {name}");
    view! { <span class="num">{format!("{percent} %")}</span><span class="note under">{name}</span> }
        .into_any()
}
