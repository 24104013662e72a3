use std::collections::{BTreeMap, BTreeSet};

use domain::{Event, awareness, controls, programme, reviews, risks};
use kernel::{Micros, Name, Note, Subject};
use sha2::{Digest as _, Sha256};

use super::Notice;
use crate::{
    Fact, Meta, recorded, request_bytes,
    testing::{NOW, TestApp, drill_app, with_roles},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: "test".to_owned(), command: command.to_owned(), ..Meta::default() }
}

/// The room of a notice, the thing and its day.
fn notice(event: &Event) -> Option<(&'static str, String, Micros)> {
    if let Event::Controls(controls::Event::DueNoticed { what, due, .. }) = event {
        return Some(("controls", what.to_string(), *due));
    }
    if let Event::Risks(risks::Event::DueNoticed { what, task, due, .. }) = event {
        return Some(("risks", format!("{what} {task:?}"), *due));
    }
    if let Event::Awareness(awareness::Event::DueNoticed { module, what, due, .. }) = event {
        return Some(("awareness", format!("{module} {what}"), *due));
    }
    if let Event::Programme(event) = event {
        return of_programme(event).map(|(what, due)| ("programme", what, due));
    }
    if let Event::Reviews(
        reviews::Event::OverdueNoticed { due, .. } | reviews::Event::LapseNoticed { due, .. },
    ) = event
    {
        return Some(("reviews", String::new(), *due));
    }
    None
}

fn of_programme(event: &programme::Event) -> Option<(String, Micros)> {
    if let programme::Event::ReviewDueNoticed { due, .. } = event {
        return Some((String::from("review"), *due));
    }
    if let programme::Event::AttestationDueNoticed { version, due, .. } = event {
        return Some((format!("attestation of {version}"), *due));
    }
    if let programme::Event::DecisionDueNoticed { decision, due, .. } = event {
        return Some((format!("decision {decision}"), *due));
    }
    None
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
        let Some((room, what, due)) = notice(&fact.event) else {
            panic!("{:?} is no notice", fact.event)
        };
        told.push((room, fact.stream.to_string(), what, due, fact.recorded));
    }
    told
}

/// The review of a risk, an action, a policy and a decision whose days lie ahead.
async fn prepare(test: &TestApp) {
    let lead = with_roles("usr-sec-lead", &["ai_security_lead"]);
    let officer = with_roles("usr-comp", &["compliance_officer"]);
    let review = risks::Command::ScheduleReview { due: NOW.plus_days(30) };
    test.app.risks(&lead, &meta("1"), &subject("risk:RSK-FR-01"), review).await.unwrap();
    let plan = reviews::Plan {
        title: name("Rotate the keys"),
        owner: subject("person:usr-dp-eng1"),
        due: NOW.plus_days(10),
        controls: Vec::new(),
        system: None,
        incident: None,
        finding: None,
    };
    let open = reviews::Command::OpenAction(plan);
    test.app.reviews(&lead, &meta("2"), &subject("action:a-1"), open).await.unwrap();
    let publication = programme::Publication {
        title: name("Use of assistants"),
        version: 1,
        digest: None,
        approved_by: subject("person:usr-ceo"),
        binds: vec![name("incident_commander"), name("ciso")],
        attest_within_days: Some(30),
        review_due: Some(NOW.plus_days(90)),
    };
    let publish = programme::Command::Publish(publication);
    test.app.programme(&officer, &meta("3"), &subject("policy:p-1"), publish).await.unwrap();
    let decision = programme::Decision {
        text: Note::parse("Sign every dataset").unwrap(),
        owner: None,
        due: Some(NOW.plus_days(20)),
    };
    let minutes = programme::Minutes {
        title: name("Board"),
        period: name("2026-Q4"),
        as_of: NOW,
        system: None,
        highlights: Vec::new(),
        decisions: vec![decision],
    };
    let hold = programme::Command::Hold(minutes);
    test.app.programme(&officer, &meta("4"), &subject("meeting:m-1"), hold).await.unwrap();
}

#[tokio::test]
async fn a_year_passes_and_each_day_is_told_once() {
    let test = drill_app(None).await;
    prepare(&test).await;
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
    for (room, stream, what, day, at) in &told {
        if what.ends_with(" coming") {
            assert!(at <= day, "{what} of {stream} was told too late");
        } else if ["programme", "reviews"].contains(room) {
            // What is due on a day is in time until its end.
            let is_next_day = at.is_after_day_of(*day) && !at.is_after_day_of(day.plus_days(1));
            assert!(is_next_day, "{what} of {stream} was told on another day");
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
    let of_programme = told.iter().filter(|(room, ..)| *room == "programme");
    let mut of_programme: Vec<String> =
        of_programme.map(|(_, _, what, day, _)| format!("{what} {}", day.date())).collect();
    of_programme.sort();
    let late = String::from("attestation of 1 2026-12-23");
    let others = ["decision 1 2026-12-13", "review 2027-02-21"].map(String::from);
    assert_eq!(of_programme, [vec![late.clone(), late], others.to_vec()].concat());
    let of_reviews = told.iter().filter(|(room, ..)| *room == "reviews");
    let of_reviews: Vec<&str> = of_reviews.map(|(_, stream, ..)| stream.as_str()).collect();
    assert_eq!(of_reviews, ["action:ACT-2026-021", "action:a-1"]);
}

#[tokio::test]
async fn one_refusal_keeps_nobody_else_from_being_told() {
    let test = drill_app(None).await;
    prepare(&test).await;
    let officer = with_roles("usr-comp", &["compliance_officer"]);
    let publish = |title: &str| {
        programme::Command::Publish(programme::Publication {
            title: name(title),
            version: 1,
            digest: None,
            approved_by: subject("person:usr-ceo"),
            binds: vec![name("incident_commander")],
            attest_within_days: Some(30),
            review_due: None,
        })
    };
    // With the name of a person beside it, this one is too long for a stream.
    let long = subject(&format!("policy:{}", "k".repeat(195)));
    test.app.programme(&officer, &meta("5"), &long, publish("Long")).await.unwrap();
    test.set_now(NOW.plus_days(31));
    let due = test.app.what_is_due().await.unwrap();
    // Somebody has used up the id under which one of them is recorded.
    let used = due.iter().find(|one| one.stream == subject("action:a-1")).unwrap();
    let Notice::Reviews(command) = &used.notice else { panic!("{used:?}") };
    let id = hex::encode(Sha256::digest(request_bytes(&(&used.stream, command)).unwrap()));
    let clock = Meta { source: String::from("service:clock"), command: id, ..Meta::default() };
    let other = subject("policy:p-2");
    test.app.programme(&officer, &clock, &other, publish("Another")).await.unwrap().unwrap();

    let head = test.app.store.head();
    test.app.tell_what_is_due().await.unwrap();
    let told = told_since(&test, head).await;
    let is_told = |stream: &str| told.iter().any(|(_, told, ..)| told.starts_with(stream));
    for stream in ["attestation:p-1", "meeting:m-1", "risk:RSK-FR-01"] {
        assert!(is_told(stream), "{stream} is told");
    }
    assert!(!is_told("action:a-1"), "its id is used up");
}
