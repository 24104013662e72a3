//! The same in words: happenings and gaps, newest first.
use client::history::{Gap, Lane, Timeline, TimelineItem};
use leptos::prelude::*;

use super::page::capital;
use crate::{
    incidents::story::line,
    ui::{Chip, More, Time, Written},
};

/// A line of the list, and when it belongs.
enum Line<'a> {
    Happened(&'a TimelineItem),
    Missing(&'a Gap),
}

/// Lines shown before somebody asks for all.
const FIRST: usize = 60;

/// Happenings and gaps of one lane, or of all when `wanted` is empty.
pub fn as_list(timeline: &Timeline, wanted: &str, whole: RwSignal<bool>) -> AnyView {
    let chosen = timeline.lanes.iter().filter(|lane| wanted.is_empty() || lane.name == wanted);
    let mut lines: Vec<(&str, &Lane, Line<'_>)> = chosen.flat_map(lines_of).collect();
    lines.sort_by(|a, b| b.0.cmp(a.0));
    let all = lines.len();
    let most = if whole.get() { all } else { FIRST };
    let drawn = lines.into_iter().take(most).map(|(_, lane, one)| match one {
        Line::Happened(item) => line(item),
        Line::Missing(gap) => missing(gap, &lane.name),
    });
    view! {
        <ol class="events-story">{drawn.collect_view()}</ol>
        {(all > FIRST).then(|| view! { <More shown=most.min(all) total=all what="lines" on_more=move |()| whole.set(true)/> })}
    }
    .into_any()
}

fn lines_of(lane: &Lane) -> Vec<(&str, &Lane, Line<'_>)> {
    let items = lane.items.iter().map(move |item| (item.at.0.as_str(), lane, Line::Happened(item)));
    let gaps = lane.gaps.iter().map(move |gap| (gap.from.0.as_str(), lane, Line::Missing(gap)));
    items.chain(gaps).collect()
}

fn missing(gap: &Gap, lane: &str) -> AnyView {
    let (sentence, from, to) = (gap.sentence.clone(), gap.from.0.clone(), gap.to.0.clone());
    view! {
        <li class="happening missing">
            <span class="happening-sign" aria-hidden="true"></span>
            <div class="happening-text">
                <p>{sentence}</p>
                <p class="inline note"><Time at=from written=Written::Day/>"to"<Time at=to written=Written::Day/><Chip text=format!("Gap in {}", capital(lane))/></p>
            </div>
        </li>
    }
    .into_any()
}
