use domain::{authority::Caller, people::Command};
use kernel::{Kind, Micros, Name, Subject};

use super::coverage::of_champions;
use crate::{
    App, AppError, Filter, Instant, Meta,
    testing::{NOW, TestApp, drill_app, empty_app},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

fn code(error: AppError) -> String {
    if let AppError::Refused(refused) = error {
        return refused.code;
    }
    panic!("{error:?}")
}

async fn person(app: &App, id: &str) -> Caller {
    app.caller(&subject(&format!("person:{id}"))).await.unwrap()
}

/// Does something as a person of the drill.
async fn does(app: &App, who: &str, stream: &str, command: Command) -> Result<(), AppError> {
    let caller = person(app, who).await;
    let id = format!("{who} {stream} {command:?}");
    app.people(&caller, &meta(&id), &subject(stream), command).await.map(drop)
}

fn lend(role: &str, scope: &str) -> Command {
    let (role, scope) = (Name::parse(role).unwrap(), subject(scope));
    Command::Delegate { role, scope, from: NOW, until: NOW.plus_days(14) }
}

fn holds(caller: &Caller, role: &str) -> bool {
    caller.current().any(|grant| grant.role == role)
}

fn ends(role: &str, scope: &str) -> Command {
    Command::EndRole { role: Name::parse(role).unwrap(), scope: subject(scope) }
}

const ORG: &str = "organisation:org-meridian";

#[tokio::test]
async fn a_lent_role_ends_with_the_lenders() {
    let test = drill_app(None).await;
    let app = &test.app;
    does(app, "usr-ciso", "person:usr-mrm", lend("ciso", ORG)).await.unwrap();
    assert!(holds(&person(app, "usr-mrm").await, "ciso"));
    does(app, "usr-admin", "person:usr-ciso", ends("ciso", ORG)).await.unwrap();
    assert!(!holds(&person(app, "usr-mrm").await, "ciso"), "the lender lost it");
}

#[tokio::test]
async fn only_ones_own_role_is_lent() {
    let test = drill_app(None).await;
    let app = &test.app;
    let not_held = does(app, "usr-ciso", "person:usr-mrm", lend("chief_risk_officer", ORG)).await;
    assert_eq!(code(not_held.unwrap_err()), "person.lends_what_is_not_held");
    let to_oneself = does(app, "usr-ciso", "person:usr-ciso", lend("ciso", ORG)).await;
    assert_eq!(code(to_oneself.unwrap_err()), "person.lends_to_oneself");
    does(app, "usr-ciso", "person:usr-mrm", lend("ciso", ORG)).await.unwrap();
    let onwards = does(app, "usr-mrm", "person:usr-cro", lend("ciso", ORG)).await;
    assert_eq!(code(onwards.unwrap_err()), "person.lends_what_is_not_held");
}

#[tokio::test]
async fn only_the_nominee_answers() {
    let test = drill_app(None).await;
    let app = &test.app;
    let team = subject("team:team-care-ai");
    let nominate = Command::NominateChampion { team: team.clone() };
    let accept = Command::AcceptNomination { team };
    does(app, "usr-sec-lead", "person:usr-care-mle", nominate).await.unwrap();
    let by_another = does(app, "usr-care-ds1", "person:usr-care-mle", accept.clone()).await;
    assert_eq!(code(by_another.unwrap_err()), "person.not_the_nominee");
    does(app, "usr-care-mle", "person:usr-care-mle", accept).await.unwrap();
    assert!(holds(&person(app, "usr-care-mle").await, "security_champion"));
}

#[tokio::test]
async fn a_team_without_a_system_needs_no_champion() {
    let test = drill_app(None).await;
    let sight = test.sight(Instant::Now).await;
    let found = test.app.champion_coverage(&sight).await.unwrap();
    let systems = test.app.list::<crate::systems::SystemRow>(&sight, Filter::default()).await;
    let teams: std::collections::BTreeSet<_> =
        systems.unwrap().rows.into_iter().map(|row| row.team).collect();
    assert_eq!(found.total(), teams.len());
    assert!(of_champions(&[], &[], &[], NOW).missing.is_empty());
}

/// The owner of the healthcare system leaves.
async fn owner_leaves(test: &TestApp) {
    let leave = Command::Deactivate;
    does(&test.app, "usr-admin", "person:usr-care-owner", leave).await.unwrap();
}

#[tokio::test]
async fn who_has_left_covers_nothing() {
    let test = drill_app(None).await;
    let before = test.sight(Instant::Now).await;
    let covered = test.app.owner_coverage(&before).await.unwrap();
    assert!(covered.missing.is_empty(), "{:?}", covered.missing);
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let gap = test.app.owner_coverage(&now).await.unwrap().missing;
    let names: Vec<String> = gap.iter().map(|gap| gap.subject.label()).collect();
    assert_eq!(names, ["sys-carerisk"]);
    assert_eq!(gap[0].left.as_ref().map(Subject::label).as_deref(), Some("usr-care-owner"));
    let again = test.app.owner_coverage(&before).await.unwrap();
    assert_eq!(again, covered, "nothing about the past changes");
}

#[tokio::test]
async fn a_leaver_leaves_tasks_until_successors_are_named() {
    let test = drill_app(None).await;
    let now = test.sight(Instant::Now).await;
    assert!(test.app.hand_overs(&now).await.unwrap().is_empty());
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let tasks = test.app.hand_overs(&now).await.unwrap();
    let owner = tasks.iter().find(|task| task.role == "accountable owner").unwrap();
    assert_eq!(owner.subject.label(), "sys-carerisk");
    assert!(owner.suggested.is_some(), "the deputy could follow");
    let assign = domain::systems::Command::AssignOwner {
        person: subject("person:usr-care-po"),
        duty: domain::systems::Duty::Owner,
        stage: None,
    };
    let admin = person(&test.app, "usr-admin").await;
    let system = subject("system:sys-carerisk");
    test.app.systems(&admin, &meta("successor"), &system, assign).await.unwrap();
    let now = test.sight(Instant::Now).await;
    let left = test.app.hand_overs(&now).await.unwrap();
    assert!(left.iter().all(|task| task.role != "accountable owner"), "{left:?}");
}

async fn with_admin() -> (TestApp, Caller) {
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

/// Moments at which coverage is counted twice.
const MOMENTS: [&str; 4] = [
    "2025-09-08T12:00:00Z",
    "2025-10-15T00:00:00Z",
    "2026-02-10T14:35:00Z",
    "2026-06-01T00:00:00Z",
];

#[tokio::test]
async fn coverage_equals_a_recount_from_raw_events_by_a_separate_script() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/drill");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/scripts/recount_coverage.py");
    let mut count = std::process::Command::new("python3");
    let output = count.arg(script).arg(folder).args(MOMENTS).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let recount: Vec<(String, usize, usize, usize, usize)> =
        serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(recount.len(), MOMENTS.len());
    let test = drill_app(None).await;
    for (moment, owned, systems, champions, teams) in recount {
        let sight = test.sight(Instant::Time(moment.parse().unwrap())).await;
        let owners = test.app.owner_coverage(&sight).await.unwrap();
        assert_eq!((owners.covered.len(), owners.total()), (owned, systems), "{moment}");
        let found = test.app.champion_coverage(&sight).await.unwrap();
        assert_eq!((found.covered.len(), found.total()), (champions, teams), "{moment}");
    }
}
