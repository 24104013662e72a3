//! The pages at `/environments` and `/environments/:name`: where models are trained, who vouches
//! for it and until when, what ran in it, and when somebody last looked at who may touch its data.
use client::{
    offer::{Ask, Chance, chance},
    shared::Me,
    training::environment::{
        Attestation, DataHere, Environment, EnvironmentFilter, EnvironmentPage, EnvironmentRow,
        Environments, Force, Review, attestation_words, least_privilege_words,
    },
    words::{Freshness, counted, plain},
};
use leptos::prelude::*;

use super::attest::AttestForm;
use crate::{
    rows::{
        Look, listed, missing, note,
        offer::{Offered, said},
        one_of, one_page, only, person, run_table, system, use_address,
    },
    ui::{
        Card, Column, Empty, Fact, Facts, Link, LinkButton, Notice, PageHead, Row, SearchField,
        Status, Subject, Table, Time, Tone, Written, cell, escaped, icon, page_of,
    },
};

/// All environments that the caller may see.
pub fn environments_page() -> AnyView {
    let address = use_address();
    let look = Look::<Environments> {
        caption: "Training environments",
        filter: |address| {
            let get = |key| address.get(key);
            EnvironmentFilter::read(&get("system"), &get("show"), &get("q"))
        },
        line,
        nothing: (
            "No environment is registered",
            "At the moment you look at none had been registered that you may see.",
        ),
        no_match: |_| None,
        icon: icon::DEPLOYMENT,
    };
    view! {
        <PageHead title="Training environments" lede="Where models are trained, how that place is kept, and who vouches for it."/>
        <div class="toolbar">
            <SearchField label="Find an environment" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("attested", "Attested"), ("open", "Not attested now")])}
            {only(address, "system")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

fn line(row: EnvironmentRow) -> Row {
    let to = page_of(&row.subject.0);
    let until = row.attested_until.map(|until| view! { <span class="note under">"until "<Time at=until.0 written=Written::Day/></span> });
    let shared = || view! { <span class="note">"Shared"</span> }.into_any();
    Row::new(vec![
        cell(view! {
            <Link to=to class="row-link">{row.name}</Link>
            <span class="note under code">{row.subject.name().to_owned()}</span>
        }),
        cell(view! { {attestation_badge(row.attestation)}{until} }),
        cell(row.isolation),
        cell(row.encryption.unwrap_or_else(|| "Nobody said".to_owned())),
        cell(least_badge(row.least_privilege)),
        cell(row.system.map_or_else(shared, |one| system(Some(one)))),
    ])
    .marked(row.attestation != Freshness::Fresh)
}

/// Whether anybody vouches for an environment now, as a badge.
pub fn attestation_badge(attestation: Freshness) -> AnyView {
    let tone = match attestation {
        Freshness::Fresh => Tone::Good,
        Freshness::Stale | Freshness::Withdrawn => Tone::Bad,
        Freshness::Undated => Tone::Warn,
    };
    view! { <Status tone=tone text=attestation_words(attestation)/> }.into_any()
}

/// Whether rights are as few as possible, as a badge.
pub fn least_badge(least: Option<bool>) -> AnyView {
    let words = least_privilege_words(least);
    match least {
        Some(true) => view! { <Status tone=Tone::Good text=words/> }.into_any(),
        Some(false) => view! { <Status tone=Tone::Bad text=words/> }.into_any(),
        None => view! { <span class="note">{words}</span> }.into_any(),
    }
}

/// One environment.
pub fn environment_page() -> AnyView {
    one_page("environment", |page: EnvironmentPage| {
        note(&page.at);
        let back = ("/environments", "Training environments");
        match page.environment {
            Some(environment) => full(environment, &page.me),
            None => missing("environment", back),
        }
    })
}

fn full(environment: Environment, me: &Me) -> AnyView {
    let attest = chance(&environment.offers, me, Ask::of("attestEnvironment", "vouch for it"));
    let attesting = RwSignal::new(false);
    let form = (attest == Chance::Offered).then(|| {
        view! { <AttestForm environment=environment.clone() open=attesting/> }
    });
    let attestation = environment.attestation;
    let badges = move || attestation_badge(attestation);
    let subject = environment.subject.0.clone();
    let timeline = format!("/timeline/{}", escaped(&subject));
    let actions = move || {
        view! { <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton> }
            .into_any()
    };
    let (warning, posture) = (warning(&environment), posture(&environment));
    let history = history(&environment, attest, attesting);
    let reviews = reviews(environment.datasets.clone());
    let all = format!("/runs?environment={}", escaped(&subject));
    let count = counted(environment.runs.len(), "run", "runs");
    let more = move || view! { <Link to=all.clone()>"As a list"</Link> }.into_any();
    let runs = if environment.runs.is_empty() {
        view! { <Empty title="Nothing ran in it" icon=icon::RUN/> }.into_any()
    } else {
        run_table("Runs in this environment", environment.runs)
    };
    view! {
        <PageHead title=environment.name kind="Training environment" back=("/environments", "Training environments") badges=badges actions=actions/>
        {warning}
        {posture}
        {history}
        <Card title="What ran in it" note=count flush=true actions=more>{runs}</Card>
        {reviews}
        {form}
    }
    .into_any()
}

/// Whatever a reader must not overlook.
fn warning(environment: &Environment) -> AnyView {
    let title = match environment.attestation {
        Freshness::Fresh => None,
        Freshness::Undated => Some("Nobody has ever vouched for this environment"),
        Freshness::Stale | Freshness::Withdrawn => Some("Nobody vouches for this environment now"),
    };
    let loose = environment.unattested_runs();
    let loose = (loose > 0).then(|| {
        let words = format!("{} began when nobody vouched for it.", counted(loose, "run", "runs"));
        view! { <p>{words}</p> }
    });
    if title.is_none() && loose.is_none() {
        return ().into_any();
    }
    let title = title.unwrap_or("Not everything ran under an attestation");
    view! { <Notice tone=Tone::Warn title=title>{loose}</Notice> }.into_any()
}

fn posture(environment: &Environment) -> AnyView {
    let environment = environment.clone();
    let until = environment.attested_until.map_or_else(
        || view! { <span class="note">"Not attested"</span> }.into_any(),
        |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
    );
    let shared = || view! { <span class="note">"Shared"</span> }.into_any();
    view! {
        <Card title="Posture">
            <Facts>
                <Fact name="Isolation">{environment.isolation}</Fact>
                <Fact name="Encryption">{environment.encryption.unwrap_or_else(|| "Nobody said".to_owned())}</Fact>
                <Fact name="Least privilege">{least_badge(environment.least_privilege)}</Fact>
                <Fact name="Attested until">{until}</Fact>
                <Fact name="System">{environment.system.map_or_else(shared, |one| system(Some(one)))}</Fact>
                <Fact name="Identifier"><span class="code">{environment.subject.0}</span></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// What was attested; `attesting` opens the form for those who may.
fn history(environment: &Environment, attest: Chance, attesting: RwSignal<bool>) -> AnyView {
    let who = said(&attest);
    let actions = move || {
        let chance = if attest == Chance::Offered { Chance::Offered } else { Chance::Hidden };
        view! { <Offered chance=chance on_press=move |()| attesting.set(true)>"Attest…"</Offered> }
            .into_any()
    };
    if environment.attestations.is_empty() {
        let note = "Somebody who runs platforms attests how it is isolated and encrypted, and until when that counts.";
        return view! {
            <Card title="Attestations" actions=actions>
                <Empty title="Never attested" note=note icon=icon::SHIELD/>
                {who}
            </Card>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Attested"),
        Column::new("By"),
        Column::new("Counts until"),
        Column::new("State"),
        Column::new("Isolation"),
        Column::new("Encryption"),
        Column::new("Least privilege"),
    ];
    let history = environment.history().into_iter();
    let rows: Vec<Row> = history.map(|(one, force)| attested(one.clone(), force)).collect();
    view! {
        <Card title="Attestations" note="Newest first; the last one is in force until it expires." flush=true actions=actions>
            <Table caption="Attestations of this environment" columns=columns rows=rows/>
            {who}
        </Card>
    }
    .into_any()
}

fn attested(one: Attestation, force: Force) -> Row {
    let state = match force {
        Force::InForce => view! { <Status tone=Tone::Good text="In force"/> }.into_any(),
        Force::Expired => view! { <Status tone=Tone::Bad text="Expired"/> }.into_any(),
        Force::Replaced => view! { <Status tone=Tone::Neutral text="Replaced"/> }.into_any(),
    };
    Row::new(vec![
        cell(view! { <Time at=one.at.0 written=Written::Day/> }),
        cell(person(one.by, "Unknown")),
        cell(view! { <Time at=one.until.0 written=Written::Day/> }),
        state,
        cell(one.isolation),
        cell(one.encryption),
        cell(least_badge(Some(one.least_privilege))),
    ])
    .marked(force == Force::Expired)
    .muted(force == Force::Replaced)
}

fn reviews(data: Vec<DataHere>) -> AnyView {
    if data.is_empty() {
        return view! { <Card title="Access to the data used here"><Empty title="No data went into a run here" icon=icon::DATASET/></Card> }.into_any();
    }
    let columns = vec![
        Column::new("Dataset"),
        Column::new("Sensitivity"),
        Column::new("Last review"),
        Column::new("By"),
        Column::new("Looked at"),
        Column::number("Rights taken back"),
        Column::new("Next due"),
    ];
    let rows = data.into_iter().map(|one| {
        let (overdue, review) =
            (one.last_review.as_ref().is_none_or(|one| one.overdue), one.last_review);
        let name = view! { <Subject of=one.subject.0 title=one.name/> };
        let cells = [cell(name), cell(plain(&one.sensitivity))].into_iter().chain(reviewed(review));
        Row::new(cells.collect()).marked(overdue)
    });
    view! {
        <Card title="Access to the data used here" note="When somebody last looked at who may read and write it." flush=true>
            <Table caption="Access reviews of the data used here" columns=columns rows=rows.collect()/>
        </Card>
    }
    .into_any()
}

fn reviewed(review: Option<Review>) -> Vec<AnyView> {
    let Some(review) = review else {
        let dash = || cell(view! { <span class="note">"—"</span> });
        let never = cell(view! { <Status tone=Tone::Warn text="Never"/> });
        return vec![never, dash(), dash(), dash(), dash()];
    };
    let overdue = review.overdue.then(|| view! { <Status tone=Tone::Bad text="Overdue"/> });
    let due = match review.next_due {
        Some(due) => {
            view! { <span class="inline"><Time at=due.0 written=Written::Day/>{overdue}</span> }
                .into_any()
        }
        None => view! { <span class="note">"No date"</span> }.into_any(),
    };
    vec![
        cell(view! { <Time at=review.at.0 written=Written::Day/> }),
        cell(person(review.by, "Unknown")),
        cell(review.scope),
        cell(view! { <span class="num">{review.revoked}</span> }),
        due,
    ]
}
