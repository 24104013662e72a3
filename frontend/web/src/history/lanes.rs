//! The picture: one lane per kind of happening, hatched where something was missing.
use client::history::{Axis, Gap, Lane, Timeline, TimelineItem, heaps};
use leptos::prelude::*;

use super::page::capital;
use crate::{
    charts::scale::number,
    incidents::story::tone_of,
    ui::{SvgLink, Tone, time},
};

const WIDTH: f64 = 1040.0;
const NAME: f64 = 112.0;
const EDGE: f64 = 20.0;
const HEAD: f64 = 26.0;
const ROW: f64 = 58.0;
/// Space between two marks below which they become one heap.
const APART: f64 = 24.0;
/// Width of a letter in the words of a gap.
const LETTER: f64 = 5.7;

/// Lanes over a common time.
#[component]
pub fn Lanes(
    /// What happened.
    timeline: StoredValue<Timeline>,
) -> impl IntoView {
    timeline.with_value(draw)
}

fn draw(timeline: &Timeline) -> AnyView {
    let ms = |at: &client::scalars::Time| time::epoch_ms(&at.0).unwrap_or_default();
    let axis = Axis::new(ms(&timeline.from), ms(&timeline.to), WIDTH - NAME - EDGE);
    let height = HEAD + ROW * number(timeline.lanes.len()) + 6.0;
    let ticks =
        axis.ticks().into_iter().map(|at| tick(at, axis.x(at) + NAME, height)).collect_view();
    let rows = timeline
        .lanes
        .iter()
        .enumerate()
        .map(|(at, lane)| row(&axis, HEAD + ROW * number(at), lane))
        .collect_view();
    view! {
        <div class="lanes timeline" role="region" tabindex="0" aria-label="Timeline as a picture">
            <svg viewBox=format!("0 0 {WIDTH} {height}") role="group" aria-label="Lanes; the list below says the same in words">
                <defs>
                    <pattern id="lane-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <rect class="hatch" width="2" height="7"/>
                    </pattern>
                </defs>
                {ticks}{rows}
            </svg>
        </div>
        <p class="note lanes-legend">
            <span><svg viewBox="0 0 24 12" aria-hidden="true"><rect class="gap-box" x=".5" y=".5" width="23" height="11" rx="3"/></svg>"Hatched: something was missing"</span>
            <span><svg viewBox="0 0 12 12" aria-hidden="true" data-tone="bad"><path class="mark-shape" d="M6 0l6 6l-6 6l-6-6z"/></svg>"Diamond: bad news"</span>
            <span><svg viewBox="0 0 12 12" aria-hidden="true" data-tone="warn"><path class="mark-shape" d="M6 .5l6 11h-12z"/></svg>"Triangle: needs a look"</span>
            <span><b class="lanes-count" aria-hidden="true">"5"</b>"Several within a few days; the list has each"</span>
        </p>
    }
    .into_any()
}

fn tick(at: i64, x: f64, height: f64) -> AnyView {
    view! { <g class="tick"><line x1=x x2=x y1=HEAD - 4.0 y2=height/><text x=x y="14" text-anchor="middle">{time::month(at)}</text></g> }.into_any()
}

fn row(axis: &Axis, top: f64, lane: &Lane) -> AnyView {
    let middle = top + ROW / 2.0 + 2.0;
    let at = |item: &TimelineItem| time::epoch_ms(&item.at.0).unwrap_or_default();
    let places: Vec<f64> = lane.items.iter().map(|item| axis.x(at(item)) + NAME).collect();
    let mut taken = f64::MIN;
    let gaps = merged(&lane.gaps)
        .into_iter()
        .map(|gap| draw_gap(axis, middle, &gap, &mut taken))
        .collect_view();
    let marks = heaps(&places, APART).into_iter().map(|(x, heap)| {
        let items: Vec<&TimelineItem> =
            heap.iter().filter_map(|number| lane.items.get(*number)).collect();
        mark(x, middle, &items, &lane.name)
    });
    view! {
        <g class="lane">
            <line class="lane-line" x1="0" x2=WIDTH y1=top y2=top/>
            <text class="lane-name" x="0" y=middle dy="0.32em">{capital(&lane.name)}</text>
            {gaps}{marks.collect_view()}
        </g>
    }
    .into_any()
}

/// Gaps that overlap are drawn as one; its words name all of them.
fn merged(gaps: &[Gap]) -> Vec<Gap> {
    let mut sorted = gaps.to_vec();
    sorted.sort_by(|a, b| a.from.cmp(&b.from));
    let mut merged: Vec<Gap> = Vec::new();
    for gap in sorted {
        match merged.last_mut() {
            Some(last) if gap.from <= last.to => {
                last.to = last.to.clone().max(gap.to);
                last.sentence = format!("{}; {}", last.sentence, gap.sentence);
            }
            _ => merged.push(gap),
        }
    }
    merged
}

