//! Who was told, which decisions were hit, what was behind it.
use client::{
    incidents::Incident,
    offer::{Ask, chance},
    risks::act::Act,
    shared::{Me, PersonLink},
};
use leptos::prelude::*;

use super::act::Desk;
use crate::{
    lineage::blast::live::counted,
    risks::act::Desk as RiskDesk,
    rows::offer::Offered,
    ui::{Card, Fact, Facts, Link, Subject, Time},
};

/// The facts of an incident.
pub fn facts(incident: &Incident, me: &Me, (desk, risk): (Desk, RiskDesk)) -> AnyView {
    let make = Act::IdentifyFrom(incident.origin());
    let may_make = chance(&incident.offers, me, Ask::of(make.mutation(), make.what()));
    let begin_risk = risk.on(make, None);
    let naming = incident.naming();
    let may = chance(&incident.offers, me, Ask::of(naming.mutation(), naming.what()));
    let begin = desk.on(naming);
    let acts = move || {
        view! {
            <Offered chance=may.clone() on_press=begin>"Name threats…"</Offered>
            <Offered chance=may_make.clone() on_press=begin_risk>"Make it a risk…"</Offered>
        }
        .into_any()
    };
    let system = incident.system.clone().map(|system| view! { <Fact name="System"><Subject of=system.subject.0 title=system.name/></Fact> });
    let opened_by = incident.opened_by.as_ref().map(person);
    let opened_by = opened_by.map(|person| view! { <Fact name="Opened by">{person}</Fact> });
    let detected = (!incident.detected_by.is_empty()).then(|| incident.detected_by.join(", "));
    let detected = detected.map(|detected| view! { <Fact name="Noticed by">{detected}</Fact> });
    let summary = incident
        .summary
        .clone()
        .map(|summary| view! { <Fact name="How it ended">{summary}</Fact> });
    let (affected, changed) = (incident.decisions_affected, incident.decisions_changed);
    let affected = affected.map_or_else(
        || view! { <b class="big">"Unknown"</b><span class="note">" nobody has counted yet"</span> }.into_any(),
        |count| view! { <b class="big num">{counted(count.0)}</b> }.into_any(),
    );
    let changed = changed.map(|count| view! { <Fact name="Came out differently when made again"><b class="big num">{counted(count.0)}</b></Fact> });
    let causes = causes(incident);
    let realised = threats(incident);
    view! {
        <Card title="What is known" actions=acts>
            <Facts>
                <Fact name="Threats realised">{realised}</Fact>
                <Fact name="Decisions affected">{affected}</Fact>
                {changed}{system}{opened_by}{detected}{summary}
            </Facts>
            {causes}
        </Card>
    }
    .into_any()
}

fn threats(incident: &Incident) -> AnyView {
    if incident.threats.is_empty() {
        return view! { <span class="note">"None named: every risk of the system is put back to review"</span> }.into_any();
    }
    let line = |threat: &client::incidents::RealisedThreat| {
        let (page, words) = (threat.page(), threat.words());
        view! { <li><Link to=page>{words}</Link></li> }
    };
    let lines = incident.threats.iter().map(line).collect_view();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

fn causes(incident: &Incident) -> Option<AnyView> {
    if incident.root_causes.is_empty() {
        return None;
    }
    let causes =
        incident.root_causes.iter().map(|cause| view! { <li>{cause.clone()}</li> }).collect_view();
    Some(view! { <h3>"Found to be behind it"</h3><ul class="causes">{causes}</ul> }.into_any())
}

fn person(person: &PersonLink) -> AnyView {
    view! { <Subject of=person.subject.0.clone() title=person.words()/> }.into_any()
}

/// Owners told, and when.
pub fn told(incident: &Incident) -> AnyView {
    let lines = incident.told.iter().map(|told| {
        let who = told.person.as_ref().map(person);
        let about = told.about.len();
        let about = (about > 0).then(|| {
            format!("about {about} {}", if about == 1 { "deployment" } else { "deployments" })
        });
        view! { <li>{who}<span class="note"><Time at=told.at.0.clone()/>" "{about}</span></li> }
    });
    let body = if incident.told.is_empty() {
        view! { <p class="note">"Nobody was told through this system."</p> }.into_any()
    } else {
        view! { <ul class="told">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title="Owners told">{body}</Card> }.into_any()
}
