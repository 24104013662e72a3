//! How bad a risk is: the scores against the appetite, now and over time.
use client::risks::{
    list::Score,
    one::{Risk, Step},
    words::RiskBand,
};
use leptos::prelude::*;

use super::parts::{band_badge, level_of, said};
use crate::{
    charts::{Series, Trend},
    rows::person,
    ui::{Card, Notice, Time, Tone, Written, time::epoch_ms},
};

/// The largest product that falls into a band.
const MOST: [(RiskBand, f64); 4] = [
    (RiskBand::Low, 5.0),
    (RiskBand::Medium, 11.0),
    (RiskBand::High, 19.0),
    (RiskBand::VeryHigh, 25.0),
];

/// The scores of a risk.
pub fn scores(risk: &Risk) -> AnyView {
    let Some(residual) = risk.residual else {
        return view! {
            <Card title="Score"><Notice tone=Tone::Warn title="Nobody has scored this risk"><p>"It is in no band, and never counted as low."</p></Notice></Card>
        }
        .into_any();
    };
    let tolerated = risk.tolerance.word().to_lowercase();
    let verdict = match risk.above_appetite {
        Some(true) => format!(
            "Above appetite: up to {tolerated} is tolerated for {}",
            risk.category.word().to_lowercase()
        ),
        _ => format!(
            "Within appetite: up to {tolerated} is tolerated for {}",
            risk.category.word().to_lowercase()
        ),
    };
    let current = risk.current.filter(|current| Some(*current) != risk.residual);
    let raised = risk.raised.map(|raised| {
        view! { <Notice tone=Tone::Warn title=format!("A red indicator raises the likelihood by one: {}", raised.words())/> }
    });
    let effectiveness =
        risk.effectiveness.clone().map(|share| format!("Effectiveness of controls {share}"));
    let by = risk.assessed.as_ref().map(|one| {
        view! {
            {said(one.note.as_ref())}
            <p class="inline note">"Assessed"<Time at=one.at.0.clone() written=Written::Day/>"by"{person(one.by.clone(), "somebody unknown")}{effectiveness}</p>
        }
    });
    view! {
        <Card title="Score" note=verdict>
            <ol class="score-path">
                {stop("Inherent", risk.inherent.unwrap_or(residual), "without controls")}
                {current.map(|score| stop("Current", score, "as it stands"))}
                {stop("Residual", residual, "with controls")}
            </ol>
            {scale(risk, residual)}
            {raised}
            {by}
            {over_time(risk)}
        </Card>
    }
    .into_any()
}

fn stop(name: &'static str, score: Score, what: &'static str) -> AnyView {
    let product = format!("{} × {}", score.likelihood, score.impact);
    view! {
        <li>
            <span class="figure-name">{name}" "<span class="note">{what}</span></span>
            <span class="inline"><b class="figure-value">{score.value}</b>{band_badge(score.band)}</span>
            <span class="note">{format!("likelihood × impact {product}")}</span>
        </li>
    }
    .into_any()
}

/// Where the scores lie between 1 and 25, with the line of the appetite.
fn scale(risk: &Risk, residual: Score) -> AnyView {
    let x = |value: f64| value * 12.0;
    let mut from = 0.0;
    let bands = MOST.map(|(band, most)| {
        let (left, width) = (x(from), x(most - from));
        from = most;
        let level = level_of(band).slug();
        view! { <rect class="part" data-level=level x=left y="14" width=width height="10"/> }
    });
    let appetite =
        MOST.iter().find(|(band, _)| *band == risk.tolerance).map_or(0.0, |(_, most)| *most);
    let mark = |score: Score, word: &'static str| {
        let at = x(f64::from(score.value));
        view! { <g><circle cx=at cy="19" r="5"/><text x=at y="40" text-anchor="middle">{word}</text></g> }
    };
    let inherent = risk.inherent.filter(|inherent| inherent.value != residual.value);
    let label = format!(
        "On a scale of 1 to 25: residual {}, inherent {}, appetite up to {appetite:.0}",
        residual.value,
        risk.inherent.map_or(residual.value, |score| score.value),
    );
    let line = x(appetite) + 6.0;
    view! {
        <figure class="chart score-scale">
            <svg viewBox="-6 0 318 46" role="img" aria-label=label>
                {bands.into_iter().collect_view()}
                <line class="limit" x1=line x2=line y1="6" y2="32"/>
                <g data-series="1">{inherent.map(|score| mark(score, "I"))}</g>
                <g data-series="0">{mark(residual, "R")}</g>
            </svg>
        </figure>
    }
    .into_any()
}

/// The scores after every assessment.
fn over_time(risk: &Risk) -> AnyView {
    let points = |score: fn(&Step) -> Option<Score>| {
        let point = |step: &Step| Some((epoch_ms(&step.at.0)?, f64::from(score(step)?.value)));
        risk.history.iter().filter_map(point).collect::<Vec<_>>()
    };
    let (residual, inherent) = (points(|step| step.residual), points(|step| step.inherent));
    if residual.len() < 2 {
        return ().into_any();
    }
    let series = |name: &str, points| Series { name: name.to_owned(), points, stepped: true };
    let all = vec![series("Residual", residual), series("Inherent", inherent)];
    let most = MOST.iter().find(|(band, _)| *band == risk.tolerance).map_or(0.0, |(_, most)| *most);
    view! { <Trend label="Scores after every step of the history, against the largest score tolerated" series=all limit=(most, "Appetite".to_owned())/> }
        .into_any()
}
