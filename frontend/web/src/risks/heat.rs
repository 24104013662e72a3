//! The page at `/heat-map`: counts by likelihood and impact, the way from inherent to residual, the
//! exposure against the appetite, and the key risk indicators.
use client::{
    risks::{
        heat::{self, Exposure, HeatMap, HeatPage},
        indicators::{ask_all, read_all},
        list::RiskFilter,
        words::WhichScore,
    },
    words::counted,
};
use leptos::prelude::*;

use super::{
    act::chosen,
    indicators::of_systems,
    matrix::{arrow, corner, grid},
    parts::level_of,
};
use crate::{
    charts::{Series, Trend, scale::number},
    rows::{Address, asked, note, shown, use_address},
    ui::{
        Card, Choice, Disclosure, Empty, Filters, LinkButton, Outline, PageHead, icon,
        time::epoch_ms,
    },
};

/// Open risks by likelihood and impact.
pub fn heat_page() -> AnyView {
    let address = use_address();
    let which = move || WhichScore::read(&address.get("which")).unwrap_or(WhichScore::Residual);
    let map = asked(move |moment| {
        let filter = RiskFilter::read(|key| address.get(key));
        heat::ask_map(moment, filter, which())
    });
    let lights =
        asked(move |moment| ask_all(moment, RiskFilter::read(|key| address.get(key)).system));
    let choices: Vec<Choice> =
        WhichScore::ALL.iter().map(|one| Choice::new(one.slug(), one.word(), None)).collect();
    let chosen_score = Signal::derive(move || which().slug().to_owned());
    let systems = move || {
        let text = map.get().and_then(Result::ok).unwrap_or_default();
        let nodes = heat::read_map(&text).map(|page| page.systems.nodes).unwrap_or_default();
        let words = nodes.into_iter().map(|one| (one.subject.0, one.name));
        std::iter::once((String::new(), "All systems".to_owned())).chain(words).collect::<Vec<_>>()
    };
    let systems = Memo::new(move |_| systems());
    let actions = || {
        view! { <LinkButton to="/risks".to_owned() icon=icon::RISK>"Register"</LinkButton> }
            .into_any()
    };
    view! {
        <PageHead title="Heat map" lede="Open risks by likelihood and impact. A cell opens its rows." actions=actions/>
        <div class="toolbar">
            <Filters label="Score" choices=Signal::stored(choices) chosen=chosen_score on_choose=address.setter("which")/>
            {chosen(("System", None), address.text("system"), Signal::stored(None), move || systems.get())}
        </div>
        {shown(map, Outline::Page, heat::read_map, move |page| draw(&page, address))}
        {shown(lights, Outline::Block, read_all, move |page| of_systems(&page, &untrack(|| address.get("system"))))}
    }
    .into_any()
}

fn draw(page: &HeatPage, address: Address) -> AnyView {
    note(&page.at);
    let map = &page.heat_map;
    if map.total == 0 {
        return view! {
            <div class="card"><Empty title="No open risk" note="At the moment you look at none was open, or none is yours to see." icon=icon::HEAT/></div>
        }
        .into_any();
    }
    let system = untrack(|| address.get("system"));
    view! {
        <div class="cols">
            <div class="stack">{grid("Likelihood and impact", map, &system)}</div>
            <div class="stack">{moves(map)}</div>
        </div>
        {exposure(&page.risk_exposure)}
    }
    .into_any()
}

/// Most arrows that are drawn.
const ARROWS: usize = 8;

/// From inherent to residual: arrows over a small map, and the same as a list.
fn moves(map: &HeatMap) -> AnyView {
    let steps: Vec<_> = map.moves.iter().filter(|step| step.from != step.to).take(ARROWS).collect();
    if steps.is_empty() {
        return ().into_any();
    }
    let squares = map.cells.iter().map(|cell| {
        let (x, y) = corner(cell.score.likelihood, cell.score.impact);
        let level = level_of(cell.score.band).slug();
        view! { <rect class="part" data-level=level x=x y=y width="36" height="36" rx="4"/> }
    });
    let arrows = steps.iter().map(|step| {
        let half = |(x, y): (f64, f64)| (x + 18.0, y + 18.0);
        let from = half(corner(step.from.likelihood, step.from.impact));
        let to = half(corner(step.to.likelihood, step.to.impact));
        let width = 1.5 + number(usize::try_from(step.count).unwrap_or(1)).ln_1p();
        arrow(from, to, width)
    });
    let lines = steps.iter().map(|step| {
        let count = counted(usize::try_from(step.count).unwrap_or(0), "risk", "risks");
        view! { <li>{format!("{count}: from {} ({}) to {} ({})", step.from.words(), step.from.band.word(), step.to.words(), step.to.band.word())}</li> }
    });
    let (squares, arrows, lines) =
        (squares.collect_view(), arrows.collect_view(), lines.collect_view());
    let label = "Arrows from the inherent to the residual score of the open risks";
    view! {
        <Card title="From inherent to residual" note="What the controls change.">
            <figure class="chart moves">
                <svg viewBox="0 0 200 200" role="img" aria-label=label>{squares}{arrows}</svg>
                <Disclosure summary="Show as list"><ul class="plain-list">{lines}</ul></Disclosure>
            </figure>
        </Card>
    }
    .into_any()
}

/// The exposure of the last twelve months against what is tolerated.
fn exposure(points: &[Exposure]) -> AnyView {
    let series = |name: &str, value: fn(&Exposure) -> Option<f64>| Series {
        name: name.to_owned(),
        points: points
            .iter()
            .filter_map(|point| Some((epoch_ms(&point.time.0)?, value(point)?)))
            .collect(),
        stepped: false,
    };
    let all = vec![
        series("Residual", |point| point.residual),
        series("Inherent", |point| point.inherent),
        series("Appetite", |point| point.appetite),
    ];
    if all.iter().all(|one| one.points.len() < 2) {
        return ().into_any();
    }
    let last = points.last();
    let words = last.map(|point| {
        format!("{} above appetite, {} of them not accepted", point.above, point.undecided)
    });
    view! {
        <Card title="Exposure against appetite" note=words.unwrap_or_default()>
            <Trend label="Mean score of the open risks, inherent and residual, and the largest score still tolerated, over twelve months" series=all/>
        </Card>
    }
    .into_any()
}
