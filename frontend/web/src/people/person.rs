//! The page at `/people/:name`.
use client::people::queries::{self, OwnedSystem, Person, PersonPage, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{erase::EraseForm, leave::LeaveForm};
use crate::{
    rows::{asked, missing, note, risk_badge, shown},
    ui::{
        Button, Card, Chip, Column, Empty, Fact, Facts, Link, LinkButton, Notice, Outline,
        PageHead, Row, Status, Subject, Table, Time, Tone, Weight, Written, cell, escaped, icon,
        page_of,
    },
};

/// One person.
pub fn person_page() -> AnyView {
    let params = use_params_map();
    let subject =
        move || format!("person:{}", params.with(|params| params.get("name").unwrap_or_default()));
    let page = asked(move |moment| queries::ask_person(moment, &subject()));
    shown(page, Outline::Page, queries::read_person, |page: PersonPage| {
        note(&page.at);
        let may = (page.me.may("erasePerson"), page.me.may("deactivatePerson"));
        match page.person {
            Some(person) => full(person, may),
            None => missing("person", ("/people", "People and teams")),
        }
    })
}

fn full(person: Person, (may_erase, may_leave): (bool, bool)) -> AnyView {
    let (erasing, leaving) = (RwSignal::new(false), RwSignal::new(false));
    let may_erase = may_erase && !person.erased && !person.service;
    let may_leave = may_leave && person.active;
    let head = head(&person, may_erase.then_some(erasing), may_leave.then_some(leaving));
    let erased = person.erased.then(|| {
        view! {
            <Notice tone=Tone::Info title="This person asked to be forgotten">
                <p>"Name and address are gone, here and in the past. What was recorded still proves."</p>
            </Notice>
        }
    });
    let (subject, words) = (person.subject.0.clone(), person.words());
    let (written, leaver) = (subject.clone(), (subject.clone(), words.clone()));
    let team =
        person.team.clone().map(|team| view! { <Subject of=team.subject.0 title=team.name/> });
    let email = person.email.clone().unwrap_or_else(|| "Not known".to_owned());
    view! {
        {head}
        {erased}
        <Card title="Who it is">
            <Facts>
                <Fact name="Identifier"><span class="code">{written}</span></Fact>
                <Fact name="E-mail">{email}</Fact>
                <Fact name="Team">{team}</Fact>
            </Facts>
        </Card>
        {roles(person.roles)}
        {owned("Answers for", person.owns)}
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
    let actions = move || {
        view! {
            <LinkButton to=events.clone() icon=icon::EVENTS>"Events"</LinkButton>
            {leaving.map(|open| view! { <Button records=true on_press=move |()| open.set(true)>"Has left…"</Button> })}
            {erasing.map(|open| view! { <Button weight=Weight::Danger records=true on_press=move |()| open.set(true)>"Erase…"</Button> })}
        }
        .into_any()
    };
    let kind = if person.service { "Service" } else { "Person" };
    view! { <PageHead title=person.words() kind=kind back=("/people", "People and teams") badges=badges actions=actions/> }.into_any()
}

fn roles(roles: Vec<Role>) -> AnyView {
    if roles.is_empty() {
        return view! { <Card title="May act as"><Empty title="No role at this moment" icon=icon::SHIELD/></Card> }.into_any();
    }
    let columns =
        vec![Column::new("Role"), Column::new("Where"), Column::new("From"), Column::new("Until")];
    let rows = roles.into_iter().map(|role| {
        let reach = if role.reach() == "Everywhere" {
            role.reach().into_any()
        } else {
            view! { <Subject of=role.scope.0/> }.into_any()
        };
        let until = role.until.map_or_else(
            || view! { <span class="note">"No end"</span> }.into_any(),
            |until| view! { <Time at=until.0 written=Written::Day/> }.into_any(),
        );
        Row::new(vec![
            cell(role.title),
            reach,
            cell(view! { <Time at=role.from.0 written=Written::Day/> }),
            until,
        ])
    });
    view! { <Card title="May act as" flush=true><Table caption="Roles" columns=columns rows=rows.collect()/></Card> }.into_any()
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
