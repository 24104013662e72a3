//! The page at `/learning`: what one must learn, and what one has learnt.
use client::{
    ask::OfAll,
    awareness::{
        learner::{Completion, Duty, Learner, MyTrainingPage, Step},
        model::{left_words, standing_so},
    },
    words::TrainingStanding,
};
use leptos::prelude::*;

use super::places::places;
use crate::{
    charts::{Part, StackedBar},
    rows::{asked, note, person, shown},
    ui::{
        Card, Column, Empty, Link, LinkButton, Outline, PageHead, Row, Status, Table, Time, Tone,
        Weight, Written, cell, escaped, icon,
    },
};

/// One's own training.
pub fn my_training_page() -> AnyView {
    let page = asked(MyTrainingPage::ask);
    view! {
        <PageHead title="My training" lede="What your roles and systems ask you to know, until when, and what you have shown."/>
        {places()}
        {shown(page, Outline::Page, MyTrainingPage::read, draw)}
    }
    .into_any()
}

fn draw(page: MyTrainingPage) -> AnyView {
    note(&page.at);
    let Some(Learner { duties, minutes_left, more, steps }) = page.my_training else {
        let why = "Training belongs to persons whom the log knows. Services learn nothing.";
        return view! { <div class="card"><Empty title="No training for this account" note=why icon=icon::PERSON/></div> }.into_any();
    };
    view! {
        {state(&duties, &left_words(&duties, minutes_left))}
        {required(duties, true)}
        {beyond(more)}
        {happened(steps)}
    }
    .into_any()
}

/// How much of what is required stands how, as a picture.
pub(super) fn state(duties: &[Duty], words: &str) -> AnyView {
    let part = |standing: TrainingStanding| {
        Part::tone(tone(standing), standing.word(), standing_so(duties, standing))
    };
    let parts: Vec<Part> = TrainingStanding::ALL.iter().map(|one| part(*one)).collect();
    let words = words.to_owned();
    view! {
        <Card title="Where things stand" note=words>
            <StackedBar label="Required modules by standing" parts=parts/>
        </Card>
    }
    .into_any()
}

/// What a standing means for the reader.
pub(super) fn tone(standing: TrainingStanding) -> Tone {
    match standing {
        TrainingStanding::Overdue => Tone::Bad,
        TrainingStanding::Due => Tone::Warn,
        TrainingStanding::Expiring => Tone::Info,
        TrainingStanding::Current => Tone::Good,
        TrainingStanding::Waived => Tone::Neutral,
    }
}

/// A standing as a badge.
pub(super) fn standing_badge(standing: TrainingStanding) -> AnyView {
    view! { <Status tone=tone(standing) text=standing.word()/> }.into_any()
}

/// The moment a standing turns on: `by 3 March 2026`.
pub(super) fn turning(standing: TrainingStanding, at: String) -> AnyView {
    view! { <span class="nowrap">{standing.about()}" "<Time at=at written=Written::Day/></span> }
        .into_any()
}

/// The page of a module.
pub(super) fn module_page_of(id: &str) -> String {
    format!("/learning/modules/{}", escaped(id))
}

/// What is required of somebody; of oneself with the next step.
pub(super) fn required(duties: Vec<Duty>, own: bool) -> AnyView {
    if duties.is_empty() {
        let why = "No role, system, campaign or person asks for a module at this moment.";
        return view! { <Card title="Required"><Empty title="Nothing is required" note=why icon=icon::CHECK/></Card> }.into_any();
    }
    let mut columns = vec![
        Column::new("Module"),
        Column::new("Standing"),
        Column::new("Date"),
        Column::new("Because of"),
        Column::new("Score").minor(),
    ];
    if own {
        columns.push(Column::new("Next step"));
    }
    let rows = duties.into_iter().map(|duty| line(duty, own)).collect();
    view! { <Card title="Required" note="Most urgent first" flush=true><Table caption="Required modules" columns=columns rows=rows/></Card> }.into_any()
}

fn line(duty: Duty, own: bool) -> Row {
    let step = own.then(|| next_step(&duty));
    let marked = duty.standing == TrainingStanding::Overdue;
    let muted = duty.standing == TrainingStanding::Waived;
    let name = match duty.module {
        Some(module) => {
            let about = format!("{} · {} min", module.id, module.minutes);
            view! {
                <Link to=module_page_of(&module.id)>{module.title}</Link>
                <span class="note under">{about}</span>
            }
            .into_any()
        }
        None => view! { <span class="note">"A module that counts no more"</span> }.into_any(),
    };
    let cells = vec![
        name,
        standing_badge(duty.standing),
        turning(duty.standing, duty.at.0),
        cell(duty.because.join(", ")),
        cell(duty.score.unwrap_or_else(|| "—".to_owned())),
    ];
    Row::new(cells.into_iter().chain(step).collect()).marked(marked).muted(muted)
}

fn next_step(duty: &Duty) -> AnyView {
    let Some(module) = duty.module.as_ref().filter(|_| duty.standing.is_open()) else {
        return ().into_any();
    };
    if duty.tries_left == 0 {
        return view! { <span class="note">"Ask your security champion"</span> }.into_any();
    }
    let to = module_page_of(&module.id);
    view! { <LinkButton to=to weight=Weight::Primary>"Learn"</LinkButton> }.into_any()
}

/// What was completed and is not required.
pub(super) fn beyond(more: Vec<Completion>) -> AnyView {
    if more.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::new("Module"),
        Column::new("Completed"),
        Column::new("Counts until"),
        Column::new("Score"),
    ];
    let rows = more.into_iter().map(|one| {
        Row::new(vec![
            cell(view! { {one.title}<span class="note under">{one.module}</span> }),
            cell(view! { <Time at=one.on.0 written=Written::Day/> }),
            cell(view! { <Time at=one.until.0 written=Written::Day/> }),
            cell(one.score),
        ])
    });
    view! { <Card title="Completed beyond that" flush=true><Table caption="Completed beyond what is required" columns=columns rows=rows.collect()/></Card> }.into_any()
}

/// What happened, newest first.
pub(super) fn happened(steps: Vec<Step>) -> AnyView {
    if steps.is_empty() {
        let why =
            "Tests, assignments and reminders will stand here, each with its place in the log.";
        return view! { <Card title="What happened"><Empty title="Nothing yet" note=why icon=icon::EVENTS/></Card> }.into_any();
    }
    let columns = vec![
        Column::new("When"),
        Column::new("Module"),
        Column::new("What"),
        Column::new("Until"),
        Column::new("By"),
        Column::new("Said"),
    ];
    let rows = steps.into_iter().map(|step| {
        let (words, event) = (step.words(), format!("/events/{}", step.position.0));
        let until = step.until.map(|until| view! { <Time at=until.0 written=Written::Day/> });
        Row::new(vec![
            cell(view! { <Link to=event><Time at=step.at.0 written=Written::Day/></Link> }),
            cell(step.module),
            cell(words),
            cell(until),
            person(step.by, "Unknown"),
            cell(step.note.unwrap_or_default()),
        ])
    });
    view! { <Card title="What happened" note="Newest first" flush=true><Table caption="Steps of this training" columns=columns rows=rows.collect()/></Card> }.into_any()
}
