//! How bad a risk is: the scores against the appetite, now and over time.
use client::risks::{
    list::Score,
    one::{Risk, Scale, Step},
};
use leptos::prelude::*;

use super::{
    matrix::{arrow, corner},
    parts::{band_badge, level_of, said},
};
use crate::{
    charts::{Series, Trend},
    rows::person,
    ui::{Card, Notice, Time, Tone, Written, time::epoch_ms},
};

/// The scores of a risk.
pub fn scores(risk: &Risk, scale: &Scale) -> AnyView {
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
    let mut stops = vec![stop("Inherent", risk.inherent.unwrap_or(residual), "without controls")];
    stops.extend(current.map(|score| stop("Current", score, "as it stands")));
    stops.push(stop("Residual", residual, "with controls"));
    let (scale, trend) = (on_scale(risk, residual, scale), over_time(risk));
    view! {
        <Card title="Score" note=verdict>
            <ol class="score-path">{stops}</ol>
            {scale}
            {raised}
            {by}
            {trend}
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

/// Where the scores lie on the scale, with an arrow from the inherent to the residual one. Cells
/// beyond what the category tolerates have an edge.
fn on_scale(risk: &Risk, residual: Score, scale: &Scale) -> AnyView {
    // The gravest band comes first in its order.
    let is_beyond = |score: &Score| score.band < risk.tolerance;
    let squares = scale.cells.iter().map(|cell| {
        let (x, y) = corner(cell.score.likelihood, cell.score.impact);
        let (level, beyond) = (level_of(cell.score.band).slug(), is_beyond(&cell.score));
        view! { <rect class="part" class:beyond=beyond data-level=level x=x y=y width="36" height="36" rx="4"/> }
    });
    let squares = squares.collect_view();
    let centre = |score: Score| {
        let (x, y) = corner(score.likelihood, score.impact);
        (x + 18.0, y + 18.0)
    };
    let inherent = risk.inherent.filter(|inherent| *inherent != residual);
    let arrow = inherent.map(|inherent| arrow(centre(inherent), centre(residual), 2.0));
    let end = centre(residual);
    let label = format!(
        "On the scale of likelihood upwards and impact to the right: inherent {}, residual {}; up to {} is tolerated",
        risk.inherent.unwrap_or(residual).words(),
        residual.words(),
        risk.tolerance.word().to_lowercase(),
    );
    view! {
        <figure class="chart moves score-scale">
            <svg viewBox="0 0 200 200" role="img" aria-label=label>
                {squares}{arrow}
                <circle class="here" cx=end.0 cy=end.1 r="6"/>
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
    view! { <Trend label="Scores after every step of the history" series=all/> }.into_any()
}
