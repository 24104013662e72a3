//! The page at `/actions/:name`.
use client::{
    reviews::{Act, Action, ActionPage},
    words::ActionState,
};
use leptos::prelude::*;

use super::{
    act::act_button,
    open::give_action,
    words::{action_badge, catalogue_items, day, done},
};
use crate::{
    rows::{missing, note, one_page, person, system},
    ui::{Card, Empty, Fact, Facts, Notice, PageHead, Subject, Time, Tone, icon},
};

/// What the reader may do here.
#[derive(Clone, Copy)]
struct Acts {
    report: bool,
    close: bool,
    give: bool,
}

/// The page at `/actions/:name`.
pub fn action_page() -> AnyView {
    one_page("action", |page: ActionPage| {
        note(&page.at);
        let me = page.me;
        match page.action {
            None => missing("action", ("/actions", "Actions")),
            Some(action) => {
                let is_mine = action.is_of(me.person.subject.as_str());
                let is_open = action.closed.is_none();
                let may = Acts {
                    report: is_open && is_mine && action.reported.is_none(),
                    close: is_open && !is_mine && me.may("closeAction"),
                    give: is_open && me.may("reassignAction"),
                };
                draw(action, may)
            }
        }
    })
}

fn draw(action: Action, may: Acts) -> AnyView {
    let (state, late) = (action.state, action.late);
    let subject = action.subject.0.clone();
    let actions = move || {
        view! {
            {may.give.then(|| give_action(&subject))}
            {may.report.then(|| act_button(Act::ReportAction, &subject, "Report done…"))}
            {may.close.then(|| act_button(Act::CloseAction, &subject, "Close action…"))}
        }
        .into_any()
    };
    let kind = format!("Action {}", action.subject.name());
    let warning = (state == ActionState::Overdue)
        .then(|| view! { <Notice tone=Tone::Bad title=action.next()/> });
    view! {
        <PageHead
            title=action.title.clone()
            kind=kind
            lede=action.next()
            back=("/actions", "Actions")
            badges=move || action_badge(state, late)
            actions=actions
        />
        {warning}
        <div class="cols">
            <Card title="What was said about it">{story(&action)}</Card>
            {facts(&action)}
        </div>
    }
    .into_any()
}

fn story(action: &Action) -> AnyView {
    if action.reported.is_none() && action.closed.is_none() && action.notices.is_empty() {
        return view! { <Empty title="Nothing yet" note="Its owner reports it done; somebody else closes it." icon=icon::CLOCK/> }.into_any();
    }
    let told = action.notices.iter().map(|notice| {
        let people: Vec<String> =
            notice.told.iter().map(client::shared::PersonLink::words).collect();
        let (at, words) = (
            notice.at.0.clone(),
            format!("{} was told that the day has passed", people.join(", ")),
        );
        view! { <p class="note"><Time at=at/>" · "{words}</p> }
    });
    view! {
        {told.collect_view()}
        {action.reported.as_ref().map(|one| done("Reported done by", one))}
        {action.closed.as_ref().map(|one| done("Closed by", one))}
    }
    .into_any()
}

fn facts(action: &Action) -> AnyView {
    let incident = action.incident.clone();
    let incident = incident.map(|one| view! { <Subject of=one.subject.0 title=one.title/> });
    let finding = action.finding.clone();
    let finding = finding.map(|one| view! { <Subject of=one.subject.0/> });
    let controls = (!action.controls.is_empty()).then(|| catalogue_items(&action.controls));
    let (owner, by, about) =
        (action.owner.clone(), action.opened_by.clone(), action.system.clone());
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Owner">{person(owner, "Nobody")}</Fact>
                <Fact name="Due">{day(Some(&action.due))}</Fact>
                <Fact name="System">{system(about)}</Fact>
                {incident.map(|incident| view! { <Fact name="Incident">{incident}</Fact> })}
                {finding.map(|finding| view! { <Fact name="Finding">{finding}</Fact> })}
                <Fact name="Opened by">{person(by, "Unknown")}</Fact>
                <Fact name="Opened">{day(Some(&action.opened))}</Fact>
                {controls.map(|controls| view! { <Fact name="Strengthens">{controls}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}
