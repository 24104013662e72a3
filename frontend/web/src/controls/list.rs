//! The page at `/controls`.
use client::{
    controls::{
        model::{STAGES, by_stage, csv, stage_name},
        queries::{self, ControlFilter, ControlOrder, ControlRow, ControlRows, ControlsPage},
    },
    shared::SystemLink,
    words::ControlStatus,
};
use leptos::prelude::*;

use super::words::{counts_bar, status_badge};
use crate::{
    api::Answer,
    rows::{Address, Turner, asked, note, person, shown, system, use_address},
    ui::{
        Card, Choice, Column, Empty, Filters, Icon, IconButton, Link, Outline, PageHead, Row,
        SearchField, Select, Table, Time, Written, cell, icon,
    },
};

/// The controls of every system that the caller may see.
pub fn controls_page() -> AnyView {
    let address = use_address();
    let order = move || ControlOrder::read(&address.get("sort"));
    let list =
        asked(move |moment| queries::ask_list(moment, filter(address), order(), address.after()));
    view! {
        <PageHead title="Controls" lede="What each system has to show, whether it does, and what to do where it does not."/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn filter(address: Address) -> ControlFilter {
    ControlFilter::read(|key| address.get(key))
}

fn toolbar(address: Address) -> AnyView {
    let first = [Choice::new("", "All that apply", None)];
    let statuses = ControlStatus::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None));
    let statuses: Vec<Choice> = first.into_iter().chain(statuses).collect();
    let orders = ControlOrder::ALL.iter().map(|(_, slug, word)| Choice::new(slug, word, None));
    let orders: Vec<Choice> = orders.collect();
    let systems = asked(queries::ask_systems);
    let (chosen, stage) = (address.text("system"), address.text("stage"));
    let stages = std::iter::once((String::new(), "All stages".to_owned()));
    let stages =
        stages.chain(STAGES.iter().map(|(slug, name)| ((*slug).to_owned(), (*name).to_owned())));
    let stages: Vec<_> = stages.collect();
    view! {
        <div class="toolbar">
            <SearchField label="Find a control" value=address.text("q")/>
            {move || view! { <Select label="System" value=chosen options=choices(systems.get())/> }}
            <Select label="Stage" value=stage options=stages/>
            <Filters label="Status" choices=Signal::stored(statuses) chosen=address.signal("status") on_choose=address.setter("status")/>
            <Filters label="Order" choices=Signal::stored(orders) chosen=address.signal("sort") on_choose=address.setter("sort")/>
            {move || only(address, "threat", "Against")}
            {move || only(address, "framework", "Behind")}
            {move || only(address, "item", "Item")}
        </div>
    }
    .into_any()
}

/// Systems to choose from; the first choice is all of them.
fn choices(answer: Option<Answer>) -> Vec<(String, String)> {
    let text = answer.and_then(Result::ok).unwrap_or_default();
    let found = queries::read_systems(&text).unwrap_or_default();
    let pair = |link: SystemLink| (link.subject.0, link.name);
    std::iter::once((String::new(), "All systems".to_owned()))
        .chain(found.into_iter().map(pair))
        .collect()
}

/// Something the list is narrowed to, and a way to widen it again.
fn only(address: Address, key: &'static str, words: &'static str) -> AnyView {
    let value = address.get(key);
    if value.is_empty() {
        return ().into_any();
    }
    let widen = address.setter(key);
    view! {
        <span class="inline">
            <span class="filters-name">{words}</span><span class="chip">{value}</span>
            <IconButton icon=icon::CROSS label=format!("Widen: {words}") on_press=move |()| widen.run(String::new())/>
        </span>
    }
    .into_any()
}

