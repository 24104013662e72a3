//! Versions, runs and deployments in tables.
use client::{
    deployments::{list::Deployments, model::StopState},
    list::List,
    rows::{DeploymentRow, ModelVersionRow, RunRow, VersionRow, live_first},
    scalars::Subject as Name,
    training::list::Runs,
    words::{Standing, plain},
};
use leptos::prelude::*;

use super::{list::columns, people_count, person, standing_badge, state_badge, system};
use crate::{
    lineage::words::stage_badge,
    ui::{
        Chip, Column, Hash, Link, Row, Status, Subject, Table, Time, Tone, Written, cell, page_of,
    },
};

fn name_link(subject: &Name, words: String) -> AnyView {
    let to = page_of(&subject.0);
    cell(view! { <Link to=to class="row-link nowrap">{words}</Link> })
}

/// Deployments as a table. Among those of one system the system is left out.
pub fn deployment_table(
    caption: &'static str,
    rows: Vec<DeploymentRow>,
    with_system: bool,
) -> AnyView {
    let name = |column: Column| {
        if column.title() == "System" { Column::new("Accountable") } else { column }
    };
    let columns = columns(Deployments::COLUMNS);
    let columns = if with_system { columns } else { columns.into_iter().map(name).collect() };
    let rows = live_first(rows).into_iter().map(|row| deployment_line(row, with_system)).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

/// A deployment as a row.
pub fn deployment_line(row: DeploymentRow, with_system: bool) -> Row {
    let (live, stop) = (row.live, row.stop_state());
    let marked = live && row.standing != Standing::Clean;
    let (to, name) = (page_of(&row.subject.0), row.subject.name().to_owned());
    let endpoint = row.endpoint.name().to_owned();
    let owner = person(row.owner, "Nobody accountable");
    let belongs = if with_system {
        view! { <div class="stacked-cell">{system(row.system)}{owner}</div> }.into_any()
    } else {
        owner
    };
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link nowrap">{name}</Link>
            <span class="note under code">{endpoint}</span>
        }),
        cell(view! { <div class="stacked-cell">{live_badge(live)}{(stop != StopState::None).then(|| stop_badge(stop))}</div> }),
        cell(stage_badge(row.stage)),
        cell(standing_badge(row.standing)),
        cell(view! { <Subject of=row.model.0/> }),
        belongs,
        cell(period(row.activated.0, row.ended.map(|time| time.0))),
    ])
    .marked(marked)
    .muted(!live)
}

/// Whether something answers now.
pub fn live_badge(live: bool) -> AnyView {
    if live {
        return view! { <Status tone=Tone::Info text="Live"/> }.into_any();
    }
    view! { <Status tone=Tone::Neutral text="Ended"/> }.into_any()
}

/// How far a stop has come; asked for and done never look alike.
pub fn stop_badge(stop: StopState) -> AnyView {
    let tone = match stop {
        StopState::None => Tone::Neutral,
        StopState::Requested => Tone::Warn,
        StopState::Confirmed => Tone::Good,
    };
    view! { <Status tone=tone text=stop.word()/> }.into_any()
}

fn period(from: String, until: Option<String>) -> AnyView {
    match until {
        None => view! { <span class="nowrap">"since "<Time at=from written=Written::Day/></span> }.into_any(),
        Some(until) => view! {
            <span><Time at=from written=Written::Day/>" to "<Time at=until written=Written::Day/></span>
        }
        .into_any(),
    }
}

/// Versions of models as a table.
pub fn model_table(caption: &'static str, mut rows: Vec<ModelVersionRow>) -> AnyView {
    rows.sort_by(|a, b| b.registered.cmp(&a.registered));
    let columns = vec![
        Column::new("Version"),
        Column::new("Standing"),
        Column::new("State"),
        Column::new("Live at"),
        Column::new("Digest").minor(),
        Column::new("Registered"),
    ];
    let rows = rows.into_iter().map(|row| {
        let stage = row.live_stage();
        let live = stage.is_some();
        let marked = live && row.standing != Standing::Clean;
        let words = format!("{}@{}", row.subject.name(), row.version);
        Row::new(vec![
            name_link(&row.subject, words),
            cell(standing_badge(row.standing)),
            cell(state_badge(row.state)),
            cell(stage.map_or_else(nowhere, stage_badge)),
            cell(row.digest.map(|digest| view! { <Hash digest=digest what="the digest"/> })),
            cell(view! { <Time at=row.registered.0 written=Written::Day/> }),
        ])
        .marked(marked)
        .muted(!live)
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

fn nowhere() -> AnyView {
    view! { <span class="note">"Nowhere"</span> }.into_any()
}

/// Versions of datasets as a table.
pub fn version_table(caption: &'static str, mut rows: Vec<VersionRow>) -> AnyView {
    rows.sort_by(|a, b| b.registered.cmp(&a.registered));
    let columns = vec![
        Column::new("Version"),
        Column::new("Standing"),
        Column::new("State"),
        Column::number("Rows"),
        Column::new("Digest").minor(),
        Column::new("Registered"),
    ];
    let rows = rows.into_iter().map(|row| {
        let marked = row.standing != Standing::Clean;
        let words = format!("{}@{}", row.subject.name(), row.version);
        Row::new(vec![
            name_link(&row.subject, words),
            cell(standing_badge(row.standing)),
            cell(state_badge(row.state)),
            cell(view! { <span class="num">{people_count(row.rows)}</span> }),
            cell(view! { <Hash digest=row.digest what="the digest"/> }),
            cell(view! { <Time at=row.registered.0 written=Written::Day/> }),
        ])
        .marked(marked)
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

/// Runs as a table.
pub fn run_table(caption: &'static str, rows: Vec<RunRow>) -> AnyView {
    let rows = rows.into_iter().map(run_line).collect();
    view! { <Table caption=caption columns=columns(Runs::COLUMNS) rows=rows/> }.into_any()
}

/// A run as a row.
pub fn run_line(row: RunRow) -> Row {
    let minutes = row.minutes.map_or_else(|| "—".to_owned(), |minutes| people_count(Some(minutes)));
    let marked = row.standing != Standing::Clean;
    Row::new(vec![
        name_link(&row.subject, row.subject.name().to_owned()),
        cell(view! { <Chip text=plain(&row.kind)/> }),
        cell(standing_badge(row.standing)),
        cell(super::subjects(&row.inputs, 3)),
        cell(super::subjects(&row.outputs, 3)),
        cell(plain(&row.state)),
        cell(view! { <Time at=row.started.0 written=Written::Day/> }),
        cell(view! { <span class="num">{minutes}</span> }),
    ])
    .marked(marked)
}
