//! The page at `/policies/:name`.
use client::{
    offer::{Ask, Chance, chance},
    programme::{
        attestations::{AttestationFilter, Attestations, BoundRow},
        queries::{Policy, PolicyPage},
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{
    attest::attest_policy,
    publish::{publish_policy, retire_policy},
    text::{read_link, text_card},
};
use crate::{
    charts::{Part, StackedBar},
    reviews::words::{day, told},
    rows::{
        Address, Look, list::enclosed, missing, note, offer::offered, one_of, one_page, person,
        use_address,
    },
    ui::{
        Card, Column, Fact, Facts, Hash, Notice, PageHead, Row, SearchField, Status, Table, Time,
        Tone, cell, icon,
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

/// The page at `/policies/:name`: the policy, and whom it binds.
pub fn policy_page() -> AnyView {
    let (address, found) = (use_address(), RwSignal::new(false));
    let is_there = Memo::new(move |_| found.get());
    let policy = one_page("policy", move |page: PolicyPage| {
        note(&page.at);
        found.set(page.policy.is_some());
        let me = page.me;
        page.policy.map_or_else(
            || missing("policy", ("/policies", "Policies")),
            |policy| draw(&policy, Acts::of(&policy, &me)),
        )
    });
    view! { {policy}{move || is_there.get().then(|| bound(address))} }.into_any()
}

fn draw(policy: &Policy, may: Acts) -> AnyView {
    let text = text_card(policy, &may.publish);
    view! {
        {head(policy, may)}
        {mine(policy)}
        <div class="cols">
            {coverage(policy)}
            <div class="stack">{text}{facts(policy)}{versions(policy)}</div>
        </div>
    }
    .into_any()
}

fn head(policy: &Policy, may: Acts) -> AnyView {
    let (subject, version) = (policy.subject.0.clone(), policy.version.0);
    let has_text = policy.text.is_some();
    let known = policy.clone();
    let actions = move || {
        view! {
            {offered(&may.retire, || retire_policy(&subject))}
            {offered(&may.publish, || publish_policy(Some(&known)))}
            {offered(&may.attest, || attest_policy(&subject, version, has_text))}
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
    let read = policy.text.as_ref().map(|_| {
        let link = read_link(policy.subject.name(), policy.version.0);
        view! { <p>{link}</p> }
    });
    view! { <Notice tone=tone title=title>{due}{read}</Notice> }.into_any()
}

fn coverage(policy: &Policy) -> AnyView {
    let count = |number: i32| usize::try_from(number).unwrap_or_default();
    let all = &policy.coverage;
    if all.bound == 0 {
        return ().into_any();
    }
    let parts = vec![
        Part::tone(Tone::Good, "Attested", count(all.attested)),
        Part::tone(Tone::Info, "Not yet", count(all.bound - all.attested - all.overdue)),
        Part::tone(Tone::Bad, "Overdue", count(all.overdue)),
    ];
    view! {
        <Card title="Who attested" note="Those it binds, at the moment you look at.">
            <StackedBar label="Attestations" parts=parts/>
        </Card>
    }
    .into_any()
}

/// Those it binds, and how each stands towards it.
fn bound(address: Address) -> AnyView {
    let look = Look::<Attestations> {
        caption: "Those this policy binds",
        filter: |address| {
            let policy = address.named("policy");
            AttestationFilter::read(&policy, &address.get("show"), &address.get("q"))
        },
        line,
        nothing: ("It binds nobody", "Nobody had to attest it at the moment you look at."),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let shows = [("overdue", "Overdue"), ("waiting", "Not yet"), ("attested", "Attested")];
    view! {
        <div class="toolbar">
            <SearchField label="Find who is bound" value=address.text("q")/>
            {one_of(address, "Show", "show", &shows)}
        </div>
        {enclosed(address, look)}
    }
    .into_any()
}

fn line(row: BoundRow) -> Row {
    let tone = match (&row.attested, row.overdue) {
        (Some(_), _) => Tone::Good,
        (None, true) => Tone::Bad,
        (None, false) => Tone::Info,
    };
    let (words, is_late) = (row.state(), row.overdue);
    let cells = vec![
        person(row.person, "Unknown"),
        cell(view! { <Status tone=tone text=words/> }),
        day(row.due.as_ref()),
        day(row.attested.as_ref()),
    ];
    Row::new(cells).marked(is_late)
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
    let columns = ["Version", "Published", "Approved by", "Text"].map(Column::new).to_vec();
    let rows = policy.versions.iter().rev().map(|one| {
        let text = one
            .text
            .as_ref()
            .map_or_else(|| cell("Not kept"), |_| read_link(policy.subject.name(), one.version.0));
        Row::new(vec![
            cell(one.version.0.to_string()),
            day(Some(&one.published)),
            person(one.approved_by.clone(), "Unknown"),
            text,
        ])
    });
    let rows = rows.collect();
    view! {
        <Card title="Versions" flush=true><Table caption="Versions of this policy" columns=columns rows=rows/></Card>
    }
    .into_any()
}
