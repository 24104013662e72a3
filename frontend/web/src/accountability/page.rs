//! The page at `/accountability`.
use client::{
    accountability::queries::{Coverage, CoveragePage, HandOver, Uncovered},
    ask::OfAll,
};
use leptos::prelude::*;

use super::{answerable::ask_for, champions::champions_card};
use crate::{
    charts::{Part, StackedBar},
    rows::{asked, note, person, shown},
    ui::{
        Card, Column, Empty, LinkButton, Notice, Outline, PageHead, Row, Subject, Table, Time,
        Tone, Written, cell, icon,
    },
};

/// Who covers what.
pub fn accountability_page() -> AnyView {
    let page = asked(CoveragePage::ask);
    let actions = || {
        view! { <LinkButton to="/accountability/matrix".to_owned() icon=icon::PERSON>"Matrix of all systems"</LinkButton> }
            .into_any()
    };
    view! {
        <PageHead title="Accountability" lede="Who answers for which system, which teams have a security champion, and what people who left still stand for." actions=actions/>
        {ask_for()}
        {shown(page, Outline::Page, CoveragePage::read, draw)}
    }
    .into_any()
}

fn draw(page: CoveragePage) -> AnyView {
    note(&page.at);
    let found = &page.accountabilities;
    let owners = coverage(
        "Accountable owners",
        "systems in use have an accountable owner who is still here",
        "owner",
        &found.owners,
    );
    let champions = coverage(
        "Security champions",
        "teams that run a system have a security champion",
        "champion",
        &found.champions,
    );
    let missing: Vec<String> =
        found.champions.missing.iter().map(|gap| gap.subject.0.clone()).collect();
    view! {
        {hand_overs(page.accountabilities.hand_overs.clone())}
        <div class="cols even">{owners}{champions}</div>
        {champions_card(page.teams, &missing, &page.me)}
    }
    .into_any()
}

fn coverage(
    title: &'static str,
    what: &'static str,
    who: &'static str,
    found: &Coverage,
) -> AnyView {
    let covered = usize::try_from(found.covered).unwrap_or_default();
    let parts = vec![
        Part::tone(Tone::Good, format!("With {who}"), covered),
        Part::tone(Tone::Bad, format!("Without {who}"), found.open()),
    ];
    let words = format!("{} {what}", found.words());
    let body = if found.total == 0 {
        let note = "No system was in use at the moment you look at.";
        view! { <Empty title="Nothing needs anybody" note=note icon=icon::PERSON/> }.into_any()
    } else {
        let gaps = found.missing.iter().cloned().map(gap).collect_view();
        view! {
            <StackedBar label=title parts=parts/>
            <ul class="plain-list">{gaps}</ul>
        }
        .into_any()
    };
    view! { <Card title=title note=words>{body}</Card> }.into_any()
}

fn gap(gap: Uncovered) -> AnyView {
    let left = gap
        .left
        .map(|who| view! { <span class="note">{format!(" · {} left", who.words())}</span> });
    view! {
        <li><Subject of=gap.subject.0/>{left}<span class="note">" · nobody since "<Time at=gap.since.0 written=Written::Day/></span></li>
    }
    .into_any()
}

/// What leavers still stand for; nothing at all is the best case and takes no room.
fn hand_overs(tasks: Vec<HandOver>) -> AnyView {
    if tasks.is_empty() {
        return ().into_any();
    }
    let title = match tasks.len() {
        1 => String::from("One thing waits for a successor"),
        many => format!("{many} things wait for a successor"),
    };
    let columns = vec![
        Column::new("What"),
        Column::new("As"),
        Column::new("Who left"),
        Column::new("When"),
        Column::new("Could follow"),
    ];
    let rows = tasks.into_iter().map(|task| {
        Row::new(vec![
            cell(view! { <Subject of=task.subject.0/> }),
            cell(task.role),
            cell(person(task.person, "Unknown")),
            cell(view! { <Time at=task.left.0 written=Written::Day/> }),
            cell(person(task.suggested, "Nobody stands in")),
        ])
        .marked(true)
    });
    view! {
        <Notice tone=Tone::Warn title=title>
            <p>"Name somebody else on the page of each thing, or see it finished there; it leaves this list by itself."</p>
        </Notice>
        <Card title="To hand over" flush=true><Table caption="What leavers still stand for" columns=columns rows=rows.collect()/></Card>
    }
    .into_any()
}
