//! The page at `/controls`.
use client::{
    ask::OfAll,
    controls::{
        list::{ControlFilter, ControlRow, Controls},
        model::{STAGES, stage_name},
        queries::{self, StandingsPage, SystemChoice},
    },
    list::List,
    words::ControlStatus,
};
use leptos::prelude::*;

use super::words::{counts_bar, status_badge};
use crate::{
    charts::{Matrix, MatrixCell},
    rows::{
        Address, Look, asked, list::columns, listed, members, only, person, shown, system,
        use_address,
    },
    ui::{
        Card, Column, IconButton, Link, Outline, PageHead, Row, SearchField, Select, Table, Time,
        Written, cell, escaped, icon,
    },
};

/// The controls of every system that the caller may see.
pub fn controls_page() -> AnyView {
    let address = use_address();
    let look = Look::<Controls> {
        caption: "Controls",
        filter,
        line,
        nothing: (
            "No control stands here",
            "At the moment you look at no catalogue was loaded, or no system was registered that you may see.",
        ),
        no_match: |_| None,
        icon: icon::SHIELD,
    };
    let standings = asked(move |moment| queries::ask(moment, filter(address)));
    view! {
        <PageHead title="Controls" lede="What each system has to show, whether it does, and what to do where it does not."/>
        {toolbar(address)}
        {shown(standings, Outline::Block, queries::read, move |page| picture(&page, address))}
        {listed(address, look)}
    }
    .into_any()
}

fn filter(address: Address) -> ControlFilter {
    ControlFilter::read(|key| address.get(key))
}

fn toolbar(address: Address) -> AnyView {
    let stage = address.text("stage");
    let stages = STAGES.iter().map(|(slug, name)| ((*slug).to_owned(), (*name).to_owned()));
    let stages: Vec<_> =
        std::iter::once((String::new(), "All stages".to_owned())).chain(stages).collect();
    view! {
        <div class="toolbar">
            <SearchField label="Find a control" value=address.text("q")/>
            {system_choice(address, "System")}
            <Select label="Stage" value=stage options=stages/>
            {members::<ControlStatus>(address, "Status", "status")}
            {move || narrowed(address, "threat", "Against")}
            {move || narrowed(address, "framework", "Framework")}
            {move || narrowed(address, "item", "Item")}
            {move || narrowed(address, "control", "Control")}
            {only(address, "owner")}
        </div>
    }
    .into_any()
}

/// One of the systems, or all.
pub fn system_choice(address: Address, label: &'static str) -> AnyView {
    let (systems, chosen) = (asked(SystemChoice::ask), address.text("system"));
    let choose = move || {
        let answer = systems.get().and_then(Result::ok).unwrap_or_default();
        view! { <Select label=label value=chosen options=queries::choices(&answer)/> }
    };
    view! { {choose} }.into_any()
}

/// Something of the catalogue that the list is narrowed to by a link, and a way to widen it again.
pub fn narrowed(address: Address, key: &'static str, words: &'static str) -> AnyView {
    let value = address.get(key);
    if value.is_empty() {
        return ().into_any();
    }
    let widen = address.setter(key);
    let label = format!("Not only {value}");
    view! {
        <span class="inline">
            <span class="filters-name">{words}</span><span class="chip">{value}</span>
            <IconButton icon=icon::CROSS label=label on_press=move |()| widen.run(String::new())/>
        </span>
    }
    .into_any()
}

/// How they stand, in all and stage by stage. Every part opens its rows.
fn picture(page: &StandingsPage, address: Address) -> AnyView {
    let standings = &page.controls;
    if standings.stages.is_empty() {
        return ().into_any();
    }
    let words = standings.counts.words();
    let bar = counts_bar("Controls by status", &standings.counts, &carried(address, None));
    let statuses = ControlStatus::ALL;
    let names = statuses.iter().map(|status| status.word().to_owned()).collect();
    let stages = standings.stages.iter().map(|one| stage_name(&one.stage)).collect();
    let cells = standings.stages.iter().map(|one| {
        let carried = carried(address, Some(&one.stage));
        let cell = |status: &ControlStatus| MatrixCell {
            count: usize::try_from(one.counts.of(*status)).unwrap_or(0),
            to: Some(format!("/controls?status={}{carried}", status.slug())),
            ..MatrixCell::default()
        };
        statuses.iter().map(cell).collect()
    });
    let cells = cells.collect();
    view! {
        <Card title="How they stand" note=words>
            <div class="stack">{bar}<Matrix label="Controls by stage and status" rows=stages columns=names cells=cells/></div>
        </Card>
    }
    .into_any()
}

/// The filters of the address other than the status, to lead on with; another stage where one is
/// given.
fn carried(address: Address, stage: Option<&str>) -> String {
    let keys = ["system", "threat", "framework", "item", "control", "owner", "q"];
    let mut kept: Vec<(&str, String)> = keys.iter().map(|key| (*key, address.get(key))).collect();
    kept.push(("stage", stage.map_or_else(|| address.get("stage"), str::to_owned)));
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        kept.map(|(key, value)| format!("&{key}={}", escaped(&value))).collect();
    pairs.concat()
}

/// One control for each of several systems, as a table.
pub fn table(caption: String, rows: Vec<ControlRow>) -> AnyView {
    let columns: Vec<Column> = columns(Controls::COLUMNS);
    let rows = rows.into_iter().map(line).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

fn line(row: ControlRow) -> Row {
    let to = row.page().unwrap_or_default();
    let (status, stage) = (row.status, stage_name(row.stage()));
    let (title, id) = (row.title().to_owned(), row.id.clone());
    let until = row.stale_at.clone().map_or_else(
        || view! { <span class="note">"—"</span> }.into_any(),
        |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
    );
    let warnings = (row.warnings > 0).then(|| {
        let words = client::words::counted(
            usize::try_from(row.warnings).unwrap_or(0),
            "warning",
            "warnings",
        );
        view! { <span class="note under">{words}</span> }
    });
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{title}</Link>
            <span class="note under code">{id}</span>
        }),
        cell(view! { {status_badge(status)}{warnings} }),
        cell(system(row.system.clone())),
        cell(stage),
        cell(row.why),
        cell(person(row.owner, "Nobody named")),
        until,
    ])
    .marked(status == ControlStatus::Fail)
    .muted(status == ControlStatus::NotApplicable)
}
