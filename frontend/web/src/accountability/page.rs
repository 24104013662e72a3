//! The page at `/accountability`.
use client::{
    accountability::{
        queries::{Coverage, CoveragePage},
        vacancies::{KINDS, Vacancies, VacancyFilter, VacancyRow},
    },
    ask::OfAll,
};
use leptos::prelude::*;

use super::answerable::ask_for;
use crate::{
    charts::{Part, StackedBar},
    rows::{Look, asked, listed, note, one_of, person, shown, thing, use_address},
    ui::{
        Card, Empty, LinkButton, Outline, PageHead, Row, SearchField, Time, Tone, Written, cell,
        icon,
    },
};

/// Who covers what.
pub fn accountability_page() -> AnyView {
    let address = use_address();
    let look = Look::<Vacancies> {
        caption: "Duties that nobody holds",
        filter: |address| {
            VacancyFilter::read(&address.get("show"), &address.get("kind"), &address.get("q"))
        },
        line,
        nothing: (
            "Nothing waits for anybody",
            "Every duty that you may see is held by somebody who is here at that moment.",
        ),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let page = asked(CoveragePage::ask);
    let actions = || {
        view! {
            <LinkButton to="/accountability/teams".to_owned() icon=icon::SHIELD>"Security champions"</LinkButton>
            <LinkButton to="/accountability/matrix".to_owned() icon=icon::PERSON>"Matrix of all systems"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead title="Accountability" lede="Who answers for which system, which teams have a security champion, and what people who left still stand for. What somebody is named for, or what is finished, leaves the list by itself." actions=actions/>
        {ask_for()}
        {shown(page, Outline::Block, CoveragePage::read, draw)}
        <div class="toolbar">
            <SearchField label="Find a duty" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("gaps", "Not covered"), ("tasks", "Left behind")])}
            {one_of(address, "Kind", "kind", &KINDS)}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// How much is covered; what is not leads to its rows.
fn draw(page: CoveragePage) -> AnyView {
    note(&page.at);
    let found = &page.accountabilities;
    let owners = coverage(
        "Accountable owners",
        "systems in use have an accountable owner who is still here",
        ("owner", "/accountability?show=gaps&kind=system"),
        &found.owners,
    );
    let champions = coverage(
        "Security champions",
        "teams that run a system have a security champion",
        ("champion", "/accountability/teams?show=missing"),
        &found.champions,
    );
    view! { <div class="cols even">{owners}{champions}</div> }.into_any()
}

fn coverage(
    title: &'static str,
    what: &'static str,
    (who, gaps): (&'static str, &'static str),
    found: &Coverage,
) -> AnyView {
    let covered = usize::try_from(found.covered).unwrap_or_default();
    let parts = vec![
        Part::tone(Tone::Good, format!("With {who}"), covered),
        Part::tone(Tone::Bad, format!("Without {who}"), found.open()).to(gaps),
    ];
    let words = format!("{} {what}", found.words());
    let body = if found.total == 0 {
        let note = "No system was in use at the moment you look at.";
        view! { <Empty title="Nothing needs anybody" note=note icon=icon::PERSON/> }.into_any()
    } else {
        view! { <StackedBar label=title parts=parts/> }.into_any()
    };
    view! { <Card title=title note=words>{body}</Card> }.into_any()
}

fn line(row: VacancyRow) -> Row {
    let role = match row.system {
        // A thing of a system says of which.
        Some(system) if system.subject != row.subject => format!("{}, {}", row.role, system.name),
        _ => row.role,
    };
    Row::new(vec![
        thing(&row.subject),
        cell(role),
        cell(row.left.map(|who| person(Some(who), "Unknown"))),
        cell(view! { <Time at=row.since.0 written=Written::Day/> }),
        cell(row.suggested.map(|who| person(Some(who), "Unknown"))),
    ])
    .marked(row.gap)
}
