//! The page at `/feedback/:name`.
use client::{
    offer::{Ask, Chance, chance},
    programme::queries::{Feedback, FeedbackPage},
    shared::Me,
};
use leptos::prelude::*;

use super::feedback::settle_feedback;
use crate::{
    reviews::words::day,
    rows::{missing, note, offer::offered, one_page, person, system},
    ui::{Card, Empty, Fact, Facts, PageHead, Status, Subject, Tone, icon},
};

/// The page at `/feedback/:name`.
pub fn feedback_item_page() -> AnyView {
    one_page("feedback", |page: FeedbackPage| {
        note(&page.at);
        let me = page.me;
        page.feedback_item.map_or_else(
            || missing("feedback", ("/feedback", "Feedback")),
            |feedback| draw(&feedback, settle(&feedback, &me)),
        )
    })
}

/// Whether the reader may settle it: somebody else than who gave it.
fn settle(feedback: &Feedback, me: &Me) -> Chance {
    if feedback.settled.is_some() {
        return Chance::Hidden;
    }
    let ask = Ask::of("settleFeedback", "settle it").second(feedback.by.as_ref(), "gave it");
    chance(&feedback.offers, me, ask)
}

fn draw(feedback: &Feedback, settle: Chance) -> AnyView {
    let subject = feedback.subject.0.clone();
    let actions = move || offered(&settle, || settle_feedback(&subject));
    let waits = feedback.settled.is_none();
    let badges = move || {
        let (tone, words) = if waits { (Tone::Warn, "Waits") } else { (Tone::Good, "Settled") };
        view! { <Status tone=tone text=words/> }.into_any()
    };
    let kind = format!("Feedback {}", feedback.subject.name());
    let (by, about) = (feedback.by.clone(), feedback.system.clone());
    let (said, received) = (feedback.words().to_owned(), day(Some(&feedback.received)));
    view! {
        <PageHead title=format!("Feedback from {}", feedback.from_role) kind=kind back=("/feedback", "Feedback") badges=badges actions=actions/>
        <div class="cols">
            <div class="stack">
                <Card title="What was said"><p>{said}</p></Card>
                {led_to(feedback)}
            </div>
            <Card title="What it is">
                <Facts>
                    <Fact name="By">{person(by, "Unknown")}</Fact>
                    <Fact name="System">{system(about)}</Fact>
                    <Fact name="Received">{received}</Fact>
                </Facts>
            </Card>
        </div>
    }
    .into_any()
}

fn led_to(feedback: &Feedback) -> AnyView {
    let Some(settled) = feedback.settled.clone() else {
        return view! {
            <Card title="What it led to"><Empty title="Nothing yet" note="Somebody else than who gave it settles it." icon=icon::CLOCK/></Card>
        }
        .into_any();
    };
    let to = settled.to.map(|to| view! { <Subject of=to.0/> });
    view! {
        <Card title="What it led to">
            <p class="inline"><b>{settled.outcome.word()}</b>{to}</p>
            {settled.why.map(|why| view! { <p>{why}</p> })}
            <Facts>
                <Fact name="Settled by">{person(settled.by, "Unknown")}</Fact>
                <Fact name="On">{day(Some(&settled.at))}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}
