//! The page at `/incidents/:name`.
use client::{
    incidents::{Act, Incident, IncidentPage},
    offer::{Ask, Chance, chance},
    shared::Me,
    words::IncidentState,
};
use leptos::prelude::*;

use super::{
    act::{ActDialog, Desk, Recorded},
    list::tone_of,
    people::{facts, told},
    rollbacks::rollbacks,
    serving::what_is_live,
    steps::stepper,
    story::story,
};
use crate::{
    lineage::words::{blast_of, level_of},
    reviews::cards::action_card,
    risks::act::{Desk as RiskDesk, new_risk},
    rows::{missing, note, offer::Offered, one_page, use_address},
    ui::{LevelBadge, LinkButton, PageHead, Status, Subject, Weight, icon},
};

/// The page at `/incidents/:name`.
pub fn incident_page() -> AnyView {
    let arrived = use_address().get("receipt").parse::<u64>().ok();
    let (desk, risk) = (Desk::default(), RiskDesk::default());
    let page = one_page("incident", move |page: IncidentPage| {
        note(&page.at);
        page.incident.map_or_else(
            || missing("incident", ("/incidents", "Incidents")),
            |incident| draw(&incident, &page.me, (desk, risk), arrived),
        )
    });
    view! { {page}<ActDialog desk=desk/>{new_risk(risk)} }.into_any()
}

fn draw(
    incident: &Incident,
    me: &Me,
    (desk, risk): (Desk, RiskDesk),
    arrived: Option<u64>,
) -> AnyView {
    desk.about(&incident.subject);
    let may_open = incident.offers.iter().any(|one| one.mutation == "openAction" && one.may);
    let roots =
        incident.roots.iter().map(|root| view! { <Subject of=root.0.clone()/> }).collect_view();
    view! {
        {head(incident, me, desk)}
        <Recorded desk=desk arrived=arrived/>
        {stepper(incident)}
        {(!incident.roots.is_empty()).then(|| view! { <p class="inline roots"><span class="note">"Begins at"</span>{roots}</p> })}
        {what_is_live(incident, me, desk)}
        <div class="cols">
            <div class="stack">{story(&incident.timeline)}</div>
            <div class="stack">{rollbacks(incident, me, desk)}{facts(incident, me, (desk, risk))}{told(incident)}</div>
        </div>
        {action_card(&incident.subject.0, incident.actions.clone(), may_open)}
    }
    .into_any()
}

fn head(incident: &Incident, me: &Me, desk: Desk) -> AnyView {
    let (severity, state) = (level_of(incident.severity), incident.state);
    let badges = move || {
        view! { <LevelBadge level=severity/><Status tone=tone_of(state) text=state.word() strong=state == IncidentState::Open/> }.into_any()
    };
    let roots: Vec<String> = incident.roots.iter().map(|root| root.0.clone()).collect();
    let blast = (!roots.is_empty()).then(|| blast_of(&roots));
    let may = |act: &Act| chance(&incident.offers, me, Ask::of(act.mutation(), act.what()));
    let next = match state {
        IncidentState::Open => Some(("Mark contained…", Act::MarkContained, icon::SHIELD)),
        IncidentState::Contained => Some(("Close…", Act::Close, icon::CHECK)),
        IncidentState::Closed => None,
    };
    let next = next.map(|(words, act, sign)| (may(&act), words, act, sign));
    let add = may(&Act::Note);
    let actions = move || acts(blast.clone(), add.clone(), next.clone(), desk);
    let kind = format!("Incident {}", incident.subject.name());
    view! {
        <PageHead title=incident.title.clone() kind=kind back=("/incidents", "Incidents") badges=badges actions=actions/>
    }
    .into_any()
}

type Next = (Chance, &'static str, Act, &'static str);

fn acts(blast: Option<String>, add: Chance, next: Option<Next>, desk: Desk) -> AnyView {
    let blast =
        blast.map(|to| view! { <LinkButton to=to icon=icon::LINEAGE>"Blast radius"</LinkButton> });
    let next = next.map(|(chance, words, act, sign)| {
        view! { <Offered chance=chance weight=Weight::Primary icon=sign on_press=desk.on(act)>{words}</Offered> }
    });
    view! {
        {blast}
        <Offered chance=add icon=icon::PLUS on_press=desk.on(Act::Note)>"Add note…"</Offered>
        {next}
    }
    .into_any()
}
