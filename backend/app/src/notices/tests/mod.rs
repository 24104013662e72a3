mod year;

use std::collections::BTreeSet;

use domain::{
    Event, Room, awareness, controls, datasets, incidents, people, programme, reviews, risks,
    training,
};
use kernel::{Micros, Name, Note, Personal, Subject};
use sha2::{Digest as _, Sha256};

use super::{KINDS, Notice};
use crate::{
    Fact, Instant, Meta, recorded, request_bytes,
    reviews::ReviewRow,
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

/// What a notice says: its room, the thing, its day, and who is told.
type Said = (&'static str, String, Micros, Vec<Subject>);

fn notice(event: &Event) -> Option<Said> {
    if let Event::Controls(controls::Event::DueNoticed { what, due, told, .. }) = event {
        return Some(("controls", what.to_string(), *due, told.iter().cloned().collect()));
    }
    if let Event::Controls(controls::Event::TurnNoticed { to, since, told, .. }) = event {
        return Some(("controls", format!("turn to {to}"), *since, told.iter().cloned().collect()));
    }
    if let Event::Risks(risks::Event::DueNoticed { what, task, due, told }) = event {
        return Some(("risks", format!("{what} {task:?}"), *due, told.clone()));
    }
    if let Event::Awareness(awareness::Event::DueNoticed { module, what, due, told }) = event {
        return Some(("awareness", format!("{module} {what}"), *due, told.clone()));
    }
    if let Event::Training(training::Event::AttestationLapseNoticed { due, told }) = event {
        return Some(("training", String::from("attestation"), *due, told.clone()));
    }
    if let Event::Datasets(datasets::Event::AccessReviewDueNoticed { due, told }) = event {
        return Some(("datasets", String::from("review of access"), *due, told.clone()));
    }
    if let Event::People(people::Event::DelegationEndNoticed { by, role, due, told, .. }) = event {
        return Some(("people", format!("{role} of {by}"), *due, told.clone()));
    }
    if let Event::Incidents(incidents::Event::DueNoticed { what, period, due, told }) = event {
        return Some(("incidents", format!("{period:?} {what}"), *due, told.clone()));
    }
    if let Event::Programme(event) = event {
        return of_programme(event).map(|(what, due, told)| ("programme", what, due, told));
    }
    if let Event::Reviews(reviews::Event::OverdueNoticed { due, told }) = event {
        return Some(("reviews", String::from("overdue"), *due, told.clone()));
    }
    if let Event::Reviews(reviews::Event::LapseNoticed { due, told }) = event {
        return Some(("reviews", String::from("lapse"), *due, told.clone()));
    }
    None
}

fn of_programme(event: &programme::Event) -> Option<(String, Micros, Vec<Subject>)> {
    if let programme::Event::ReviewDueNoticed { due, told } = event {
        return Some((String::from("review"), *due, told.clone()));
    }
    if let programme::Event::AttestationDueNoticed { version, due, person, .. } = event {
        return Some((format!("attestation of {version}"), *due, vec![person.clone()]));
    }
    if let programme::Event::DecisionDueNoticed { decision, due, told } = event {
        return Some((format!("decision {decision}"), *due, told.clone()));
    }
    None
}

#[test]
fn every_notice_is_of_a_known_type() {
    let examples = Room::ALL.iter().flat_map(|room| Event::examples(*room));
    let told = examples.filter(|event| notice(event).is_some());
    let kinds: BTreeSet<String> = told.map(|event| event.encode().unwrap().kind).collect();
    assert_eq!(kinds, BTreeSet::from(KINDS.map(String::from)));
}

/// What somebody was told of.
struct Told {
    room: &'static str,
    stream: Subject,
    what: String,
    day: Micros,
    people: Vec<Subject>,
    at: Micros,
}

impl Told {
    /// The day, the thing, and who was told.
    fn line(&self) -> String {
        let Self { stream, what, day, .. } = self;
        let told: Vec<String> = self.people.iter().map(Subject::label).collect();
        let (kind, label, told) = (stream.kind().as_str(), stream.label(), told.join(", "));
        format!("{} {kind}:{label} {what}: {told}", day.date())
    }
}

async fn told_since(test: &TestApp, head: u64) -> Vec<Told> {
    let count = u32::try_from(test.app.store.head() - head).unwrap();
    let stored = test.app.store.read(head, count).await.unwrap();
    let facts: Vec<Fact> = stored.iter().map(recorded).collect::<Result<_, _>>().unwrap();
    let mut all = Vec::new();
    for fact in facts {
        assert_eq!(fact.actor, subject("service:clock"), "only the clock acts in this year");
        let Some((room, what, day, people)) = notice(&fact.event) else {
            panic!("{:?} is no notice", fact.event)
        };
        all.push(Told { room, stream: fact.stream, what, day, people, at: fact.recorded });
    }
    all
}

/// The review of a risk, an action, a policy, a decision and a review of access whose days lie ahead.
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
    let owner = with_roles("usr-dp-owner", &["data_owner"]);
    let review = datasets::Command::ReviewAccess {
        scope: Note::parse("readers and writers").unwrap(),
        revoked: 0,
        // An hour before the clock looks.
        next_due: Some(Micros(NOW.plus_days(45).0 - Micros::DAY / 24)),
    };
    let data = subject("dataset:ds-core-clinical");
    test.app.datasets(&owner, &meta("6"), &data, review).await.unwrap();
}

/// A design review that is concluded now, and an environment that is attested twice: until when the
/// second attestation says.
async fn vouch(test: &TestApp) {
    let lead = test.app.caller(&subject("person:usr-sec-lead")).await.unwrap();
    let key = subject("review:r-1");
    let participant = reviews::Participant {
        person: subject("person:usr-sec-lead"),
        roles: vec![name("ai_security_lead")],
    };
    let open = reviews::Command::Open(reviews::Opening {
        system: subject("system:sys-carerisk"),
        phase: reviews::Phase::Change,
        participants: vec![participant],
        questions: Vec::new(),
    });
    test.app.reviews(&lead, &meta("open"), &key, open).await.unwrap();
    let sight = test.sight(Instant::Now).await;
    let row = test.app.find::<ReviewRow>(&sight, &key).await.unwrap().unwrap();
    for asked in row.questions {
        let id = meta(asked.threat.as_str());
        let answer = reviews::Command::Answer {
            threat: asked.threat,
            answer: reviews::Answer::Covered,
            severity: None,
            note: Personal::Erased,
        };
        test.app.reviews(&lead, &id, &key, answer).await.unwrap();
    }
    let conclude = reviews::Command::Conclude {
        verdict: Some(reviews::Verdict::Approved),
        threats: Vec::new(),
        open_high: 0,
        note: Personal::Erased,
    };
    test.app.reviews(&lead, &meta("conclude"), &key, conclude).await.unwrap();
    let platform = with_roles("usr-mlops-eng", &["platform_engineer"]);
    let environment = subject("environment:env-train-eu");
    for (id, days) in [("first", 100), ("second", 200)] {
        let attest = training::Command::Attest {
            isolation: Note::parse("Private subnet").unwrap(),
            encryption: Note::parse("At rest and in transit").unwrap(),
            least_privilege: true,
            until: NOW.plus_days(days),
        };
        test.app.training(&platform, &meta(id), &environment, attest).await.unwrap();
    }
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
    let is_told = |stream: &str| told.iter().any(|one| one.stream.to_string().starts_with(stream));
    for stream in ["attestation:p-1", "meeting:m-1", "risk:RSK-FR-01"] {
        assert!(is_told(stream), "{stream} is told");
    }
    assert!(!is_told("action:a-1"), "its id is used up");
}
