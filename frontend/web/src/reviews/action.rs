//! The page at `/actions/:name`.
use client::{
    offer::{Ask, Chance, chance},
    reviews::words::ActionState,
    reviews::{
        commands::Act,
        queries::{Action, ActionPage},
    },
    shared::Me,
};
use leptos::prelude::*;

use super::{
    act::act_button,
    open::give_action,
    words::{action_badge, catalogue_items, day, done, told},
};
use crate::{
    rows::{missing, note, offer::offered, one_page, person, system},
    ui::{Card, Empty, Fact, Facts, Notice, PageHead, Subject, Tone, icon},
};

/// What the reader may do here.
#[derive(Clone)]
struct Acts {
    report: Chance,
    close: Chance,
    give: Chance,
}

impl Acts {
    fn of(action: &Action, me: &Me) -> Self {
        let offer = |ask| chance(&action.offers, me, ask);
        if action.closed.is_some() {
            return Self { report: Chance::Hidden, close: Chance::Hidden, give: Chance::Hidden };
        }
        let is_mine = action.is_of(me.person.subject.as_str());
        let report = if is_mine && action.reported.is_none() {
            offer(Ask::of("reportAction", "report it done"))
        } else {
            Chance::Hidden
        };
        let close = Ask::of("closeAction", "close it").second(action.owner.as_ref(), "own it");
        let close = Ask { waits: action.reported.is_some(), ..close };
        let give = offer(Ask::of("reassignAction", "give it to somebody else"));
        Self { report, close: offer(close), give }
    }
}

/// The page at `/actions/:name`.
pub fn action_page() -> AnyView {
    one_page("action", |page: ActionPage| {
        note(&page.at);
        let me = page.me;
        page.action.map_or_else(
            || missing("action", ("/actions", "Actions")),
            |action| {
                let may = Acts::of(&action, &me);
                draw(&action, may)
            },
        )
    })
}

fn draw(action: &Action, may: Acts) -> AnyView {
    let (state, late) = (action.state, action.late);
    let subject = action.subject.0.clone();
    let actions = move || {
        view! {
            {offered(&may.give, || give_action(&subject))}
            {offered(&may.report, || act_button(Act::ReportAction, &subject, "Report done…"))}
            {offered(&may.close, || act_button(Act::CloseAction, &subject, "Close action…"))}
        }
        .into_any()
    };
    let kind = format!("Action {}", action.subject.name());
    let (said, facts) = (story(action), facts(action));
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
            <Card title="What was said about it">{said}</Card>
            {facts}
        </div>
    }
    .into_any()
}

fn story(action: &Action) -> AnyView {
    if action.reported.is_none() && action.closed.is_none() && action.notices.is_empty() {
        return view! { <Empty title="Nothing yet" note="Its owner reports it done; somebody else closes it." icon=icon::CLOCK/> }.into_any();
    }
    view! {
        {told(&action.notices, "the day has passed")}
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
    let (due, opened) = (day(Some(&action.due)), day(Some(&action.opened)));
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Owner">{person(owner, "Nobody")}</Fact>
                <Fact name="Due">{due}</Fact>
                <Fact name="System">{system(about)}</Fact>
                {incident.map(|incident| view! { <Fact name="Incident">{incident}</Fact> })}
                {finding.map(|finding| view! { <Fact name="Finding">{finding}</Fact> })}
                <Fact name="Opened by">{person(by, "Unknown")}</Fact>
                <Fact name="Opened">{opened}</Fact>
                {controls.map(|controls| view! { <Fact name="Strengthens">{controls}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}
