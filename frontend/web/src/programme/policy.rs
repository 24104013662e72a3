//! The page at `/policies/:name`.
use client::{
    offer::{Ask, Chance, chance},
    programme::queries::{Bound, Policy, PolicyPage},
    shared::Me,
};
use leptos::prelude::*;

use super::{
    attest::attest_policy,
    publish::{publish_policy, retire_policy},
};
use crate::{
    charts::{Part, StackedBar},
    reviews::words::{day, told},
    rows::{missing, note, offer::offered, one_page, person},
    ui::{
        Card, Column, Empty, Fact, Facts, Hash, Notice, PageHead, Row, Status, Table, Time, Tone,
        cell, icon,
    },
};

/// What the reader may do here.
#[derive(Clone)]
struct Acts {
    attest: Chance,
    publish: Chance,
    retire: Chance,
}

impl Acts {
    fn of(policy: &Policy, me: &Me) -> Self {
        let offer = |mutation, what| chance(&policy.offers, me, Ask::of(mutation, what));
        let waits = policy.mine.as_ref().is_some_and(|mine| mine.attested.is_none());
        if policy.retired.is_some() {
            let none = || Chance::Hidden;
            return Self { attest: none(), publish: none(), retire: none() };
        }
        Self {
            attest: if waits { offer("attestPolicy", "attest it") } else { Chance::Hidden },
            publish: offer("publishPolicy", "publish a new version"),
            retire: offer("retirePolicy", "retire it"),
        }
    }
}

/// The page at `/policies/:name`.
pub fn policy_page() -> AnyView {
    one_page("policy", |page: PolicyPage| {
        note(&page.at);
        let me = page.me;
        page.policy.map_or_else(
            || missing("policy", ("/policies", "Policies")),
            |policy| draw(&policy, Acts::of(&policy, &me)),
        )
    })
}

fn draw(policy: &Policy, may: Acts) -> AnyView {
    view! {
        {head(policy, may)}
        {mine(policy)}
        <div class="cols">
            {coverage(policy)}
            <div class="stack">{facts(policy)}{versions(policy)}</div>
        </div>
    }
    .into_any()
}

fn head(policy: &Policy, may: Acts) -> AnyView {
    let (subject, version) = (policy.subject.0.clone(), policy.version.0);
    let known = policy.clone();
    let actions = move || {
        view! {
            {offered(&may.retire, || retire_policy(&subject))}
            {offered(&may.publish, || publish_policy(Some(&known)))}
            {offered(&may.attest, || attest_policy(&subject, version))}
        }
        .into_any()
    };
    let (is_retired, is_late) = (policy.retired.is_some(), policy.review_overdue);
    let badges = move || {
        view! {
            {is_retired.then(|| view! { <Status tone=Tone::Neutral text="Retired"/> })}
            {is_late.then(|| view! { <Status tone=Tone::Warn text="Review overdue"/> })}
        }
        .into_any()
    };
    let kind = format!("Policy {} · version {version}", policy.subject.name());
    view! {
        <PageHead title=policy.title.clone() kind=kind back=("/policies", "Policies") badges=badges actions=actions/>
    }
    .into_any()
}

fn mine(policy: &Policy) -> AnyView {
    if let Some(reason) = &policy.retired_reason {
        let reason = reason.clone();
        return view! { <Notice tone=Tone::Info title="This policy is retired"><p>{reason}</p></Notice> }.into_any();
    }
    let Some(mine) = &policy.mine else { return ().into_any() };
    if mine.attested.is_some() {
        return view! { <Notice tone=Tone::Good title="You attested this version"/> }.into_any();
    }
    let due = mine.due.clone().map(|due| view! { <p>"By "<Time at=due.0/></p> });
    let (tone, title) = if mine.overdue {
        (Tone::Bad, "Your attestation is overdue")
    } else {
        (Tone::Info, "This policy waits for your attestation")
    };
    view! { <Notice tone=tone title=title>{due}</Notice> }.into_any()
}

fn coverage(policy: &Policy) -> AnyView {
    if policy.bound.is_empty() {
        return view! {
            <Card title="Who attested"><Empty title="It binds nobody" icon=icon::PERSON/></Card>
        }
        .into_any();
    }
    let count = |number: i32| usize::try_from(number).unwrap_or_default();
    let all = &policy.coverage;
    let parts = vec![
        Part::tone(Tone::Good, "Attested", count(all.attested)),
        Part::tone(Tone::Info, "Not yet", count(all.bound - all.attested - all.overdue)),
        Part::tone(Tone::Bad, "Overdue", count(all.overdue)),
    ];
    let columns = ["Person", "State", "Due", "Attested"].map(Column::new).to_vec();
    let rows = policy.bound.iter().map(line).collect();
    view! {
        <Card title="Who attested" note="Those it binds, at the moment you look at." flush=true>
            <div class="pad"><StackedBar label="Attestations" parts=parts/></div>
            <Table caption="Those this policy binds" columns=columns rows=rows/>
        </Card>
    }
    .into_any()
}

fn line(bound: &Bound) -> Row {
    let (tone, words) = match (&bound.attested, bound.overdue) {
        (Some(_), _) => (Tone::Good, "Attested"),
        (None, true) => (Tone::Bad, "Overdue"),
        (None, false) => (Tone::Info, "Not yet"),
    };
    let cells = vec![
        person(bound.person.clone(), "Unknown"),
        cell(view! { <Status tone=tone text=words/> }),
        day(bound.due.as_ref()),
        day(bound.attested.as_ref()),
    ];
    Row::new(cells).marked(bound.overdue)
}

fn facts(policy: &Policy) -> AnyView {
    let binds =
        if policy.binds.is_empty() { "Everybody".to_owned() } else { policy.binds.join(", ") };
    let within = policy
        .attest_within_days
        .map_or_else(|| "No day is set".to_owned(), |days| format!("Within {} days", days.0));
    let digest = policy
        .digest
        .clone()
        .map(|digest| view! { <Fact name="Text, SHA-256"><Hash digest=digest what="the digest of its text"/></Fact> });
    let (by, approved) = (policy.published_by.clone(), policy.approved_by.clone());
    let (published, review) = (day(Some(&policy.published)), day(Some(&policy.review_by)));
    let told = told(&policy.notices, "its review was due");
    view! {
        <Card title="What it says of itself">
            <Facts>
                <Fact name="Binds">{binds}</Fact>
                <Fact name="Attested">{within}</Fact>
                <Fact name="Approved by">{person(approved, "Unknown")}</Fact>
                <Fact name="Published by">{person(by, "Unknown")}</Fact>
                <Fact name="Published">{published}</Fact>
                <Fact name="Review by">{review}</Fact>
                {digest}
            </Facts>
            {told}
        </Card>
    }
    .into_any()
}

fn versions(policy: &Policy) -> AnyView {
    let columns = ["Version", "Published", "Approved by"].map(Column::new).to_vec();
    let rows = policy.versions.iter().rev().map(|one| {
        Row::new(vec![
            cell(one.version.0.to_string()),
            day(Some(&one.published)),
            person(one.approved_by.clone(), "Unknown"),
        ])
    });
    let rows = rows.collect();
    view! {
        <Card title="Versions" flush=true><Table caption="Versions of this policy" columns=columns rows=rows/></Card>
    }
    .into_any()
}
