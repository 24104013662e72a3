//! What a risk is about: its threat, its system, who answers for it, and what it is linked with.
use client::{
    offer::Chance,
    risks::{act::Act, one::Risk, words::RiskStatus},
    scalars::Subject as Name,
    shared::Me,
};
use leptos::prelude::*;

use super::{
    act::{Desk, may},
    parts::{day, fact},
};
use crate::{
    rows::{offer::Offered, person, subjects, system},
    ui::{Card, Empty, Facts, IconButton, Link, Notice, Subject, Tone, escaped, icon},
};

/// Whatever a reader must not overlook.
pub fn notices(risk: &Risk) -> AnyView {
    let is_closed = risk.status == RiskStatus::Closed;
    let expired = risk.acceptance.as_ref().filter(|accepted| accepted.expired && !is_closed);
    let expired = expired.map(|accepted| {
        let title = format!("The acceptance ended on {}", accepted.last_day());
        view! { <Notice tone=Tone::Bad title=title><p>"Until somebody decides, this risk counts as not accepted. Prolonging it is a new request."</p></Notice> }
    });
    let reopened = risk.reopened.as_ref().filter(|reopened| !reopened.over).map(|reopened| {
        let title = format!("Back under review: {}", reopened.why.word().to_lowercase());
        let cause = reopened.cause.clone().map(|cause| subjects(&[cause], 1));
        let more = [reopened.indicator.clone(), reopened.said.note.clone()];
        let more = more.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <Notice tone=Tone::Warn title=title>{cause}<p>{more}</p></Notice> }
    });
    let closed = risk.closed.as_ref().filter(|_| is_closed).map(|closed| {
        let note = closed.note.clone();
        view! { <Notice tone=Tone::Neutral title="This risk is closed"><p>{note}</p></Notice> }
    });
    view! { {expired}{reopened}{closed} }.into_any()
}

/// The card of the facts.
pub fn facts(risk: &Risk) -> AnyView {
    let threat = format!("{} {}", risk.threat, risk.threat_title.clone().unwrap_or_default());
    let same = format!("/risks?threat={}", escaped(&risk.threat));
    let reviewed = risk.reviewed.as_ref().map(|said| &said.at);
    let concerns = if risk.concerns.is_empty() {
        "The system as a whole".into_any()
    } else {
        subjects(&risk.concerns, 6)
    };
    let facts = vec![
        fact("Accountable", person(risk.owner.clone(), "Nobody")),
        fact("System", system(risk.system.clone())),
        fact("Threat", view! { <Link to=same>{threat}</Link> }),
        fact("Category of appetite", risk.category.word()),
        fact("Concerns", concerns),
        fact("Next review", day(risk.next_review.as_ref(), "Not set")),
        fact("Last review", day(reviewed, "Never")),
        fact("Identified", day(Some(&risk.identified), "")),
        fact("Identified by", person(risk.identified_by.clone(), "Somebody unknown")),
    ];
    let description = risk.description.clone();
    view! { <Card title="About"><p>{description}</p><Facts>{facts}</Facts></Card> }.into_any()
}

/// The card of what it is linked with: incidents, controls, findings, evidence.
pub fn links(risk: &Risk, me: &Me, desk: Desk) -> AnyView {
    let (chance, begin) = (may(risk, me, &Act::Link), desk.on(Act::Link, Some(risk)));
    let acts = move || {
        view! { <Offered chance=chance.clone() icon=icon::PLUS on_press=begin>"Link…"</Offered> }
            .into_any()
    };
    let may_take = may(risk, me, &Act::Unlink(risk.subject.clone())) == Chance::Offered;
    let line = |to: &Name| {
        let take = desk.on(Act::Unlink(to.clone()), Some(risk));
        let label = format!("Take away the link with {}", to.name());
        let button =
            may_take.then(|| view! { <IconButton icon=icon::CROSS label=label on_press=take/> });
        view! { <li class="inline"><Subject of=to.0.clone()/>{button}</li> }
    };
    let body = if risk.links.is_empty() {
        view! { <Empty title="Linked with nothing" note="Incidents, controls, findings and evidence can be linked." icon=icon::LINEAGE/> }.into_any()
    } else {
        view! { <ul class="plain-list">{risk.links.iter().map(line).collect_view()}</ul> }
            .into_any()
    };
    view! { <Card title="Linked with" actions=acts>{body}</Card> }.into_any()
}
