//! The page at `/consistency`.
use client::{
    ask::OfAll,
    consistency::queries::{Check, ConsistencyPage, Inconsistency},
    words::{ConsistencyWeight, counted},
};
use leptos::prelude::*;

use crate::{
    charts::{Part, StackedBar},
    rows::{asked, note, shown},
    ui::{
        Card, Column, Empty, Outline, PageHead, Row, Status, Subject, Table, Time, Tone, Written,
        cell, icon,
    },
};

/// What does not add up.
pub fn consistency_page() -> AnyView {
    let page = asked(ConsistencyPage::ask);
    view! {
        <PageHead title="What does not add up" lede="Contradictions in the record, looked for anew each time. Each goes away by itself when its cause is mended."/>
        {shown(page, Outline::Page, ConsistencyPage::read, draw)}
    }
    .into_any()
}

fn draw(page: ConsistencyPage) -> AnyView {
    note(&page.at);
    let open = page.open();
    if open.is_empty() {
        let note = format!("{} found nothing.", counted(page.consistency.len(), "check", "checks"));
        return view! { <div class="card"><Empty title="Everything adds up" note=note icon=icon::SHIELD/></div> }.into_any();
    }
    let parts = ConsistencyWeight::ALL
        .iter()
        .map(|weight| Part::tone(tone(*weight), weight.word(), page.weighing(*weight)))
        .collect();
    let silent = page.silent();
    let silent = (!silent.is_empty()).then(|| {
        let looked = counted(silent.len(), "check", "checks");
        let titles = silent.into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
        view! { <Card title="In order" note=format!("{looked} found nothing")><ul class="plain-list">{titles}</ul></Card> }
    });
    let cards = open.into_iter().map(card).collect_view();
    view! {
        <Card title="Open"><StackedBar label="What does not add up, by weight" parts=parts/></Card>
        {cards}
        {silent}
    }
    .into_any()
}

fn card(check: Check) -> AnyView {
    let more = match check.more() {
        0 => String::new(),
        more => format!(" The oldest are shown; {more} more are not."),
    };
    let note = format!("{}{more}", check.mend);
    let columns = vec![Column::new("What"), Column::new("Why"), Column::new("Since")];
    let caption = check.title.clone();
    let rows = check.findings.iter().cloned().map(row).collect();
    let (weight, count) = (check.weight, check.count());
    let badge = move || {
        let text = format!("{}, {count}", weight.word());
        view! { <Status tone=tone(weight) text=text/> }
    };
    view! { <Card title=check.title note=note flush=true actions=badge><Table caption=caption columns=columns rows=rows/></Card> }
    .into_any()
}

fn row(found: Inconsistency) -> Row {
    Row::new(vec![
        cell(view! { <Subject of=found.subject.0/> }),
        cell(found.why),
        cell(view! { <Time at=found.since.0 written=Written::Day/> }),
    ])
}

fn tone(weight: ConsistencyWeight) -> Tone {
    match weight {
        ConsistencyWeight::Urgent => Tone::Bad,
        ConsistencyWeight::Open => Tone::Warn,
        ConsistencyWeight::Hole => Tone::Neutral,
    }
}
