//! The page at `/teams/:name`.
use client::people::{
    list::{People, PersonFilter},
    queries::{Team, TeamPage},
};
use leptos::prelude::*;

use super::{
    list::{SHOW, person_line},
    person::owned,
};
use crate::{
    accountability::activity_card,
    rows::{Address, Look, list::enclosed, missing, note, one_of, one_page, person, use_address},
    ui::{Card, Fact, Facts, PageHead, SearchField, icon},
};

/// One team, and who is in it.
pub fn team_page() -> AnyView {
    let (address, found) = (use_address(), RwSignal::new(false));
    let is_there = Memo::new(move |_| found.get());
    let team = one_page("team", move |page: TeamPage| {
        note(&page.at);
        found.set(page.team.is_some());
        page.team.map_or_else(|| missing("team", ("/people", "People and teams")), full)
    });
    view! { {team}{move || is_there.get().then(|| members(address))} }.into_any()
}

fn full(team: Team) -> AnyView {
    view! {
        <PageHead title=team.name kind="Team" back=("/people", "People and teams")/>
        <Card title="Who it is">
            <Facts>
                <Fact name="Security champion">{person(team.champion, "Nobody")}</Fact>
                <Fact name="Identifier"><span class="code">{team.subject.0}</span></Fact>
            </Facts>
        </Card>
        {activity_card(team.champion_activity)}
        {owned("Builds", team.systems)}
    }
    .into_any()
}

fn members(address: Address) -> AnyView {
    let look = Look::<People> {
        caption: "Members of this team",
        filter: |address| {
            PersonFilter::read(&address.get("show"), &address.named("team"), &address.get("q"))
        },
        line: person_line,
        nothing: (
            "Nobody is in it",
            "At the moment you look at nobody had been registered for this team.",
        ),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    view! {
        <div class="toolbar">
            <SearchField label="Find a member" value=address.text("q")/>
            {one_of(address, "Show", "show", &SHOW)}
        </div>
        {enclosed(address, look)}
    }
    .into_any()
}
