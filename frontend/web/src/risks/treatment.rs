//! What is done about a risk, and who lives with it.
use client::{
    risks::{
        one::{Acceptance, Acceptor, Request, Risk, Task},
        orders::Act,
    },
    shared::Me,
};
use leptos::prelude::*;

use super::act::Desk;
use crate::{
    rows::person,
    ui::{
        Button, Card, Column, Fact, Facts, Notice, Row, Status, Table, Time, Tone, Weight, Written,
        cell, icon,
    },
};

/// The card of the acceptance: in force, asked for, and who may.
pub fn acceptance(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let rule = risk.who_accepts.as_ref().map(|rule| {
        let band = rule.band.word().to_lowercase();
        let words = format!(
            "A {band} risk is accepted by {}, for {} days at most; {}.",
            rule.who(),
            rule.max_days,
            rule.sentence
        );
        view! { <p class="note">{words}</p> }
    });
    let acts = {
        let (risk, me) = (risk.clone(), me.clone());
        move || acts(&risk, &me, desk)
    };
    view! {
        <Card title="Acceptance" actions=acts>
            {risk.acceptance.as_ref().map(given)}
            {risk.request.as_ref().map(asked)}
            {(risk.acceptance.is_none() && risk.request.is_none()).then(|| view! { <p>"Nobody has accepted this risk."</p> })}
            {risk.declined.as_ref().map(|said| view! { <Notice tone=Tone::Warn title="The last request was turned down"><p>{said.note.clone()}</p></Notice> })}
            {rule}
        </Card>
    }
    .into_any()
}

fn acts(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let button = |act: Act, words: &'static str, weight: Weight| {
        me.may(act.mutation()).then(|| {
            view! { <Button records=true weight=weight on_press=desk.on(act, Some(risk))>{words}</Button> }
        })
    };
    let Some(residual) = risk.residual else { return ().into_any() };
    let requested = risk.request.is_some();
    let accept = Act::Accept { band: residual.band, requested };
    let is_low = residual.band == client::words::RiskBand::Low;
    view! {
        {(requested || is_low).then(|| button(accept, "Accept…", Weight::Primary))}
        {requested.then(|| button(Act::Decline, "Turn down…", Weight::Plain))}
        {(!requested).then(|| button(Act::Request, "Request acceptance…", Weight::Plain))}
        {risk.acceptance.as_ref().is_some_and(|accepted| accepted.counts).then(|| button(Act::Revoke, "Take back…", Weight::Danger))}
    }
    .into_any()
}

fn people(all: &[Acceptor]) -> AnyView {
    let one = |acceptor: &Acceptor| {
        let roles = acceptor.roles.join(", ");
        view! { <li class="inline">{person(acceptor.person.clone(), "Somebody unknown")}<span class="note">{roles}</span></li> }
    };
    view! { <ul class="plain-list">{all.iter().map(one).collect_view()}</ul> }.into_any()
}

fn given(acceptance: &Acceptance) -> AnyView {
    let tone = match (acceptance.counts, acceptance.expired) {
        (true, _) => Tone::Good,
        (false, true) => Tone::Bad,
        (false, false) => Tone::Neutral,
    };
    let compensating = acceptance.compensating.join(", ");
    let told = acceptance.reported_to.clone();
    let reason = acceptance
        .reason
        .clone()
        .map(|words| view! { <blockquote class="said">{words}</blockquote> });
    view! {
        <p class="inline"><Status tone=tone text=acceptance.word()/><span>"as "{acceptance.band.word().to_lowercase()}" until "<Time at=acceptance.until.0.clone() written=Written::Day/></span></p>
        {people(&acceptance.accepted_by)}
        {reason}
        {(!compensating.is_empty()).then(|| view! { <p class="note">{format!("Compensating controls: {compensating}")}</p> })}
        {(!told.is_empty()).then(|| view! { <p class="inline note">"Told:"{told.into_iter().map(|one| person(Some(one), "")).collect_view()}</p> })}
    }
    .into_any()
}

fn asked(request: &Request) -> AnyView {
    let compensating = request.compensating.join(", ");
    let reason =
        request.reason.clone().map(|words| view! { <blockquote class="said">{words}</blockquote> });
    view! {
        <p class="inline"><Status tone=Tone::Warn text="Requested"/><span>"until "<Time at=request.until.0.clone() written=Written::Day/></span></p>
        <p class="inline note">"Asked for by"{person(request.by.clone(), "somebody unknown")}<Time at=request.at.0.clone() written=Written::Day/></p>
        {reason}
        {(!compensating.is_empty()).then(|| view! { <p class="note">{format!("Compensating controls: {compensating}")}</p> })}
        {if request.agreed.is_empty() {
            view! { <p class="note">"Nobody has agreed yet."</p> }.into_any()
        } else {
            view! { <p class="note">"Agreed so far:"</p>{people(&request.agreed)} }.into_any()
        }}
    }
    .into_any()
}

/// The card of the treatment: the plan and its tasks.
pub fn treatment(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let acts = {
        let (risk, me) = (risk.clone(), me.clone());
        move || {
            let button = |act: Act, words: &'static str| {
                me.may(act.mutation()).then(|| view! { <Button records=true on_press=desk.on(act, Some(&risk))>{words}</Button> })
            };
            view! { {button(Act::Plan, "Plan…")}{button(Act::AddTask, "Add task…")} }.into_any()
        }
    };
    let plan = match &risk.plan {
        Some(plan) => view! {
            <Facts>
                <Fact name="Treatment">{plan.treatment.word()}</Fact>
                <Fact name="Until">{plan.due.clone().map_or_else(|| "no date".into_any(), |due| view! { <Time at=due.0 written=Written::Day/> }.into_any())}</Fact>
                <Fact name="Planned by">{person(plan.by.clone(), "somebody unknown")}</Fact>
            </Facts>
            <p>{plan.description.clone()}</p>
        }
        .into_any(),
        None => view! { <p class="note">"Nothing is planned yet."</p> }.into_any(),
    };
    view! { <Card title="Treatment" actions=acts>{plan}{tasks(risk, me, desk)}</Card> }.into_any()
}

fn tasks(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    if risk.tasks.is_empty() {
        return ().into_any();
    }
    let columns =
        vec![Column::new("Task"), Column::new("Who"), Column::new("Due"), Column::new("State")];
    let rows = risk.tasks.iter().map(|task| line(task, risk, me, desk)).collect();
    view! { <Table caption="Tasks of the treatment" columns=columns rows=rows/> }.into_any()
}

fn line(task: &Task, risk: &Risk, me: &Me, desk: Desk) -> Row {
    let act = Act::CompleteTask(task.task.clone());
    let state = if let Some(done) = &task.done {
        view! { <Status tone=Tone::Good text="Done"/><span class="under note"><Time at=done.at.0.clone() written=Written::Day/></span> }.into_any()
    } else {
        let (tone, words) =
            if task.overdue { (Tone::Bad, "Overdue") } else { (Tone::Info, "Open") };
        let button = me.may(act.mutation()).then(|| {
            view! { <Button records=true icon=icon::CHECK label=format!("Done… {}", task.title) on_press=desk.on(act, Some(risk))>"Done…"</Button> }
        });
        view! { <span class="inline"><Status tone=tone text=words/>{button}</span> }.into_any()
    };
    Row::new(vec![
        cell(task.title.clone()),
        person(task.owner.clone(), "Nobody"),
        cell(view! { <Time at=task.due.0.clone() written=Written::Day/> }),
        state,
    ])
    .marked(task.overdue)
    .muted(task.done.is_some())
}
