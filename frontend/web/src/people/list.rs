//! The page at `/people`.
use client::people::queries::{self, PeoplePage, PersonRow, TeamRow};
use leptos::prelude::*;

use crate::{
    rows::{Address, Turner, asked, note, person, shown, use_address},
    ui::{
        Card, Chip, Column, Empty, Link, Outline, PageHead, Row, Status, Subject, Table, Tone,
        cell, icon, page_of,
    },
};

/// Teams and people.
pub fn people_page() -> AnyView {
    let address = use_address();
    let list = asked(move |moment| queries::ask_list(moment, address.after()));
    view! {
        <PageHead title="People and teams" lede="Who may do what, and who answers for what."/>
        {shown(list, Outline::Rows, queries::read_list, move |page| draw(page, address))}
    }
    .into_any()
}

fn draw(page: PeoplePage, address: Address) -> AnyView {
    note(&page.at);
    let list = page.people;
    let shown = list.nodes.len();
    let people = if list.nodes.is_empty() {
        let note = "At the moment you look at nobody had been registered that you may see.";
        view! { <Empty title="Nobody is registered" note=note icon=icon::PERSON/> }.into_any()
    } else {
        view! {
            {people_table("All people", list.nodes, true)}
            <Turner address=address info=list.page_info shown=shown total=list.total_count what="people and services"/>
        }
        .into_any()
    };
    view! {
        {(!page.teams.is_empty()).then(|| team_card(page.teams))}
        <Card title="People" flush=true>{people}</Card>
    }
    .into_any()
}

fn team_card(teams: Vec<TeamRow>) -> AnyView {
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

/// People as a table.
pub fn people_table(caption: &'static str, people: Vec<PersonRow>, with_team: bool) -> AnyView {
    let mut columns = vec![Column::new("Name"), Column::new("Roles")];
    if with_team {
        columns.push(Column::new("Team"));
    }
    columns.push(Column::new("State"));
    let rows = people.into_iter().map(|one| {
        let (to, words, titles) = (page_of(&one.subject.0), one.words(), one.titles());
        let state = state(&one);
        let mut cells =
            vec![cell(view! { <Link to=to class="row-link">{words}</Link> }), cell(titles)];
        if with_team {
            cells.push(cell(
                one.team.map(|team| view! { <Subject of=team.subject.0 title=team.name/> }),
            ));
        }
        cells.push(state);
        Row::new(cells).muted(!one.active)
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

fn state(one: &PersonRow) -> AnyView {
    let active = match (one.erased, one.active) {
        (true, _) => view! { <Status tone=Tone::Neutral text="Erased"/> }.into_any(),
        (false, true) => view! { <Status tone=Tone::Good text="Active"/> }.into_any(),
        (false, false) => view! { <Status tone=Tone::Neutral text="Left"/> }.into_any(),
    };
    view! { <span class="inline">{active}{one.service.then(|| view! { <Chip text="Service"/> })}</span> }.into_any()
}
