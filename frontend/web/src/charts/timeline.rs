//! What happened when, in lanes, with gaps that can be seen.
use std::cmp::Reverse;

use leptos::prelude::*;

use super::{
    calendar::round_dates,
    is_narrow,
    scale::{ms, number, place},
};
use crate::ui::{Disclosure, Link, SvgLink, Time, Tone, time};

const WIDTH: f64 = 960.0;
const LANE: f64 = 44.0;
const HEAD: f64 = 22.0;
const NAME: f64 = 148.0;
const EDGE: f64 = 12.0;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Mark {
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// What, in a sentence.
    pub words: String,
    /// What it means.
    pub tone: Tone,
    /// Where more is said.
    pub to: Option<String>,
}

/// A stretch of time with a meaning.
#[derive(Clone, Debug)]
pub struct Span {
    /// First moment.
    pub from: i64,
    /// Last moment.
    pub to: i64,
    /// What was the case: `No security test`.
    pub words: String,
    /// A gap is hatched; anything else is a bar.
    pub gap: bool,
    /// What it means.
    pub tone: Tone,
}

/// Marks and spans of one kind.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What they are about: `Tests`.
    pub name: String,
    /// Things that happened.
    pub marks: Vec<Mark>,
    /// Stretches, gaps among them.
    pub spans: Vec<Span>,
}

/// Lanes over a common time, and the same as a list, newest first.
#[component]
pub fn Timeline(
    /// What is shown: `Evidence for CareRisk Predict`.
    #[prop(into)]
    label: String,
    /// First moment, in milliseconds since 1970 UTC.
    from: i64,
    /// Last moment.
    to: i64,
    /// The lanes, top first.
    lanes: Vec<Lane>,
) -> impl IntoView {
    let axis = Axis { from, to };
    let height = HEAD + LANE * number(lanes.len()) + EDGE;
    let days = day_lines(&axis, height);
    let list = story(&lanes);
    let rows =
        lanes.into_iter().enumerate().map(|(at, lane)| draw_lane(&axis, at, lane)).collect_view();
    view! {
        <figure class="timeline">
            <div class="timeline-scroll" role="region" aria-label=label tabindex="0">
                <svg viewBox=format!("0 0 {WIDTH} {height}") role="group" aria-label="Timeline">
                    <defs>
                        <pattern id="gap-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                            <rect class="hatch" width="2" height="7"/>
                        </pattern>
                    </defs>
                    {days}{rows}
                </svg>
            </div>
            <Disclosure summary="Show as list" open=is_narrow()>{list}</Disclosure>
        </figure>
    }
}

struct Axis {
    from: i64,
    to: i64,
}

impl Axis {
    fn x(&self, at: i64) -> f64 {
        NAME + place(ms(at), ms(self.from), ms(self.to), WIDTH - NAME - EDGE)
    }
}

fn day_lines(axis: &Axis, height: f64) -> AnyView {
    let (dates, months) = round_dates(axis.from, axis.to, 8);
    let line = |at| {
        let x = axis.x(at);
        let words = if months { time::month(at) } else { time::day_month(at) };
        view! { <g class="tick"><line x1=x x2=x y1=HEAD y2=height - EDGE/><text x=x y="14" text-anchor="middle">{words}</text></g> }
    };
    dates.into_iter().map(line).collect_view().into_any()
}

fn draw_lane(axis: &Axis, at: usize, lane: Lane) -> AnyView {
    let top = HEAD + LANE * number(at);
    let middle = top + LANE / 2.0;
    let spans = lane.spans.into_iter().map(|span| draw_span(axis, middle, span)).collect_view();
    let marks = lane.marks.into_iter().map(|mark| draw_mark(axis, middle, mark)).collect_view();
    view! {
        <g class="lane">
            <line class="lane-line" x1="0" x2=WIDTH y1=top y2=top/>
            <text class="lane-name" x="0" y=middle dy="0.32em">{lane.name}</text>
            {spans}{marks}
        </g>
    }
    .into_any()
}

fn draw_span(axis: &Axis, middle: f64, span: Span) -> AnyView {
    let (left, right) = (axis.x(span.from), axis.x(span.to));
    let width = (right - left).max(2.0);
    let words = format!("{}: {} to {}", span.words, time::day(span.from), time::day(span.to));
    // A word of this length needs about six pixels a letter.
    let length = number(span.words.chars().count()) * 6.4 + 12.0;
    let (x, anchor) = if length < width {
        (left + width / 2.0, "middle")
    } else if right + length < WIDTH {
        (right + 6.0, "start")
    } else {
        (left - 6.0, "end")
    };
    view! {
        <g class="span" class:gap=span.gap data-tone=span.tone.slug() role="img" aria-label=words>
            <title>{words.clone()}</title>
            <rect class="span-box" x=left y=middle - 11.0 width=width height="22" rx="4"/>
            {span.gap.then(|| view! { <rect class="span-hatch" x=left y=middle - 11.0 width=width height="22" rx="4" fill="url(#gap-hatch)"/> })}
            <text class="span-words" x=x y=middle dy="0.32em" text-anchor=anchor>{span.words}</text>
        </g>
    }
    .into_any()
}

fn draw_mark(axis: &Axis, middle: f64, mark: Mark) -> AnyView {
    let x = axis.x(mark.at);
    let words = format!("{}, {} UTC", mark.words, time::date_time(mark.at));
    let tone = mark.tone.slug();
    let drawing = view! {
        <g data-tone=tone>
            <title>{words.clone()}</title>
            <circle class="mark-halo" cx=x cy=middle r="12"/>
            <path class="mark-shape" d=shape_of(mark.tone) transform=format!("translate({:.1} {:.1})", x - 6.0, middle - 6.0)/>
        </g>
    };
    match mark.to {
        Some(to) => {
            view! { <SvgLink to=to class="mark" label=words>{drawing}</SvgLink> }.into_any()
        }
        None => view! { <g class="mark" role="img" aria-label=words>{drawing}</g> }.into_any(),
    }
}

/// Shapes on a grid of 12, so that tones differ without colour.
fn shape_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "M6 0l6 6l-6 6l-6-6z",
        Tone::Warn => "M6 .5l6 11h-12z",
        Tone::Neutral | Tone::Good | Tone::Info | Tone::Past => {
            "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10"
        }
    }
}

/// The same, to read: newest first.
fn story(lanes: &[Lane]) -> AnyView {
    let marks = lanes.iter().flat_map(|lane| {
        lane.marks
            .iter()
            .map(|mark| (mark.at, lane.name.clone(), mark.words.clone(), mark.to.clone()))
    });
    let spans = lanes.iter().flat_map(|lane| {
        lane.spans.iter().map(|span| {
            (
                span.from,
                lane.name.clone(),
                format!("{}, until {}", span.words, time::day(span.to)),
                None,
            )
        })
    });
    let mut all: Vec<_> = marks.chain(spans).collect();
    all.sort_by_key(|one| Reverse(one.0));
    let rows = all.into_iter().map(|(at, lane, words, to)| {
        let words = match to {
            Some(to) => view! { <Link to=to>{words}</Link> }.into_any(),
            None => view! { <span>{words}</span> }.into_any(),
        };
        view! { <li><Time at=time::rfc3339(at)/><span class="kind">{lane}</span>{words}</li> }
    });
    view! { <ol class="story">{rows.collect_view()}</ol> }.into_any()
}
