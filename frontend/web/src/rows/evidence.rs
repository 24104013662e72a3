//! Evidence in lists, and what one piece measured.
use client::{
    evaluations::list::EvidenceList,
    list::List,
    rows::{EvidenceCounts, EvidenceRow, Metric, Scan},
    words::{Freshness, Outcome},
};
use leptos::prelude::*;

use super::{list::columns, outcome_badge};
use crate::{
    charts::{Part, StackedBar},
    ui::{Chip, Column, Link, Row, Status, Subject, Table, Time, Tone, Written, cell, page_of},
};

/// Evidence as a table.
pub fn evidence_table(
    caption: &'static str,
    rows: Vec<EvidenceRow>,
    with_subject: bool,
) -> AnyView {
    let mut columns = columns(EvidenceList::COLUMNS);
    columns.retain(|column| with_subject || column.title() != "About");
    let rows = rows.into_iter().map(|row| evidence_line(row, with_subject)).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

/// A piece of evidence as a row.
pub fn evidence_line(row: EvidenceRow, with_subject: bool) -> Row {
    let marked = row.outcome == Outcome::Fail || row.affected;
    let muted = row.freshness == Freshness::Withdrawn;
    let to = page_of(&row.subject.0);
    let mut cells = vec![
        cell(view! { <Link to=to class="row-link">{row.title}</Link> }),
        cell(outcome_badge(row.outcome)),
        cell(view! {
            <span class="inline">
                {freshness_badge(row.freshness)}
                {row.affected.then(|| view! { <Status tone=Tone::Warn text="Rests on suspect data"/> })}
            </span>
        }),
    ];
    if with_subject {
        cells.push(cell(view! { <Subject of=row.about.0/> }));
    }
    cells.push(cell(row.tool));
    cells.push(cell(view! { <Time at=row.attached.0 written=Written::Day/> }));
    Row::new(cells).marked(marked).muted(muted)
}

/// Whether evidence still counts, as a badge.
pub fn freshness_badge(freshness: Freshness) -> AnyView {
    let tone = match freshness {
        Freshness::Fresh => Tone::Good,
        Freshness::Stale => Tone::Warn,
        Freshness::Undated | Freshness::Withdrawn => Tone::Neutral,
    };
    view! { <Status tone=tone text=freshness.word()/> }.into_any()
}

/// Evidence divided by what it said; every part leads to its rows.
pub fn evidence_bar(counts: &EvidenceCounts, query: &str) -> AnyView {
    let part = |tone, outcome: Outcome, count: i32| {
        let to = format!("/evidence?outcome={}{query}", outcome.slug());
        Part::tone(tone, outcome.word(), usize::try_from(count).unwrap_or(0)).to(to)
    };
    let parts = vec![
        part(Tone::Bad, Outcome::Fail, counts.failed),
        part(Tone::Warn, Outcome::Inconclusive, counts.inconclusive),
        part(Tone::Good, Outcome::Pass, counts.passed),
    ];
    view! { <StackedBar label="Evidence by outcome" parts=parts/> }.into_any()
}

/// One piece with its numbers against their limits.
pub fn scan(scan: &Scan) -> AnyView {
    let scan = scan.clone();
    let to = page_of(&scan.subject.0);
    let caption = format!("Metrics of {}", scan.subject.name());
    let metrics = scan.worst_first();
    view! {
        <article class="scan">
            <header class="scan-head">
                <h3><Link to=to>{scan.title.clone()}</Link></h3>
                {outcome_badge(scan.outcome)}
                {(scan.freshness != Freshness::Fresh).then(|| freshness_badge(scan.freshness))}
            </header>
            <p class="note inline"><Chip text=scan.tool.clone()/><Time at=scan.attached.0.clone()/></p>
            {metric_table(caption, metrics)}
        </article>
    }
    .into_any()
}

/// Numbers against their limits.
pub fn metric_table(caption: String, metrics: Vec<Metric>) -> AnyView {
    if metrics.is_empty() {
        return view! { <p class="note">"The report carries no numbers."</p> }.into_any();
    }
    let columns = vec![
        Column::new("Metric"),
        Column::number("Value"),
        Column::new("Limit"),
        Column::new("Result"),
    ];
    let rows = metrics.into_iter().map(|metric| {
        let limit = metric.limit().unwrap_or_else(|| "No limit set".to_owned());
        let broken = metric.passed == Some(false);
        Row::new(vec![
            cell(view! { <code>{metric.name}</code> }),
            cell(view! { <span class="num">{metric.value}</span> }),
            cell(limit),
            cell(result(metric.passed)),
        ])
        .marked(broken)
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

fn result(passed: Option<bool>) -> AnyView {
    match passed {
        Some(true) => view! { <Status tone=Tone::Good text="Kept"/> }.into_any(),
        Some(false) => view! { <Status tone=Tone::Bad text="Broken"/> }.into_any(),
        None => view! { <span class="note">"—"</span> }.into_any(),
    }
}
