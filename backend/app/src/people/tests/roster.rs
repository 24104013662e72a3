//! People from a spreadsheet: all lines or none.

use domain::{authority::Caller, people::Command};
use kernel::{Kind, Micros, Name, Subject};

use super::{code, meta, subject};
use crate::testing::{NOW, TestApp, empty_app};

/// An organisation with a team, and who looks after it.
pub(super) async fn with_admin() -> (TestApp, Caller) {
    let test = empty_app().await;
    let org = subject("organisation:org");
    let grant = |role: &str| domain::authority::Grant {
        role: role.to_owned(),
        scope: org.clone(),
        from: Micros(0),
        until: None,
    };
    let admin = Caller {
        person: Subject::new(Kind::Person, "admin", None).unwrap(),
        grants: vec![grant("administrator")],
        now: NOW,
    };
    let name = |text: &str| Name::parse(text).unwrap();
    let register = Command::RegisterOrganisation { name: name("Org"), units: Vec::new() };
    test.app.people(&admin, &meta("org"), &org, register).await.unwrap();
    let create = Command::CreateTeam { name: name("Team A") };
    test.app.people(&admin, &meta("team"), &subject("team:a"), create).await.unwrap();
    (test, admin)
}

const GOOD: &str = "id,name,email,team,role,scope\n\
    p-1,\"Doe, Jo\",jo@example.org,a,data_scientist,team:a\n\
    person:p-2,Sam,,team:a,,\n";

#[tokio::test]
async fn the_same_roster_twice_changes_nothing() {
    let (test, admin) = with_admin().await;
    let done = test.app.import_roster(&admin, &meta("one"), GOOD, false).await.unwrap();
    assert_eq!(done.lines[0].records, ["register p-1", "give data_scientist for a"]);
    assert_eq!(done.receipt.unwrap().positions.len(), 3);
    let again = test.app.import_roster(&admin, &meta("two"), GOOD, false).await.unwrap();
    assert!(again.receipt.is_none());
    assert!(again.lines.iter().all(|line| line.records.is_empty() && line.refused.is_none()));
}

#[tokio::test]
async fn one_bad_line_keeps_all_lines_out() {
    let (test, admin) = with_admin().await;
    let head = test.app.store.head();
    let bad = format!(
        "{GOOD}p-3,Kim,,b,,\np-4,Lee,,a,wizard,team:a\np-5,,,a,,\nteam:x,Max,,a,,\np-6,Eve,,a,ciso,\n"
    );
    let done = test.app.import_roster(&admin, &meta("bad"), &bad, false).await.unwrap();
    let refused: Vec<(u64, String)> = done
        .lines
        .iter()
        .filter_map(|line| Some((line.line, line.refused.as_ref()?.code.clone())))
        .collect();
    let codes = ["subject.unknown", "person.unknown_role", "roster.bad_line"];
    let wanted = [(4, codes[0]), (5, codes[1]), (6, codes[2]), (7, codes[2]), (8, codes[2])];
    assert_eq!(refused, wanted.map(|(line, code)| (line, code.to_owned())));
    assert!(done.receipt.is_none());
    assert_eq!(test.app.store.head(), head);
    let no_columns = test.app.import_roster(&admin, &meta("cols"), "who\nx\n", false).await;
    assert_eq!(code(no_columns.unwrap_err()), "roster.bad_line");
}

#[tokio::test]
async fn a_dry_run_records_nothing() {
    let (test, admin) = with_admin().await;
    let head = test.app.store.head();
    let done = test.app.import_roster(&admin, &meta("dry"), GOOD, true).await.unwrap();
    assert_eq!(done.lines.len(), 2);
    assert!(done.receipt.is_none());
    assert_eq!(test.app.store.head(), head);
}
