//! Who answers for what, and who is asked to be a champion, from a file: all lines or none.

use domain::{
    authority::{Caller, Grant},
    people::Command,
    systems::{self, Registration, RiskClass, SystemKind},
};
use kernel::{Micros, Name, Note};

use super::{code, meta, person, roster::with_admin, subject};
use crate::{
    AppError,
    people::{RosterResult, Sheet},
    testing::{NOW, TestApp},
};

const PEOPLE: &str = "id,name\np-1,Jo\np-2,Sam\np-3,Kim\n";

const GOOD: &str = "system,stage,duty,person\n\
    s,,owner,p-1\n\
    system:s,production,deputy,person:p-2\n\
    s,all,responsible,p-3\n";

/// A system of the team, and three people.
async fn with_system() -> (TestApp, Caller) {
    let (test, admin) = with_admin().await;
    let register = systems::Command::Register(Registration {
        name: Name::parse("S").unwrap(),
        purpose: Note::parse("Sorts letters").unwrap(),
        kinds: vec![SystemKind::Predictive],
        risk_class: RiskClass::Low,
        team: subject("team:a"),
        processes_personal_data: false,
        affects_persons: false,
        trained_in_house: true,
    });
    test.app.systems(&admin, &meta("system"), &subject("system:s"), register).await.unwrap();
    test.app.import_roster(&admin, &meta("people"), PEOPLE, false).await.unwrap();
    (test, admin)
}

async fn sends(
    test: &TestApp,
    who: &Caller,
    id: &str,
    sheet: (Sheet, &str),
) -> Result<RosterResult, AppError> {
    test.app.import_sheet(who, &meta(id), sheet, false).await
}

/// Line, code and column of what is wrong.
fn wrong(done: &RosterResult) -> Vec<(u64, &str, &str)> {
    let refused = done.lines.iter().filter_map(|line| {
        let refused = line.refused.as_ref()?;
        Some((line.line, refused.code.as_str(), refused.field.as_deref().unwrap_or_default()))
    });
    refused.collect()
}

#[tokio::test]
async fn who_answers_twice_changes_nothing() {
    let (test, admin) = with_system().await;
    let head = test.app.store.head();
    let sheet = (Sheet::Accountability, GOOD);
    let looked = test.app.import_sheet(&admin, &meta("dry"), sheet, true).await.unwrap();
    assert_eq!(looked.lines[0].records, ["name p-1 owner of s, all stages"]);
    assert_eq!(looked.lines[1].records, ["name p-2 deputy of s, production"]);
    assert!(looked.receipt.is_none());
    assert_eq!(test.app.store.head(), head, "a look records nothing");
    let done = sends(&test, &admin, "one", sheet).await.unwrap();
    assert_eq!(done.lines, looked.lines, "what was looked at is what is recorded");
    assert_eq!(done.receipt.unwrap().positions.len(), 3);
    let again = sends(&test, &admin, "two", sheet).await.unwrap();
    assert!(again.receipt.is_none());
    assert!(again.lines.iter().all(|line| line.records.is_empty() && line.refused.is_none()));
    let next = (Sheet::Accountability, "system,duty,person\ns,owner,p-3\n");
    let done = sends(&test, &admin, "next", next).await.unwrap();
    assert_eq!(done.lines[0].records.len(), 2, "the owner before is released");
    assert_eq!(done.receipt.unwrap().positions.len(), 2);
}

#[tokio::test]
async fn a_bad_line_names_its_column() {
    let (test, admin) = with_system().await;
    let leaver = subject("person:p-3");
    test.app.people(&admin, &meta("left"), &leaver, Command::Deactivate).await.unwrap();
    let head = test.app.store.head();
    let bad = "system,stage,duty,person\n\
        s,,owner,p-1\n\
        nothing,,owner,p-1\n\
        s,moon,owner,p-1\n\
        s,,king,p-1\n\
        s,,deputy,p-9\n\
        s,,deputy,p-3\n\
        s,,deputy,team:a\n\
        s,,deputy,p-1\n";
    let done = sends(&test, &admin, "bad", (Sheet::Accountability, bad)).await.unwrap();
    let wanted = [
        (3, "subject.unknown", "system"),
        (4, "roster.bad_line", "stage"),
        (5, "roster.bad_line", "duty"),
        (6, "subject.unknown", "person"),
        (7, "person.has_left", "person"),
        (8, "roster.bad_line", "person"),
        (9, "system.owner_is_deputy", "person"),
    ];
    assert_eq!(wrong(&done), wanted);
    assert!(done.receipt.is_none());
    assert_eq!(test.app.store.head(), head, "the good line is kept out");
    let denied = sends(&test, &admin, "no", (Sheet::Champions, "who\nx\n")).await;
    assert!(matches!(denied, Err(AppError::Denied)), "an administrator asks no champion");
    let sheet = (Sheet::Accountability, "who\nx\n");
    assert_eq!(code(sends(&test, &admin, "cols", sheet).await.unwrap_err()), "roster.bad_line");
}

