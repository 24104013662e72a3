//! Security champions of the teams: who is, who was asked, and asking.
use client::{
    accountability::queries::{self, ChampionTeam, Member},
    shared::Refusal,
};
use leptos::prelude::*;

use crate::{
    api::{Answer, submit},
    rows::{
        form::{Loose, Outcome, finish},
        person,
    },
    ui::{
        Button, Card, Column, Dialog, Empty, Row, Select, Status, Subject, Table, Tone, Weight,
        cell, icon,
    },
};

/// The teams, each with its champion; `missing` are those that need one. `may` says whether the caller nominates, and who they are if
/// they may answer a nomination of their own.
pub(super) fn champions_card(
    teams: Vec<ChampionTeam>,
    missing: Vec<String>,
    may: (bool, Option<String>),
) -> AnyView {
    if teams.is_empty() {
        let note = "Teams are created by an administrator, or come with a spreadsheet of people.";
        return view! { <Card title="Teams"><Empty title="No team yet" note=note icon=icon::PERSON/></Card> }.into_any();
    }
    let (may_nominate, me) = may;
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
        let own = me.clone().filter(|me| team.nominated.iter().any(|who| who.subject.0 == *me));
        let step = match own {
            Some(me) => accept(me, team.subject.0.clone()),
            None if may_nominate && missing.contains(&team.subject.0) => {
                nominate(team.clone(), asking, chosen)
            }
            None => ().into_any(),
        };
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

fn nominate(
    team: ChampionTeam,
    asking: RwSignal<bool>,
    chosen: RwSignal<Option<ChampionTeam>>,
) -> AnyView {
    let open = move |()| {
        chosen.set(Some(team.clone()));
        asking.set(true);
    };
    cell(view! { <Button records=true on_press=open>"Ask somebody…"</Button> })
}

fn accept(me: String, team: String) -> AnyView {
    let (open, refusal, busy) =
        (RwSignal::new(true), RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let send = move |()| {
        busy.set(true);
        let body = queries::order_acceptance(&me, &team);
        submit(body, move |answer| ends.run(outcome(answer, queries::read_acceptance)));
    };
    cell(view! {
        <Button weight=Weight::Primary records=true busy=busy on_press=send>"Say yes"</Button>
        <Loose refusal=refusal fields=&[]/>
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
    let (refusal, busy) = (RwSignal::new(None::<Refusal>), RwSignal::new(false));
    let ends = finish(open, refusal, busy);
    let options = choices(&team.members);
    let subject = team.subject.0;
    let send = Callback::new(move |()| {
        busy.set(true);
        let body = queries::order_nomination(&chosen.get_untracked(), &subject);
        submit(body, move |answer| ends.run(outcome(answer, queries::read_nomination)));
    });
    let off = Signal::derive(move || chosen.with(String::is_empty));
    view! {
        <div class="stack">
            <p>{format!("For {}", team.name)}</p>
            <Select label="Person" value=chosen options=options/>
            <Loose refusal=refusal fields=&[]/>
            <div class="dialog-acts">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button weight=Weight::Primary records=true busy=busy disabled=off on_press=send>"Ask"</Button>
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

fn outcome(
    answer: Answer,
    read: fn(&str) -> Result<queries::ChampionPayload, String>,
) -> Result<Outcome, String> {
    let text = answer.map_err(|failure| failure.to_string())?;
    let payload = read(&text)?;
    Ok(Outcome { receipt: payload.receipt, refusal: payload.refusal })
}
