//! The page at `/learning/coverage`: how much of what must be learnt is done.
use client::{
    ask::OfAll,
    awareness::{
        commands::{RemindTraining, RemindTrainingInput},
        coverage::{Count, CoveragePage, HEAD, TrainingCoverage},
    },
    shared::Me,
    words::counted,
};
use leptos::prelude::*;

use super::places::{for_those_who_may, places};
use crate::{
    charts::{Part, StackedBar},
    rows::{
        asked,
        export::save_rows,
        form::{Form, Loose},
        note, shown,
    },
    ui::{
        Button, Card, Column, Empty, Figure, Link, Outline, PageHead, Row, Table, Tone, cell,
        escaped, icon, use_toasts,
    },
};

/// Who may see figures.
const WHO: &str = "Figures are shown to those who lead: security, risk, compliance, owners of \
    systems and security champions for their own, and to audit.";

/// How much of what must be learnt is done.
pub fn coverage_page() -> AnyView {
    view! {
        <PageHead title="Training coverage" lede="How much of what must be learnt is done and still counts, among those you may count." back=("/learning", "My training")/>
        {places()}
        {for_those_who_may("trainingCoverage", WHO, figures)}
    }
    .into_any()
}

fn figures() -> AnyView {
    shown(asked(CoveragePage::ask), Outline::Page, CoveragePage::read, draw)
}

fn draw(page: CoveragePage) -> AnyView {
    note(&page.at);
    let name = format!("ledgerstone-training-coverage-at-{}.csv", page.at.position.0);
    let found = page.training_coverage;
    if found.organisation.people == 0 {
        let why = "A curriculum asks for modules once it is published, of those who hold a role.";
        return view! { <div class="card"><Empty title="Nothing is required of anybody" note=why icon=icon::LEARNING/></div> }.into_any();
    }
    view! {
        {numbers(&found.organisation)}
        {picture(&found.organisation, &page.me)}
        {export(name, found.clone())}
        {by_team(&found)}
        {by_role(&found)}
        {by_module(&found)}
    }
    .into_any()
}

/// The figures as a file.
fn export(name: String, found: TrainingCoverage) -> AnyView {
    let toasts = use_toasts();
    let save = move |()| {
        let rows = found.rows();
        match save_rows(&name, &HEAD, &rows) {
            Ok(()) => toasts.good(format!("Exported {}.", counted(rows.len(), "line", "lines"))),
            Err(sentence) => toasts.bad(sentence),
        }
    };
    view! { <div class="toolbar"><Button icon=icon::DOWNLOAD on_press=save>"Export CSV"</Button></div> }
        .into_any()
}

fn number(count: i32) -> usize {
    usize::try_from(count).unwrap_or_default()
}

fn numbers(whole: &Count) -> AnyView {
    let list = |query: &str| format!("/learning/duties{query}");
    let trained = format!("{} of {}", whole.trained, whole.people);
    let late = if whole.overdue > 0 { Tone::Bad } else { Tone::Good };
    view! {
        <div class="figures">
            <Figure name="Done and counting" value=whole.percent() to=list("") note=whole.words()/>
            <Figure name="People who have done everything" value=trained to=list("")/>
            <Figure name="Overdue" value=whole.overdue.to_string() tone=late to=list("?standing=overdue")/>
            <Figure name="Excused" value=whole.waived.to_string() to=list("?standing=waived")/>
        </div>
    }
    .into_any()
}

fn parts(count: &Count) -> Vec<Part> {
    let to = |standing: &str| format!("/learning/duties?standing={standing}");
    vec![
        Part::tone(Tone::Good, "Done", number(count.current)).to(to("current")),
        Part::tone(Tone::Warn, "To do", count.open()).to(to("due")),
        Part::tone(Tone::Bad, "Overdue", number(count.overdue)).to(to("overdue")),
        Part::tone(Tone::Neutral, "Excused", number(count.waived)).to(to("waived")),
    ]
}