fn draw(page: ControlsPage, address: Address) -> AnyView {
    note(&page.at);
    let as_of = page.at.time.0.clone();
    let list = page.controls;
    if list.nodes.is_empty() {
        return nothing(address);
    }
    let query = carried(address);
    let bar = counts_bar("Controls by status", &list.counts, &query);
    let words = list.counts.words();
    let file = file(&list.nodes, &as_of);
    let groups = groups(&list, address);
    let (shown, total) = (list.nodes.len(), list.total_count);
    view! {
        <Card title="How they stand" note=words actions=file>{bar}</Card>
        {groups}
        <Turner address=address info=list.page_info shown=shown total=total what="controls"/>
    }
    .into_any()
}

/// The filters of the address other than the status, to lead on with.
fn carried(address: Address) -> String {
    let keys = ["system", "stage", "threat", "framework", "item", "q", "sort"];
    let kept =
        keys.iter().map(|key| (key, address.get(key))).filter(|(_, value)| !value.is_empty());
    kept.map(|(key, value)| format!("&{key}={}", crate::ui::escaped(&value))).collect()
}

/// The file of what is shown, as a link.
fn file(rows: &[ControlRow], as_of: &str) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let text = csv(rows, as_of);
    let address = format!("data:text/csv;charset=utf-8,{}", crate::ui::escaped(&text));
    move || {
        view! {
            <a class="btn" href=address.clone() download="controls.csv"><Icon d=icon::DOWN_ARROW/>"CSV"</a>
        }
        .into_any()
    }
}

fn groups(list: &ControlRows, address: Address) -> AnyView {
    let one_system = !address.get("system").is_empty();
    let order = ControlOrder::read(&address.get("sort"));
    let rows = list.nodes.clone();
    if order != ControlOrder::Stage {
        return view! { <div class="card flush wide-first">{table("Controls".to_owned(), rows, one_system)}</div> }.into_any();
    }
    let cards = by_stage(rows).into_iter().map(|(stage, rows)| {
        let title = stage_name(&stage);
        let passing = rows.iter().filter(|row| row.status == ControlStatus::Pass).count();
        let words = format!("{passing} of {} effective", rows.len());
        let caption = format!("Controls of the stage {title}");
        view! { <Card title=title note=words flush=true class="wide-first">{table(caption, rows, one_system)}</Card> }
    });
    cards.collect_view().into_any()
}

/// Controls as a table. Among those of one system the system is left out.
pub fn table(caption: String, rows: Vec<ControlRow>, one_system: bool) -> AnyView {
    let mut columns = vec![Column::new("Control"), Column::new("Status")];
    if !one_system {
        columns.push(Column::new("System"));
    }
    columns.extend([
        Column::new("Why"),
        Column::new("Answers for it"),
        Column::new("Counts until"),
    ]);
    let rows = rows.into_iter().map(|row| line(row, one_system)).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

fn line(row: ControlRow, one_system: bool) -> Row {
    let to = row.page().unwrap_or_default();
    let (status, title) = (row.status, row.title().to_owned());
    let until = row.stale_at.clone().map_or_else(
        || view! { <span class="note">"—"</span> }.into_any(),
        |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
    );
    let mut cells = vec![
        cell(view! {
            <Link to=to class="row-link">{title}</Link>
            <span class="note under code">{row.id.clone()}</span>
        }),
        cell(status_badge(status)),
    ];
    if !one_system {
        cells.push(cell(system(row.system.clone())));
    }
    cells.extend([cell(row.why), cell(person(row.owner, "Nobody named")), until]);
    Row::new(cells)
        .marked(status == ControlStatus::Fail)
        .muted(status == ControlStatus::NotApplicable)
}

fn nothing(address: Address) -> AnyView {
    let (title, note) = if filter(address).is_open() {
        (
            "No control stands here",
            "At the moment you look at no catalogue was loaded, or no system was registered that you may see.",
        )
    } else {
        ("No control fits these filters", "Take a filter away to see more.")
    };
    view! { <div class="card"><Empty title=title note=note icon=icon::SHIELD/></div> }.into_any()
}
