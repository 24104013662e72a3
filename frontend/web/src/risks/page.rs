//! The page at `/risks/:name`.
use client::{
    offer::Chance,
    risks::{
        act::Act,
        one::{Risk, RiskPage, Scale},
        words::RiskStatus,
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{
    about::{facts, links, notices},
    accept::acceptance,
    act::{ActDialog, Desk, may},
    history::history,
    indicators::own,
    loss::loss,
    parts::{band_badge, status_badge},
    scores::scores,
    treatment::treatment,
};
use crate::{
    rows::{missing, note, offer::Offered, one_page},
    ui::{Button, LinkButton, Menu, PageHead, Panel, Weight, escaped, icon},
};

/// The page of one risk.
pub fn risk_page() -> AnyView {
    let desk = Desk::default();
    let page = one_page("risk", move |page: RiskPage| {
        note(&page.at);
        page.risk.map_or_else(
            || missing("risk", ("/risks", "Risks")),
            |risk| draw(&risk, &page.heat_map, &page.me, desk),
        )
    });
    view! { {page}<ActDialog desk=desk/> }.into_any()
}

fn draw(risk: &Risk, scale: &Scale, me: &Me, desk: Desk) -> AnyView {
    desk.about(&risk.subject);
    view! {
        {head(risk, me, desk)}
        {notices(risk)}
        <div class="cols">
            <div class="stack">{scores(risk, scale)}{treatment(risk, me, desk)}{loss(risk, me, desk)}</div>
            <div class="stack">{acceptance(risk, me, desk)}{facts(risk)}{links(risk, me, desk)}</div>
        </div>
        {own(risk)}
        {history(&risk.history)}
    }
    .into_any()
}

fn head(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let (band, status) = (risk.residual.map(|score| score.band), risk.status);
    let badges = move || view! { {band.map(band_badge)}{status_badge(status)} }.into_any();
    let is_open = status != RiskStatus::Closed;
    let assess = if is_open { may(risk, me, &Act::Assess) } else { Chance::Hidden };
    let (begin, more) = (desk.on(Act::Assess, Some(risk)), more(risk, me, desk));
    let timeline = format!("/timeline/{}", escaped(&risk.subject.0));
    let actions = move || {
        view! {
            <LinkButton to=timeline.clone() icon=icon::CLOCK>"Timeline"</LinkButton>
            <Offered chance=assess.clone() weight=Weight::Primary on_press=begin>"Assess…"</Offered>
            {more()}
        }
        .into_any()
    };
    let kind = format!("Risk {}", risk.subject.name());
    view! {
        <PageHead title=risk.title.clone() kind=kind back=("/risks", "Risks") badges=badges actions=actions/>
    }
    .into_any()
}

/// What is done less often, in a menu.
static MORE: [(Act, &str); 5] = [
    (Act::Review, "Record a review…"),
    (Act::Schedule, "Set the review date…"),
    (Act::Assign, "Name the owner…"),
    (Act::Reopen, "Reopen…"),
    (Act::Close, "Close the risk…"),
];

fn more(risk: &Risk, me: &Me, desk: Desk) -> impl Fn() -> AnyView + Send + Sync + use<> {
    let is_open = risk.status != RiskStatus::Closed;
    let wanted = |act: &Act| is_open || *act == Act::Reopen;
    let offered =
        MORE.iter().filter(|(act, _)| wanted(act) && may(risk, me, act) == Chance::Offered);
    let items: Vec<(Callback<()>, &'static str)> =
        offered.map(|(act, words)| (desk.on(act.clone(), Some(risk)), *words)).collect();
    let items = StoredValue::new(items);
    move || {
        if items.with_value(Vec::is_empty) {
            return ().into_any();
        }
        let content = Callback::new(move |panel: Panel| {
            let item = move |(begin, words): (Callback<()>, &'static str)| {
                let press = move |()| {
                    panel.close();
                    begin.run(());
                };
                view! { <li><Button records=true weight=Weight::Quiet on_press=press>{words}</Button></li> }
            };
            let items = items.get_value().into_iter().map(item).collect_view();
            view! { <ul class="menu-list">{items}</ul> }.into_any()
        });
        view! { <Menu label="More to do" face=|| "More".into_any() class="btn" content=content/> }
            .into_any()
    }
}
