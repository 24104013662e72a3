//! The page at `/runs/:name`.
use client::{
    offer::{Ask, chance},
    shared::{Me, Pair},
    training::{
        environment::EnvironmentRow,
        model::duration,
        queries::{Run, RunAction, RunPage},
    },
    words::{Standing, counted, plain},
};
use leptos::prelude::*;

use super::{
    environments::{attestation_badge, least_badge},
    privacy::privacy_card,
};
use crate::{
    lineage::words::lineage_of,
    rows::{missing, note, one_page, person, standing_badge, subjects, system},
    ui::{
        Card, Chip, Column, CopyButton, Empty, Fact, Facts, LinkButton, Notice, PageHead, Row,
        Subject, Table, Time, Tone, Written, cell, icon,
    },
};

/// One run.
pub fn run_page() -> AnyView {
    one_page("run", |page: RunPage| {
        note(&page.at);
        let me = page.me;
        page.run.map_or_else(|| missing("run", ("/runs", "Training runs")), |run| full(run, &me))
    })
}

fn full(run: Run, me: &Me) -> AnyView {
    let (standing, kind) = (run.standing, plain(&run.kind));
    let badges = move || view! { <Chip text=kind.clone()/>{standing_badge(standing)} }.into_any();
    let lineage = lineage_of(std::slice::from_ref(&run.subject.0));
    let actions = move || {
        view! { <LinkButton to=lineage.clone() icon=icon::LINEAGE>"Lineage"</LinkButton> }
            .into_any()
    };
    let warning = (run.standing != Standing::Clean).then(|| {
        view! { <Notice tone=Tone::Warn title="Something that went into this run is quarantined or suspect"/> }
    });
    let facts = facts(&run);
    let may = |mutation, what| chance(&run.offers, me, Ask::of(mutation, what));
    let record = may("recordPrivacySpending", "record what it spent of privacy");
    let correct = may("correctPrivacySpending", "correct what it spent of privacy");
    let privacy = privacy_card(&run, record, &correct);
    view! {
        <PageHead title=run.subject.name().to_owned() kind="Run" back=("/runs", "Training runs") badges=badges actions=actions/>
        {warning}
        <div class="cols even">
            <Card title="Went in" note="Exact versions">{exact(&run.inputs)}</Card>
            <Card title="Came out" note="Exact versions">{exact(&run.outputs)}</Card>
        </div>
        <div class="cols">
            {facts}
            {environment(run.environment)}
        </div>
        {privacy}
        {parameters(run.parameters)}
        {trail(run.actions)}
    }
    .into_any()
}

fn exact(names: &[client::scalars::Subject]) -> AnyView {
    if names.is_empty() {
        return view! { <p class="note">"Nothing recorded"</p> }.into_any();
    }
    subjects(names, 30)
}

fn facts(run: &Run) -> AnyView {
    let run = run.clone();
    let took = run.minutes.map_or_else(|| "Unknown".to_owned(), |minutes| duration(minutes.0));
    let ended = run.ended.clone().map(|ended| view! { <Time at=ended.0/> });
    let still = run.ended.is_none().then_some("Not recorded");
    view! {
        <Card title="What ran">
            <Facts>
                <Fact name="System">{system(run.system.clone())}</Fact>
                <Fact name="State">{plain(&run.state)}</Fact>
                <Fact name="Code">
                    <span class="inline"><code>{run.code_commit.clone()}</code><CopyButton text=run.code_commit.clone() what="the commit"/></span>
                </Fact>
                <Fact name="Started"><Time at=run.started.0.clone()/></Fact>
                <Fact name="Ended">{ended}{still}</Fact>
                <Fact name="Took">{took}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

fn environment(environment: Option<EnvironmentRow>) -> AnyView {
    let Some(environment) = environment else {
        return view! { <Card title="Where it ran"><Empty title="No environment is recorded" icon=icon::DEPLOYMENT/></Card> }.into_any();
    };
    let until =
        environment.attested_until.map(|until| view! { <Time at=until.0 written=Written::Day/> });
    view! {
        <Card title="Where it ran">
            <Facts>
                <Fact name="Environment"><Subject of=environment.subject.0 title=environment.name/></Fact>
                <Fact name="Attestation"><span class="inline">{attestation_badge(environment.attestation)}{until.map(|until| view! { <span class="note">"until "{until}</span> })}</span></Fact>
                <Fact name="Isolation">{environment.isolation}</Fact>
                <Fact name="Encryption">{environment.encryption.unwrap_or_else(|| "Nobody said".to_owned())}</Fact>
                <Fact name="Least privilege">{least_badge(environment.least_privilege)}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

fn parameters(pairs: Vec<Pair>) -> AnyView {
    if pairs.is_empty() {
        return ().into_any();
    }
    let facts = pairs
        .into_iter()
        .map(|pair| view! { <Fact name=pair.name><code>{pair.value}</code></Fact> });
    view! { <Card title="Parameters"><Facts>{facts.collect_view()}</Facts></Card> }.into_any()
}

fn trail(actions: Vec<RunAction>) -> AnyView {
    if actions.is_empty() {
        return view! {
            <Card title="Audit trail"><Empty title="No action is recorded" note="Only that the run happened, not what was done during it." icon=icon::EVENTS/></Card>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("What"),
        Column::new("Who"),
        Column::new("On"),
        Column::new("Note"),
        Column::new("When"),
    ];
    let count = actions.len();
    let rows = actions.into_iter().map(|action| {
        Row::new(vec![
            cell(plain(&action.action)),
            cell(person(action.by, "Unknown")),
            cell(action.on.map(|on| view! { <Subject of=on.0/> })),
            cell(action.note),
            cell(view! { <Time at=action.at.0/> }),
        ])
    });
    view! {
        <Card title="Audit trail" note=counted(count, "action", "actions") flush=true>
            <Table caption="Actions during this run" columns=columns rows=rows.collect()/>
        </Card>
    }
    .into_any()
}
