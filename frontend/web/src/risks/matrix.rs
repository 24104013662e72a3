//! The map of open risks as a grid: count, shape and word in every cell, and the appetite line.
use client::{
    risks::{
        heat::{Cell as HeatCell, HeatMap},
        list::Cell,
        words::RiskBand,
    },
    words::counted,
};
use leptos::prelude::*;

use super::parts::{band_badge, level_of};
use crate::{
    charts::{Matrix, MatrixCell},
    ui::{Card, Link, Status, Tone, escaped},
};

const LIKELIHOOD: [&str; 5] = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"];
const IMPACT: [&str; 5] = ["Negligible", "Minor", "Moderate", "Major", "Severe"];

/// The register, narrowed to what a part of the map counts.
pub fn rows_of(show: &str, cell: Option<Cell>, system: &str) -> String {
    let cell = cell.map(|cell| format!("&cell={}", cell.written())).unwrap_or_default();
    let system =
        if system.is_empty() { String::new() } else { format!("&system={}", escaped(system)) };
    format!("/risks?show={show}{cell}{system}")
}

/// The map, of one system or of all. What nobody scored stands in a row of its own under it.
pub fn grid(title: &'static str, map: &HeatMap, system: &str) -> AnyView {
    let names = LIKELIHOOD.iter().rev().map(|name| (*name).to_owned()).collect();
    let cells = (1..=5)
        .rev()
        .map(|likelihood| (1..=5).map(|impact| one(map, (likelihood, impact), system)).collect())
        .collect();
    let columns = IMPACT.map(str::to_owned).to_vec();
    let label = format!("Open risks by {} likelihood and impact", map.which.slug());
    let legend = RiskBand::ALL.iter().rev().map(|band| view! { <li>{band_badge(*band)}</li> });
    let (legend, rest) = (legend.collect_view(), unscored(map, system));
    let words =
        format!("Appetite line: up to {} is tolerated", map.tolerance.word().to_lowercase());
    let total = usize::try_from(map.total).unwrap_or(0);
    view! {
        <Card title=title note=counted(total, "open risk", "open risks")>
            <div class="heat"><Matrix label=label rows=names columns=columns cells=cells/></div>
            {rest}
            <ul class="inline heat-legend">{legend}<li class="heat-line">{words}</li></ul>
        </Card>
    }
    .into_any()
}

fn one(map: &HeatMap, (likelihood, impact): (i32, i32), system: &str) -> MatrixCell {
    let Some(cell) = map.cell(likelihood, impact) else { return MatrixCell::default() };
    let place = Cell { which: map.which, likelihood, impact };
    let edge = match map.edges(likelihood, impact) {
        (true, true) => Some("both"),
        (true, false) => Some("below"),
        (false, true) => Some("left"),
        (false, false) => None,
    };
    MatrixCell {
        count: usize::try_from(cell.count).unwrap_or(0),
        level: Some(level_of(cell.score.band)),
        to: Some(rows_of("open", Some(place), system)),
        names: titles(cell),
        share: None,
        word: Some(cell.score.band.word()),
        edge,
    }
}

fn titles(cell: &HeatCell) -> Vec<String> {
    cell.examples.iter().map(|risk| risk.title.clone()).collect()
}

/// What nobody scored: it is in no cell, and never counted as low.
fn unscored(map: &HeatMap, system: &str) -> AnyView {
    let count = usize::try_from(map.unscored).unwrap_or(0);
    let (tone, words) = if count == 0 {
        (Tone::Good, "Every open risk is scored".to_owned())
    } else {
        (
            Tone::Warn,
            format!("{} not scored, and in no cell", counted(count, "risk is", "risks are")),
        )
    };
    let to = rows_of("unscored", None, system);
    let show = (count > 0).then(|| view! { <Link to=to>"Show them"</Link> });
    view! { <p class="inline heat-rest"><Status tone=tone text=words/>{show}</p> }.into_any()
}

/// The corner of a cell's square: impact to the right, likelihood upwards.
pub fn corner(likelihood: i32, impact: i32) -> (f64, f64) {
    (f64::from(impact - 1) * 40.0 + 2.0, f64::from(5 - likelihood) * 40.0 + 2.0)
}

/// An arrow from one place to another.
pub fn arrow(from: (f64, f64), to: (f64, f64), width: f64) -> AnyView {
    view! {
        <g class="arrow">
            <path d=format!("M{:.0} {:.0}L{:.1} {:.1}", from.0, from.1, to.0, to.1) stroke-width=width/>
            <path class="arrow-head" d=head(from, to)/>
        </g>
    }
    .into_any()
}

/// The head of an arrow, as a small triangle at its end.
fn head((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> String {
    let length = (x1 - x0).hypot(y1 - y0).max(1.0);
    let (dx, dy) = ((x1 - x0) / length, (y1 - y0) / length);
    let (bx, by) = (x1 - dx * 9.0, y1 - dy * 9.0);
    let (left, right) = ((bx - dy * 5.0, by + dx * 5.0), (bx + dy * 5.0, by - dx * 5.0));
    format!("M{x1:.1} {y1:.1}L{:.1} {:.1}L{:.1} {:.1}z", left.0, left.1, right.0, right.1)
}

#[cfg(test)]
mod tests {
    use client::risks::{list::Cell, words::WhichScore};

    use super::{corner, head, rows_of};

    #[test]
    fn a_cell_opens_its_rows() {
        let cell = Cell { which: WhichScore::Residual, likelihood: 4, impact: 5 };
        assert_eq!(
            rows_of("open", Some(cell), "system:sys-a"),
            "/risks?show=open&cell=residual-4-5&system=system%3Asys-a"
        );
        assert_eq!(rows_of("unscored", None, ""), "/risks?show=unscored");
    }

    #[test]
    fn an_arrow_ends_at_its_cell() {
        assert!(head((0.0, 0.0), (10.0, 0.0)).starts_with("M10.0 0.0L"));
        assert!(corner(5, 1).0 < corner(5, 2).0 && corner(5, 1).1 < corner(4, 1).1);
    }
}
