//! The page at `/threats/:id`.
use client::{
    catalogue::threats::{self, Counter, Countered, Technique, Threat, ThreatPage},
    controls::model::stage_name,
    offer::{Ask, chance},
    shared::Me,
    words::plain,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    controls::parts::mapping_card,
    rows::{asked, missing, note, shown, system},
    ui::{
        Card, Chip, Column, Fact, Facts, Link, LinkButton, Notice, Outline, PageHead, Row, Table,
        Tone, cell, icon,
    },
};

/// One threat.
pub fn threat_page() -> AnyView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let page = asked(move |moment| threats::ask_one(moment, &id()));
    shown(page, Outline::Page, threats::read_one, |page: ThreatPage| {
        note(&page.at);
        let back = ("/threats", "Threats");
        page.threat.map_or_else(|| missing("threat", back), |threat| full(threat, &page.me))
    })
}

fn full(threat: Threat, me: &Me) -> AnyView {
    let controls = format!("/controls?threat={}", threat.id);
    let actions = move || {
        view! { <LinkButton to=controls.clone() icon=icon::SHIELD>"Controls against it"</LinkButton> }
            .into_any()
    };
    let question = (!threat.board_question.is_empty())
        .then(|| view! { <Notice tone=Tone::Info title=threat.board_question.clone()/> });
    let techniques = techniques(&threat.id, threat.techniques.clone());
    let counters = counters(&threat.controls);
    let countered = countered(&threat.countered);
    let facts = facts(&threat);
    let confirm = chance(&threat.offers, me, Ask::of("confirmMapping", "confirm these links"));
    let mappings = mapping_card(&threat.id, &threat.mappings, &confirm);
    view! {
        <PageHead title=threat.title.clone() kind=format!("Threat {}", threat.id) lede=threat.definition.clone() back=("/threats", "Threats") actions=actions/>
        {question}
        <div class="cols">{facts}{countered}</div>
        {techniques}
        {counters}
        {mappings}
    }
    .into_any()
}

fn facts(threat: &Threat) -> AnyView {
    let harms = threat.harms.iter().map(|harm| view! { <Chip text=plain(harm)/> }).collect_view();
    let stages: Vec<String> = threat.stages.iter().map(|stage| stage_name(stage)).collect();
    let (actor, stages) = (plain(&threat.actor), stages.join(", "));
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Harms"><span class="inline">{harms}</span></Fact>
                <Fact name="Behind it">{actor}</Fact>
                <Fact name="Strikes during">{stages}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// How far it is countered, system by system.
fn countered(countered: &[Countered]) -> AnyView {
    let columns = vec![Column::new("System"), Column::number("Shown to work")];
    let rows = countered.iter().cloned().map(|one| {
        let share =
            one.percent().map_or("Nothing applies".to_owned(), |percent| format!("{percent} %"));
        Row::new(vec![cell(system(one.system)), cell(view! { <span class="num">{share}</span> })])
    });
    let rows: Vec<Row> = rows.collect();
    view! {
        <Card title="How far it is countered" note="Effective controls, by weight, of those that apply" flush=true>
            <Table caption="How far it is countered for each system" columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}

fn techniques(threat: &str, techniques: Vec<Technique>) -> AnyView {
    let columns =
        vec![Column::new("Technique"), Column::new("How it is done"), Column::new("Shows in")];
    let words = client::words::counted(techniques.len(), "way", "ways");
    let caption = format!("Techniques of {threat}");
    let rows = techniques.into_iter().map(|one| {
        let signals: Vec<String> = one.signals.into_iter().map(|signal| signal.title).collect();
        Row::new(vec![
            cell(view! { {one.title}<span class="note under code">{one.id}</span> }),
            cell(one.how),
            cell(signals.join(", ")),
        ])
    });
    let rows = rows.collect();
    view! {
        <Card title="How it is carried out" note=words flush=true class="wide-first">
            <Table caption=caption columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}

fn counters(controls: &[Counter]) -> AnyView {
    let columns = vec![Column::new("Control"), Column::new("Works by"), Column::new("Stage")];
    let rows = controls.iter().cloned().map(|one| {
        let functions: Vec<String> = one.functions.iter().map(|one| plain(one)).collect();
        let to = format!("/controls/{}", one.id);
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{one.name.title}</Link><span class="note under code">{one.id}</span> }),
            cell(functions.join(", ")),
            cell(stage_name(&one.name.stage)),
        ])
    });
    let rows = rows.collect();
    view! {
        <Card title="What counters it" flush=true class="wide-first">
            <Table caption="Controls against it" columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}
