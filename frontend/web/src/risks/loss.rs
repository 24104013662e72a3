//! Yearly losses: the curve of what is exceeded how often, and the figures.
use client::{
    risks::{
        act::Act,
        model::amount,
        one::{Estimate, Risk},
    },
    shared::Me,
};
use leptos::prelude::*;

use super::act::{Desk, may};
use crate::{
    charts::scale::{place, ticks},
    rows::offer::Offered,
    ui::{Card, Column, Row, Table, cell, icon},
};

const WIDTH: f64 = 520.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 44.0;
const BOTTOM: f64 = 28.0;

/// The card of the yearly loss.
pub fn loss(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let (chance, begin) = (may(risk, me, &Act::Quantify), desk.on(Act::Quantify, Some(risk)));
    let acts = move || {
        view! { <Offered chance=chance.clone() icon=icon::PLUS on_press=begin>"Simulate…"</Offered> }
            .into_any()
    };
    let body = if risk.estimates.is_empty() {
        view! { <p class="note">"Nobody has simulated a loss yet. It takes ranges for frequency, vulnerability and loss."</p> }.into_any()
    } else {
        view! { {curve(&risk.estimates)}{figures(&risk.estimates)} }.into_any()
    };
    view! { <Card title="Yearly loss" note="By simulation: how often the loss of a year is larger." actions=acts>{body}</Card> }.into_any()
}

fn curve(estimates: &[Estimate]) -> AnyView {
    let lines: Vec<Vec<(f64, f64)>> = estimates.iter().map(Estimate::exceedance).collect();
    let most = lines.iter().flatten().map(|(loss, _)| *loss).fold(1.0, f64::max);
    let ticks = ticks(most);
    let end = ticks.last().copied().unwrap_or(1.0);
    let x = move |loss: f64| LEFT + place(loss, 0.0, end, WIDTH - LEFT - 12.0);
    let y = |share: f64| HEIGHT - BOTTOM - place(share, 0.0, 1.0, HEIGHT - BOTTOM - 12.0);
    let grid = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| {
        let at = y(share);
        view! {
            <g class="tick"><line x1=LEFT x2=WIDTH - 12.0 y1=at y2=at/><text x=LEFT - 8.0 y=at dy="0.32em" text-anchor="end">{format!("{:.0} %", share * 100.0)}</text></g>
        }
    });
    let axis = ticks.iter().map(|tick| {
        view! { <text class="axis" x=x(*tick) y=HEIGHT - 8.0 text-anchor="middle">{short(*tick)}</text> }
    });
    let axis = axis.collect_view();
    let paths = lines.iter().enumerate().map(|(at, points)| {
        let step = |(index, (loss, share)): (usize, &(f64, f64))| {
            let letter = if index == 0 { 'M' } else { 'L' };
            format!("{letter}{:.1} {:.1}", x(*loss), y(*share))
        };
        let path: String = points.iter().enumerate().map(step).collect();
        view! { <g data-series=at.to_string()><path class="line" d=path/></g> }
    });
    let legend = estimates.iter().enumerate().map(|(at, one)| {
        view! { <li data-series=at.to_string()><svg class="dash" viewBox="0 0 24 8" aria-hidden="true"><path class="line" d="M1 4H23"/></svg>{one.which.word()}</li> }
    });
    view! {
        <figure class="chart">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label="Loss exceedance curve: in which share of the years the loss is larger">
                {grid.into_iter().collect_view()}{axis}{paths.collect_view()}
            </svg>
            <ul class="chart-legend">{legend.collect_view()}</ul>
        </figure>
    }
    .into_any()
}

/// `1.5M`, `250k`.
fn short(amount: f64) -> String {
    match amount {
        large if large >= 1e6 => format!("{}M", large / 1e6),
        middle if middle >= 1e3 => format!("{}k", middle / 1e3),
        small => format!("{small}"),
    }
}

fn figures(estimates: &[Estimate]) -> AnyView {
    let at = |one: &Estimate, percent: i32| one.at(percent).map(amount).unwrap_or_default();
    let rows = estimates.iter().map(|one| {
        Row::new(vec![
            cell(one.which.word()),
            cell(format!("{} {}", one.currency, amount(&one.mean))),
            cell(at(one, 50)),
            cell(at(one, 90)),
            cell(at(one, 99)),
            cell(format!("{:.0} %", one.any_loss.parse::<f64>().unwrap_or_default() * 100.0)),
        ])
    });
    let columns = vec![
        Column::new("State"),
        Column::number("Mean"),
        Column::number("P50"),
        Column::number("P90"),
        Column::number("P99"),
        Column::number("Any loss"),
    ];
    let rows = rows.collect();
    let how = estimates.first().map(|one| {
        format!("{} simulated years, seed {}", amount(&one.iterations.to_string()), one.seed)
    });
    view! { <Table caption="Figures of a year" columns=columns rows=rows/><p class="note">{how}</p> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn amounts_are_short_on_an_axis() {
        assert_eq!(
            (short(1_500_000.0), short(250_000.0), short(0.0)),
            ("1.5M".into(), "250k".into(), "0".into())
        );
    }
}
