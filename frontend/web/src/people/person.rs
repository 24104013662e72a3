//! The page at `/people/:name`.
use client::{
    offer::{Ask, Chance, chance},
    people::queries::{HandOver, OwnedSystem, Person, PersonPage},
    shared::Me,
};
use leptos::prelude::*;

use super::{
    delegation::lent, erase::EraseForm, leave::LeaveForm, move_to::MoveForm, roles::roles,
};
use crate::{
    rows::{missing, note, one_page, person as named, risk_badge, thing},
    ui::{
        Button, Card, Chip, Column, Empty, Fact, Facts, Link, LinkButton, Notice, PageHead, Row,
        Status, Subject, Table, Time, Tone, Weight, Written, cell, escaped, icon, page_of,
    },
};

/// One person.
pub fn person_page() -> AnyView {
    one_page("person", |page: PersonPage| {
        note(&page.at);
        match page.person {
            Some(person) => full(person, &page.me),
            None => missing("person", ("/people", "People and teams")),
        }
    })
}

fn full(person: Person, me: &Me) -> AnyView {
    let (erasing, leaving) = (RwSignal::new(false), RwSignal::new(false));
    let moving = RwSignal::new(false);
    let offered =
        |mutation, what| chance(&person.offers, me, Ask::of(mutation, what)) == Chance::Offered;
    let may_erase =
        offered("erasePerson", "erase this person") && !person.erased && !person.service;
    let may_leave = offered("deactivatePerson", "record that they left") && person.active;
    let may_move = offered("movePerson", "move people") && person.active && !person.erased;
    let is_person = !person.service;
    let (roles, lent) = (roles(&person, me), lent(&person, me));
    let head = head(
        &person,
        may_erase.then_some(erasing),
        may_leave.then_some(leaving),
        may_move.then_some(moving),
    );
    let erased = person.erased.then(|| {
        view! {
            <Notice tone=Tone::Info title="This person asked to be forgotten">
                <p>"Name and address are gone, here and in the past. What was recorded still proves."</p>
            </Notice>
        }
    });
    let (subject, words) = (person.subject.0.clone(), person.words());
    let (written, leaver) = (subject.clone(), (subject.clone(), words.clone()));
    let mover = leaver.clone();
    let team =
        person.team.clone().map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let told = (!person.service).then(|| {
        let to = format!("/events?kind=notices&subject={}", escaped(&subject));
        let own = me.person.subject == person.subject;
        let words = if own { "What you were told is due" } else { "What they were told is due" };
        view! { <Fact name="Notices"><Link to=to>{words}</Link></Fact> }
    });
    let email = person.email.clone().unwrap_or_else(|| "Not known".to_owned());
    view! {
        {head}
        {erased}
        <Card title="Who it is">
            <Facts>
                <Fact name="Identifier"><span class="code">{written}</span></Fact>
                <Fact name="E-mail">{email}</Fact>
                <Fact name="Team">{team}</Fact>
                {told}
            </Facts>
        </Card>
        {roles}
        {lent}
        {owned("Answers for", person.owns)}
        {is_person.then(|| handed(person.hand_overs))}
        {may_move.then(|| view! { <MoveForm person=mover.0 name=mover.1 open=moving/> })}
        {may_leave.then(|| view! { <LeaveForm person=leaver.0 name=leaver.1 open=leaving/> })}
        {may_erase.then(|| view! { <EraseForm person=subject name=words open=erasing/> })}
    }
    .into_any()
}

/// The head of the page; buttons stand where there is a form to open.
fn head(
    person: &Person,
    erasing: Option<RwSignal<bool>>,
    leaving: Option<RwSignal<bool>>,
    moving: Option<RwSignal<bool>>,
) -> AnyView {
    let (active, service, erased) = (person.active, person.service, person.erased);
    let badges = move || {
        view! {
            {service.then(|| view! { <Chip text="Service"/> })}
            {(!active && !erased).then(|| view! { <Status tone=Tone::Neutral text="Left"/> })}
            {erased.then(|| view! { <Status tone=Tone::Neutral text="Erased"/> })}
        }
        .into_any()
    };
    let events = format!("/events?subject={}", escaped(&person.subject.0));
    let training = person.training.is_some();
    let training = training.then(|| format!("/learning/people/{}", escaped(person.subject.name())));
    let controls = format!("/controls?owner={}", escaped(&person.subject.0));
    let is_person = !person.service;
    let actions = move || {
        let controls = controls.clone();
        view! {
            {training.clone().map(|to| view! { <LinkButton to=to icon=icon::LEARNING>"Training"</LinkButton> })}
            {is_person.then(|| view! { <LinkButton to=controls icon=icon::SHIELD>"Controls"</LinkButton> })}
            <LinkButton to=events.clone() icon=icon::EVENTS>"Events"</LinkButton>
            {moving.map(|open| view! { <Button records=true on_press=move |()| open.set(true)>"Move to another team…"</Button> })}
            {leaving.map(|open| view! { <Button records=true on_press=move |()| open.set(true)>"Has left…"</Button> })}
            {erasing.map(|open| view! { <Button weight=Weight::Danger records=true on_press=move |()| open.set(true)>"Erase…"</Button> })}
        }
        .into_any()
    };
    let kind = if person.service { "Service" } else { "Person" };
    view! { <PageHead title=person.words() kind=kind back=("/people", "People and teams") badges=badges actions=actions/> }.into_any()
}

/// What was handed to somebody, and from them to others.
fn handed(found: Vec<HandOver>) -> AnyView {
    if found.is_empty() {
        let note = "What they take over from others, or give to others, is told here.";
        return view! { <Card title="Handed over"><Empty title="Nothing was handed over" note=note icon=icon::PERSON/></Card> }
            .into_any();
    }
    let columns = vec![
        Column::new("What"),
        Column::new("As"),
        Column::new("From"),
        Column::new("To"),
        Column::new("When"),
    ];
    let rows = found.into_iter().map(|one| {
        Row::new(vec![
            thing(&one.subject),
            cell(one.role),
            cell(named(one.from, "Unknown")),
            cell(named(one.to, "Unknown")),
            cell(view! { <Time at=one.at.0 written=Written::Day/> }),
        ])
    });
    view! {
        <Card title="Handed over" note="To them and from them, the newest first" flush=true>
            <Table caption="What was handed over" columns=columns rows=rows.collect()/>
        </Card>
    }
    .into_any()
}

/// Systems somebody answers for.
pub fn owned(title: &'static str, systems: Vec<OwnedSystem>) -> AnyView {
    if systems.is_empty() {
        return view! { <Card title=title><Empty title="No system" icon=icon::SYSTEM/></Card> }
            .into_any();
    }
    let columns = vec![Column::new("System"), Column::new("Risk class"), Column::new("State")];
    let rows = systems.into_iter().map(|one| {
        let (to, live) = (page_of(&one.subject.0), one.live);
        let state = if live {
            view! { <Status tone=Tone::Info text="Live"/> }.into_any()
        } else {
            view! { <span class="note">"Not live"</span> }.into_any()
        };
        Row::new(vec![
            cell(view! { <Link to=to class="row-link">{one.name}</Link> }),
            cell(risk_badge(one.risk_class)),
            state,
        ])
    });
    view! { <Card title=title flush=true><Table caption=format!("{title} these systems") columns=columns rows=rows.collect()/></Card> }.into_any()
}
