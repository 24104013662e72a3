//! How exercises and surveys went over time.
use client::{
    list::List,
    programme::{
        exercises::{ExerciseRow, Exercises},
        queries::ProgrammePage,
        surveys::SurveyRow,
    },
    words::counted,
};
use leptos::prelude::*;

use super::lists::exercise_line;
use crate::{
    charts::{Series, Sparkline, Trend},
    reviews::words::day,
    rows::list::columns,
    ui::{Card, Empty, Fact, Facts, Link, Table, icon, time::epoch_ms},
};

/// Rows of a card.
const MOST: usize = 5;
/// What the surveys of culture ask, by metric, with the words for it.
const QUESTIONS: [(&str, &str); 2] =
    [("culture.score", "Culture score"), ("culture.reports_per_100", "Reports per 100 people")];

/// The exercises: hours to contain over time, and what was played; `rows` with the newest first.
pub fn exercises(rows: &[ExerciseRow]) -> AnyView {
    let all = || view! { <Link to="/exercises".to_owned()>"All exercises"</Link> }.into_any();
    if rows.is_empty() {
        return view! {
            <Card title="Exercises" actions=all><Empty title="Nothing was exercised" note="An exercise shows how long it takes to contain." icon=icon::INCIDENT/></Card>
        }
        .into_any();
    }
    let lines = rows.iter().take(MOST).cloned().map(exercise_line).collect();
    let course = containment(rows);
    view! {
        <Card title="Exercises" flush=true actions=all>
            {course}
            <Table caption="Newest exercises" columns=columns(Exercises::COLUMNS) rows=lines/>
        </Card>
    }
    .into_any()
}

/// The course of the hours to contain; one exercise alone has no course.
fn containment(rows: &[ExerciseRow]) -> AnyView {
    let points: Vec<(i64, f64)> = rows
        .iter()
        .rev()
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
    let all = || view! { <Link to="/surveys".to_owned()>"All surveys"</Link> }.into_any();
    let Some(last) = page.surveys.nodes.first() else {
        return view! {
            <Card title="Security culture" actions=all><Empty title="No survey was closed" icon=icon::PERSON/></Card>
        }
        .into_any();
    };
    let known = QUESTIONS.iter().filter_map(|(metric, words)| figure(page, last, metric, words));
    let (known, closed) = (known.collect_view(), day(Some(&last.closed)));
    let note = format!(
        "{}; {} answered the last",
        counted(page.surveys.nodes.len(), "survey", "surveys"),
        last.responses.0
    );
    view! {
        <Card title="Security culture" note=note actions=all>
            <Facts>{known}<Fact name="Last survey">{closed}</Fact></Facts>
        </Card>
    }
    .into_any()
}

fn figure(page: &ProgrammePage, last: &SurveyRow, metric: &str, words: &str) -> Option<AnyView> {
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
