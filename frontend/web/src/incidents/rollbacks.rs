//! Proposed rollbacks, and the buttons that decide them.
use client::{
    incidents::{Act, Incident, Progress, Rollback},
    offer::{Ask, Chance, chance},
    shared::Me,
};
use leptos::prelude::*;

use super::act::Desk;
use crate::{
    rows::offer::said,
    ui::{Button, Card, Icon, Status, Subject, Time, Tone, Weight, icon},
};

/// The rollbacks of an incident, undecided ones first.
pub fn rollbacks(incident: &Incident, me: &Me, desk: Desk) -> AnyView {
    if incident.rollbacks.is_empty() {
        return view! { <Card title="Rollbacks"><p class="note">"None was proposed."</p></Card> }
            .into_any();
    }
    let acts = !incident.is_closed();
    let mut sorted = incident.rollbacks.clone();
    sorted.sort_by_key(|rollback| rollback.progress() != Progress::Waiting);
    let waiting = sorted.iter().filter(|rollback| rollback.progress() == Progress::Waiting).count();
    let title = match waiting {
        count if count == 0 || !acts => "Rollbacks".to_owned(),
        1 => "1 rollback waits for a decision".to_owned(),
        count => format!("{count} rollbacks wait for a decision"),
    };
    let chance = |rollback: &Rollback| {
        let act = Act::DecideRollback { deployment: String::new(), approved: true };
        let ask = Ask::of(act.mutation(), act.what());
        let ask = ask.second(rollback.proposed_by.as_ref(), "proposed it");
        if acts { chance(&incident.offers, me, ask) } else { Chance::Hidden }
    };
    let items = sorted.into_iter().map(|rollback| {
        let chance = chance(&rollback);
        item(rollback, desk, acts, &chance)
    });
    let items = items.collect_view();
    view! { <Card title=title note="To the last version before it that nothing tainted reaches."><ul class="rollbacks">{items}</ul></Card> }.into_any()
}

fn item(rollback: Rollback, desk: Desk, acts: bool, chance: &Chance) -> AnyView {
    let progress = rollback.progress();
    let (tone, words) = match progress {
        Progress::Waiting if acts => (Tone::Warn, "Waits for a decision"),
        Progress::Waiting => (Tone::Neutral, "Was not decided"),
        Progress::Approved => (Tone::Info, "Approved, not done yet"),
        Progress::Rejected => (Tone::Neutral, "Rejected"),
        Progress::Done => (Tone::Good, "Done"),
    };
    let to = rollback.to.clone().map_or_else(
        || view! { <Status tone=Tone::Warn text="Taken out of service: nothing clean to go back to"/> }.into_any(),
        |to| view! { <Subject of=to.0/> }.into_any(),
    );
    let decide = (acts && progress == Progress::Waiting).then(|| match chance {
        Chance::Offered => buttons(&rollback, desk),
        Chance::Said(_) | Chance::Hidden => said(chance),
    });
    let history = history(&rollback);
    view! {
        <li class="rollback">
            <div class="rollback-head"><Subject of=rollback.deployment.0.clone()/><Status tone=tone text=words/></div>
            <p class="rollback-path"><Subject of=rollback.from.0.clone()/><Icon d=icon::RIGHT/><span class="sr-only">"back to"</span>{to}</p>
            {history}
            {decide}
        </li>
    }
    .into_any()
}

fn history(rollback: &Rollback) -> AnyView {
    let name = |person: &Option<client::shared::PersonLink>| {
        person.as_ref().map_or_else(|| "Somebody".to_owned(), client::shared::PersonLink::words)
    };
    let proposed = format!("Proposed by {}, ", name(&rollback.proposed_by));
    let proposed_at = rollback.proposed_at.0.clone();
    let decided = rollback.decided_at.as_ref().map(|at| {
        let verb = if rollback.approved == Some(true) { "Approved" } else { "Rejected" };
        let words = format!("{verb} by {}, ", name(&rollback.decided_by));
        let reason = rollback.reason.clone().map(|reason| format!(": {reason}"));
        view! { <li>{words}<Time at=at.0.clone()/>{reason}</li> }
    });
    let done =
        rollback.completed_at.as_ref().map(|at| view! { <li>"Done "<Time at=at.0.clone()/></li> });
    view! { <ul class="note">{view! { <li>{proposed}<Time at=proposed_at/></li> }}{decided}{done}</ul> }.into_any()
}

fn buttons(rollback: &Rollback, desk: Desk) -> AnyView {
    let name = rollback.deployment.name().to_owned();
    let act =
        |approved| Act::DecideRollback { deployment: rollback.deployment.0.clone(), approved };
    view! {
        <div class="acts">
            <Button records=true weight=Weight::Primary on_press=desk.on(act(true)) label=format!("Approve… the rollback of {name}")>"Approve…"</Button>
            <Button records=true on_press=desk.on(act(false)) label=format!("Reject… the rollback of {name}")>"Reject…"</Button>
        </div>
    }
    .into_any()
}
