use domain::{authority::Caller, controls, people::Command, programme, reviews, risks};
use kernel::{Kind, Micros, Name, Note, Personal, Subject};

use super::coverage::of_champions;
use crate::{
    App, AppError, Filter, Instant, Meta,
    testing::{NOW, TestApp, drill_app, empty_app, with_roles},
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

#[tokio::test]
async fn the_dashboard_sees_who_left_as_accountability_does() {
    let test = drill_app(None).await;
    let before = test.sight(Instant::Now).await;
    assert!(test.app.portfolio(&before).await.unwrap().owners_missing().is_empty());
    owner_leaves(&test).await;
    let now = test.sight(Instant::Now).await;
    let found = test.app.owner_coverage(&now).await.unwrap().missing;
    let gaps: Vec<Subject> = found.into_iter().map(|gap| gap.subject).collect();
    let portfolio = test.app.portfolio(&now).await.unwrap();
    assert_eq!(gaps, [subject("system:sys-carerisk")]);
    assert_eq!(portfolio.owners_missing(), gaps);
    let items = test.app.attention(&portfolio).await.unwrap();
    let item = items.iter().find(|item| item.title.ends_with("has no owner")).unwrap();
    assert_eq!(item.subject, gaps[0]);
    assert!(item.sentence.starts_with("Its owner left"), "{}", item.sentence);
    let again = test.app.portfolio(&before).await.unwrap();
    assert!(again.owners_missing().is_empty(), "nothing about the past changes");
}

/// What waits for a successor, but for the champions of teams.
async fn waiting(test: &TestApp) -> Vec<(String, String)> {
    let sight = test.sight(Instant::Now).await;
    let found = test.app.hand_overs(&sight).await.unwrap();
    let things = found.into_iter().filter(|task| task.subject.kind() != Kind::Team);
    let mut tasks: Vec<(String, String)> =
        things.map(|task| (task.subject.to_string(), task.role)).collect();
    tasks.sort();
    tasks
}

fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

/// Somebody of the offices that risks, controls, findings, money and meetings belong to.
fn office() -> Caller {
    with_roles("office", &["chief_risk_officer", "ai_security_lead", "compliance_officer"])
}

/// Does something about a risk and about a control of the healthcare system.
async fn treats(test: &TestApp, todo: Vec<risks::Command>, person: &Subject) {
    let (office, risk) = (office(), subject("risk:r"));
    for command in todo {
        let id = format!("risk {}", test.app.store.head());
        test.app.risks(&office, &meta(&id), &risk, command).await.unwrap();
    }
    let system = subject("system:sys-carerisk");
    let control = controls::stream(&system, "AIC-VT-03").unwrap();
    let assign = controls::Command::AssignOwner { system, person: person.clone() };
    let id = format!("control {}", test.app.store.head());
    test.app.controls(&office, &meta(&id), &control, assign).await.unwrap();
}

/// Does something about a finding, an initiative and a meeting.
async fn runs(test: &TestApp, about: reviews::Command, todo: [(&str, programme::Command); 2]) {
    let (office, finding) = (office(), subject("finding:f"));
    let id = format!("finding {}", test.app.store.head());
    test.app.reviews(&office, &meta(&id), &finding, about).await.unwrap();
    for (stream, command) in todo {
        let id = format!("{stream} {}", test.app.store.head());
        test.app.programme(&office, &meta(&id), &subject(stream), command).await.unwrap();
    }
}

/// A person gets a risk, a task, a control, a finding, an initiative and a decision.
async fn gets_much_to_do(test: &TestApp, person: &Subject) {
    let system = Some(subject("system:sys-carerisk"));
    let name = |text: &str| Name::parse(text).unwrap();
    let identify = risks::Command::Identify(risks::Identification {
        title: name("False records"),
        threat: name("THR-06"),
        system: system.clone(),
        concerns: Vec::new(),
        category: risks::Category::Integrity,
        owner: person.clone(),
        description: note("Anybody can add records"),
    });
    let (task, title) = (name("t1"), name("Sign uploads"));
    let (owner, due) = (person.clone(), NOW.plus_days(9));
    let add = risks::Command::AddTask(risks::Task { task, title, owner, due, controls: vec![] });
    treats(test, vec![identify, add], person).await;
    let raise = reviews::Command::Raise(reviews::Raising {
        control: name("AIC-VT-03"),
        severity: reviews::Grade::Low,
        text: note("The holdout changes"),
        system,
        review: None,
        owner: Some(person.clone()),
    });
    let fund = programme::Command::Fund(programme::Funding {
        title: name("Adversarial resilience"),
        purpose: note("Testing frameworks"),
        amount: "1000".parse().unwrap(),
        currency: name("EUR"),
        period: name("2026"),
        share_of_ai_budget: None,
        threats: Vec::new(),
        risks: Vec::new(),
        owner: Some(person.clone()),
    });
    let hold = programme::Command::Hold(programme::Minutes {
        title: name("Board"),
        period: name("2026-Q4"),
        as_of: NOW,
        system: None,
        highlights: Vec::new(),
        decisions: vec![programme::Decision {
            text: note("Sign every dataset"),
            owner: Some(person.clone()),
            due: Some(NOW.plus_days(20)),
        }],
    });
    runs(test, raise, [("initiative:i", fund), ("meeting:m", hold)]).await;
}

#[tokio::test]
async fn what_a_leaver_was_to_do_waits_until_it_is_given_away_or_finished() {
    let test = drill_app(None).await;
    let leaver = subject("person:usr-care-champion");
    gets_much_to_do(&test, &leaver).await;
    assert!(waiting(&test).await.is_empty());
    does(&test.app, "usr-admin", "person:usr-care-champion", Command::Deactivate).await.unwrap();
    let expected = [
        ("control:sys-carerisk.AIC-VT-03", "owner of a control"),
        ("finding:f", "owner of a finding"),
        ("initiative:i", "owner of an initiative"),
        ("meeting:m", "owner of decision 1"),
        ("risk:r", "owner of a risk"),
        ("risk:r", "owner of the treatment task: Sign uploads"),
    ];
    let expected = expected.map(|(subject, role)| (subject.to_owned(), role.to_owned()));
    assert_eq!(waiting(&test).await, expected);

    let successor = subject("person:usr-care-ds1");
    let give = risks::Command::AssignOwner { owner: successor.clone() };
    let task = Name::parse("t1").unwrap();
    let complete = risks::Command::CompleteTask { task, note: Personal::Erased };
    treats(&test, vec![give, complete], &successor).await;
    let close = reviews::Command::CloseFinding { note: Personal::Erased };
    let end = programme::Command::CloseInitiative { summary: Personal::Erased };
    let follow = programme::Command::FollowUp { decision: 1, done: true, note: Personal::Erased };
    runs(&test, close, [("initiative:i", end), ("meeting:m", follow)]).await;
    assert!(waiting(&test).await.is_empty());
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
