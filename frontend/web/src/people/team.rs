//! The page at `/teams/:name`.
use client::people::queries::{self, Team, TeamPage};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{list::people_table, person::owned};
use crate::{
    rows::{asked, missing, note, person, shown},
    ui::{Card, Empty, Fact, Facts, Outline, PageHead, icon},
};

/// One team.
pub fn team_page() -> AnyView {
    let params = use_params_map();
    let subject =
        move || format!("team:{}", params.with(|params| params.get("name").unwrap_or_default()));
    let page = asked(move |moment| queries::ask_team(moment, &subject()));
    shown(page, Outline::Page, queries::read_team, |page: TeamPage| {
        note(&page.at);
        page.team.map_or_else(|| missing("team", ("/people", "People and teams")), full)
    })
}

fn full(team: Team) -> AnyView {
    let count = team.members.len();
    let members = if team.members.is_empty() {
        view! { <Empty title="Nobody is in it" icon=icon::PERSON/> }.into_any()
    } else {
        people_table("Members of this team", team.members, false)
    };
    view! {
        <PageHead title=team.name kind="Team" back=("/people", "People and teams")/>
        <Card title="Who it is">
            <Facts>
                <Fact name="Security champion">{person(team.champion, "Nobody")}</Fact>
                <Fact name="Identifier"><span class="code">{team.subject.0}</span></Fact>
            </Facts>
        </Card>
        {owned("Builds", team.systems)}
        <Card title="Members" note=format!("{count} people") flush=true>{members}</Card>
    }
    .into_any()
}