fn draw_gap(axis: &Axis, middle: f64, gap: &Gap, taken: &mut f64) -> AnyView {
    let x = |at: &client::scalars::Time| axis.x(time::epoch_ms(&at.0).unwrap_or_default()) + NAME;
    let (left, right) = (x(&gap.from), x(&gap.to));
    let width = (right - left).max(3.0);
    let words = gap.sentence.clone();
    let place = word_place(left, right, words.chars().count()).filter(|place| *place >= *taken);
    if let Some(place) = place {
        *taken = place + number(words.chars().count()) * LETTER + 12.0;
    }
    let label = words.clone();
    view! {
        <g class="gap" role="img" aria-label=label>
            <title>{words.clone()}</title>
            <rect class="gap-box" x=left y=middle - 14.0 width=width height="36" rx="5"/>
            <rect x=left y=middle - 14.0 width=width height="36" rx="5" fill="url(#lane-hatch)"/>
            {place.map(|place| view! { <text class="gap-words" x=place y=middle - 18.0>{words}</text> })}
        </g>
    }
    .into_any()
}

/// Where the words of a gap begin: at its left, or so that they end at its right when there is no
/// room to the edge. `None` when they fit nowhere.
fn word_place(left: f64, right: f64, letters: usize) -> Option<f64> {
    let length = number(letters) * LETTER;
    if left + length <= WIDTH {
        return Some(left);
    }
    let start = right - length;
    (start >= NAME).then_some(start)
}

/// One happening, or a heap of them under the worst of their tones.
fn mark(x: f64, middle: f64, items: &[&TimelineItem], lane: &str) -> AnyView {
    let Some(last) = items.last() else { return ().into_any() };
    let worst = items
        .iter()
        .map(|item| tone_of(&item.tone))
        .max_by_key(|tone| weight(*tone))
        .unwrap_or_default();
    if items.len() == 1 {
        let words = format!("{}, {}", last.sentence, last.at.0.get(..10).unwrap_or_default());
        let drawing = view! {
            <g data-tone=worst.slug()>
                <title>{words.clone()}</title>
                <circle class="mark-halo" cx=x cy=middle r="12"/>
                <path class="mark-shape" d=shape_of(worst) transform=format!("translate({:.1} {:.1})", x - 6.0, middle - 6.0)/>
            </g>
        };
        return view! { <SvgLink to=format!("/events/{}", last.position.0) class="mark" label=words>{drawing}</SvgLink> }.into_any();
    }
    let words = format!(
        "{} events of {lane} around {}; the last: {}",
        items.len(),
        last.at.0.get(..10).unwrap_or_default(),
        last.sentence
    );
    view! {
        <g class="heap" data-tone=worst.slug() role="img" aria-label=words.clone()>
            <title>{words.clone()}</title>
            <circle class="heap-disc" cx=x cy=middle r="11"/>
            <text class="heap-count" x=x y=middle dy="0.34em" text-anchor="middle">{items.len()}</text>
        </g>
    }
    .into_any()
}

fn weight(tone: Tone) -> u8 {
    match tone {
        Tone::Bad => 3,
        Tone::Warn => 2,
        Tone::Good | Tone::Info => 1,
        Tone::Neutral | Tone::Past => 0,
    }
}

fn shape_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "M6 0l6 6l-6 6l-6-6z",
        Tone::Warn => "M6 .5l6 11h-12z",
        Tone::Neutral | Tone::Good | Tone::Info | Tone::Past => {
            "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, merged, word_place};
    use client::{history::Gap, scalars::Time};

    fn gap(from: &str, to: &str, sentence: &str) -> Gap {
        Gap { from: Time(from.to_owned()), to: Time(to.to_owned()), sentence: sentence.to_owned() }
    }

    #[test]
    fn gaps_that_overlap_are_one_and_all_are_named() {
        let gaps = [
            gap("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "no scan"),
            gap("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "no test"),
            gap("2026-03-15T00:00:00Z", "2026-03-20T00:00:00Z", "no audit"),
        ];
        let merged = merged(&gaps);
        let words: Vec<&str> = merged.iter().map(|gap| gap.sentence.as_str()).collect();
        assert_eq!(words, ["no test", "no scan; no audit"]);
        assert_eq!(merged[1].to, Time("2026-04-01T00:00:00Z".to_owned()));
    }

    #[test]
    fn words_of_a_gap_stay_in_the_picture() {
        assert_eq!(word_place(200.0, 300.0, 40), Some(200.0));
        let place = word_place(WIDTH - 60.0, WIDTH - 20.0, 40).unwrap();
        assert!(place < WIDTH - 60.0);
        assert_eq!(word_place(WIDTH - 60.0, WIDTH - 20.0, 400), None);
    }
}
