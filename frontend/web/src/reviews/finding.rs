//! The page at `/findings/:name`.
use client::{
    offer::{Ask, Chance, chance},
    reviews::{
        commands::{Act, Open},
        queries::{Finding, FindingPage},
    },
    risks::act::{Act as RiskAct, Origin},
    scalars::Subject as Name,
    shared::Me,
};
use leptos::prelude::*;

use super::{
    act::act_button,
    cards::action_table,
    link::link_finding,
    open::{give_finding, open_action},
    words::{day, done, grade_badge},
};
use crate::{
    risks::act::{Desk, new_risk},
    rows::{
        missing, note,
        offer::{Offered, offered},
        one_page, person, subjects, system,
    },
    ui::{Card, Empty, Fact, Facts, PageHead, Status, Subject, Tone, icon},
};

/// The page at `/findings/:name`.
pub fn finding_page() -> AnyView {
    let desk = Desk::default();
    let page = one_page("finding", move |page: FindingPage| {
        note(&page.at);
        let me = page.me;
        page.finding.map_or_else(
            || missing("finding", ("/findings", "Findings")),
            |finding| {
                let may = Acts::of(&finding, &me);
                draw(&finding, may, desk)
            },
        )
    });
    view! { {page}{new_risk(desk)} }.into_any()
}

/// What the reader may do here.
#[derive(Clone)]
struct Acts {
    open: Chance,
    link: Chance,
    risk: Chance,
    give: Chance,
    close: Chance,
}

impl Acts {
    fn of(finding: &Finding, me: &Me) -> Self {
        let offer = |ask| chance(&finding.offers, me, ask);
        if finding.closed.is_some() {
            let (open, link, risk) = (Chance::Hidden, Chance::Hidden, Chance::Hidden);
            return Self { open, link, risk, give: Chance::Hidden, close: Chance::Hidden };
        }
        let close = Ask::of("closeFinding", "close it").second(finding.owner.as_ref(), "mend it");
        let link = offer(Ask::of("linkFinding", "link what follows"));
        // Whoever makes it a risk links both.
        let risk = if link == Chance::Offered {
            offer(Ask::of("identifyRisk", "make it a risk"))
        } else {
            Chance::Hidden
        };
        Self {
            open: offer(Ask::of("openAction", "open an action")),
            link,
            risk,
            give: offer(Ask::of("reassignFinding", "give it to somebody else")),
            close: offer(Ask { waits: false, ..close }),
        }
    }
}

fn draw(finding: &Finding, may: Acts, desk: Desk) -> AnyView {
    let (severity, is_open) = (finding.severity, finding.closed.is_none());
    let badges = move || {
        let (tone, words) = if is_open { (Tone::Warn, "Open") } else { (Tone::Good, "Closed") };
        view! { {grade_badge(severity)}<Status tone=tone text=words/> }.into_any()
    };
    let subject = finding.subject.0.clone();
    let what = Open {
        system: finding.system.as_ref().map(|system| system.subject.0.clone()),
        incident: None,
        finding: Some(subject.clone()),
        controls: vec![finding.control.id.clone()],
    };
    let make = desk.on(RiskAct::IdentifyFrom(origin(finding)), None);
    let actions = move || {
        view! {
            <Offered chance=may.risk.clone() on_press=make>"Make it a risk…"</Offered>
            {offered(&may.open, || open_action(what.clone()))}
            {offered(&may.link, || link_finding(&subject))}
            {offered(&may.give, || give_finding(&subject))}
            {offered(&may.close, || act_button(Act::CloseFinding, &subject, "Close finding…"))}
        }
        .into_any()
    };
    let kind = format!("Finding {}", finding.subject.name());
    let others: Vec<Name> =
        finding.links.iter().filter(|link| link.kind() != "action").cloned().collect();
    let follows = if finding.actions.is_empty() && others.is_empty() {
        view! { <Empty title="Nothing follows from it yet" note="Open an action, make it a risk, or link the risk it became." icon=icon::CLOCK/> }.into_any()
    } else {
        let table = (!finding.actions.is_empty())
            .then(|| action_table("Actions that mend this finding", finding.actions.clone()));
        let risks =
            (!others.is_empty()).then(|| view! { <div class="pad">{subjects(&others, 8)}</div> });
        view! { {table}{risks} }.into_any()
    };
    view! {
        <PageHead title=finding.text.clone() kind=kind back=("/findings", "Findings") badges=badges actions=actions/>
        <div class="cols">
            <Card title="What follows from it" flush=true>{follows}</Card>
            <div class="stack">{facts(finding)}{ending(finding)}</div>
        </div>
    }
    .into_any()
}

/// What a risk begins with that follows from it.
fn origin(finding: &Finding) -> Origin {
    Origin {
        subject: finding.subject.clone(),
        text: finding.text.clone(),
        system: finding.system.as_ref().map(|system| system.subject.clone()),
        threat: None,
    }
}

fn facts(finding: &Finding) -> AnyView {
    let control = finding.control.clone();
    let review = finding.review.clone().map(|review| view! { <Subject of=review.subject.0/> });
    let (owner, by) = (finding.owner.clone(), finding.raised_by.clone());
    let (about, raised) = (finding.system.clone(), day(Some(&finding.raised)));
    view! {
        <Card title="What it is">
            <Facts>
                <Fact name="Control"><span><span class="code">{control.id}</span>" "{control.title}</span></Fact>
                <Fact name="System">{system(about)}</Fact>
                <Fact name="Mended by">{person(owner, "Nobody named")}</Fact>
                <Fact name="Raised by">{person(by, "Unknown")}</Fact>
                <Fact name="Raised">{raised}</Fact>
                {review.map(|review| view! { <Fact name="Review">{review}</Fact> })}
            </Facts>
        </Card>
    }
    .into_any()
}

fn ending(finding: &Finding) -> AnyView {
    match &finding.closed {
        Some(closed) => {
            let closed = closed.clone();
            view! { <Card title="How it ended">{done("Closed by", &closed)}</Card> }.into_any()
        }
        None => ().into_any(),
    }
}
