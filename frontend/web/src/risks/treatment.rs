//! What is done about a risk: the plan, and its tasks.
use client::{
    offer::Chance,
    risks::{
        act::Act,
        one::{Risk, Task},
        words::RiskStatus,
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{
    act::{Desk, may},
    parts::{day, fact},
};
use crate::{
    rows::{
        offer::{Offered, said},
        person, subjects,
    },
    ui::{Button, Card, Column, Empty, Facts, Row, Status, Table, Time, Tone, Written, cell, icon},
};

/// The card of the treatment: the plan and its tasks.
pub fn treatment(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let is_open = risk.status != RiskStatus::Closed;
    let chance = |act: Act| if is_open { may(risk, me, &act) } else { Chance::Hidden };
    let (plan, add) = (chance(Act::Plan), chance(Act::AddTask));
    let who = said(&plan);
    let offered = |chance: Chance| if chance == Chance::Offered { chance } else { Chance::Hidden };
    let (plan, add) = (offered(plan), offered(add));
    let (planning, adding) = (desk.on(Act::Plan, Some(risk)), desk.on(Act::AddTask, Some(risk)));
    let acts = move || {
        view! {
            <Offered chance=plan.clone() on_press=planning>"Plan…"</Offered>
            <Offered chance=add.clone() icon=icon::PLUS on_press=adding>"Add task…"</Offered>
        }
        .into_any()
    };
    let (planned, tasks) = (planned(risk), tasks(risk, me, desk));
    view! { <Card title="Treatment" actions=acts>{planned}{tasks}{who}</Card> }.into_any()
}

fn planned(risk: &Risk) -> AnyView {
    let Some(plan) = risk.plan.clone() else {
        return view! { <Empty title="Nothing is planned yet" icon=icon::SHIELD/> }.into_any();
    };
    let facts = vec![
        fact("Treatment", plan.treatment.word()),
        fact("Until", day(plan.due.as_ref(), "No date")),
        fact("Planned by", person(plan.by, "Somebody unknown")),
    ];
    view! { <Facts>{facts}</Facts><p>{plan.description}</p> }.into_any()
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
    let (complete, give) = (Act::CompleteTask(task.task.clone()), Act::GiveTask(task.task.clone()));
    let state = if let Some(done) = &task.done {
        view! { <Status tone=Tone::Good text="Done"/><span class="under note"><Time at=done.at.0.clone() written=Written::Day/></span> }.into_any()
    } else {
        let (tone, words) =
            if task.overdue { (Tone::Bad, "Overdue") } else { (Tone::Info, "Open") };
        let is_open = risk.status != RiskStatus::Closed;
        let offered = |act: &Act| is_open && may(risk, me, act) == Chance::Offered;
        let (completes, gives) = (offered(&complete), offered(&give));
        let (completing, giving) = (desk.on(complete, Some(risk)), desk.on(give, Some(risk)));
        let done = completes.then(|| {
            view! { <Button records=true icon=icon::CHECK label=format!("Done… {}", task.title) on_press=completing>"Done…"</Button> }
        });
        let handed = gives.then(|| {
            view! { <Button records=true label=format!("Give to somebody… {}", task.title) on_press=giving>"Give to somebody…"</Button> }
        });
        view! { <span class="inline"><Status tone=tone text=words/>{done}{handed}</span> }
            .into_any()
    };
    let controls = (!task.controls.is_empty()).then(|| subjects(&task.controls, 3));
    Row::new(vec![
        cell(view! { {task.title.clone()}{controls} }),
        cell(person(task.owner.clone(), "Nobody")),
        day(Some(&task.due), ""),
        cell(state),
    ])
    .marked(task.overdue)
    .muted(task.done.is_some())
}
