mod questions;

use domain::reviews::{self, Answer, Command, Opening, Participant, Phase, Plan, Raising, Verdict};
use kernel::{Name, Note, Personal, Subject};

use super::{ActionRow, ActionState, FindingRow, ReviewRow};
use crate::{
    AppError, Filter, Instant, Meta, Sight,
    testing::{NOW, TestApp, drill_app, with_roles},
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

async fn send(
    test: &TestApp,
    who: &str,
    id: &str,
    stream: &str,
    command: Command,
) -> Result<usize, AppError> {
    let caller = test.app.caller(&subject(&format!("person:{who}"))).await.unwrap();
    let done = test.app.reviews(&caller, &meta(id), &subject(stream), command).await?;
    Ok(done.map_or(0, |receipt| receipt.positions.len()))
}

async fn must(test: &TestApp, who: &str, id: &str, stream: &str, command: Command) -> usize {
    send(test, who, id, stream, command).await.unwrap()
}

fn code(answer: Result<usize, AppError>) -> String {
    match answer {
        Err(AppError::Refused(refused)) => refused.code,
        Err(AppError::Denied) => String::from("denied"),
        other => panic!("not refused: {other:?}"),
    }
}

fn opening(people: &[&str]) -> Command {
    let participants = people.iter().map(|person| Participant {
        person: subject(&format!("person:{person}")),
        // What somebody claims to be does not count.
        roles: vec![name("ai_security_lead")],
    });
    Command::Open(Opening {
        system: subject("system:sys-carerisk"),
        phase: Phase::Change,
        participants: participants.collect(),
        questions: Vec::new(),
    })
}

async fn now(test: &TestApp) -> Sight {
    test.sight(Instant::Now).await
}

async fn review(test: &TestApp, key: &str) -> ReviewRow {
    test.app.find(&now(test).await, &subject(key)).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_review_goes_from_questions_to_a_conclusion() {
    let test = drill_app(None).await;
    must(&test, "usr-care-owner", "1", "review:r", opening(&["usr-care-mle", "usr-sec-lead"]))
        .await;
    let questions = review(&test, "review:r").await.questions;
    let conclude = |verdict| Command::Conclude {
        verdict: Some(verdict),
        threats: Vec::new(),
        open_high: 0,
        note: Personal::Erased,
    };
    let early = send(&test, "usr-sec-lead", "2", "review:r", conclude(Verdict::Approved)).await;
    assert_eq!(code(early), "review.unanswered");
    for (number, asked) in questions.iter().enumerate() {
        let is_first = number == 0;
        let answer = Command::Answer {
            threat: asked.threat.clone(),
            answer: if is_first { Answer::Open } else { Answer::Covered },
            severity: is_first.then_some(reviews::Grade::High),
            note: Personal::Erased,
        };
        must(&test, "usr-care-mle", &format!("a{number}"), "review:r", answer).await;
    }
    let alone = send(&test, "usr-care-mle", "3", "review:r", conclude(Verdict::Conditional)).await;
    assert_eq!(code(alone), "review.not_security");
    let good = send(&test, "usr-sec-lead", "4", "review:r", conclude(Verdict::Approved)).await;
    assert_eq!(code(good), "review.open_high_threats");
    must(&test, "usr-sec-lead", "5", "review:r", conclude(Verdict::Conditional)).await;
    let row = review(&test, "review:r").await;
    let concluded = row.concluded.clone().unwrap();
    assert_eq!((concluded.open_high, concluded.threats.len()), (1, questions.len()));
    assert_eq!(row.fresh_until(), Some(NOW.plus_days(365)));
}

fn plan(finding: Option<&str>) -> Command {
    Command::OpenAction(Plan {
        title: name("Freeze the holdout"),
        owner: subject("person:usr-care-ds1"),
        due: NOW.plus_days(3),
        controls: vec![name("AIC-VT-03")],
        system: Some(subject("system:sys-carerisk")),
        incident: None,
        finding: finding.map(subject),
    })
}

#[tokio::test]
async fn an_action_is_linked_to_its_finding_at_once() {
    let test = drill_app(None).await;
    let raise = Command::Raise(Raising {
        control: name("AIC-VT-03"),
        severity: reviews::Grade::High,
        text: Note::parse("the holdout changes").unwrap(),
        system: Some(subject("system:sys-carerisk")),
        review: None,
        owner: None,
    });
    let nothing = send(&test, "usr-sec-lead", "0", "action:a", plan(Some("finding:nothing"))).await;
    assert_eq!(code(nothing), "finding.unknown");
    must(&test, "usr-sec-lead", "1", "finding:f", raise).await;
    assert_eq!(must(&test, "usr-sec-lead", "2", "action:a", plan(Some("finding:f"))).await, 2);
    let sight = now(&test).await;
    let finding: FindingRow = test.app.find(&sight, &subject("finding:f")).await.unwrap().unwrap();
    assert_eq!(finding.links, [subject("action:a")]);
    let action: ActionRow = test.app.find(&sight, &subject("action:a")).await.unwrap().unwrap();
    assert_eq!(action.finding, Some(subject("finding:f")));
}

#[tokio::test]
async fn an_action_is_opened_where_its_finding_is() {
    let test = drill_app(None).await;
    for (id, finding, system) in
        [("1", "finding:all", None), ("2", "finding:care", Some("system:sys-carerisk"))]
    {
        let raise = Command::Raise(Raising {
            control: name("AIC-VT-03"),
            severity: reviews::Grade::High,
            text: Note::parse("nobody signs what is released").unwrap(),
            system: system.map(subject),
            review: None,
            owner: None,
        });
        must(&test, "usr-sec-lead", id, finding, raise).await;
    }
    let mut owner = with_roles("usr-care-ds1", &["system_owner"]);
    owner.grants[0].scope = subject("system:sys-carerisk");
    let open = async |id: &str, action: &str, finding: &str| {
        let (action, plan) = (subject(action), plan(Some(finding)));
        let done = test.app.reviews(&owner, &meta(id), &action, plan).await;
        done.map(|receipt| receipt.map_or(0, |receipt| receipt.positions.len()))
    };
    assert_eq!(code(open("3", "action:a", "finding:all").await), "denied");
    assert_eq!(open("4", "action:b", "finding:care").await.unwrap(), 2);
    let sight = now(&test).await;
    let all: FindingRow = test.app.find(&sight, &subject("finding:all")).await.unwrap().unwrap();
    assert!(all.links.is_empty(), "the organisation's finding is as it was");
}

#[tokio::test]
async fn an_action_is_not_opened_on_another_thing() {
    let test = drill_app(None).await;
    let raise = || {
        Command::Raise(Raising {
            control: name("AIC-VT-03"),
            severity: reviews::Grade::High,
            text: Note::parse("nobody signs what is released").unwrap(),
            system: None,
            review: None,
            owner: None,
        })
    };
    must(&test, "usr-sec-lead", "1", "finding:f", raise()).await;
    let taken = send(&test, "usr-sec-lead", "2", "finding:f", plan(None)).await;
    assert_eq!(code(taken), "stream.wrong_kind");
    let taken = send(&test, "usr-sec-lead", "3", "action:f", raise()).await;
    assert_eq!(code(taken), "stream.wrong_kind");
    let sight = now(&test).await;
    let finding: FindingRow = test.app.find(&sight, &subject("finding:f")).await.unwrap().unwrap();
    assert_eq!((finding.system, finding.links), (None, Vec::new()));
}

#[tokio::test]
async fn an_action_is_reported_by_its_owner_and_closed_by_another() {
    let test = drill_app(None).await;
    must(&test, "usr-sec-lead", "1", "action:a", plan(None)).await;
    let state = async |days: i64| {
        let key = subject("action:a");
        let row: ActionRow = test.app.find(&now(&test).await, &key).await.unwrap().unwrap();
        row.state(NOW.plus_days(days))
    };
    assert_eq!((state(3).await, state(4).await), (ActionState::Open, ActionState::Overdue));
    let report = || Command::ReportDone { note: Personal::Erased };
    let other = send(&test, "usr-care-mle", "2", "action:a", report()).await;
    assert_eq!(code(other), "action.not_the_owner");
    must(&test, "usr-care-ds1", "3", "action:a", report()).await;
    assert_eq!(state(0).await, ActionState::Reported);
    let close = || Command::CloseAction { note: Personal::Erased };
    assert_eq!(
        code(send(&test, "usr-care-ds1", "4", "action:a", close()).await),
        "action.owner_closes"
    );
    assert_eq!(code(send(&test, "usr-care-mle", "5", "action:a", close()).await), "denied");
    must(&test, "usr-mrm", "6", "action:a", close()).await;
    assert_eq!(state(99).await, ActionState::Closed);
}

/// Moves the clock to a day and tells what is due.
async fn tell(test: &TestApp, days: i64) {
    test.set_now(NOW.plus_days(days));
    test.app.tell_what_is_due().await.unwrap();
}

#[tokio::test]
async fn an_overdue_action_is_told_to_its_owner() {
    let test = drill_app(None).await;
    must(&test, "usr-sec-lead", "1", "action:a", plan(None)).await;
    must(&test, "usr-sec-lead", "2", "action:b", plan(None)).await;
    let close = Command::CloseAction { note: Personal::Erased };
    must(&test, "usr-mrm", "3", "action:b", close).await;
    let told = async |key: &str| {
        let row: Option<ActionRow> = test.app.find(&now(&test).await, &subject(key)).await.unwrap();
        row.unwrap().told
    };
    tell(&test, 3).await;
    assert!(told("action:a").await.is_empty(), "its day has not passed");
    tell(&test, 4).await;
    let known = told("action:a").await;
    assert_eq!((known.len(), known[0].due), (1, NOW.plus_days(3)));
    assert_eq!(known[0].people, [subject("person:usr-care-ds1")]);
    assert!(told("action:b").await.is_empty(), "it was closed in time");
}

/// Somebody of security opens, answers and concludes a design review of a system.
async fn reviewed(test: &TestApp, key: &str) {
    let send = async |id: &str, command: Command| {
        must(test, "usr-sec-lead", &format!("{key} {id}"), key, command).await;
    };
    send("open", opening(&["usr-sec-lead"])).await;
    for asked in review(test, key).await.questions {
        let (id, threat) = (asked.threat.to_string(), asked.threat);
        let (answer, note) = (Answer::Covered, Personal::Erased);
        send(&id, Command::Answer { threat, answer, severity: None, note }).await;
    }
    let conclude = Command::Conclude {
        verdict: Some(Verdict::Approved),
        threats: Vec::new(),
        open_high: 0,
        note: Personal::Erased,
    };
    send("conclude", conclude).await;
}

#[tokio::test]
async fn only_the_newest_review_of_a_system_lapses() {
    let test = drill_app(None).await;
    reviewed(&test, "review:r-1").await;
    tell(&test, 300).await;
    reviewed(&test, "review:r-2").await;
    for days in [366, 665] {
        tell(&test, days).await;
        assert!(review(&test, "review:r-2").await.told.is_empty(), "day {days}");
    }
    tell(&test, 666).await;
    let known = review(&test, "review:r-2").await.told;
    assert_eq!(known[0].people, [subject("person:usr-sec-lead")]);
    let rows = test.app.list::<ReviewRow>(&now(&test).await, Filter::default()).await.unwrap().rows;
    let told = rows.iter().filter(|row| !row.told.is_empty()).count();
    assert_eq!((rows.len(), told), (6, 1), "those of the drill lapsed before the log began");
}

#[tokio::test]
async fn what_a_leaver_of_security_left_waits_for_somebody_else() {
    let test = drill_app(None).await;
    let people = opening(&["usr-care-ds1", "usr-care-champion"]);
    must(&test, "usr-care-owner", "1", "review:r", people).await;
    let Command::OpenAction(plan) = plan(None) else { panic!() };
    let of_leaver = Plan { owner: subject("person:usr-care-champion"), ..plan };
    must(&test, "usr-sec-lead", "2", "action:a", Command::OpenAction(of_leaver)).await;
    let tasks = async || -> Vec<(String, String)> {
        let found = test.app.hand_overs(&now(&test).await).await.unwrap();
        let ours = found.into_iter().filter(|task| task.subject.kind() != kernel::Kind::Team);
        ours.map(|task| (task.subject.to_string(), task.role)).collect()
    };
    assert!(tasks().await.is_empty());
    let admin = test.app.caller(&subject("person:usr-admin")).await.unwrap();
    let (leaver, leave) =
        (subject("person:usr-care-champion"), domain::people::Command::Deactivate);
    test.app.people(&admin, &meta("3"), &leaver, leave).await.unwrap();
    let waiting = [
        ("action:a".to_owned(), "owner of an action".to_owned()),
        ("review:r".to_owned(), "security of a design review".to_owned()),
    ];
    assert_eq!(tasks().await, waiting);
    let give = Command::Reassign { owner: subject("person:usr-care-ds1") };
    must(&test, "usr-sec-lead", "4", "action:a", give).await;
    let lead = Participant { person: subject("person:usr-sec-lead"), roles: Vec::new() };
    must(&test, "usr-care-owner", "5", "review:r", Command::Join(lead)).await;
    assert!(tasks().await.is_empty());
    let row = review(&test, "review:r").await;
    assert_eq!(row.participants[2].roles, [name("ai_security_lead")], "looked up, not claimed");
}

/// As of when, and how many open actions and findings of a system were expected.
#[tokio::test]
async fn open_actions_and_findings_of_the_drill_are_those_expected() {
    let test = drill_app(None).await;
    let expected: serde_json::Value =
        serde_json::from_str(include_str!("../../../drill/expectations.json")).unwrap();
    let time = expected["portfolio_as_of"].as_str().unwrap().parse().unwrap();
    let sight = test.sight(Instant::Time(time)).await;
    let actions = test.app.list::<ActionRow>(&sight, Filter::default()).await.unwrap().rows;
    let findings = test.app.list::<FindingRow>(&sight, Filter::default()).await.unwrap().rows;
    assert_eq!((actions.len(), findings.len()), (11, 4));
    for system in expected["portfolio"].as_array().unwrap() {
        let name = system["system"].as_str().unwrap();
        let is_its = |of: &Option<Subject>| of.as_ref().is_some_and(|system| system.name() == name);
        let open = actions.iter().filter(|row| row.closed.is_none() && is_its(&row.system)).count();
        assert_eq!(
            open,
            usize::try_from(system["open_actions"].as_u64().unwrap()).unwrap(),
            "{name}"
        );
        let open =
            findings.iter().filter(|row| row.closed.is_none() && is_its(&row.system)).count();
        assert_eq!(
            open,
            usize::try_from(system["open_findings"].as_u64().unwrap()).unwrap(),
            "{name}"
        );
    }
    let chat = &expected["portfolio_by_system"]["sys-supportchat"]["open_actions_2026-05-30"];
    let open: Vec<String> =
        actions.iter().filter(|row| row.closed.is_none()).map(|row| row.subject.label()).collect();
    assert_eq!(serde_json::json!(open), *chat);
    let late: Vec<String> =
        actions.iter().filter(|row| row.is_late()).map(|row| row.subject.label()).collect();
    assert_eq!(late, ["ACT-2025-009"]);
    let of_incident = subject("incident:INC-2026-002");
    assert_eq!(actions.iter().filter(|row| row.incident.as_ref() == Some(&of_incident)).count(), 8);
    let cause = findings.iter().find(|row| row.subject.label() == "FND-2025-002").unwrap();
    assert_eq!(cause.links, [subject("action:ACT-2025-004")]);
}

#[tokio::test]
async fn threat_models_of_the_drill_are_concluded_reviews() {
    let test = drill_app(None).await;
    let rows = test.app.list::<ReviewRow>(&now(&test).await, Filter::default()).await.unwrap().rows;
    assert_eq!(rows.len(), 4);
    let care = rows.iter().find(|row| row.system.label() == "sys-carerisk").unwrap();
    let concluded = care.concluded.as_ref().unwrap();
    assert_eq!((concluded.open_high, concluded.threats.len(), concluded.verdict), (1, 6, None));
    assert!(matches!(concluded.note, Personal::Sealed { .. }));
    let lead = care.participants.iter().find(|one| one.person.label() == "usr-sec-lead").unwrap();
    assert_eq!(lead.roles, [name("ai_security_lead")]);
}
