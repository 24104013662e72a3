use domain::{
    authority::{Caller, Grant},
    awareness::{Asked, Audience, Command, Lesson, Markdown, Question},
};
use kernel::{Decimal, Micros, Name, Subject};
use serde_json::{Value, json};

use super::{Count, coverage, curriculum, shuffled};
use crate::{
    AppError, Instant, Learning, Meta, Reach,
    history::EventFilter,
    testing::{self, NOW, TestApp, drill_app, happened},
};

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn person(id: &str) -> Subject {
    format!("person:{id}").parse().unwrap()
}

/// Counts everything anew from the raw events, by a script that shares nothing with the product.
async fn recount(test: &TestApp, at: Micros) -> Value {
    testing::recount(test, "recount_training.py", &["--as-of".into(), at.0.to_string()]).await
}

fn shown(count: &Count) -> Value {
    json!({
        "people": count.people, "trained": count.trained, "required": count.required,
        "current": count.current, "overdue": count.overdue, "waived": count.waived,
    })
}

fn group(pairs: impl Iterator<Item = (String, Count)>) -> Value {
    let shown = pairs.map(|(key, count)| (key, shown(&count)));
    Value::Object(shown.collect())
}

async fn counted(test: &TestApp, at: Micros) -> Value {
    let sight = test.sight(Instant::Time(at)).await;
    let found = test.app.coverage(&sight).await.unwrap();
    let team = |team: &Option<Subject>| team.as_ref().map(ToString::to_string).unwrap_or_default();
    json!({
        "organisation": shown(&found.organisation),
        "teams": group(found.teams.iter().map(|(key, count)| (team(key), *count))),
        "roles": group(found.roles.iter().map(|(key, count)| (key.clone(), *count))),
        "modules": group(found.modules.iter().map(|(key, count)| (key.to_string(), *count))),
    })
}

#[tokio::test]
async fn coverage_equals_a_recount_from_raw_events() {
    let test = drill_app(None).await;
    let now = "2026-11-23T12:00:00Z";
    let dates = [now, "2025-10-02T20:00:00Z", "2025-12-31T00:00:00Z", "2026-05-30T00:00:00Z"];
    for at in dates.map(time) {
        let (ours, theirs) = (counted(&test, at).await, recount(&test, at).await);
        assert_eq!(ours, theirs, "as of {at}");
        assert!(ours["organisation"]["required"].as_u64().unwrap() >= 230, "{ours:#}");
    }
    // What the drill does not hold: an own module, a campaign, a waiver, an assignment, a move, a
    // role that ended and somebody who left. Recorded in October, asked of the weeks after.
    let at = "2026-10-01T09:00:00Z";
    let module = "M02";
    let learner = |id: &str| format!("learner:{id}");
    let due = time("2026-11-01T00:00:00Z").0;
    for (number, (kind, stream, data)) in [
        ("person.moved", "person:usr-care-ds1".to_owned(), json!({ "team": "team:team-risk" })),
        ("person.deactivated", "person:usr-sre".to_owned(), json!({})),
        (
            "person.role_ended",
            "person:usr-credit-mle".to_owned(),
            json!({ "role": "ml_engineer", "scope": "team:team-credit-ai" }),
        ),
        (
            "awareness.waived",
            learner("usr-ciso"),
            json!({ "module": module, "until": due, "reason": "on leave" }),
        ),
        (
            "awareness.assigned",
            learner("usr-admin"),
            json!({ "module": module, "due": due, "why": "asked" }),
        ),
        (
            "awareness.assigned",
            learner("usr-dp-eng1"),
            json!({ "module": "M03", "due": due, "why": "anew" }),
        ),
        ("awareness.completed", learner("usr-admin"), json!({ "module": "M01", "score": "1" })),
        (
            "awareness.completed",
            learner("usr-ceo"),
            json!({ "module": "M01", "score": "0.9", "on": time("2026-09-30T10:00:00Z").0 }),
        ),
        ("awareness.completed", learner("usr-ceo"), json!({ "module": "M16", "score": "0.9" })),
        ("awareness.completed", learner("usr-ceo"), json!({ "module": "M20", "score": "0.9" })),
    ]
    .into_iter()
    .enumerate()
    {
        happened(&test, &format!("more-{number}"), kind, (&stream, at), data).await;
    }
    for at in ["2026-10-01T09:00:00Z", "2026-10-31T00:00:00Z", "2026-11-02T00:00:00Z"].map(time) {
        let (ours, theirs) = (counted(&test, at).await, recount(&test, at).await);
        assert_eq!(ours, theirs, "as of {at}");
    }
    let last = counted(&test, time("2026-10-31T00:00:00Z")).await;
    assert_eq!(last["organisation"]["trained"], 1, "the chief executive has done everything");
    assert_eq!(last["organisation"]["waived"], 1);
}

