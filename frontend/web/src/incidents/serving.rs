//! What is live because of the incident, with confirmed and unconfirmed stops apart.
use client::{
    incidents::{Act, FlaggedDeployment, Incident, Serving, Stop},
    offer::{Ask, Chance, chance},
    shared::Me,
};
use leptos::prelude::*;

use super::act::Desk;
use crate::{
    lineage::{
        blast::live::{counted, owner, unknown},
        words::{stage_badge, standing_badge},
    },
    rows::offer::Offered,
    ui::{Card, Column, Notice, Row, Status, Subject, Table, Time, Tone, cell},
};

/// Deployments that may still serve, and those that do not.
pub fn what_is_live(incident: &Incident, me: &Me, desk: Desk) -> AnyView {
    let (serving, over) = incident.by_serving();
    if serving.is_empty() && over.is_empty() {
        return view! { <Notice tone=Tone::Neutral title="No deployment was flagged because of this"/> }.into_any();
    }
    // Of deployments that need nothing, and of an incident that is over, nothing is offered.
    let offered = |one: &FlaggedDeployment| {
        let act = next_act(one).filter(|_| !incident.is_closed())?;
        let ask = Ask { waits: true, ..Ask::of(act.mutation(), act.what()) };
        Some((chance(&one.offers, me, ask), act))
    };
    let acts: Vec<Option<Next>> = serving.iter().map(offered).collect();
    let any = acts.iter().flatten().any(|(chance, _)| *chance != Chance::Hidden);
    let acts = if any { acts } else { Vec::new() };
    let first = if serving.is_empty() {
        view! { <Notice tone=Tone::Good title="Nothing is live because of this any more"/> }
            .into_any()
    } else {
        let title = match serving.len() {
            1 => "1 deployment may still serve".to_owned(),
            count => format!("{count} deployments may still serve"),
        };
        let note = "A stop that was only requested is not a stop. These count as live until somebody who looked confirms it.";
        view! { <Card title=title note=note flush=true class="alarm">{table("Deployments that may still serve", &serving, desk, acts)}</Card> }.into_any()
    };
    let second = (!over.is_empty()).then(|| {
        let note = "Confirmed by somebody who looked, or ended in the log.";
        view! { <Card title="Stopped or ended" note=note flush=true>{table("Stopped deployments", &over, desk, Vec::new())}</Card> }
    });
    view! { <div class="stack" id="live">{first}{second}</div> }.into_any()
}

/// What is to be done next about a deployment, and whether the reader may.
type Next = (Chance, Act);

fn table(
    caption: &'static str,
    deployments: &[FlaggedDeployment],
    desk: Desk,
    acts: Vec<Option<Next>>,
) -> AnyView {
    let mut columns = vec![
        Column::new("Deployment"),
        Column::new("Who answers"),
        Column::new("Serves"),
        Column::number("People"),
        Column::new("Stop"),
    ];
    let with_acts = !acts.is_empty();
    if with_acts {
        columns.push(Column::new("Do"));
    }
    let acts = acts.into_iter().chain(std::iter::repeat_with(|| None));
    let rows = deployments.iter().zip(acts).map(|(deployment, next)| {
        let act = with_acts.then(|| act(deployment, next, desk));
        row(deployment, act)
    });
    view! { <Table caption=caption columns=columns rows=rows.collect()/> }.into_any()
}

fn row(deployment: &FlaggedDeployment, act: Option<AnyView>) -> Row {
    let endpoint = deployment.endpoint.name().to_owned();
    let (stage, standing) = (stage_badge(deployment.stage), standing_badge(deployment.standing));
    let cells = vec![
        cell(
            view! { <Subject of=deployment.subject.0.clone()/><span class="under inline note">{endpoint}{stage}</span> },
        ),
        owner(deployment.owner.as_ref()),
        cell(
            view! { <Subject of=deployment.model.0.clone()/><span class="under">{standing}</span> },
        ),
        deployment.people.map_or_else(unknown, |people| cell(counted(people.0))),
        stop_state(deployment),
    ];
    let serving = deployment.serving();
    Row::new(cells.into_iter().chain(act).collect())
        .marked(matches!(serving, Serving::Untouched | Serving::Unconfirmed))
        .muted(serving == Serving::Ended)
}

fn stop_state(deployment: &FlaggedDeployment) -> AnyView {
    let serving = deployment.serving();
    let tone = match serving {
        Serving::Untouched => Tone::Bad,
        Serving::Unconfirmed => Tone::Warn,
        Serving::Stopped => Tone::Good,
        Serving::Ended => Tone::Neutral,
    };
    let when = match (serving, &deployment.stop, &deployment.ended) {
        (Serving::Ended, _, Some(ended)) => Some((String::new(), ended.0.clone())),
        (Serving::Stopped | Serving::Unconfirmed, Some(stop), _) => Some(by_whom(stop)),
        _ => None,
    };
    let under = when.map(|(who, at)| view! { <span class="under note">{who}<Time at=at/></span> });
    view! { <Status tone=tone text=serving.word()/>{under} }.into_any()
}

fn by_whom(stop: &Stop) -> (String, String) {
    let (person, at) = match &stop.confirmed_at {
        Some(at) => (&stop.confirmed_by, at),
        None => (&stop.requested_by, &stop.requested_at),
    };
    (
        person.as_ref().map_or_else(String::new, |person| format!("{}, ", person.words())),
        at.0.clone(),
    )
}

/// The next thing to do about a deployment that may still serve.
fn next_act(deployment: &FlaggedDeployment) -> Option<Act> {
    let name = deployment.subject.0.clone();
    match deployment.serving() {
        Serving::Untouched => Some(Act::RequestStop { deployment: name }),
        Serving::Unconfirmed => Some(Act::ConfirmStop { deployment: name }),
        Serving::Stopped | Serving::Ended => None,
    }
}

fn act(deployment: &FlaggedDeployment, next: Option<Next>, desk: Desk) -> AnyView {
    let Some((chance, act)) = next else { return ().into_any() };
    let is_request = matches!(act, Act::RequestStop { .. });
    let words = if is_request { "Request stop…" } else { "Confirm stop…" };
    let label = format!("{words} of {}", deployment.subject.name());
    view! { <Offered chance=chance on_press=desk.on(act) label=label>{words}</Offered> }.into_any()
}