/// At once: either they answer for it and leave then, or they left and are made answerable for nothing.
#[tokio::test]
async fn who_leaves_meanwhile_answers_for_nothing() {
    for who in ["p-1", "p-2", "p-3"] {
        let (test, admin) = with_system().await;
        let csv = format!("system,duty,person\ns,owner,{who}\n");
        let (file, goes, leaver) = (meta("file"), meta("goes"), subject(&format!("person:{who}")));
        let sheet = (Sheet::Accountability, csv.as_str());
        let giving = test.app.import_sheet(&admin, &file, sheet, false);
        let departure = test.app.people(&admin, &goes, &leaver, Command::Deactivate);
        let (given, left) = futures::future::join(giving, departure).await;
        let left = left.unwrap().unwrap().position;
        match given {
            Ok(done) => match &done.receipt {
                Some(receipt) => assert!(receipt.position < left, "given to who had left"),
                None => assert_eq!(wrong(&done), [(2, "person.has_left", "person")]),
            },
            Err(AppError::Conflict) => {}
            Err(late) => assert_eq!(code(late), "person.has_left"),
        }
    }
}

#[tokio::test]
async fn a_file_gives_a_stage_one_owner() {
    let (test, admin) = with_system().await;
    let two = "system,stage,duty,person\ns,test,owner,p-1\ns,staging,owner,p-2\ns,test,owner,p-2\n";
    let done = sends(&test, &admin, "two", (Sheet::Accountability, two)).await.unwrap();
    assert_eq!(wrong(&done), [(4, "roster.two_owners", "person")]);
    let twice = "system,stage,duty,person\ns,test,owner,p-1\ns,test,owner,p-1\n";
    let done = sends(&test, &admin, "twice", (Sheet::Accountability, twice)).await.unwrap();
    assert!(wrong(&done).is_empty(), "the same line twice says the same");
    assert_eq!(done.receipt.unwrap().positions.len(), 1);
}

#[tokio::test]
async fn a_sheet_counts_only_where_its_sender_may() {
    let (test, admin) = with_system().await;
    let create = Command::CreateTeam { name: Name::parse("Team B").unwrap() };
    test.app.people(&admin, &meta("b"), &subject("team:b"), create).await.unwrap();
    let of = |scopes: &[&str]| Caller {
        person: subject("person:p-1"),
        grants: scopes.iter().map(|scope| owner_of(scope)).collect(),
        now: NOW,
    };
    let sheet = (Sheet::Champions, "team,person\na,p-2\nb,p-3\n");
    let done = sends(&test, &of(&["team:a"]), "a", sheet).await.unwrap();
    assert_eq!(wrong(&done), [(3, "roster.not_yours", "team")]);
    let done = sends(&test, &of(&["team:a", "team:b"]), "two", sheet).await.unwrap();
    assert_eq!(wrong(&done), [(3, "roster.two_roles", "team")]);
    let all = of(&["organisation:org"]);
    let done = sends(&test, &all, "all", sheet).await.unwrap();
    assert_eq!(done.lines[0].records, ["ask p-2 to be the champion of a"]);
    assert_eq!(done.receipt.unwrap().positions.len(), 2);
    let again = sends(&test, &all, "again", sheet).await.unwrap();
    assert!(again.receipt.is_none() && wrong(&again).is_empty(), "they are asked already");
    let yes = Command::AcceptNomination { team: subject("team:a") };
    let mut nominee = person(&test.app, "p-2").await;
    nominee.grants.push(owner_of("team:a"));
    test.app.people(&nominee, &meta("yes"), &subject("person:p-2"), yes).await.unwrap();
    let again = sends(&test, &all, "later", sheet).await.unwrap();
    assert!(again.receipt.is_none() && wrong(&again).is_empty(), "they are champion already");
}

fn owner_of(scope: &str) -> Grant {
    Grant { role: "system_owner".to_owned(), scope: subject(scope), from: Micros(0), until: None }
}
