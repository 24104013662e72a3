//! The page at `/incidents/:name`.
use client::{
    incidents::{self as room, Act, Incident},
    moment::Moment,
    words::IncidentState,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

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
    api::ask,
    lineage::words::{blast_of, level_of},
    rows::use_address,
    state::{use_as_of, use_live},
    ui::{Button, Empty, LevelBadge, LinkButton, Loaded, PageHead, Status, Subject, Weight, icon},
};

/// The page at `/incidents/:name`.
pub fn incident_page() -> AnyView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("name").unwrap_or_default()));
    view! { {move || one(&whole(&name.get()))} }.into_any()
}

/// The subject of a name in the address; a whole subject is taken as it is.
fn whole(name: &str) -> String {
    if name.contains(':') { name.to_owned() } else { format!("incident:{name}") }
}

fn one(subject: &str) -> AnyView {
    let (as_of, live) = (use_as_of(), use_live());
    let arrived = use_address().get("receipt").parse::<u64>().ok();
    let desk = Desk::new(subject.to_owned());
    let subject = StoredValue::new(subject.to_owned());
    let question = ask(move || {
        live.beat();
        room::incident(&Moment::new(as_of.time(), as_of.position()), &subject.get_value())
    });
    let render = move |text: String| {
        let answer = room::read_incident(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        Ok(answer.incident.map_or_else(nothing, |incident| draw(&incident, desk, arrived)))
    };
    view! { <Loaded from=question render=render/><ActDialog desk=desk/> }.into_any()
}

fn nothing() -> AnyView {
    view! {
        <PageHead title="No such incident" back=("/incidents", "Incidents")/>
        <div class="card">
            <Empty
                title="Nothing here"
                note="At the moment you look at, no incident of this name had been opened, or it is not yours to see."
                icon=icon::INCIDENT
            />
        </div>
    }
    .into_any()
}

fn draw(incident: &Incident, desk: Desk, arrived: Option<u64>) -> AnyView {
    let roots =
        incident.roots.iter().map(|root| view! { <Subject of=root.0.clone()/> }).collect_view();
    view! {
        {head(incident, desk)}
        <Recorded desk=desk arrived=arrived/>
        {stepper(incident)}
        {(!incident.roots.is_empty()).then(|| view! { <p class="inline roots"><span class="note">"Begins at"</span>{roots}</p> })}
        {what_is_live(incident, desk)}
        <div class="cols">
            <div class="stack">{story(&incident.timeline)}</div>
            <div class="stack">{rollbacks(incident, desk)}{facts(incident)}{told(incident)}</div>
        </div>
    }
    .into_any()
}

fn head(incident: &Incident, desk: Desk) -> AnyView {
    let (severity, state) = (level_of(incident.severity), incident.state);
    let badges = move || {
        view! { <LevelBadge level=severity/><Status tone=tone_of(state) text=state.word() strong=state == IncidentState::Open/> }.into_any()
    };
    let roots: Vec<String> = incident.roots.iter().map(|root| root.0.clone()).collect();
    let blast = (!roots.is_empty()).then(|| blast_of(&roots));
    let actions = move || acts(state, blast.clone(), desk);
    let kind = format!("Incident {}", incident.subject.name());
    view! {
        <PageHead title=incident.title.clone() kind=kind back=("/incidents", "Incidents") badges=badges actions=actions/>
    }
    .into_any()
}

fn acts(state: IncidentState, blast: Option<String>, desk: Desk) -> AnyView {
    let blast =
        blast.map(|to| view! { <LinkButton to=to icon=icon::LINEAGE>"Blast radius"</LinkButton> });
    let next = match state {
        IncidentState::Open => Some(("Mark contained…", Act::MarkContained, icon::SHIELD)),
        IncidentState::Contained => Some(("Close…", Act::Close, icon::CHECK)),
        IncidentState::Closed => None,
    };
    let next = next.map(|(words, act, sign)| {
        view! { <Button records=true weight=Weight::Primary icon=sign on_press=desk.on(act)>{words}</Button> }
    });
    view! {
        {blast}
        <Button records=true icon=icon::PLUS on_press=desk.on(Act::Note)>"Add note…"</Button>
        {next}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_name_becomes_a_subject() {
        assert_eq!(whole("INC-2026-002"), "incident:INC-2026-002");
        assert_eq!(whole("incident:INC-2026-002"), "incident:INC-2026-002");
    }
}
