//! Numbers by kind, the people behind them, and everything by name.
use client::{
    lineage::{BlastRadius, kind_count, kind_word},
    scalars::{Long, Subject as Name},
};
use leptos::prelude::*;

use super::live::{counted, unknown};
use crate::{
    lineage::words::{stage_badge, subjects},
    ui::{
        Card, Column, Disclosure, Fact, Facts, Figure, Row, Status, Subject, Table, Time, Tone,
        Written, cell,
    },
};

/// Kinds in the order of their weight, with the part of the page that lists them.
const KINDS: [(&str, &str); 5] = [
    ("deployment", "deployments"),
    ("model_version", "model-versions"),
    ("run", "runs"),
    ("dataset_version", "dataset-versions"),
    ("evidence", "evidence"),
];

/// The numbers that matter: what is live, then what was reached by kind.
pub fn kind_figures(blast: &BlastRadius, here: &str) -> AnyView {
    let (serving, stopped) = blast.live_by_stop();
    let note = match (serving.len(), stopped.len()) {
        (0, 0) => "None serves anybody".to_owned(),
        (0, _) => "All confirmed stopped".to_owned(),
        (_, 0) => "None confirmed stopped".to_owned(),
        (_, count) => format!("{count} more confirmed stopped"),
    };
    let tone = if serving.is_empty() { Tone::Good } else { Tone::Bad };
    let kinds = KINDS.into_iter().map(|(kind, part)| {
        let count = usize::try_from(blast.count_of(kind)).unwrap_or_default();
        let name = plural(kind);
        view! { <Figure name=name value=counted(i64::from(blast.count_of(kind))) to=format!("{here}#{part}") note=note_of(kind, count, blast)/> }
    });
    view! {
        <div class="figures blast-figures">
            <Figure name="Live endpoints" value=counted(i64::try_from(serving.len()).unwrap_or(i64::MAX)) to=format!("{here}#live") tone=tone note=note/>
            {kinds.collect_view()}
        </div>
    }
    .into_any()
}

fn plural(kind: &str) -> String {
    match kind {
        "evidence" => "Evidence touched".to_owned(),
        _ => format!("{}s", kind_word(kind)),
    }
}

fn note_of(kind: &str, count: usize, blast: &BlastRadius) -> String {
    if kind == "deployment" {
        let live = blast.deployments.iter().filter(|deployment| deployment.live).count();
        return format!("{live} live, {} ended", count.saturating_sub(live));
    }
    if kind == "model_version" {
        let safe = blast.last_clean.iter().filter(|one| one.clean.is_some()).count();
        return format!("{safe} with a clean one before");
    }
    if kind == "evidence" { "To be read with care".to_owned() } else { "Made from it".to_owned() }
}