/// Somebody who publishes modules and starts campaigns.
fn officer() -> Caller {
    let grant = Grant {
        role: String::from("compliance_officer"),
        scope: "organisation:org-meridian".parse().unwrap(),
        from: Micros(0),
        until: None,
    };
    Caller { person: person("usr-comp"), grants: vec![grant], now: NOW }
}

fn care_lesson(care: &Subject) -> Lesson {
    let question = Question {
        id: name("Q1"),
        question: name("Who looks at a score?"),
        options: ["Nobody", "A clinician"].map(name).to_vec(),
        answer: 1,
        explanation: name("A score never decides alone"),
    };
    Lesson {
        id: name("OUR-1"),
        title: name("How CareRisk decides"),
        minutes: 20,
        refresh_months: 12,
        pass_score: Decimal::parse("1").unwrap(),
        roles: Vec::new(),
        systems: vec![care.clone()],
        grace_days: 14,
        text: Markdown::parse("# CareRisk").unwrap(),
        questions: vec![question],
    }
}

#[tokio::test]
async fn who_works_on_a_system_is_asked_for_it() {
    let test = drill_app(None).await;
    let (ours, care) = (curriculum().unwrap(), "system:sys-carerisk".parse::<Subject>().unwrap());
    let send = async |id: &str, command: Command| {
        let meta = Meta { source: "test".into(), command: id.into(), ..Meta::default() };
        test.app.awareness(&officer(), &meta, &ours, command).await.unwrap().unwrap();
    };
    let lesson = care_lesson(&care);
    let digest = super::digest_of(lesson.text.as_str(), &lesson.questions).unwrap();
    send("own", Command::PublishModule { curriculum: ours.clone(), lesson, digest }).await;
    let audience = Audience { systems: vec![care], ..Audience::default() };
    let (campaign, title, modules) = (name("care"), name("Care"), vec![name("M20")]);
    let due = NOW.plus_days(30);
    let start = Command::StartCampaign { campaign, title, modules, audience, due, anew: false };
    send("campaign", start).await;
    let sight = test.sight(Instant::Now).await;
    let syllabus = test.app.syllabus(&sight).await.unwrap();
    let asked = async |id: &str| {
        let row = test.app.learner(&sight, &person(id)).await.unwrap().unwrap();
        let duties = syllabus.duties(&row, sight.time);
        let is_asked = |module: &str| duties.iter().any(|duty| duty.module == name(module));
        (is_asked("OUR-1"), is_asked("M20"))
    };
    assert_eq!(asked("usr-care-ds1").await, (true, true), "by the team");
    assert_eq!(asked("usr-care-owner").await, (true, true), "by answering for it");
    assert_eq!(asked("usr-credit-mle").await, (false, false));
    let (counted, recounted) = (counted(&test, NOW).await, recount(&test, NOW).await);
    assert_eq!(counted, recounted);
    assert!(counted["modules"]["OUR-1"]["required"].as_u64().unwrap() > 2, "{counted:#}");
}

#[tokio::test]
async fn teams_add_up_to_the_organisation() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Time(time("2026-03-31T00:00:00Z"))).await;
    let found = test.app.coverage(&sight).await.unwrap();
    let sum = |of: fn(&Count) -> usize| found.teams.values().map(of).sum::<usize>();
    let whole = found.organisation;
    assert_eq!(sum(|count| count.people), whole.people);
    assert_eq!(sum(|count| count.required), whole.required);
    assert_eq!(sum(|count| count.current), whole.current);
    assert_eq!(sum(|count| count.overdue), whole.overdue);
    assert_eq!(found.modules.values().map(|count| count.required).sum::<usize>(), whole.required);
    assert!(whole.current > 10 && whole.share().unwrap() > 0.05);
    assert_eq!(coverage([], &super::Syllabus::default(), sight.time).organisation.share(), None);
}

