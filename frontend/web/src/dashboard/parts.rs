//! Lists and charts of the first page.
use client::{
    dashboard::queries::{Attention, Recent, RiskClassCount, TrendPoint},
    words::counted,
};
use leptos::prelude::*;

use crate::{
    charts::{Part, Series, StackedBar, Trend},
    lineage::words::level_of,
    rows::badges,
    ui::{
        Card, Chip, Disclosure, Empty, LevelBadge, Link, Status, Subject, Time, Tone, Written,
        icon, page_of, time,
    },
};

/// How many things are shown before the rest is folded away.
const FIRST: usize = 6;

/// What needs a leader's eye, most severe first.
#[component]
pub fn Attentions(
    /// The items, in order.
    items: Vec<Attention>,
) -> impl IntoView {
    let count = items.len();
    let body = if items.is_empty() {
        let note = "No incident is open, nothing live rests on suspect data, and every system has an owner.";
        view! { <Empty title="Nothing needs your attention" note=note/> }.into_any()
    } else {
        let mut rows: Vec<AnyView> = items.into_iter().map(attention).collect();
        let rest = rows.split_off(rows.len().min(FIRST));
        view! {
            <ol class="attention">{rows}</ol>
            {(!rest.is_empty()).then(|| view! {
                <div class="pad"><Disclosure summary=format!("{} more", rest.len())><ol class="attention">{rest}</ol></Disclosure></div>
            })}
        }
        .into_any()
    };
    let note = if count == 0 {
        String::new()
    } else {
        format!("{}, most severe first", counted(count, "thing", "things"))
    };
    view! { <Card title="Needs your attention" note=note flush=true>{body}</Card> }
}

fn attention(item: Attention) -> AnyView {
    let to = page_of(&item.subject.0);
    view! {
        <li class="attention-line">
            <LevelBadge level=level_of(item.severity)/>
            <div class="attention-text">
                <p class="attention-title"><Link to=to>{item.title}</Link></p>
                <p>{item.sentence}</p>
                <p class="note inline">
                    {item.system.map(|system| view! { <Subject of=system.subject.0 title=system.name/> })}
                    <Time at=item.since.0 written=Written::Ago/>
                </p>
            </div>
        </li>
    }
    .into_any()
}

/// Live systems divided by risk class; every part opens its rows.
#[component]
pub fn RiskClasses(
    /// Counts by class.
    counts: Vec<RiskClassCount>,
) -> impl IntoView {
    let number = |count: i32| usize::try_from(count).unwrap_or(0);
    let suspect: i32 = counts.iter().map(|one| one.suspect).sum();
    let total: i32 = counts.iter().map(|one| one.total).sum();
    let live: i32 = counts.iter().map(|one| one.live).sum();
    let parts = counts.iter().map(|one| {
        let to = format!("/systems?risk={}&show=live", one.risk_class.slug());
        Part::level(badges::level_of(one.risk_class), number(one.live)).to(to)
    });
    let parts = parts.collect();
    let note = format!("{live} of {total} registered systems are live");
    view! {
        <Card title="Live systems by risk class" note=note>
            <StackedBar label="Live systems by risk class" parts=parts/>
            {(suspect > 0).then(|| view! {
                <p class="inline"><Status tone=Tone::Warn text=format!("{suspect} on suspect data")/></p>
            })}
        </Card>
    }
}

/// How incidents, suspicion and evidence went by week.
#[component]
pub fn TrendCard(
    /// Weekly points, oldest first.
    points: Vec<TrendPoint>,
) -> impl IntoView {
    let series = |name: &str, of: fn(&TrendPoint) -> i32| Series {
        name: name.to_owned(),
        points: points
            .iter()
            .filter_map(|point| Some((time::epoch_ms(&point.time.0)?, f64::from(of(point)))))
            .collect(),
        stepped: true,
    };
    let lines = vec![
        series("Live systems", |point| point.live_systems),
        series("On suspect data", |point| point.suspect_systems),
        series("Open incidents", |point| point.open_incidents),
    ];
    let body = if points.len() < 2 {
        view! { <Empty title="No trend yet" note="It begins with the second week of records." icon=icon::CLOCK/> }.into_any()
    } else {
        view! { <Trend label="Live systems, suspect systems and open incidents by week" series=lines/> }.into_any()
    };
    view! { <Card title="Trend" note=counted(points.len(), "week", "weeks")>{body}</Card> }
}

/// How many events the first page shows; the rest is a link away.
const SHOWN: usize = 6;

/// What was recorded last.
#[component]
pub fn RecentList(
    /// The events, newest first.
    events: Vec<Recent>,
) -> impl IntoView {
    let all = || view! { <Link to="/events".to_owned()>"All events"</Link> }.into_any();
    let body = if events.is_empty() {
        view! { <Empty title="Nothing recorded yet" icon=icon::EVENTS/> }.into_any()
    } else {
        let rows = events.into_iter().take(SHOWN).map(recent).collect_view();
        view! { <ol class="recent">{rows}</ol> }.into_any()
    };
    view! { <Card title="Latest changes" actions=all>{body}</Card> }
}

fn recent(event: Recent) -> AnyView {
    let who = event.who();
    let to = format!("/events/{}", event.position.0);
    view! {
        <li>
            <p><Link to=to>{event.sentence}</Link></p>
            <p class="note inline">
                <Time at=event.at.0 written=Written::Ago/>
                {who}
                {event.imported.then(|| view! { <Chip text="Imported"/> })}
            </p>
        </li>
    }
    .into_any()
}
