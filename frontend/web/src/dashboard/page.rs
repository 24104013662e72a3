//! The page at `/`.
use client::{
    ask::OfAll,
    dashboard::{
        model::Change,
        queries::{Dashboard, DashboardPage, TrendPoint},
    },
};
use leptos::prelude::*;

use super::parts::{Attentions, RecentList, RiskClasses, TrendCard};
use crate::{
    charts::Sparkline,
    risks::matrix::grid,
    rows::{asked, evidence_bar, note, shown},
    ui::{Card, Empty, Figure, LinkButton, Outline, PageHead, Tone, icon},
};

/// The first page.
pub fn dashboard_page() -> AnyView {
    let page = asked(DashboardPage::ask);
    let actions = || {
        view! { <LinkButton to="/lineage".to_owned() icon=icon::LINEAGE>"Open lineage"</LinkButton> }.into_any()
    };
    view! {
        <PageHead title="Overview" lede="What is live, what can be trusted, and what needs you." actions=actions/>
        {shown(page, Outline::Page, DashboardPage::read, draw)}
    }
    .into_any()
}

fn draw(page: DashboardPage) -> AnyView {
    note(&page.at);
    let board = page.dashboard;
    if board.is_empty() {
        let note = "No AI system had been registered at the moment you look at. Register one, or import what is known already.";
        return view! { <div class="card"><Empty title="Nothing is registered" note=note icon=icon::SYSTEM/></div> }.into_any();
    }
    let figures = figures(&board);
    let evidence = evidence_bar(&board.evidence, "");
    let fresh = board.freshness();
    let risks = (page.heat_map.total > 0).then(|| grid("Open risks", &page.heat_map, ""));
    view! {
        {figures}
        <div class="cols">
            <div class="stack">
                <Attentions items=board.attention/>
                <TrendCard points=board.trend/>
            </div>
            <div class="stack">
                {risks}
                <RiskClasses counts=board.live_by_risk_class/>
                <Card title="Evidence by outcome" note=fresh>{evidence}</Card>
                <RecentList events=board.recent/>
            </div>
        </div>
    }
    .into_any()
}

/// One number of the first page.
struct Number {
    name: &'static str,
    value: String,
    to: &'static str,
    tone: Tone,
    /// How it went by week, where that is known.
    by_week: Option<fn(&TrendPoint) -> i32>,
}

fn figures(board: &Dashboard) -> AnyView {
    let bad = |count: usize| if count > 0 { Tone::Bad } else { Tone::Good };
    let warn = |count: usize| if count > 0 { Tone::Warn } else { Tone::Good };
    let (suspect, open) = (board.suspect_systems.len(), board.open_incidents.len());
    let ownerless = board.owners_missing.len();
    let stopped = usize::try_from(board.quarantined_versions).unwrap_or(0);
    let number = |name, value: String, to, tone| Number { name, value, to, tone, by_week: None };
    let live = Number {
        by_week: Some(|point| point.live_systems),
        ..number(
            "Live systems",
            board.live_systems.to_string(),
            "/systems?show=live",
            Tone::Neutral,
        )
    };
    let suspect = Number {
        by_week: Some(|point| point.suspect_systems),
        ..number("Live on suspect data", suspect.to_string(), "/systems?show=suspect", bad(suspect))
    };
    let open = Number {
        by_week: Some(|point| point.open_incidents),
        ..number("Open incidents", open.to_string(), "/incidents?state=open", bad(open))
    };
    let ownerless = number(
        "Without an owner",
        ownerless.to_string(),
        "/systems?show=ownerless",
        warn(ownerless),
    );
    let stopped = number("Versions quarantined", stopped.to_string(), "/quarantine", warn(stopped));
    view! {
        <div class="figures six">
            {figure(board, live)}
            {figure(board, suspect)}
            {figure(board, open)}
            {freshness(board)}
            {figure(board, ownerless)}
            {figure(board, stopped)}
        </div>
    }
    .into_any()
}

fn freshness(board: &Dashboard) -> AnyView {
    let fresh = board.evidence.fresh_percent();
    let stale = board.series(|point| point.stale_evidence);
    let aside = move || {
        if stale.len() < 2 {
            return ().into_any();
        }
        view! { <Sparkline values=stale.clone() label="Stale evidence by week"/> }.into_any()
    };
    let tone = if board.evidence.stale > 0 { Tone::Warn } else { Tone::Good };
    view! {
        <Figure
            name="Evidence still fresh"
            value=fresh.map_or_else(|| "—".to_owned(), |share| share.to_string())
            unit=if fresh.is_some() { "%" } else { "" }
            to="/evidence?freshness=stale".to_owned()
            tone=tone
            note=format!("{} stale, {} failed", board.evidence.stale, board.evidence.failed)
            aside=aside
        />
    }
    .into_any()
}

fn figure(board: &Dashboard, number: Number) -> AnyView {
    let Number { name, value, to, tone, by_week } = number;
    let change = by_week.and_then(|of| board.change(of)).map(Change::words);
    let words = change
        .unwrap_or_else(|| if value == "0" { "None".to_owned() } else { "See which".to_owned() });
    let values = by_week.map(|of| board.series(of)).unwrap_or_default();
    let label = format!("{name} by week");
    let aside = move || {
        if values.len() < 2 {
            return ().into_any();
        }
        view! { <Sparkline values=values.clone() label=label.clone()/> }.into_any()
    };
    view! { <Figure name=name value=value to=to.to_owned() tone=tone note=words aside=aside/> }
        .into_any()
}
