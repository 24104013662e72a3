//! The page at `/people`.
use client::{
    ask::OfAll,
    people::{
        list::{People, PersonFilter, PersonRow},
        queries::{TeamRow, TeamsPage},
        roster::Sheet,
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{create::TeamForm, register::RegisterForm};
use crate::{
    rows::{Look, asked, listed, one_of, only, person, shown, use_address},
    ui::{
        Button, Card, Chip, Column, Link, LinkButton, Outline, PageHead, Row, SearchField, Status,
        Subject, Table, Tone, cell, icon, page_of,
    },
};

/// What the people of a list can be narrowed to.
pub(super) const SHOW: [(&str, &str); 3] =
    [("active", "Active"), ("left", "Left"), ("services", "Services")];

/// Teams and people.
pub fn people_page() -> AnyView {
    let address = use_address();
    let look = Look::<People> {
        caption: "All people",
        filter: |address| {
            PersonFilter::read(&address.get("show"), &address.get("team"), &address.get("q"))
        },
        line: person_line,
        nothing: (
            "Nobody is registered",
            "At the moment you look at nobody had been registered that you may see.",
        ),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let teams = asked(TeamsPage::ask);
    let (creating, registering) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <PageHead title="People and teams" lede="Who may do what, and who answers for what."/>
        {shown(teams, Outline::Block, TeamsPage::read, move |page| {
            view! { {begin(&page.me, creating, registering)}{team_card(page.teams)} }.into_any()
        })}
        <TeamForm open=creating/>
        <RegisterForm open=registering/>
        <div class="toolbar">
            <SearchField label="Find a person" value=address.text("q")/>
            {one_of(address, "Show", "show", &SHOW)}
            {only(address, "team")}
        </div>
        {listed(address, look)}
    }
    .into_any()
}

/// What the reader may begin: a person, people from a file, a team.
fn begin(me: &Me, creating: RwSignal<bool>, registering: RwSignal<bool>) -> AnyView {
    let register = me.may("registerPerson").then(|| {
        view! { <Button records=true icon=icon::PLUS on_press=move |()| registering.set(true)>"Register a person…"</Button> }
    });
    let import = Sheet::any(me).then(|| {
        view! { <LinkButton to="/roster".to_owned() icon=icon::PLUS>"Import people…"</LinkButton> }
    });
    let create = me.may("createTeam").then(|| {
        view! { <Button records=true icon=icon::PLUS on_press=move |()| creating.set(true)>"Create a team…"</Button> }
    });
    if register.is_none() && import.is_none() && create.is_none() {
        return ().into_any();
    }
    view! { <div class="toolbar">{register}{import}{create}</div> }.into_any()
}

fn team_card(teams: Vec<TeamRow>) -> AnyView {
    if teams.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::new("Team"),
        Column::number("Members"),
        Column::new("Builds"),
        Column::new("Security champion"),
    ];
    let rows = teams.into_iter().map(|team| {
        let to = page_of(&team.subject.0);
        let systems = team
            .systems
            .into_iter()
            .map(|one| view! { <Subject of=one.subject.0 title=one.name/> });
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{team.name}</Link> }),
            cell(view! { <span class="num">{team.members.len()}</span> }),
            cell(view! { <span class="inline">{systems.collect_view()}</span> }),
            cell(person(team.champion, "Nobody")),
        ])
    });
    view! { <Card title="Teams" flush=true><Table caption="All teams" columns=columns rows=rows.collect()/></Card> }.into_any()
}

/// A person as a row.
pub(super) fn person_line(one: PersonRow) -> Row {
    let (to, words, titles) = (page_of(&one.subject.0), one.words(), one.titles());
    let tone = if one.active && !one.erased { Tone::Good } else { Tone::Neutral };
    let state = view! {
        <span class="inline">
            <Status tone=tone text=one.state()/>
            {one.service.then(|| view! { <Chip text="Service"/> })}
        </span>
    };
    let team = one.team.map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let name = view! { <Link to=to class="row-link">{words}</Link> };
    Row::new(vec![cell(name), cell(titles), cell(team), cell(state)]).muted(!one.active)
}
