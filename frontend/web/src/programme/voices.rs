//! The pages at `/meetings` and `/feedback`: who spoke, and what came of it.
use client::programme::{
    feedback::{FeedbackFilter, FeedbackRow, Feedbacks},
    meetings::{MeetingFilter, MeetingRow, Meetings},
};
use leptos::prelude::*;

use super::{feedback::give_feedback, minutes::record_meeting};
use crate::{
    reviews::words::day,
    rows::{Look, listed, offer::sendable, one_of, only, person, system, use_address},
    ui::{Link, PageHead, Row, SearchField, Status, Subject, Tone, cell, icon, page_of},
};

const STATES: [(&str, &str); 2] = [("open", "Open"), ("closed", "Done")];

/// The page at `/meetings`.
pub fn meetings_page() -> AnyView {
    let address = use_address();
    let look = Look::<Meetings> {
        caption: "Meetings",
        filter: |address| {
            let get = |key| address.get(key);
            MeetingFilter::read(&get("state"), &get("system"), &get("q"))
        },
        line: meeting_line,
        nothing: ("No meeting", "At the moment you look at, none had been recorded."),
        no_match: |_| None,
        icon: icon::PERSON,
    };
    let actions = || sendable("recordMeeting", record_meeting);
    view! {
        <PageHead title="Meetings" lede="What leaders saw, as of when, and what they decided." back=("/programme", "Programme") actions=actions/>
        <div class="toolbar"><SearchField label="Find a meeting" value=address.text("q")/>{one_of(address, "Decisions", "state", &STATES)}{only(address, "system")}</div>
        {listed(address, look)}
    }
    .into_any()
}

/// A meeting as a row.
pub fn meeting_line(row: MeetingRow) -> Row {
    let (title, name) = (row.title.clone(), row.subject.name().to_owned());
    let page = page_of(&row.subject.0);
    let about = match row.system {
        Some(one) => view! { <Subject of=one.subject.0 title=one.name/> }.into_any(),
        None => "All systems".into_any(),
    };
    let open = match (row.open_decisions, row.overdue_decisions) {
        (0, _) => "None".into_any(),
        (open, 0) => open.to_string().into_any(),
        (open, late) => {
            let words = format!("{open}, {late} overdue");
            view! { <Status tone=Tone::Bad text=words/> }.into_any()
        }
    };
    let cells = vec![
        cell(
            view! { <Link to=page class="row-link">{title}</Link><span class="under note">{name}</span> },
        ),
        cell(row.period),
        day(Some(&row.figures_as_of)),
        about,
        open,
    ];
    Row::new(cells).marked(row.overdue_decisions > 0)
}

/// The page at `/feedback`.
pub fn feedback_page() -> AnyView {
    let address = use_address();
    let look = Look::<Feedbacks> {
        caption: "Feedback",
        filter: |address| FeedbackFilter::read(&address.get("state"), &address.get("system")),
        line: feedback_line,
        nothing: ("No feedback", "At the moment you look at, nobody had said anything."),
        no_match: |address| {
            (address.get("state") == "open")
                .then_some(("Nothing waits", "Everything that was said led to something."))
        },
        icon: icon::INFO,
    };
    let actions = || sendable("giveFeedback", give_feedback);
    view! {
        <PageHead title="Feedback" lede="What people say about the systems, and what it led to." back=("/programme", "Programme") actions=actions/>
        <div class="toolbar">{one_of(address, "State", "state", &[("open", "Waits"), ("closed", "Settled")])}{only(address, "system")}</div>
        {listed(address, look)}
    }
    .into_any()
}

/// A piece of feedback as a row.
pub fn feedback_line(row: FeedbackRow) -> Row {
    let (words, is_open) = (row.words().to_owned(), row.settled.is_none());
    let page = page_of(&row.subject.0);
    let led_to = match row.settled.clone() {
        Some(settled) => {
            let to = settled.to.map(|to| view! { <Subject of=to.0/> });
            view! { <span class="stacked-cell"><Status tone=Tone::Good text=settled.outcome.word()/>{to}</span> }.into_any()
        }
        None => view! { <Status tone=Tone::Warn text="Waits"/> }.into_any(),
    };
    let cells = vec![
        cell(view! { <Link to=page class="row-link">{words}</Link> }),
        cell(row.from_role.clone()),
        person(row.by, "Unknown"),
        system(row.system),
        day(Some(&row.received)),
        led_to,
    ];
    Row::new(cells).muted(!is_open)
}
