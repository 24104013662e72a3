//! The page at `/timeline/:subject`.
use client::{
    ask::OfOne,
    history::{Timeline, TimelineAnswer},
    words::counted,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    lanes::Lanes,
    list::{OLDEST, as_list, export},
};
use crate::{
    rows::{Address, asked, list::ORDER, note, shown, use_address},
    ui::{
        Card, Choice, Disclosure, Empty, Filters, Link, LinkButton, Notice, Outline, PageHead,
        SearchField, Subject, Tone, escaped, icon, page_of,
    },
};

/// The page at `/timeline/:subject`.
pub fn timeline_page() -> AnyView {
    let params = use_params_map();
    let subject =
        Memo::new(move |_| params.with(|params| params.get("subject").unwrap_or_default()));
    view! { {move || one(subject.get())} }.into_any()
}

fn one(subject: String) -> AnyView {
    let address = use_address();
    let name = subject.split_once(':').map_or(subject.clone(), |(_, name)| name.to_owned());
    let (page, about) = (page_of(&subject), subject.clone());
    let events = format!("/events?subject={}", escaped(&subject));
    let question = asked(move |moment| TimelineAnswer::ask(moment, &subject));
    let drawn = move |answer: TimelineAnswer| {
        note(&answer.at);
        draw(answer.timeline, answer.at.position.0, address)
    };
    let actions = move || {
        view! {
            <LinkButton to=events.clone() icon=icon::EVENTS>"All events about it"</LinkButton>
            <LinkButton to=page.clone()>"Open its page"</LinkButton>
        }
        .into_any()
    };
    view! {
        <PageHead
            title=format!("Timeline of {name}")
            lede="What happened to it and around it, in order, and the times in which something was missing."
            actions=actions
        />
        <p class="inline roots"><span class="note">"About"</span><Subject of=about/></p>
        {shown(question, Outline::Page, TimelineAnswer::read, drawn)}
    }
    .into_any()
}

fn draw(timeline: Timeline, position: u64, address: Address) -> AnyView {
    let items: usize = timeline.lanes.iter().map(|lane| lane.items.len()).sum();
    if items == 0 {
        let note = "At the moment you look at, nothing had been recorded about this, or it is not yours to see.";
        return view! { <div class="card"><Empty title="Nothing happened yet" note=note icon=icon::CLOCK/></div> }.into_any();
    }
    let gaps = gaps(&timeline);
    let count = format!(
        "{} in {}",
        counted(items, "event", "events"),
        counted(timeline.lanes.len(), "lane", "lanes")
    );
    let mut choices = vec![Choice::new("", "All", Some(items))];
    choices.extend(
        timeline.lanes.iter().map(|lane| {
            Choice::new(lane.name.clone(), capital(&lane.name), Some(lane.items.len()))
        }),
    );
    let all = format!("/events?subject={}", escaped(&timeline.subject.0));
    let cut = timeline.cut().map(|words| {
        view! {
            <Notice tone=Tone::Warn title="Only the newest events are shown here">
                <p>{words}" "<Link to=all>"All events about it"</Link></p>
            </Notice>
        }
    });
    let orders =
        vec![Choice::new("", "Newest first", None), Choice::new(OLDEST, "Oldest first", None)];
    let timeline = StoredValue::new(timeline);
    view! {
        {gaps}
        {cut}
        <Card title="In lanes" note=count><Lanes timeline=timeline/></Card>
        <Card title="In words">
            <div class="toolbar">
                <Filters label="Lane" choices=Signal::stored(choices) chosen=address.signal("lane") on_choose=address.setter("lane")/>
                <Filters label="Order" choices=Signal::stored(orders) chosen=address.signal(ORDER) on_choose=address.setter(ORDER)/>
                <SearchField label="Find in the timeline" value=address.text("q")/>
                {export(timeline, position, address)}
            </div>
            {move || timeline.with_value(|timeline| as_list(timeline, address))}
        </Card>
    }
    .into_any()
}

/// Gaps said at once; the rest can be opened.
const SAID: usize = 4;

/// Gaps that reach to the end: something is missing now.
fn gaps(timeline: &Timeline) -> Option<AnyView> {
    let open: Vec<String> = timeline
        .lanes
        .iter()
        .flat_map(|lane| lane.gaps.iter())
        .filter(|gap| gap.to >= timeline.to)
        .map(|gap| gap.sentence.clone())
        .collect();
    if open.is_empty() {
        return None;
    }
    let title = if open.len() == 1 {
        "Something is missing".to_owned()
    } else {
        format!("{} things are missing", open.len())
    };
    let list = |sentences: &[String]| {
        let lines = sentences.iter().map(|sentence| view! { <li>{sentence.clone()}</li> });
        view! { <ul class="gap-list">{lines.collect_view()}</ul> }.into_any()
    };
    let (first, rest) = open.split_at(open.len().min(SAID));
    let first = list(first);
    let more = (!rest.is_empty()).then(|| {
        let (summary, rest) = (format!("{} more", rest.len()), list(rest));
        view! { <Disclosure summary=summary>{rest}</Disclosure> }
    });
    Some(view! { <Notice tone=Tone::Warn title=title>{first}{more}</Notice> }.into_any())
}

/// A lane's name with a capital.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn a_lane_begins_with_a_capital() {
        assert_eq!(capital("data"), "Data");
        assert_eq!(capital(""), "");
    }
}