/// Who answers for it, who is hit, which decisions.
pub fn consequences(blast: &BlastRadius) -> AnyView {
    let owners = blast.owners.iter().map(|owner| {
        view! { <li><Subject of=owner.subject.0.clone() title=owner.words()/></li> }
    });
    let owners = if blast.owners.is_empty() {
        view! { <Status tone=Tone::Bad text="Nobody is named"/> }.into_any()
    } else {
        view! { <ul class="subjects">{owners.collect_view()}</ul> }.into_any()
    };
    let systems = blast.systems.iter().map(|system| {
        view! { <li><Subject of=system.subject.0.clone() title=system.name.clone()/></li> }
    });
    let systems = systems.collect_view();
    let (people, decisions) = (blast.people_affected, blast.decisions_affected);
    view! {
        <Card title="Who is hit, who answers">
            <Facts>
                <Fact name="Accountable owners">{owners}</Fact>
                <Fact name="Systems"><ul class="subjects">{systems}</ul></Fact>
                <Fact name="People served">{number(people, "nobody stated how many")}</Fact>
                <Fact name="Decisions affected">{number(decisions, "nobody has counted yet")}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

fn number(value: Option<Long>, why: &'static str) -> AnyView {
    match value {
        Some(value) => view! { <b class="big num">{counted(value.0)}</b> }.into_any(),
        None => view! { <b class="big">"Unknown"</b><span class="note">" "{why}</span> }.into_any(),
    }
}

/// Everything that was reached, by kind and by name.
pub fn everything(blast: &BlastRadius) -> AnyView {
    view! {
        {deployments(blast)}
        <div class="cols even">
            {models(blast)}
            {named("runs", "run", &blast.runs)}
            {named("dataset-versions", "dataset_version", &blast.dataset_versions)}
            {named("evidence", "evidence", &blast.evidence)}
        </div>
        {(!blast.batches.is_empty()).then(|| named("batches", "batch", &blast.batches))}
    }
    .into_any()
}

fn deployments(blast: &BlastRadius) -> AnyView {
    let columns = vec![
        Column::new("Deployment"),
        Column::new("Endpoint"),
        Column::new("Stage"),
        Column::new("Served"),
        Column::new("From"),
        Column::new("Until"),
        Column::number("People"),
    ];
    let rows = blast.deployments.iter().map(|deployment| {
        let until = match (&deployment.ended, deployment.live) {
            (Some(ended), _) => {
                view! { <Time at=ended.0.clone() written=Written::Day/> }.into_any()
            }
            (None, true) => view! { <Status tone=Tone::Bad text="Live"/> }.into_any(),
            (None, false) => unknown(),
        };
        Row::new(vec![
            cell(view! { <Subject of=deployment.subject.0.clone()/> }),
            cell(deployment.endpoint.name().to_owned()),
            stage_badge(deployment.stage),
            cell(view! { <Subject of=deployment.model.0.clone()/> }),
            cell(view! { <Time at=deployment.activated.0.clone() written=Written::Day/> }),
            until,
            deployment.people.map_or_else(unknown, |people| cell(counted(people.0))),
        ])
        .muted(!deployment.live)
    });
    let title = kind_count("deployment", blast.deployments.len());
    let rows = rows.collect();
    view! { <section id="deployments"><Card title=title flush=true><Table caption="Deployments reached" columns=columns rows=rows/></Card></section> }.into_any()
}

/// Model versions with the version to go back to.
fn models(blast: &BlastRadius) -> AnyView {
    let rows = blast.model_versions.iter().map(|model| {
        let clean = blast
            .last_clean
            .iter()
            .find(|one| one.model == *model)
            .and_then(|one| one.clean.clone());
        let clean = clean.map_or_else(
            || view! { <span class="note">"none"</span> }.into_any(),
            |clean| view! { <Subject of=clean.0/> }.into_any(),
        );
        Row::new(vec![cell(view! { <Subject of=model.0.clone()/> }), clean])
    });
    let columns = vec![Column::new("Model version"), Column::new("Last clean before it")];
    let title = kind_count("model_version", blast.model_versions.len());
    let rows = rows.collect();
    view! { <section id="model-versions"><Card title=title flush=true><Table caption="Model versions reached" columns=columns rows=rows/></Card></section> }.into_any()
}

fn named(part: &'static str, kind: &'static str, names: &[Name]) -> AnyView {
    const SHOWN: usize = 12;
    let title = kind_count(kind, names.len());
    let rest = names.get(SHOWN..).unwrap_or_default().to_vec();
    let first = subjects(names.get(..SHOWN).unwrap_or(names), SHOWN);
    let more = (!rest.is_empty()).then(|| {
        let summary = format!("{} more", rest.len());
        let count = rest.len();
        view! { <Disclosure summary=summary>{subjects(&rest, count)}</Disclosure> }
    });
    let note = (kind == "evidence").then(|| {
        view! { <p class="note">"Computed with or about something that was reached. The scans that found the damage are among them."</p> }
    });
    view! { <section id=part><Card title=title>{note}{first}{more}</Card></section> }.into_any()
}
