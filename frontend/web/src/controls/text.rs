//! The page at `/controls/:control`: one control across systems.
use client::{
    controls::{
        model::stage_name,
        page::{self, ControlStandings, ControlText, TestText, TextPage},
    },
    offer::{Ask, Chance, chance},
    shared::Me,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{list::table, page::freshness, parts::mapping_card, words::catalogue_id};
use crate::{
    catalogue::act::OwnLimit,
    rows::{asked, missing, note, shown},
    ui::{
        Button, Card, Chip, Column, Empty, Fact, Facts, Outline, PageHead, Row, Status, Table,
        Time, Tone, Written, cell, icon,
    },
};

/// One control across systems.
pub fn text_page() -> AnyView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("control").unwrap_or_default());
    let page = asked(move |moment| page::ask_text(moment, &id()));
    shown(page, Outline::Page, page::read_text, draw)
}

fn draw(page: TextPage) -> AnyView {
    note(&page.at);
    match page.catalogue_control {
        Some(control) => full(control, &page.me),
        None => missing("control", ("/controls", "Controls")),
    }
}

fn full(control: ControlStandings, me: &Me) -> AnyView {
    let ControlStandings { text, standings } = control;
    let setting = RwSignal::new(false);
    let own_limit = Ask::of("addCatalogueItem", "set a limit of our own");
    let set = chance(&text.offers, me, own_limit);
    let confirm = chance(&text.offers, me, Ask::of("confirmMapping", "confirm these links"));
    let may_set = set == Chance::Offered;
    let systems = if standings.is_empty() {
        view! { <Empty title="No system is registered that you may see" icon=icon::SYSTEM/> }
            .into_any()
    } else {
        table(format!("{} for each system", text.id), standings)
    };
    let own = text.origin.as_ref().is_some_and(|origin| origin.own);
    let badges = move || own.then(|| view! { <Status tone=Tone::Info text="Own"/> }).into_any();
    let tests = tests_card(&text, &set, setting);
    let facts = facts(&text);
    let mappings = mapping_card(&text.id, &text.mappings, &confirm);
    view! {
        <PageHead title=text.title.clone() kind=format!("Control {}", text.id) lede=text.objective.clone() back=("/controls", "Controls") badges=badges/>
        <Card title="How it stands" flush=true class="wide-first">{systems}</Card>
        {tests}
        {facts}
        {mappings}
        {may_set.then(|| view! { <OwnLimit tests=text.tests.clone() open=setting/> })}
    }
    .into_any()
}

fn tests_card(text: &ControlText, set: &Chance, setting: RwSignal<bool>) -> AnyView {
    let may_set = *set == Chance::Offered;
    let actions = move || {
        may_set
            .then(|| view! { <Button on_press=move |()| setting.set(true) records=true>"Set own limit…"</Button> })
            .into_any()
    };
    let columns = vec![
        Column::new("Metric"),
        Column::new("High risk"),
        Column::new("Medium risk"),
        Column::new("Low risk"),
        Column::new("Test"),
    ];
    let rows: Vec<Row> = text.tests.iter().flat_map(lines).collect();
    let body = if rows.is_empty() {
        view! { <p class="note pad">"It has no tests of its own: the outcome of its evidence counts."</p> }.into_any()
    } else {
        view! { <Table caption="Limits by risk class" columns=columns rows=rows/> }.into_any()
    };
    view! { <Card title="Limits" flush=true actions=actions>{body}</Card> }.into_any()
}

fn lines(test: &TestText) -> Vec<Row> {
    let line = |limit: &client::controls::page::LimitText| {
        let (title, metric, id) = (limit.title.clone(), limit.metric.clone(), test.id.clone());
        let warns = test.severity == "warn";
        let whom =
            test.applies.clone().map(|whom| view! { <span class="note under">{whom}</span> });
        Row::new(vec![
            cell(view! { {title}<span class="note under code">{metric}</span> }),
            cell(limit.words(0)),
            cell(limit.words(1)),
            cell(limit.words(2)),
            cell(
                view! { <span class="inline"><span class="code">{id}</span>{warns.then(|| view! { <Chip text="Only warns"/> })}</span>{whom} },
            ),
        ])
    };
    test.limits.iter().map(line).collect()
}

fn facts(text: &ControlText) -> AnyView {
    let threats = text.threats.iter().map(|threat| {
        let (id, title) = (threat.id.clone(), threat.title.clone());
        view! { <li>{catalogue_id(&id)}" "{title}</li> }
    });
    let types = text.evidence_types.iter().map(|one| {
        let (title, tools) = (one.title.clone(), one.tools.join(", "));
        view! { <li>{title}" "<span class="note">{tools}</span></li> }
    });
    let words =
        text.invalidated_by.iter().map(|word| client::words::plain(&word.replace('.', " ")));
    let origin = text.origin.clone().map(|origin| {
        view! { <Fact name="In force since"><Time at=origin.valid_from.0 written=Written::Day/></Fact> }
    });
    let (threats, types) = (threats.collect_view(), types.collect_view());
    let words = words.collect::<Vec<_>>().join(", ");
    let (stage, until) = (stage_name(&text.stage), freshness(&text.freshness_days));
    let role = text.owner_role.clone();
    view! {
        <Card title="What it asks for">
            <Facts>
                <Fact name="Counters"><ul class="plain-list">{threats}</ul></Fact>
                <Fact name="Shown with"><ul class="plain-list">{types}</ul></Fact>
                <Fact name="Stage">{stage}</Fact>
                <Fact name="Stale after">{until}</Fact>
                <Fact name="Stale upon">{words}</Fact>
                <Fact name="Usually answered for by">{role}</Fact>
                {origin}
            </Facts>
        </Card>
    }
    .into_any()
}
