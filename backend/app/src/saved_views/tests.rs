use domain::{
    authority::{Caller, Grant},
    people,
    saved_views::{Command, List},
};
use kernel::{Micros, Name, Note, Personal, Subject};

use crate::{
    AppError, Instant, Meta, Outcome,
    testing::{NOW, TestApp, empty_app, with_roles},
};

/// An organisation with two teams, and people: name, role, where it counts, team.
const PEOPLE: [(&str, &str, &str, &str); 4] = [
    ("owner", "system_owner", "team:a", "team:a"),
    ("engineer", "ml_engineer", "team:a", "team:a"),
    ("other", "ml_engineer", "team:b", "team:b"),
    ("officer", "compliance_officer", "organisation:o", "team:b"),
];

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn told(test: &TestApp, stream: &str, command: people::Command) {
    let grant = |role: &str| Grant {
        role: role.to_owned(),
        scope: subject("organisation:o"),
        from: Micros(0),
        until: None,
    };
    let grants = ["administrator", "privacy_officer"].map(grant).into();
    let root = Caller { person: subject("person:root"), grants, now: NOW };
    let id = format!("{stream} {}", test.app.store.head());
    test.app.people(&root, &meta(&id), &subject(stream), command).await.unwrap();
}

async fn world() -> TestApp {
    let test = empty_app().await;
    let name = |text: &str| Name::parse(text).unwrap();
    let register = people::Command::RegisterOrganisation { name: name("O"), units: Vec::new() };
    told(&test, "organisation:o", register).await;
    for team in ["team:a", "team:b"] {
        told(&test, team, people::Command::CreateTeam { name: name(team) }).await;
    }
    for (person, role, scope, team) in PEOPLE {
        let stream = format!("person:{person}");
        let (of, team) = (subject(&stream), Some(subject(team)));
        let written = Personal::written(&of, person);
        let email = Personal::Erased;
        let register = people::Command::Register { name: written, email, team, service: false };
        told(&test, &stream, register).await;
        let (role, scope) = (name(role), subject(scope));
        let grant = people::Command::GrantRole { role, scope, from: Micros(0), until: None };
        told(&test, &stream, grant).await;
    }
    test
}

async fn caller(test: &TestApp, person: &str) -> Caller {
    test.app.caller(&subject(&format!("person:{person}"))).await.unwrap()
}

async fn saves(
    test: &TestApp,
    (person, view): (&str, &str),
    with: Option<&str>,
) -> Result<Outcome, AppError> {
    let caller = caller(test, person).await;
    let said = |text: &str| Personal::written(&caller.person, text);
    let (name, query) = (said("High and open"), said("band=high&show=open"));
    let command = Command::Save { list: List::Risks, name, query, with: with.map(subject) };
    test.app.saved_views(&caller, &meta(view), &subject(view), command).await
}

async fn found(test: &TestApp, person: &str) -> Vec<String> {
    let caller = caller(test, person).await;
    let sight = test.app.sight(&caller, Instant::Now).await.unwrap();
    assert!(test.app.views_of(&sight, &caller, List::Controls).await.unwrap().is_empty());
    let rows = test.app.views_of(&sight, &caller, List::Risks).await.unwrap();
    rows.iter().map(|row| row.subject.to_string()).collect()
}

fn is_denied(outcome: &Result<Outcome, AppError>) -> bool {
    matches!(outcome, Err(AppError::Denied))
}

fn code(outcome: Result<Outcome, AppError>) -> String {
    match outcome {
        Err(AppError::Refused(refused)) => refused.code,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn sharing_takes_a_role_for_the_audience() {
    let test = world().await;
    let (a, b, all) = (Some("team:a"), Some("team:b"), Some("organisation:o"));
    for person in ["owner", "engineer", "other", "officer"] {
        let view = format!("view:own-{person}");
        saves(&test, (person, view.as_str()), None).await.unwrap();
    }
    saves(&test, ("owner", "view:1"), a).await.unwrap();
    saves(&test, ("officer", "view:2"), all).await.unwrap();
    saves(&test, ("officer", "view:3"), a).await.unwrap();
    assert!(is_denied(&saves(&test, ("owner", "view:4"), b).await));
    assert!(is_denied(&saves(&test, ("owner", "view:5"), all).await));
    assert!(is_denied(&saves(&test, ("engineer", "view:6"), a).await));
    let strange = saves(&test, ("officer", "view:7"), Some("organisation:x")).await;
    assert_eq!(code(strange), "view.no_audience");
    let unknown = saves(&test, ("officer", "view:8"), Some("team:x")).await;
    assert_eq!(code(unknown), "subject.unknown");
    assert_eq!(code(saves(&test, ("owner", "risk:1"), None).await), "view.bad_id");
    let may = async |person: &str| test.app.audiences(&caller(&test, person).await).await.unwrap();
    assert_eq!(may("owner").await, [subject("team:a")]);
    assert_eq!(may("officer").await, [subject("team:b"), subject("organisation:o")]);
    assert!(may("engineer").await.is_empty());
    let service = with_roles("machine", &["pipeline_service"]);
    let name = Personal::written(&service.person, "Mine");
    let (list, query) = (List::Risks, Personal::Erased);
    let save = Command::Save { list, name, query, with: None };
    let machine = test.app.saved_views(&service, &meta("m"), &subject("view:m"), save).await;
    assert!(is_denied(&machine));
}

#[tokio::test]
async fn a_view_is_found_by_its_audience_only() {
    let test = world().await;
    saves(&test, ("owner", "view:mine"), None).await.unwrap();
    saves(&test, ("owner", "view:ours"), Some("team:a")).await.unwrap();
    saves(&test, ("officer", "view:everybodys"), Some("organisation:o")).await.unwrap();
    assert_eq!(found(&test, "owner").await, ["view:everybodys", "view:mine", "view:ours"]);
    assert_eq!(found(&test, "engineer").await, ["view:everybodys", "view:ours"]);
    assert_eq!(found(&test, "other").await, ["view:everybodys"]);
    let engineer = caller(&test, "engineer").await;
    let ours = subject("view:ours");
    let removal = test.app.saved_views(&engineer, &meta("x"), &ours, Command::Remove).await;
    assert_eq!(code(removal), "view.not_yours");
    let owner = caller(&test, "owner").await;
    test.app.saved_views(&owner, &meta("y"), &ours, Command::Remove).await.unwrap();
    assert_eq!(found(&test, "engineer").await, ["view:everybodys"]);
}

#[tokio::test]
async fn an_erased_owner_leaves_no_views() {
    let test = world().await;
    saves(&test, ("owner", "view:ours"), Some("team:a")).await.unwrap();
    let engineer = caller(&test, "engineer").await;
    let texts = async || {
        let sight = test.app.sight(&engineer, Instant::Now).await.unwrap();
        let mut parts = Vec::new();
        for row in test.app.views_of(&sight, &engineer, List::Risks).await.unwrap() {
            for seal in [&row.name, &row.query] {
                let Personal::Sealed { pos, pointer } = seal else { continue };
                parts.push(store::PartRef { pos: *pos, pointer: pointer.clone() });
            }
        }
        test.app.store.open_parts(&parts).await.unwrap().into_values().flatten().count()
    };
    assert_eq!(texts().await, 2);
    let authority = Note::parse("a request").unwrap();
    told(&test, "person:owner", people::Command::Erase { authority }).await;
    assert_eq!(texts().await, 0);
}
