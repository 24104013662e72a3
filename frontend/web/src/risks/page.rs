//! The page at `/risks/:name`.
use client::{
    risks::{
        one::{self as room, Risk, RiskPage},
        orders::Act,
    },
    shared::Me,
    words::RiskStatus,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    act::{ActDialog, Desk},
    history::history,
    loss::loss,
    parts::{band_badge, status_badge},
    scores::scores,
    treatment::{acceptance, treatment},
};
use crate::{
    rows::{asked, missing, note, person, shown, subjects, system},
    ui::{
        Button, Card, Fact, Facts, Menu, Notice, Outline, PageHead, Panel, Time, Tone, Weight,
        Written,
    },
};

/// The page of one risk.
pub fn risk_page() -> AnyView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("name").unwrap_or_default()));
    view! { {move || one(&name.get())} }.into_any()
}

fn one(name: &str) -> AnyView {
    let subject = if name.contains(':') { name.to_owned() } else { format!("risk:{name}") };
    let desk = Desk::new(&subject);
    let page = asked(move |moment| room::ask_one(moment, &subject));
    view! {
        {shown(page, Outline::Page, room::read_one, move |page| draw(page, desk))}
        <ActDialog desk=desk/>
    }
    .into_any()
}

fn draw(page: RiskPage, desk: Desk) -> AnyView {
    note(&page.at);
    let Some(risk) = page.risk else { return missing("risk", ("/risks", "Risks")) };
    let me = page.me;
    view! {
        {head(&risk, &me, desk)}
        {notices(&risk)}
        <div class="cols">
            <div class="stack">{scores(&risk)}{treatment(&risk, &me, desk)}{loss(&risk, &me, desk)}</div>
            <div class="stack">{acceptance(&risk, &me, desk)}{facts(&risk, &me, desk)}</div>
        </div>
        {history(&risk.history)}
    }
    .into_any()
}

fn head(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let (band, status) = (risk.residual.map(|score| score.band), risk.status);
    let badges = move || view! { {band.map(band_badge)}{status_badge(status)} }.into_any();
    let actions = {
        let (risk, me) = (risk.clone(), me.clone());
        move || acts(&risk, &me, desk)
    };
    let kind = format!("Risk {}", risk.subject.name());
    view! {
        <PageHead title=risk.title.clone() kind=kind lede=risk.description.clone() back=("/risks", "Risks") badges=badges actions=actions/>
    }
    .into_any()
}

/// Acts behind "More", with their words.
const MORE: [(Act, &str); 6] = [
    (Act::Review, "Record a review…"),
    (Act::Schedule, "Set review date…"),
    (Act::Assign, "Name owner…"),
    (Act::Link, "Link something…"),
    (Act::Reopen, "Reopen…"),
    (Act::Close, "Close…"),
];

fn acts(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let is_open = risk.status != RiskStatus::Closed;
    let assess = (is_open && me.may(Act::Assess.mutation())).then(|| {
        view! { <Button records=true weight=Weight::Primary on_press=desk.on(Act::Assess, Some(risk))>"Assess…"</Button> }
    });
    let wanted = move |act: &Act| match act {
        Act::Reopen => true,
        Act::Link => true,
        _ => is_open,
    };
    let offered: Vec<(Act, &'static str)> =
        MORE.into_iter().filter(|(act, _)| wanted(act) && me.may(act.mutation())).collect();
    if offered.is_empty() {
        return assess.into_any();
    }
    let risk = StoredValue::new(risk.clone());
    let offered = StoredValue::new(offered);
    let content = Callback::new(move |panel: Panel| {
        let item = move |(act, words): (Act, &'static str)| {
            let begin = risk.with_value(|risk| desk.on(act, Some(risk)));
            let press = move |()| {
                panel.close();
                begin.run(());
            };
            view! { <li><Button records=true weight=Weight::Quiet on_press=press>{words}</Button></li> }
        };
        let items = offered.get_value().into_iter().map(item).collect_view();
        view! { <ul class="menu-list">{items}</ul> }.into_any()
    });
    view! {
        {assess}
        <Menu label="More to do" face=|| "More".into_any() class="btn" content=content/>
    }
    .into_any()
}

fn notices(risk: &Risk) -> AnyView {
    let expired = risk
        .acceptance
        .as_ref()
        .filter(|accepted| accepted.expired && risk.status != RiskStatus::Closed);
    let expired = expired.map(|accepted| {
        let day: String = accepted.until.0.chars().take(10).collect();
        let title = format!("The acceptance ended on {day}");
        view! { <Notice tone=Tone::Bad title=title><p>"Until somebody decides, this risk counts as not accepted. Prolonging it is a new request."</p></Notice> }
    });
    let reopened = risk.reopened.as_ref().filter(|reopened| !reopened.over).map(|reopened| {
        let title = format!("Back under review: {}", reopened.why.word().to_lowercase());
        let cause = reopened.cause.clone().map(|cause| subjects(&[cause], 1));
        let more = [reopened.indicator.clone(), reopened.said.note.clone()];
        let more = more.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <Notice tone=Tone::Warn title=title>{cause}<p>{more}</p></Notice> }
    });
    let closed = risk.closed.as_ref().filter(|_| risk.status == RiskStatus::Closed).map(|closed| {
        view! { <Notice tone=Tone::Neutral title="This risk is closed"><p>{closed.note.clone()}</p></Notice> }
    });
    view! { {expired}{reopened}{closed} }.into_any()
}

fn facts(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let link = {
        let (risk, may) = (risk.clone(), me.may(Act::Link.mutation()));
        move || {
            may.then(|| view! { <Button records=true on_press=desk.on(Act::Link, Some(&risk))>"Link…"</Button> })
                .into_any()
        }
    };
    let day = |time: Option<&client::scalars::Time>, none: &'static str| match time {
        Some(time) => view! { <Time at=time.0.clone() written=Written::Day/> }.into_any(),
        None => view! { <span class="note">{none}</span> }.into_any(),
    };
    let threat = format!("{} {}", risk.threat, risk.threat_title.clone().unwrap_or_default());
    let reviewed = risk.reviewed.as_ref().map(|said| &said.at);
    view! {
        <Card title="About" actions=link>
            <Facts>
                <Fact name="Accountable">{person(risk.owner.clone(), "Nobody")}</Fact>
                <Fact name="System">{system(risk.system.clone())}</Fact>
                <Fact name="Threat">{threat}</Fact>
                <Fact name="Category of appetite">{risk.category.word()}</Fact>
                <Fact name="Identified">{day(Some(&risk.identified), "")}</Fact>
                <Fact name="Identified by">{person(risk.identified_by.clone(), "Somebody unknown")}</Fact>
                <Fact name="Next review">{day(risk.next_review.as_ref(), "not set")}</Fact>
                <Fact name="Last review">{day(reviewed, "never")}</Fact>
                <Fact name="Concerns">{if risk.concerns.is_empty() { "the system as a whole".into_any() } else { subjects(&risk.concerns, 6) }}</Fact>
                <Fact name="Linked">{if risk.links.is_empty() { view! { <span class="note">"nothing"</span> }.into_any() } else { subjects(&risk.links, 8) }}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
