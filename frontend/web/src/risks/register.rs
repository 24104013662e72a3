//! The page at `/risks`.
use std::collections::BTreeSet;

use client::{
    risks::{
        model::order,
        orders::Act,
        queries::{self, RiskRow, RisksPage},
    },
    shared::Me,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    act::{ActDialog, Desk},
    bulk::{Bulk, Chosen},
    parts::{score_cell, status_badge},
    toolbar::{filter, toolbar},
};
use crate::{
    rows::{Address, Turner, asked, note, person, shown, system, use_address},
    ui::{
        Button, Checkbox, Column, Empty, Link, LinkButton, Menu, Outline, PageHead, Row, Sort,
        Table, Time, Weight, Written, cell, icon, page_of,
    },
};

/// Columns one may leave out, by key, with their words.
const COLUMNS: [(&str, &str); 8] = [
    ("status", "Status"),
    ("inherent", "Inherent"),
    ("system", "System"),
    ("owner", "Accountable"),
    ("threat", "Threat"),
    ("accepted-until", "Accepted until"),
    ("review", "Review"),
    ("tasks", "Open tasks"),
];

/// The register of risks.
pub fn register_page() -> AnyView {
    let (address, desk) = (use_address(), Desk::new(""));
    let chosen = RwSignal::new(Vec::<RiskRow>::new());
    let list = asked(move |moment| {
        let order = order(&address.get("sort"));
        queries::ask_list(moment, filter(address), order, address.after())
    });
    let actions = move || head_acts(address, desk);
    view! {
        <PageHead title="Risks" lede="What could go wrong, how bad it would be, and who decided to live with it." actions=actions/>
        {toolbar(address)}
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address, chosen))}
        <ActDialog desk=desk/>
    }
    .into_any()
}

fn head_acts(address: Address, desk: Desk) -> AnyView {
    let search = use_location().search;
    let export = move || format!("/export/risks.csv?{}", search.get().trim_start_matches('?'));
    view! {
        <LinkButton to="/heat-map".to_owned() icon=icon::HEAT>"Heat map"</LinkButton>
        <a class="btn" href=export rel="external" download="risks.csv">"Export CSV"</a>
        <Menu label="Columns" face=|| "Columns".into_any() class="btn" content=Callback::new(move |_| columns_menu(address))/>
        <Button records=true weight=Weight::Primary icon=icon::PLUS on_press=desk.on(Act::Identify, None)>"Identify a risk…"</Button>
    }
    .into_any()
}

fn hidden(address: Address) -> BTreeSet<String> {
    address.get("hide").split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

fn columns_menu(address: Address) -> AnyView {
    let boxes = COLUMNS.map(|(key, words)| {
        let value = RwSignal::new(!untrack(|| hidden(address)).contains(key));
        Effect::new(move |before: Option<()>| {
            let is_shown = value.get();
            if before.is_some() {
                let mut all = untrack(|| hidden(address));
                if is_shown {
                    all.remove(key)
                } else {
                    all.insert(key.to_owned())
                };
                address.setter("hide").run(all.into_iter().collect::<Vec<_>>().join(","));
            }
        });
        view! { <li><Checkbox label=words value=value/></li> }
    });
    view! { <ul class="menu-list pad">{boxes.collect_view()}</ul> }.into_any()
}

fn draw(page: RisksPage, address: Address, chosen: RwSignal<Vec<RiskRow>>) -> AnyView {
    note(&page.at);
    let list = page.risks;
    if list.nodes.is_empty() {
        return nothing(address, &page.me);
    }
    let shown = list.nodes.len();
    let hidden = untrack(|| hidden(address));
    let is_shown = |key: &str| !hidden.contains(key);
    let mut columns =
        vec![Column::new("Risk").sorted_by("title"), Column::new("Residual").sorted_by("residual")];
    for (key, words) in COLUMNS.into_iter().filter(|(key, _)| is_shown(key)) {
        columns.push(column(key, words));
    }
    columns.push(Column::new("Select"));
    let rows = list.nodes.iter().map(|row| line(row, &is_shown, chosen)).collect();
    view! {
        <Bulk me=page.me chosen=chosen/>
        <div class="card flush wide-first">
            <Table caption="Risks" columns=columns rows=rows sort=sorting(address)/>
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="risks"/>
        </div>
    }
    .into_any()
}

fn column(key: &'static str, words: &'static str) -> Column {
    match key {
        "inherent" | "accepted-until" | "review" => Column::new(words).sorted_by(key),
        "threat" => Column::new(words).minor(),
        "tasks" => Column::number(words).minor(),
        _ => Column::new(words),
    }
}

/// What the table is sorted by, kept in the address: `title`, or `-residual` for largest first.
fn sorting(address: Address) -> RwSignal<Sort> {
    let (sort, descending) = untrack(|| order(&address.get("sort")));
    let sort = RwSignal::new(Sort { key: sort.slug(), descending });
    Effect::new(move |before: Option<()>| {
        let Sort { key, descending } = sort.get();
        if before.is_some() {
            let sign = if descending { "-" } else { "" };
            address.setter("sort").run(format!("{sign}{key}"));
        }
    });
    sort
}

fn line(row: &RiskRow, is_shown: &dyn Fn(&str) -> bool, chosen: RwSignal<Vec<RiskRow>>) -> Row {
    let (title, to) = (row.title.clone(), page_of(&row.subject.0));
    let overdue = row.overdue();
    let id = row.subject.name().to_owned();
    let mut cells = vec![
        cell(view! {
            <Link to=to class="row-link">{title}</Link>
            <span class="under note">{id}{(!overdue.is_empty()).then(|| view! { " · "<b class="late">{overdue}</b> })}</span>
        }),
        score_cell(row.residual),
    ];
    for (key, _) in COLUMNS.into_iter().filter(|(key, _)| is_shown(key)) {
        cells.push(value(row, key));
    }
    cells.push(cell(view! { <Chosen row=row.clone() chosen=chosen/> }));
    Row::new(cells)
        .marked(row.above_appetite == Some(true))
        .muted(row.status == client::words::RiskStatus::Closed)
}

fn value(row: &RiskRow, key: &str) -> AnyView {
    let day = |time: Option<&client::scalars::Time>| match time {
        Some(time) => view! { <Time at=time.0.clone() written=Written::Day/> }.into_any(),
        None => view! { <span class="note">"—"</span> }.into_any(),
    };
    match key {
        "status" => status_badge(row.status),
        "inherent" => score_cell(row.inherent),
        "system" => system(row.system.clone()),
        "owner" => person(row.owner.clone(), "Nobody"),
        "threat" => {
            let words = row.threat_title.clone().unwrap_or_default();
            view! { <span class="code">{row.threat.clone()}</span><span class="under note">{words}</span> }.into_any()
        }
        "accepted-until" => day(row.acceptance.as_ref().map(|accepted| &accepted.until)),
        "review" => day(row.next_review.as_ref()),
        _ => cell(row.open_tasks),
    }
}

fn nothing(address: Address, me: &Me) -> AnyView {
    let narrowed = !untrack(|| filter(address)).is_open();
    let (title, words) = if narrowed {
        ("No risk fits these filters", "Take a filter out to see more.")
    } else if me.may("identifyRisk") {
        (
            "No risk on the register",
            "At the moment you look at, none had been identified. Identify the first one.",
        )
    } else {
        (
            "No risk on the register",
            "At the moment you look at, none had been identified, or none is yours to see.",
        )
    };
    view! { <div class="card"><Empty title=title note=words icon=icon::RISK/></div> }.into_any()
}
