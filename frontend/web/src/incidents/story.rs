//! What happened, newest first, each with who, when and where it stands in the log.
use client::{history::TimelineItem, words::counted};
use leptos::prelude::*;

use crate::ui::{Card, Chip, Hash, Icon, Link, Subject, Time, Tone};

/// The tone that the server names.
pub fn tone_of(word: &str) -> Tone {
    match word {
        "good" => Tone::Good,
        "warn" => Tone::Warn,
        "bad" => Tone::Bad,
        "info" => Tone::Info,
        _ => Tone::Neutral,
    }
}

/// A card with the story of an incident.
pub fn story(items: &[TimelineItem]) -> AnyView {
    let mut newest: Vec<&TimelineItem> = items.iter().collect();
    newest.sort_by(|a, b| b.at.cmp(&a.at).then(b.position.cmp(&a.position)));
    let lines = newest.into_iter().map(line).collect_view();
    let note = format!("{}, newest first", counted(items.len(), "event", "events"));
    view! { <Card title="What happened" note=note><ol class="events-story">{lines}</ol></Card> }
        .into_any()
}

/// One happening.
pub fn line(item: &TimelineItem) -> AnyView {
    let tone = tone_of(&item.tone);
    let who = item
        .by
        .as_ref()
        .map(|person| view! { <Subject of=person.subject.0.clone() title=person.words()/> });
    let note = item.note.clone().map(|note| view! { <blockquote class="said">{note}</blockquote> });
    let TimelineItem { position, at, sentence, leaf_hash, imported, .. } = item.clone();
    view! {
        <li class="happening" data-tone=tone.slug()>
            <span class="happening-sign"><Icon d=tone.sign()/></span>
            <div class="happening-text">
                <p><Link to=format!("/events/{}", position.0)>{sentence}</Link></p>
                {note}
                <p class="inline note">
                    <Time at=at.0/>
                    {who}
                    {imported.then(|| view! { <Chip text="Imported"/> })}
                    <Hash digest=leaf_hash what="the leaf hash"/>
                </p>
            </div>
        </li>
    }
    .into_any()
}
