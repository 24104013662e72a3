//! The page at `/meetings/:name`.
use client::{
    offer::{Ask, Chance, chance},
    programme::queries::{Decision, Meeting, MeetingPage},
    shared::PersonLink,
};
use leptos::prelude::*;

use super::follow::{follow_up, give_decision};
use crate::{
    reviews::words::day,
    rows::{missing, note, offer::said, one_page, person, system},
    state::{Moment, use_as_of},
    ui::{Button, Card, Empty, Fact, Facts, PageHead, Status, Time, Tone, icon},
};

/// What the reader may do here.
struct Acts {
    follow: Chance,
    give: Chance,
}

/// The page at `/meetings/:name`.
pub fn meeting_page() -> AnyView {
    one_page("meeting", |page: MeetingPage| {
        note(&page.at);
        let me = page.me;
        page.meeting.map_or_else(
            || missing("meeting", ("/meetings", "Meetings")),
            |meeting| {
                let offer = |mutation, what| chance(&meeting.offers, &me, Ask::of(mutation, what));
                let may = Acts {
                    follow: offer("followUpDecision", "follow up a decision"),
                    give: offer("reassignDecision", "give a decision to somebody else"),
                };
                draw(&meeting, &may)
            },
        )
    })
}

fn draw(meeting: &Meeting, may: &Acts) -> AnyView {
    let as_of = use_as_of();
    let time = meeting.figures_as_of.0.clone();
    let actions = move || {
        let time = time.clone();
        let look = move |()| as_of.set(Moment::Time(time.clone()));
        view! { <Button icon=icon::CLOCK on_press=look>"Look at that moment"</Button> }.into_any()
    };
    let kind = format!("Meeting {}", meeting.subject.name());
    let lede = format!("Period {}", meeting.period);
    let shown = meeting.highlights.iter().map(|one| view! { <li>{one.clone()}</li> });
    let shown = if meeting.highlights.is_empty() {
        view! { <Empty title="Nothing was written down" icon=icon::INFO/> }.into_any()
    } else {
        view! { <ul class="plain-list">{shown.collect_view()}</ul> }.into_any()
    };
    let (by, about) = (meeting.held_by.clone(), meeting.system.clone());
    let (figures, held) = (meeting.figures_as_of.0.clone(), day(Some(&meeting.held)));
    view! {
        <PageHead title=meeting.title.clone() kind=kind lede=lede back=("/meetings", "Meetings") actions=actions/>
        <div class="cols">
            <div class="stack">
                <Card title="What was shown">{shown}</Card>
                {decisions(meeting, may)}
            </div>
            <Card title="What it is">
                <Facts>
                    <Fact name="Figures as of"><Time at=figures/></Fact>
                    <Fact name="About">{if about.is_some() { system(about) } else { "All systems".into_any() }}</Fact>
                    <Fact name="Recorded by">{person(by, "Unknown")}</Fact>
                    <Fact name="Recorded">{held}</Fact>
                </Facts>
            </Card>
        </div>
    }
    .into_any()
}

fn decisions(meeting: &Meeting, may: &Acts) -> AnyView {
    // Whoever may follow a decision up may give it away, too: one sentence says who.
    let who = said(&may.follow);
    let body = if meeting.decisions.is_empty() {
        view! { <Empty title="Nothing was decided" icon=icon::INFO/> }.into_any()
    } else {
        let subject = meeting.subject.0.as_str();
        let lines = meeting.decisions.iter();
        lines.map(|one| decision(subject, one, may)).collect_view().into_any()
    };
    view! { <Card title="What was decided">{body}{who}</Card> }.into_any()
}

fn decision(meeting: &str, one: &Decision, may: &Acts) -> AnyView {
    let (tone, words) = match (&one.done, one.overdue) {
        (Some(_), _) => (Tone::Good, "Done"),
        (None, true) => (Tone::Bad, "Overdue"),
        (None, false) => (Tone::Info, "Open"),
    };
    let due = one.due.clone().map(|due| view! { <span class="note">"Due "<Time at=due.0/></span> });
    let said = one.follow_ups.iter().map(|said| {
        let by = said.by.as_ref().map(PersonLink::words).unwrap_or_default();
        let note = said.note.clone().unwrap_or_else(|| "What was said was erased.".to_owned());
        view! { <li>{note}<span class="note">{format!(" {by} · ")}<Time at=said.at.0.clone()/></span></li> }
    });
    let (number, is_open) = (one.number.0, one.done.is_none());
    let is_offered = |chance: &Chance| is_open && *chance == Chance::Offered;
    let follow = is_offered(&may.follow).then(|| follow_up(meeting, number));
    let give = is_offered(&may.give).then(|| give_decision(meeting, number));
    let acts = (follow.is_some() || give.is_some())
        .then(|| view! { <div class="inline">{follow}{give}</div> });
    view! {
        <div class="scan">
            <div class="scan-head"><h3>{format!("{}. {}", one.number.0, one.text)}</h3><Status tone=tone text=words/>{due}</div>
            <div>{person(one.owner.clone(), "Nobody sees to it")}</div>
            <ul class="plain-list">{said.collect_view()}</ul>
            {acts}
        </div>
    }
    .into_any()
}