fn picture(whole: &Count, me: &Me) -> AnyView {
    let words = counted(number(whole.required), "module required", "modules required");
    let may = me.may("remindTraining");
    let toasts = use_toasts();
    let form = Form::with(RwSignal::new(true), |_| ());
    let send = move |()| {
        form.send::<RemindTraining>(RemindTrainingInput { team: None }, move |made, _| {
            let told = number(made.notices.unwrap_or_default());
            toasts.good(match told {
                0 => "Everybody has been told already.".to_owned(),
                some => format!("{} recorded.", counted(some, "notice", "notices")),
            });
        });
    };
    let actions = move || {
        may.then(|| view! { <Button records=true busy=form.busy on_press=send>"Tell what is due"</Button> })
            .into_any()
    };
    let parts = parts(whole);
    view! {
        <Card title="The whole" note=words actions=actions>
            <StackedBar label="Required modules of all people" parts=parts/>
            <Loose form=form fields=&[]/>
        </Card>
    }
    .into_any()
}

/// The columns of a count, after the name of what was counted.
fn columns(name: &'static str) -> Vec<Column> {
    vec![
        Column::new(name),
        Column::new("Done"),
        Column::number("People"),
        Column::number("All done"),
        Column::number("Overdue"),
        Column::number("Excused").minor(),
    ]
}

fn line(name: AnyView, count: &Count) -> Row {
    let cell_of = |count: i32| cell(view! { <span class="num">{count}</span> });
    let width = count.share.unwrap_or_default().clamp(0.0, 1.0) * 100.0;
    let done = view! {
        <div class="share">
            <span>{count.words()}</span>
            <svg class="bar-track" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="part" width=format!("{width:.2}") height="8" data-tone="good"/>
            </svg>
        </div>
    };
    Row::new(vec![
        name,
        cell(done),
        cell_of(count.people),
        cell_of(count.trained),
        cell_of(count.overdue),
        cell_of(count.waived),
    ])
    .marked(count.overdue > 0)
}

/// Those that are least done first.
fn least_first<T: Clone>(all: &[T], count: impl Fn(&T) -> Count) -> Vec<T> {
    let mut all = all.to_vec();
    let share = |one: &T| count(one).share.unwrap_or(2.0);
    all.sort_by(|a, b| share(a).total_cmp(&share(b)));
    all
}

fn by_team(found: &TrainingCoverage) -> AnyView {
    let rows = least_first(&found.teams, |one| one.count).into_iter().map(|one| {
        let name = match one.team {
            Some(team) => {
                let to = format!("/learning/duties?team={}", escaped(&team.subject.0));
                view! { <Link to=to class="row-link">{team.name}</Link> }.into_any()
            }
            None => view! { <span class="note">"Without a team"</span> }.into_any(),
        };
        line(name, &one.count)
    });
    view! { <Card title="By team" note="Least done first" flush=true><Table caption="Coverage by team" columns=columns("Team") rows=rows.collect()/></Card> }.into_any()
}

fn by_role(found: &TrainingCoverage) -> AnyView {
    let rows = least_first(&found.roles, |one| one.count).into_iter().map(|one| {
        let to = format!("/learning/duties?role={}", escaped(&one.role));
        line(view! { <Link to=to class="row-link">{one.title}</Link> }.into_any(), &one.count)
    });
    let note = "Counted is what the role itself asks for; a module that two roles ask of a person counts in both";
    view! { <Card title="By role" note=note flush=true><Table caption="Coverage by role" columns=columns("Role") rows=rows.collect()/></Card> }.into_any()
}

fn by_module(found: &TrainingCoverage) -> AnyView {
    let rows = least_first(&found.modules, |one| one.count).into_iter().map(|one| {
        let to = format!("/learning/duties?module={}", escaped(&one.module));
        let name = view! {
            <Link to=to class="row-link">{one.title}</Link>
            <span class="note under">{one.module}</span>
        };
        line(name.into_any(), &one.count)
    });
    view! { <Card title="By module" note="Least done first" flush=true><Table caption="Coverage by module" columns=columns("Module") rows=rows.collect()/></Card> }.into_any()
}
