use std::collections::BTreeMap;

use domain::{programme, reviews};
use kernel::{Micros, Name, Note, Personal, Subject};

use crate::{
    Filter, Instant, Meta,
    people::PersonRow,
    programme::{AttestationRow, MeetingRow, PolicyRow, attestation, coverage},
    reviews::{ActionRow, ReviewRow},
    testing::{NOW, TestApp, drill_app},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

/// The drill, with an action, a policy and a decision whose days lie ahead.
async fn prepared() -> TestApp {
    let test = drill_app(None).await;
    let lead = test.app.caller(&subject("person:usr-sec-lead")).await.unwrap();
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
    test.app.reviews(&lead, &meta("1"), &subject("action:a-1"), open).await.unwrap().unwrap();
    let officer = test.app.caller(&subject("person:usr-comp")).await.unwrap();
    let publication = programme::Publication {
        title: name("Use of assistants"),
        version: 1,
        digest: None,
        approved_by: subject("person:usr-ceo"),
        binds: vec![name("incident_commander"), name("ciso")],
        attest_within_days: Some(30),
        review_due: None,
    };
    let publish = programme::Command::Publish(publication);
    let policy = subject("policy:p-1");
    test.app.programme(&officer, &meta("2"), &policy, publish).await.unwrap().unwrap();
    let minutes = programme::Minutes {
        title: name("Board"),
        period: name("2026-Q4"),
        as_of: NOW,
        system: None,
        highlights: Vec::new(),
        decisions: vec![programme::Decision {
            text: Note::parse("Sign every dataset").unwrap(),
            owner: None,
            due: Some(NOW.plus_days(20)),
        }],
    };
    let hold = programme::Command::Hold(minutes);
    test.app.programme(&officer, &meta("3"), &subject("meeting:m-1"), hold).await.unwrap().unwrap();
    test
}

/// How many notices were new on a day.
async fn look(test: &TestApp, days: i64) -> usize {
    test.set_now(NOW.plus_days(days));
    let new = test.app.notice_passed_days().await.unwrap();
    assert_eq!(test.app.notice_passed_days().await.unwrap(), 0, "told again on day {days}");
    new
}

#[tokio::test]
async fn a_passed_day_is_told_once() {
    let test = prepared().await;
    // What the drill left behind: the review of its policy was due a year after it was published, and
    // its four design reviews counted for a year.
    assert_eq!(look(&test, 0).await, 5);
    let mut told = BTreeMap::new();
    for days in 1..=400 {
        let new = look(&test, days).await;
        if new > 0 {
            told.insert(days, new);
        }
    }
    // Of the drill: an action due in a week. Of ours: an action, a decision, two who did not attest,
    // and the review of the policy after a year.
    assert_eq!(told, BTreeMap::from([(8, 1), (11, 1), (21, 1), (31, 2), (366, 1)]));
    let sight = test.sight(Instant::Now).await;
    let action = test.app.find::<ActionRow>(&sight, &subject("action:a-1")).await.unwrap().unwrap();
    assert_eq!(action.told.len(), 1);
    assert_eq!(action.told[0].people, [subject("person:usr-dp-eng1")]);
    let meeting =
        test.app.find::<MeetingRow>(&sight, &subject("meeting:m-1")).await.unwrap().unwrap();
    assert_eq!(meeting.decisions[0].told[0].people, [subject("person:usr-comp")]);
    let policy = test.app.find::<PolicyRow>(&sight, &subject("policy:p-1")).await.unwrap().unwrap();
    assert_eq!(policy.told[0].due, NOW.plus_days(365));
}

/// Somebody of security opens, answers and concludes a design review of a system.
async fn reviewed(test: &TestApp, review: &str) {
    let (lead, stream) = (subject("person:usr-sec-lead"), subject(review));
    let caller = test.app.caller(&lead).await.unwrap();
    let participants = vec![reviews::Participant { person: lead, roles: Vec::new() }];
    let open = reviews::Command::Open(reviews::Opening {
        system: subject("system:sys-carerisk"),
        phase: reviews::Phase::Change,
        participants,
        questions: Vec::new(),
    });
    let send = async |id: String, command: reviews::Command| {
        let meta = meta(&format!("{review} {id}"));
        test.app.reviews(&caller, &meta, &stream, command).await.unwrap();
    };
    send(String::from("open"), open).await;
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<ReviewRow>(&sight, &stream).await.unwrap().unwrap();
    for asked in row.questions {
        let (threat, answer) = (asked.threat, reviews::Answer::Covered);
        let note = Personal::Erased;
        let id = threat.to_string();
        send(id, reviews::Command::Answer { threat, answer, severity: None, note }).await;
    }
    let conclude = reviews::Command::Conclude {
        verdict: Some(reviews::Verdict::Approved),
        threats: Vec::new(),
        open_high: 0,
        note: Personal::Erased,
    };
    send(String::from("conclude"), conclude).await;
}

#[tokio::test]
async fn only_the_newest_review_of_a_system_lapses() {
    let test = drill_app(None).await;
    reviewed(&test, "review:r-1").await;
    // The policy of the drill, and its design reviews but the one that ours has replaced.
    assert_eq!(look(&test, 0).await, 4);
    // An action of the drill is due in a week.
    assert_eq!(look(&test, 300).await, 1);
    reviewed(&test, "review:r-2").await;
    assert_eq!(look(&test, 366).await, 0);
    assert_eq!((look(&test, 665).await, look(&test, 666).await), (0, 1));
    let sight = test.sight(Instant::Now).await;
    let told = async |review: &str| {
        test.app.find::<ReviewRow>(&sight, &subject(review)).await.unwrap().unwrap().told
    };
    assert!(told("review:r-1").await.is_empty());
    assert_eq!(told("review:r-2").await[0].people, [subject("person:usr-sec-lead")]);
}

#[tokio::test]
async fn what_is_done_in_time_is_never_told() {
    let test = prepared().await;
    look(&test, 0).await;
    let note = || Personal::Erased;
    let verifier = test.app.caller(&subject("person:usr-mrm")).await.unwrap();
    let close = reviews::Command::CloseAction { note: note() };
    let action = subject("action:a-1");
    test.app.reviews(&verifier, &meta("4"), &action, close.clone()).await.unwrap().unwrap();
    let open = subject("action:ACT-2026-021");
    test.app.reviews(&verifier, &meta("5"), &open, close).await.unwrap().unwrap();
    let policy = subject("policy:p-1");
    for (command, id) in ["person:usr-ic", "person:usr-ciso"].into_iter().zip(["6", "7"]) {
        let person = subject(command);
        let caller = test.app.caller(&person).await.unwrap();
        let stream = attestation(&policy, &person).unwrap();
        let (policy, version) = (policy.clone(), 1);
        let attest = programme::Command::Attest { policy, person, version, binding: None };
        test.app.programme(&caller, &meta(id), &stream, attest).await.unwrap().unwrap();
    }
    let officer = test.app.caller(&subject("person:usr-comp")).await.unwrap();
    let done = programme::Command::FollowUp { decision: 1, done: true, note: note() };
    let meeting = subject("meeting:m-1");
    test.app.programme(&officer, &meta("8"), &meeting, done).await.unwrap().unwrap();
    for days in [12, 22, 32, 364] {
        assert_eq!(look(&test, days).await, 0, "day {days}");
    }
    let sight = test.sight(Instant::Time(Micros(NOW.0).plus_days(32))).await;
    let row = test.app.find::<PolicyRow>(&sight, &policy).await.unwrap().unwrap();
    let people = test.app.list::<PersonRow>(&sight, Filter::default()).await.unwrap().rows;
    let rows = test.app.list::<AttestationRow>(&sight, Filter::default()).await.unwrap().rows;
    let covered = coverage(&row, &people, &rows, sight.time);
    assert_eq!((covered.bound.len(), covered.attested(), covered.overdue().count()), (2, 2, 0));
}
