use std::collections::BTreeSet;

use domain::{
    Event, awareness, datasets, deployments, evaluations, incidents, models, people, programme,
    reviews, risks, saved_views, systems, training,
};
use kernel::{Micros, Name, Personal, Recorded, Subject, encode};

use super::{EventFilter, Timeline, sentence, tone};
use crate::{Instant, Visible, testing::drill_app};

fn fact(event: Event) -> crate::Fact {
    let actor: Subject = "person:p".parse().unwrap();
    Recorded {
        pos: 0,
        stream: "dataset:x".parse().unwrap(),
        recorded: Micros(0),
        at: Micros(0),
        imported: false,
        actor,
        claimed_actor: None,
        system: None,
        corr: None,
        event,
    }
}

fn every_event() -> Vec<(Event, Vec<String>)> {
    fn all<E: kernel::Fact>(wrap: fn(E) -> Event) -> Vec<(Event, Vec<String>)> {
        let texts = |event: &E| encode(event).unwrap().parts.into_iter().map(|part| part.text);
        E::examples().into_iter().map(|e| (wrap(e.clone()), texts(&e).collect())).collect()
    }
    [
        all::<systems::Event>(Event::Systems),
        all::<datasets::Event>(Event::Datasets),
        all::<training::Event>(Event::Training),
        all::<models::Event>(Event::Models),
        all::<evaluations::Event>(Event::Evaluations),
        all::<deployments::Event>(Event::Deployments),
        all::<incidents::Event>(Event::Incidents),
        all::<risks::Event>(Event::Risks),
        all::<people::Event>(Event::People),
        all::<awareness::Event>(Event::Awareness),
        all::<reviews::Event>(Event::Reviews),
        all::<programme::Event>(Event::Programme),
        all::<saved_views::Event>(Event::SavedViews),
    ]
    .concat()
}

#[test]
fn every_event_has_a_sentence() {
    let events = every_event();
    assert!(events.len() > 40, "only {} examples", events.len());
    for (event, personal) in events {
        let said = sentence(&fact(event.clone()));
        assert!(said.len() > 5 && !said.contains('_'), "{said}");
        for text in personal.iter().filter(|text| text.len() > 3) {
            assert!(!said.contains(text.as_str()), "'{said}' tells '{text}'");
        }
        assert!(!tone(&event).as_str().is_empty());
    }
}

#[test]
fn a_measure_is_told_without_what_it_is_done_to() {
    let ordered = incidents::Event::MeasureOrdered {
        measure: Name::parse("throttle").unwrap(),
        owner: "person:p".parse().unwrap(),
        what: Personal::Erased,
        about: vec!["deployment:dep-elsewhere".parse().unwrap()],
    };
    assert_eq!(sentence(&fact(Event::Incidents(ordered))), "Measure throttle was ordered");
}

#[tokio::test]
async fn stale_evidence_is_a_gap() {
    let test = drill_app(None).await;
    let time: Micros = "2026-05-30T00:00:00Z".parse().unwrap();
    let sight = test.sight(Instant::Time(time)).await;
    let system: Subject = "system:sys-carerisk".parse().unwrap();
    let timeline = test.app.timeline(&sight, &system).await.unwrap();
    let lane = timeline.lanes.iter().find(|lane| lane.name == "Evidence").unwrap();
    assert!(lane.items.len() > 20);
    for gap in &lane.gaps {
        assert!(gap.from < gap.to && gap.to <= timeline.to, "{gap:?}");
        assert!(gap.sentence.starts_with("No fresh "), "{gap:?}");
    }
    let dated = lane.gaps.iter().filter(|gap| gap.to == timeline.to).count();
    assert!(dated > 0, "evidence of a year ago is still fresh: {:?}", lane.gaps);
}

#[tokio::test]
async fn hidden_events_are_on_no_lane() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Now).await;
    let system: Subject = "system:sys-carerisk".parse().unwrap();
    let filter = EventFilter { subject: Some(system.clone()), ..EventFilter::default() };
    let open = test.app.events(&sight, &filter, 10).await.unwrap();
    assert!(open.total > 100 && open.has_more && open.events.len() == 10);

    sight.visible = Visible::Only([String::from("system:sys-creditline")].into());
    let timeline = test.app.timeline(&sight, &system).await.unwrap();
    assert!(timeline.lanes.is_empty(), "{:?}", timeline.lanes);
    let closed = test.app.events(&sight, &filter, 10).await.unwrap();
    assert_eq!((closed.total, closed.events.len(), closed.has_more), (0, 0, false));
}

#[tokio::test]
async fn a_timeline_says_what_it_leaves_out() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Now).await;
    let system: Subject = "system:sys-carerisk".parse().unwrap();
    let positions = |timeline: &Timeline| {
        let items = timeline.lanes.iter().flat_map(|lane| &lane.items);
        items.map(|item| item.pos).collect::<BTreeSet<u64>>()
    };
    let whole = test.app.timeline(&sight, &system).await.unwrap();
    assert_eq!(whole.since, None);
    let all = positions(&whole);
    let count = u32::try_from(all.len()).unwrap();
    assert_eq!(test.app.newest(&sight, &system, count).await.unwrap().since, None, "just all");
    let cut = test.app.newest(&sight, &system, 7).await.unwrap();
    let kept: BTreeSet<u64> = all.iter().rev().take(7).copied().collect();
    assert_eq!((positions(&cut), cut.since), (kept.clone(), kept.first().copied()));
    // Whoever sees none of them is told of no position either.
    let mut other = sight.clone();
    other.visible = Visible::Only([String::from("system:sys-creditline")].into());
    let hidden = test.app.newest(&other, &system, 7).await.unwrap();
    assert_eq!((hidden.lanes.len(), hidden.since), (0, None));
}

#[tokio::test]
async fn pages_of_events_join_for_those_who_see_a_part() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Now).await;
    sight.visible = Visible::Only([String::from("system:sys-creditline")].into());
    for newest_first in [false, true] {
        let mut filter = EventFilter { newest_first, ..EventFilter::default() };
        let whole = test.app.events(&sight, &filter, 10_000).await.unwrap();
        let mut joined = Vec::new();
        loop {
            let page = test.app.events(&sight, &filter, 7).await.unwrap();
            assert_eq!(page.total, whole.total);
            joined.extend(page.events.iter().map(|stored| stored.pos));
            filter.after = joined.last().copied();
            if !page.has_more {
                break;
            }
        }
        let expected: Vec<u64> = whole.events.iter().map(|stored| stored.pos).collect();
        assert_eq!(joined, expected);
    }
}
