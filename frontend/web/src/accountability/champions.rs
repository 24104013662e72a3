//! Security champions of the teams: who is, who was asked, and asking.
use client::{
    accountability::{
        commands::{
            AcceptNomination, AcceptNominationInput, NominateChampion, NominateChampionInput,
        },
        queries::{ChampionTeam, Member},
    },
    offer::{Ask, Chance, chance},
    scalars::Subject as Name,
    shared::Me,
};
use leptos::prelude::*;

use crate::{
    rows::{
        form::{Form, Loose},
        person,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Row, Select, Status, Subject, Table, Tone, Weight,
        cell, icon,
    },
};

/// The teams, each with its champion, and what `me` may do about it; `missing` are those that need one.
pub(super) fn champions_card(teams: Vec<ChampionTeam>, missing: &[String], me: &Me) -> AnyView {
    if teams.is_empty() {
        let note = "Teams are created by an administrator, or come with a spreadsheet of people.";
        return view! { <Card title="Teams"><Empty title="No team yet" note=note icon=icon::PERSON/></Card> }.into_any();
    }
    let asking = RwSignal::new(false);
    let chosen = RwSignal::new(None::<ChampionTeam>);
    let columns = vec![
        Column::new("Team"),
        Column::new("Security champion"),
        Column::new("Asked"),
        Column::new("Next step"),
    ];
    let mut teams = teams;
    // Those that need somebody first; the others keep the order of their names.
    teams.sort_by_key(|team| (!missing.contains(&team.subject.0), team.champion.is_none()));
    let rows = teams.into_iter().map(|team| {
        let asked: Vec<AnyView> =
            team.nominated.iter().cloned().map(|who| person(Some(who), "Unknown")).collect();
        let champion = match team.champion.clone() {
            Some(who) => person(Some(who), "Nobody"),
            None if missing.contains(&team.subject.0) => {
                view! { <Status tone=Tone::Warn text="Nobody"/> }.into_any()
            }
            None => view! { <span class="note">"Runs no system"</span> }.into_any(),
        };
        let step = step(&team, me, missing.contains(&team.subject.0), (asking, chosen));
        Row::new(vec![
            cell(view! { <Subject of=team.subject.0.clone() title=team.name.clone()/> }),
            champion,
            cell(view! { <span class="inline">{asked}</span> }),
            step,
        ])
    });
    let rows = rows.collect();
    view! {
        <Card title="Teams" flush=true><Table caption="Security champions of the teams" columns=columns rows=rows/></Card>
        <Dialog open=asking title="Ask somebody to be the security champion" lede="They become it when they say yes. Asking is recorded.">
            {move || chosen.get().map(|team| view! { <NominateForm team=team open=asking/> })}
        </Dialog>
    }
    .into_any()
}

/// A form, and the team it is about.
type Asking = (RwSignal<bool>, RwSignal<Option<ChampionTeam>>);

/// What the reader may do next about a team: answer for themselves, or ask somebody where one is `needed`.
fn step(team: &ChampionTeam, me: &Me, needed: bool, (asking, chosen): Asking) -> AnyView {
    let own = team.nominated.iter().any(|who| who.subject == me.person.subject);
    if own && me.may("acceptNomination") {
        return accept(me.person.subject.clone(), team.subject.clone());
    }
    let ask = chance(&team.offers, me, Ask::of("nominateChampion", "ask somebody"));
    if !needed || ask != Chance::Offered {
        return ().into_any();
    }
    let team = team.clone();
    let open = move |()| {
        chosen.set(Some(team.clone()));
        asking.set(true);
    };
    cell(view! { <Button records=true on_press=open>"Ask somebody…"</Button> })
}

fn accept(person: Name, team: Name) -> AnyView {
    let form = Form::new(RwSignal::new(true));
    let send = move |()| {
        let input = AcceptNominationInput { person: person.clone(), team: team.clone() };
        form.send::<AcceptNomination>(input, |_, _| ());
    };
    cell(view! {
        <Button weight=Weight::Primary records=true busy=form.busy on_press=send>"Say yes"</Button>
        <Loose form=form fields=&[]/>
    })
}

#[component]
fn NominateForm(
    /// The team.
    team: ChampionTeam,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let form = Form::new(open);
    let options = choices(&team.members);
    let subject = team.subject;
    let send = Callback::new(move |()| {
        let input =
            NominateChampionInput { person: Name(chosen.get_untracked()), team: subject.clone() };
        form.send::<NominateChampion>(input, |_, _| ());
    });
    let off = Signal::derive(move || chosen.with(String::is_empty));
    view! {
        <div class="stack">
            <p>{format!("For {}", team.name)}</p>
            <Select label="Person" value=chosen options=options/>
            <Loose form=form fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=form.busy disabled=off on_press=send>"Ask"</Button>
            </div>
        </div>
    }
}

fn choices(members: &[Member]) -> Vec<(String, String)> {
    let people = members.iter().filter(|one| one.active && !one.service);
    let called = |one: &Member| one.name.clone().unwrap_or_else(|| one.subject.name().to_owned());
    let mut choices: Vec<_> = people.map(|one| (one.subject.0.clone(), called(one))).collect();
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    choices.insert(0, (String::new(), "Choose a member of the team".to_owned()));
    choices
}
