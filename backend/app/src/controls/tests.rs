use std::collections::BTreeSet;

use domain::{
    Event,
    catalogue::{self, Control, OwnItem, Section},
    controls::{Command, Status},
    evaluations::{self, Report},
};
use kernel::{Decimal, Digest, Micros, Name, Subject};

use super::{Answered, Board, changes::words};
use crate::{
    AppError, Fact, Filter, Instant, Meta, Visible,
    catalogue::{Book, own_stream},
    controls::ControlRow,
    notices::{Due, Notice},
    testing::{TestApp, drill_app, with_roles},
};

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn board(test: &TestApp, moment: &str) -> Board {
    let sight = test.sight(Instant::Time(time(moment))).await;
    test.app.control_board(&sight, None).await.unwrap()
}

fn status(board: &Board, system: &str, control: &str) -> Status {
    board.get(&subject(system), control).unwrap().status()
}

#[tokio::test]
async fn the_drill_stands_as_recorded() {
    let test = drill_app(None).await;
    let chat = "system:sys-supportchat";
    // Just before the provider swapped the model, the last red team was older than sixty days.
    let cases = [
        ("2025-12-06T00:00:00Z", Status::Pass),
        ("2026-02-18T07:01:00Z", Status::Stale),
        ("2026-02-18T09:11:00Z", Status::Missing),
        ("2026-02-20T18:01:00Z", Status::Fail),
        ("2026-02-27T18:01:00Z", Status::Pass),
        ("2026-04-02T16:01:00Z", Status::Fail),
        ("2026-05-05T18:01:00Z", Status::Pass),
    ];
    for (moment, expected) in cases {
        let board = board(&test, moment).await;
        assert_eq!(status(&board, chat, "AIC-GV-11"), expected, "{moment}");
    }
    let board = board(&test, "2026-06-01T00:00:00Z").await;
    assert_eq!(board.standings.len(), 4 * 42);
    assert_eq!(status(&board, "system:sys-carerisk", "AIC-GV-11"), Status::NotApplicable);
    let row = board.get(&subject(chat), "AIC-GV-11").unwrap().decided.clone().unwrap();
    let told: Vec<_> = row.notices.iter().map(|notice| (notice.from, notice.to)).collect();
    let (pass, stale, fail) = (Status::Pass, Status::Stale, Status::Fail);
    assert_eq!(told, [(pass, stale), (stale, fail), (fail, pass)]);
    let shown = board.standings.iter().map(|standing| {
        let (system, found) = (standing.system.label(), &standing.assessment);
        format!(
            "{system} {} {}: {} {}",
            standing.control,
            found.status,
            found.why(),
            found.advice()
        )
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"));
}

/// The segments are those of the datasets in the drill's files: the care system was made from
/// special-category data alone, those for credit and fraud from personal, and what the support chat
/// answers from is internal.
#[tokio::test]
async fn stricter_tests_follow_the_data() {
    let test = drill_app(None).await;
    let board = board(&test, "2026-06-01T00:00:00Z").await;
    let asked = |system: &str, control: &str, id: &str| {
        let standing = board.get(&subject(system), control).unwrap();
        let found = standing.assessment.tests.iter().find(|test| test.id == id).unwrap();
        let is_asked = found.status != Status::NotApplicable;
        assert_eq!(is_asked, found.because.is_some(), "{system} {id}");
        found.because.clone()
    };
    let special = Some(String::from("holds special-category data"));
    let personal = Some(String::from("holds personal data"));
    let (care, chat) = ("system:sys-carerisk", "system:sys-supportchat");
    for (control, id) in [
        ("AIC-DI-02", "AIC-DI-02-S1"),
        ("AIC-DI-02", "AIC-DI-02-S2"),
        ("AIC-PC-01", "AIC-PC-01-S1"),
        ("AIC-PC-01", "AIC-PC-01-S2"),
        ("AIC-PC-03", "AIC-PC-03-S1"),
    ] {
        assert_eq!(asked(care, control, id), special, "{id}");
        for other in ["system:sys-creditline", "system:sys-fraudshield", chat] {
            assert_eq!(asked(other, control, id), None, "{other} {id}");
        }
    }
    for system in ["system:sys-creditline", "system:sys-fraudshield"] {
        assert_eq!(asked(system, "AIC-PC-03", "AIC-PC-03-S2"), personal);
    }
    assert_eq!(asked(care, "AIC-PC-03", "AIC-PC-03-S2"), None);
    assert_eq!(asked(chat, "AIC-PC-03", "AIC-PC-03-S2"), None);
    // EVD-HC-0906 measured 0.031 for the model of the first live deployments: a number that only
    // warned before, and now decides.
    let standing = board.get(&subject(care), "AIC-PC-01").unwrap();
    let mut decides = standing.assessment.deciding_tests();
    let attack = decides.find(|test| test.id == "AIC-PC-01-S2").unwrap();
    let measured = |value: &str| attack.readings.iter().any(|r| r.value.as_deref() == Some(value));
    assert!(measured("0.031"), "{:?}", attack.readings);
}

/// A control of the organisation's own, with a rule and no tests.
async fn add_ruled(test: &TestApp, id: &str, rule: serde_json::Value) {
    let item = OwnItem {
        section: Section::Controls,
        id: Name::parse(id).unwrap(),
        body: serde_json::json!({
            "title": id, "evidence": [{ "type": "EV-PENTEST" }], "applies_if": rule }),
        valid_from: None,
        valid_to: None,
    };
    let officer = with_roles("usr-comp", &["compliance_officer"]);
    let add = catalogue::Command::Add(item);
    test.app.catalogue(&officer, &meta(id), &own_stream().unwrap(), add).await.unwrap();
}

/// The classes are those that the drill approved, its deployments are all in production.
#[tokio::test]
async fn a_rule_asks_for_class_stage_and_segment() {
    let test = drill_app(None).await;
    let json = |text: &str| serde_json::from_str(text).unwrap();
    add_ruled(&test, "ORG-CLASS", json(r#"{ "act_class_any": ["transparency", "minimal"] }"#))
        .await;
    add_ruled(&test, "ORG-STAGE", json(r#"{ "stage_any": ["production"] }"#)).await;
    add_ruled(&test, "ORG-TRIAL", json(r#"{ "stage_any": ["test"] }"#)).await;
    let segment = r#"{ "sensitivity_any": ["special_category", "internal"] }"#;
    add_ruled(&test, "ORG-SEGMENT", json(segment)).await;
    let sight = test.sight(Instant::Now).await;
    let board = test.app.control_board(&sight, None).await.unwrap();
    let told = |control: &str| -> Vec<String> {
        let of_drill = ["carerisk", "creditline", "fraudshield", "supportchat"];
        let found = of_drill.map(|system| {
            let standing = board.get(&subject(&format!("system:sys-{system}")), control).unwrap();
            let found = &standing.assessment;
            match (&found.because, &found.not_for) {
                (Some(because), None) => format!("the system {because}"),
                (None, Some(_)) => found.why(),
                other => panic!("{other:?}"),
            }
        });
        found.into()
    };
    let not =
        "It is for systems that are bound to transparency or of minimal risk under the AI Act.";
    assert_eq!(
        told("ORG-CLASS"),
        [
            not,
            not,
            "the system is of minimal risk under the AI Act",
            "the system is bound to transparency under the AI Act",
        ]
    );
    assert_eq!(told("ORG-STAGE"), ["the system runs in production"; 4]);
    assert_eq!(told("ORG-TRIAL"), ["It is for systems that run in test."; 4]);
    let not = "It is for systems that hold special-category or internal data.";
    assert_eq!(
        told("ORG-SEGMENT"),
        ["the system holds special-category data", not, not, "the system holds internal data"]
    );
}

#[tokio::test]
async fn a_provider_swap_concerns_only_controls_that_name_it() {
    let test = drill_app(Some(time("2026-02-18T08:00:00Z"))).await;
    let before = board(&test, "2026-02-18T06:59:00Z").await;
    let after = board(&test, "2026-02-18T08:00:00Z").await;
    let why = |board: &Board| {
        let standing = board.get(&subject("system:sys-supportchat"), "AIC-VT-01").unwrap();
        (standing.status(), standing.assessment.why())
    };
    assert_eq!(why(&before).0, Status::Pass, "{:?}", why(&before));
    assert_eq!(why(&after).0, Status::Pass, "the swap only concerns controls that name it");
}

#[tokio::test]
async fn a_hidden_system_is_not_on_the_board() {
    let test = drill_app(None).await;
    let mut sight = test.sight(Instant::Now).await;
    let one = subject("system:sys-creditline");
    sight.visible = Visible::Only([one.to_string()].into());
    let board = test.app.control_board(&sight, None).await.unwrap();
    assert_eq!(board.systems(), [one]);
    let hidden = subject("system:sys-carerisk");
    let board = test.app.control_board(&sight, Some(&hidden)).await.unwrap();
    assert!(board.standings.is_empty());
    let none = test.app.effectiveness(&sight, &hidden, "THR-06").await.unwrap();
    assert_eq!(none.share(), None);
}

#[tokio::test]
async fn one_system_asked_alone_stands_as_on_the_whole_board() {
    let test = drill_app(None).await;
    for moment in ["2025-12-01T00:00:00Z", "2026-03-01T00:00:00Z"] {
        let sight = test.sight(Instant::Time(time(moment))).await;
        let all = test.app.control_board(&sight, None).await.unwrap();
        for system in all.systems() {
            let alone = test.app.control_board(&sight, Some(&system)).await.unwrap();
            let whole: Vec<_> = all.of(&system).map(|s| &s.assessment).collect();
            assert_eq!(alone.of(&system).map(|s| &s.assessment).collect::<Vec<_>>(), whole);
            let threats: Vec<&String> = all.book.threats.keys().collect();
            for threat in threats {
                let share = all.effectiveness(&system, threat).share();
                assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
            }
        }
    }
}

pub(super) fn red_team() -> Report {
    let metric = |name: &str, value: &str| (name.to_owned(), Decimal::parse(value).unwrap());
    Report {
        subject: subject("deployment:dep-ch-0002"),
        system: Some(subject("system:sys-supportchat")),
        evidence_type: Name::parse("EV-LLM-REDTEAM").unwrap(),
        tool: Name::parse("garak").unwrap(),
        digest: Digest::parse(&"a".repeat(64)).unwrap(),
        metrics: [
            metric("llm.attack_success_rate", "0.04"),
            metric("llm.worst_probe_asr", "0.1"),
            metric("llm.leak_hits", "0"),
            metric("llm.tool_scope_violations", "0"),
        ]
        .into(),
        flags: [].into(),
        details: [].into(),
        dataset: None,
        thresholds: vec![],
        speaks_to: vec![],
        fresh_days: None,
    }
}

#[tokio::test]
async fn evidence_comes_due_once() {
    let test = drill_app(None).await;
    let engineer = with_roles("usr-chat-ml", &["ml_engineer"]);
    let evidence = subject("evidence:ev-live");
    let attach = evaluations::Command::Attach(red_team());
    test.app.evaluations(&engineer, &meta("attach"), &evidence, attach).await.unwrap();
    let chat = subject("system:sys-supportchat");
    let due = test.app.what_is_due().await.unwrap();
    let is_control = |one: &Due| matches!(one.notice, Notice::Controls(_));
    assert!(!due.iter().any(is_control), "what is past is not told");
    let attached = test.app.now();
    for _ in 0..53 {
        test.advance_days(7);
        test.app.tell_what_is_due().await.unwrap();
        assert_eq!(test.app.tell_what_is_due().await.unwrap(), 0, "nobody is told twice");
    }
    let sight = test.sight(Instant::Now).await;
    let rows = test.app.list::<ControlRow>(&sight, Filter::default()).await.unwrap().rows;
    let mut dates = BTreeSet::new();
    for (row, told) in rows.iter().flat_map(|row| row.told.iter().map(move |told| (row, told))) {
        assert!(dates.insert((row.subject.clone(), told.what.clone(), told.due)), "told twice");
        let days = told.at.days_since(told.due);
        assert!((0..7).contains(&days), "{} of {} told {days} days late", told.what, row.subject);
    }
    let told: Vec<_> = dates.iter().filter(|(_, what, _)| what == &evidence).collect();
    let expected = [("AIC-GV-11", 60), ("AIC-VT-01", 180)].map(|(control, days)| {
        let stream = domain::controls::stream(&chat, control).unwrap();
        (stream, evidence.clone(), attached.plus_days(days))
    });
    assert_eq!(told, expected.iter().collect::<Vec<_>>());
    let owner = rows.iter().flat_map(|row| &row.told).find(|told| told.what == evidence).unwrap();
    assert_eq!(owner.told, Some(subject("person:usr-chat-owner")), "the system's owner answers");
    let board = test.app.control_board(&sight, Some(&chat)).await.unwrap();
    assert_eq!(board.get(&chat, "AIC-GV-11").unwrap().status(), Status::Stale);
}

#[tokio::test]
async fn evidence_of_another_system_is_not_linked() {
    let test = drill_app(None).await;
    let lead = with_roles("lead", &["ai_security_lead", "compliance_officer"]);
    let care = subject("system:sys-carerisk");
    let stream = domain::controls::stream(&care, "AIC-VT-01").unwrap();
    let link = |evidence: &str| Command::LinkEvidence {
        system: subject("system:sys-carerisk"),
        evidence: subject(evidence),
    };
    let code = |answer: Result<_, AppError>| match answer {
        Err(AppError::Refused(refused)) => refused.code,
        other => panic!("{other:?}"),
    };
    let send = async |stream: &Subject, id: &str, command| {
        test.app.controls(&lead, &meta(id), stream, command).await
    };
    let elsewhere = send(&stream, "1", link("evidence:EVD-CH-0107")).await;
    assert_eq!(code(elsewhere), "control.evidence_elsewhere");
    assert_eq!(code(send(&stream, "2", link("evidence:nothing")).await), "subject.unknown");
    let other = domain::controls::stream(&subject("system:sys-creditline"), "AIC-VT-01").unwrap();
    let strange = send(&other, "3", link("evidence:EVD-HC-0903")).await;
    assert_eq!(code(strange), "control.other_system");
    let unknown = domain::controls::stream(&care, "AIC-XX-99").unwrap();
    assert_eq!(code(send(&unknown, "4", link("evidence:EVD-HC-0903")).await), "control.unknown");
    assert!(send(&stream, "5", link("evidence:EVD-HC-0903")).await.unwrap().is_some());
}

#[tokio::test]
async fn an_older_test_of_another_version_counts_once_it_is_linked() {
    let test = drill_app(None).await;
    let lead = with_roles("lead", &["ai_security_lead"]);
    let fraud = subject("system:sys-fraudshield");
    let sight = test.sight(Instant::Now).await;
    let control = "AIC-GV-09";
    let board = test.app.control_board(&sight, Some(&fraud)).await.unwrap();
    assert_eq!(board.get(&fraud, control).unwrap().status(), Status::Missing);
    let stream = domain::controls::stream(&fraud, control).unwrap();
    let command =
        Command::LinkEvidence { system: fraud.clone(), evidence: subject("evidence:EVD-FR-0202") };
    test.app.controls(&lead, &meta("link"), &stream, command).await.unwrap();
    let sight = test.sight(Instant::Now).await;
    let board = test.app.control_board(&sight, Some(&fraud)).await.unwrap();
    let found = &board.get(&fraud, control).unwrap().assessment;
    assert_eq!(found.status, Status::Fail, "it is there now, and does not say what is asked");
}

#[tokio::test]
async fn every_row_of_the_matrix_resolves() {
    let test = drill_app(None).await;
    let board = board(&test, "2026-06-01T00:00:00Z").await;
    let traces = board.traces(None);
    assert_eq!(traces.len(), 81);
    let mut by = [0; 4];
    for trace in &traces {
        let id = &trace.row.id;
        assert!(trace.is_resolved(), "{id} is not answered: {trace:?}");
        let known = |threat: &String| board.book.threats.contains_key(threat);
        assert!(trace.row.threats.iter().all(known), "{id} names an unknown threat");
        assert!(trace.row.controls.iter().all(|one| board.book.controls.contains_key(one)), "{id}");
        assert!(trace.row.features.iter().all(|one| board.book.features.contains_key(one)), "{id}");
        let place = match trace.answered {
            Answered::ByControl => 0,
            Answered::ByThreat => 1,
            Answered::ByFeature => 2,
            Answered::OutOfScope => 3,
        };
        by[place] += 1;
    }
    assert_eq!((by[2], by[3]), (8, 1), "rows that name neither, and those that ask for nothing");
    // For one system only its own controls show it.
    let chat = subject("system:sys-supportchat");
    for trace in board.traces(Some(&chat)) {
        let shown = trace.shown.map(|number| &board.standings[number].system);
        assert!(shown.is_none_or(|system| system == &chat), "{trace:?}");
    }
}

#[test]
fn words_without_an_event_are_known() {
    let stood_for: BTreeSet<&str> = every_fact().iter().flat_map(words).collect();
    let invalidating = |control: &Control| control.invalidated_by.clone();
    let asked: BTreeSet<String> =
        Book::shipped().controls.values().flat_map(invalidating).collect();
    let waiting: Vec<&str> =
        asked.iter().map(String::as_str).filter(|word| !stood_for.contains(word)).collect();
    insta::assert_snapshot!(waiting.join("\n"));
    let idle: Vec<&&str> = stood_for.iter().filter(|word| !asked.contains(**word)).collect();
    assert!(idle.is_empty(), "no control asks about {idle:?}");
}

/// Every example of every room as a fact of a system.
fn every_fact() -> Vec<Fact> {
    use domain::{catalogue, controls, datasets, deployments, incidents, models, people, systems};
    use kernel::Fact as _;
    let mut all: Vec<Event> = Vec::new();
    all.extend(catalogue::Event::examples().into_iter().map(Event::Catalogue));
    all.extend(controls::Event::examples().into_iter().map(Event::Controls));
    all.extend(datasets::Event::examples().into_iter().map(Event::Datasets));
    all.extend(deployments::Event::examples().into_iter().map(Event::Deployments));
    all.extend(incidents::Event::examples().into_iter().map(Event::Incidents));
    all.extend(models::Event::examples().into_iter().map(Event::Models));
    all.extend(people::Event::examples().into_iter().map(Event::People));
    all.extend(systems::Event::examples().into_iter().map(Event::Systems));
    let fact = |event| Fact {
        pos: 0,
        stream: subject("dataset:thing"),
        recorded: Micros(0),
        at: Micros(0),
        imported: false,
        actor: subject("person:p"),
        claimed_actor: None,
        system: Some(subject("system:s")),
        corr: None,
        event,
    };
    all.into_iter().map(fact).collect()
}
