use std::collections::{BTreeMap, BTreeSet};

use domain::{Event, awareness, controls, risks};
use kernel::{Micros, Subject};

use crate::{
    Fact, Meta, recorded,
    testing::{NOW, TestApp, drill_app, with_roles},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

/// What somebody was told of: the room, the stream, the thing, its day, and when they were told.
type Told = (&'static str, String, String, Micros, Micros);

async fn told_since(test: &TestApp, head: u64) -> Vec<Told> {
    let count = u32::try_from(test.app.store.head() - head).unwrap();
    let stored = test.app.store.read(head, count).await.unwrap();
    let facts: Vec<Fact> = stored.iter().map(recorded).collect::<Result<_, _>>().unwrap();
    let mut told = Vec::new();
    for fact in facts {
        assert_eq!(fact.actor, subject("service:clock"), "only the clock acts in this year");
        let stream = fact.stream.to_string();
        match fact.event {
            Event::Controls(controls::Event::DueNoticed { what, due, .. }) => {
                told.push(("controls", stream, what.to_string(), due, fact.recorded));
            }
            Event::Risks(risks::Event::DueNoticed { what, task, due, .. }) => {
                told.push(("risks", stream, format!("{what} {task:?}"), due, fact.recorded));
            }
            Event::Awareness(awareness::Event::DueNoticed { module, what, due, .. }) => {
                told.push(("awareness", stream, format!("{module} {what}"), due, fact.recorded));
            }
            other => panic!("{other:?} is no notice"),
        }
    }
    told
}

#[tokio::test]
async fn a_year_passes_and_each_day_is_told_once() {
    let test = drill_app(None).await;
    let lead = with_roles("usr-sec-lead", &["ai_security_lead"]);
    let review = risks::Command::ScheduleReview { due: NOW.plus_days(30) };
    let meta = Meta { source: "test".to_owned(), command: "1".to_owned(), ..Meta::default() };
    test.app.risks(&lead, &meta, &subject("risk:RSK-FR-01"), review).await.unwrap();
    let head = test.app.store.head();

    for _ in 0..366 {
        test.app.tell_what_is_due().await.unwrap();
        assert_eq!(test.app.tell_what_is_due().await.unwrap(), 0, "nobody is told twice");
        test.advance_days(1);
    }

    let told = told_since(&test, head).await;
    let things: BTreeSet<_> =
        told.iter().map(|(_, stream, what, day, _)| (stream, what, day)).collect();
    assert_eq!(things.len(), told.len(), "each has exactly one event");
    for (_, stream, what, day, at) in &told {
        if what.ends_with(" coming") {
            assert!(at <= day, "{what} of {stream} was told too late");
        } else {
            assert_eq!(at.days_since(*day), 0, "{what} of {stream} was told on another day");
        }
        assert!(*day >= NOW, "{what} of {stream} came due before the log began");
    }
    let mut by_room: BTreeMap<&str, usize> = BTreeMap::new();
    for (room, ..) in &told {
        *by_room.entry(room).or_default() += 1;
    }
    insta::assert_debug_snapshot!(by_room);
    let of_risk: Vec<_> =
        told.iter().filter(|(_, stream, ..)| stream == "risk:RSK-FR-01").collect();
    let days: Vec<String> =
        of_risk.iter().map(|(_, _, what, day, _)| format!("{what} {}", day.date())).collect();
    assert_eq!(days, ["review None 2026-12-23", "acceptance None 2027-04-01"]);
}