#[tokio::test]
async fn the_drill_completes_the_shipped_curriculum() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Time(time("2026-03-21T00:00:00Z"))).await;
    let row = test.app.curriculum(&sight).await.unwrap().unwrap();
    assert_eq!(row.plan.modules(sight.time).count(), 20);
    let module = row.plan.module(&name("M03"), sight.time).unwrap();
    assert!(super::shipped().unwrap().lesson(module).is_some(), "what was published is shipped");
    let trained = async |id: &str, module: &str, at: &str| {
        let sight = test.sight(Instant::Time(time(at))).await;
        test.app.is_trained(&sight, &person(id), &name(module)).await.unwrap()
    };
    assert!(trained("usr-dp-eng1", "M03", "2026-03-20T15:00:00Z").await);
    assert!(!trained("usr-dp-eng1", "M03", "2026-03-20T14:59:59Z").await);
    assert!(trained("usr-care-ds1", "M03", "2026-10-02T15:59:59Z").await);
    assert!(!trained("usr-care-ds1", "M03", "2026-10-02T16:00:00Z").await, "a year is over");
    assert!(!trained("usr-care-ds1", "M04", "2026-03-21T00:00:00Z").await);
    assert!(!trained("nobody", "M03", "2026-03-21T00:00:00Z").await);
}

#[tokio::test]
async fn learning_is_counted_and_paged_without_what_is_hidden() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Now).await;
    let learning = |filter: &EventFilter| EventFilter {
        kinds: vec![String::from("awareness.completed")],
        ..filter.clone()
    };
    let all = EventFilter::default();
    let open = test.app.events(&sight, &all, 500).await.unwrap();
    let completed = test.app.events(&sight, &learning(&all), 500).await.unwrap();
    assert_eq!(completed.total, 20);

    let own = Reach::Only([String::from("person:usr-comp")].into());
    sight.learning = Learning { named: own.clone(), counted: own };
    let seen = test.app.events(&sight, &learning(&all), 500).await.unwrap();
    assert_eq!((seen.total, seen.events.len()), (1, 1));
    let page = test.app.events(&sight, &all, 500).await.unwrap();
    assert_eq!(page.total, open.total - 19);
    let subject = EventFilter { subject: Some(person("usr-ceo")), ..EventFilter::default() };
    let about = test.app.events(&sight, &subject, 500).await.unwrap();
    assert!(
        about.total > 0
            && about.events.iter().all(|stored| !stored.leaf.stream.starts_with("learner:"))
    );
    for newest_first in [false, true] {
        let mut filter = EventFilter { newest_first, ..EventFilter::default() };
        let mut joined = Vec::new();
        loop {
            let page = test.app.events(&sight, &filter, 37).await.unwrap();
            assert_eq!(page.total, open.total - 19);
            joined.extend(page.events.iter().map(|stored| stored.pos));
            filter.after = joined.last().copied();
            if !page.has_more {
                break;
            }
        }
        assert_eq!(u64::try_from(joined.len()).unwrap(), open.total - 19);
    }
    let hidden = completed.events.iter().find(|stored| stored.leaf.stream != "learner:usr-comp");
    assert!(test.app.event(&sight, hidden.unwrap().pos).await.unwrap().is_none());
}

#[test]
fn an_attempt_decides_the_order() {
    let options = ["a", "b", "c", "d"].map(name).to_vec();
    let asked = |id: &str| Asked { id: name(id), question: name("q"), options: options.clone() };
    let order = |attempt: &str, id: &str| shuffled(&name(attempt), &asked(id));
    assert_eq!(order("a-1", "Q1"), order("a-1", "Q1"));
    let mut places = order("a-1", "Q1");
    places.sort_unstable();
    assert_eq!(places, [0, 1, 2, 3]);
    let first: std::collections::BTreeSet<u32> =
        (0..40).map(|n| order(&format!("attempt-{n}"), "Q1")[0]).collect();
    assert_eq!(first.len(), 4, "every option comes first sometimes");
    let differ = (0..20).any(|n| order(&format!("a-{n}"), "Q1") != order(&format!("a-{n}"), "Q2"));
    assert!(differ);
}

#[tokio::test]
async fn a_log_keeps_one_curriculum() {
    let test = drill_app(None).await;
    let caller = crate::testing::auditor();
    let other: Subject = "curriculum:other".parse().unwrap();
    let publication = super::shipped().unwrap().publication(caller.now);
    let answer = test
        .app
        .awareness(&caller, &Meta::default(), &other, Command::Publish(publication.clone()))
        .await;
    let Err(AppError::Refused(refused)) = answer else { panic!("{answer:?}") };
    assert_eq!(refused.code, "curriculum.unknown");
    let ours = curriculum().unwrap();
    let answer =
        test.app.awareness(&caller, &Meta::default(), &ours, Command::Publish(publication)).await;
    assert!(matches!(answer, Err(AppError::Denied)), "{answer:?}");
}
