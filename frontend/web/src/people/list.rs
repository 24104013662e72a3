//! The page at `/people`.
use client::{
    ask::OfAll,
    list::List,
    people::{
        list::{People, PersonFilter, PersonRow},
        queries::{TeamRow, TeamsPage},
    },
};
use leptos::prelude::*;

use crate::{
    rows::{Look, asked, list::columns, listed, one_of, only, person, shown, use_address},
    ui::{
        Card, Chip, Column, Link, LinkButton, Outline, PageHead, Row, SearchField, Status, Subject,
        Table, Tone, cell, icon, page_of,
    },
};

/// Teams and people.
pub fn people_page() -> AnyView {
    let address = use_address();
    let look = Look::<People> {
        caption: "All people",
        filter: |address| {
            PersonFilter::read(&address.get("show"), &address.get("team"), &address.get("q"))
        },
        line: |one| person_line(one, true),
        nothing: (
            "Nobody is registered",
            "At the moment you look at nobody had been registered that you may see.",
        ),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let teams = asked(TeamsPage::ask);
    view! {
        <PageHead title="People and teams" lede="Who may do what, and who answers for what."/>
        {shown(teams, Outline::Block, TeamsPage::read, |page| {
            let import = page.me.may("importRoster").then(|| {
                view! { <div class="toolbar"><LinkButton to="/roster".to_owned() icon=icon::PLUS>"Import people…"</LinkButton></div> }
            });
            view! { {import}{team_card(page.teams)} }.into_any()
        })}
        <div class="toolbar">
            <SearchField label="Find a person" value=address.text("q")/>
            {one_of(address, "Show", "show", &[("active", "Active"), ("left", "Left"), ("services", "Services")])}
            {only(address, "team")}
        </div>
        {listed(address, look)}
    }
    .into_any()
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

/// The people of one team as a table.
pub fn people_table(caption: &'static str, people: Vec<PersonRow>) -> AnyView {
    let mut columns = columns(People::COLUMNS);
    columns.retain(|column| column.title() != "Team");
    let rows = people.into_iter().map(|one| person_line(one, false)).collect();
    view! { <Table caption=caption columns=columns rows=rows/> }.into_any()
}

fn person_line(one: PersonRow, with_team: bool) -> Row {
    let (to, words, titles) = (page_of(&one.subject.0), one.words(), one.titles());
    let tone = if one.active && !one.erased { Tone::Good } else { Tone::Neutral };
    let state = view! {
        <span class="inline">
            <Status tone=tone text=one.state()/>
            {one.service.then(|| view! { <Chip text="Service"/> })}
        </span>
    };
    let mut cells = vec![cell(view! { <Link to=to class="row-link">{words}</Link> }), cell(titles)];
    if with_team {
        let team = one.team.map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
        cells.push(cell(team));
    }
    cells.push(cell(state));
    Row::new(cells).muted(!one.active)
}
