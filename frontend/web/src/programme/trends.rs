//! How exercises and surveys went over time.
use client::programme::{Exercise, ProgrammePage, Survey};
use leptos::prelude::*;

use crate::{
    charts::{Series, Sparkline, Trend},
    reviews::words::day,
    ui::{Card, Column, Empty, Fact, Facts, Row, Subject, Table, cell, icon, time::epoch_ms},
};

/// What the surveys of culture ask, by metric, with the words for it.
const QUESTIONS: [(&str, &str); 2] =
    [("culture.score", "Culture score"), ("culture.reports_per_100", "Reports per 100 people")];

/// The exercises: hours to contain over time, and what was played.
pub fn exercises(rows: &[Exercise]) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Card title="Exercises"><Empty title="Nothing was exercised" note="An exercise shows how long it takes to contain." icon=icon::INCIDENT/></Card>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Scenario"),
        Column::new("System"),
        Column::number("Blast radius, minutes"),
        Column::number("Contained, hours"),
        Column::new("On"),
    ];
    let lines = rows.iter().rev().map(|row| {
        let system = row.system.clone();
        let system = system.map(|one| view! { <Subject of=one.subject.0 title=one.name/> });
        let unknown = || "—".to_owned();
        let minutes =
            row.minutes_to_blast_radius.map_or_else(unknown, |minutes| minutes.0.to_string());
        Row::new(vec![
            cell(row.scenario.clone()),
            cell(system),
            cell(minutes),
            cell(row.hours_to_contain.clone().unwrap_or_else(unknown)),
            day(Some(&row.completed)),
        ])
    });
    let lines = lines.collect();
    view! {
        <Card title="Exercises" flush=true>
            {containment(rows)}
            <Table caption="Exercises" columns=columns rows=lines/>
        </Card>
    }
    .into_any()
}

/// The course of the hours to contain; one exercise alone has no course.
fn containment(rows: &[Exercise]) -> AnyView {
    let points: Vec<(i64, f64)> = rows
        .iter()
        .filter_map(|row| {
            let hours = row.hours_to_contain.as_deref()?.parse().ok()?;
            Some((epoch_ms(&row.completed.0)?, hours))
        })
        .collect();
    if points.len() < 2 {
        return ().into_any();
    }
    let series = vec![Series { name: "Hours to contain".to_owned(), points, stepped: false }];
    view! { <div class="pad"><Trend label="Hours to contain in exercises, over time" series=series/></div> }.into_any()
}

/// What people answered about the culture, with its course.
pub fn culture(page: &ProgrammePage) -> AnyView {
    let Some(last) = page.surveys.last() else {
        return view! {
            <Card title="Security culture"><Empty title="No survey was closed" icon=icon::PERSON/></Card>
        }
        .into_any();
    };
    let known = QUESTIONS.iter().filter_map(|(metric, words)| figure(page, last, metric, words));
    let known = known.collect_view();
    let note = format!("{} surveys; {} answered the last", page.surveys.len(), last.responses.0);
    view! {
        <Card title="Security culture" note=note>
            <Facts>{known}<Fact name="Last survey">{day(Some(&last.closed))}</Fact></Facts>
        </Card>
    }
    .into_any()
}

fn figure(page: &ProgrammePage, last: &Survey, metric: &str, words: &str) -> Option<AnyView> {
    let value = last.figure(metric)?;
    let course = page.course(metric);
    let first = course.first().copied().unwrap_or(value);
    let label = format!("{words}, from {first} to {value} in {} surveys", course.len());
    let line = (course.len() > 1).then(|| view! { <Sparkline values=course label=label/> });
    let fact = view! {
        <Fact name=words.to_owned()><span class="stacked-cell"><b>{value.to_string()}</b>{line}</span></Fact>
    };
    Some(fact.into_any())
}
