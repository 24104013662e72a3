//! The page at `/teams/:name`.
use client::people::queries::{Team, TeamPage};
use leptos::prelude::*;

use super::{list::people_table, person::owned};
use crate::{
    rows::{missing, note, one_page, person},
    ui::{Card, Empty, Fact, Facts, PageHead, icon},
};

/// One team.
pub fn team_page() -> AnyView {
    one_page("team", |page: TeamPage| {
        note(&page.at);
        page.team.map_or_else(|| missing("team", ("/people", "People and teams")), full)
    })
}

fn full(team: Team) -> AnyView {
    let count = team.members.len();
    let members = if team.members.is_empty() {
        view! { <Empty title="Nobody is in it" icon=icon::PERSON/> }.into_any()
    } else {
        people_table("Members of this team", team.members)
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
