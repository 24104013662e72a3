use domain::{authority::Caller, people::Command};
use kernel::{Name, Personal, Subject};

use super::coverage::of_champions;
use crate::{
    App, AppError, Filter, Instant, Meta,
    testing::{NOW, drill_app},
};

mod activity;
mod answering;
mod leavers;
mod lent;
mod recount;
mod roster;

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
async fn a_champion_steps_down_for_another() {
    let test = drill_app(None).await;
    let app = &test.app;
    let step_down = |successor: &str| Command::StepDown {
        team: subject("team:team-care-ai"),
        reason: Personal::Erased,
        successor: Some(subject(successor)),
    };
    let champion = "person:usr-care-champion";
    let by_another = does(app, "usr-sec-lead", champion, step_down("person:usr-care-mle")).await;
    assert_eq!(code(by_another.unwrap_err()), "person.not_oneself");
    // Both or neither: whoever cannot be asked keeps the champion in office.
    let unknown = does(app, "usr-care-champion", champion, step_down("person:usr-nobody")).await;
    assert_eq!(code(unknown.unwrap_err()), "person.unknown");
    assert!(holds(&person(app, "usr-care-champion").await, "security_champion"));
    let head = app.store.head();
    does(app, "usr-care-champion", champion, step_down("person:usr-care-mle")).await.unwrap();
    assert_eq!(app.store.head(), head + 3, "stepped down, the role ended, somebody asked");
    assert!(!holds(&person(app, "usr-care-champion").await, "security_champion"));
    assert!(!holds(&person(app, "usr-care-mle").await, "security_champion"), "not before the yes");
    let accept = Command::AcceptNomination { team: subject("team:team-care-ai") };
    does(app, "usr-care-mle", "person:usr-care-mle", accept).await.unwrap();
    assert!(holds(&person(app, "usr-care-mle").await, "security_champion"));
}

#[tokio::test]
async fn a_former_champion_proposes_nobody() {
    let test = drill_app(None).await;
    let app = &test.app;
    let champion = "person:usr-care-champion";
    let role = ends("security_champion", "team:team-care-ai");
    does(app, "usr-admin", champion, role).await.unwrap();
    let head = app.store.head();
    let step_down = Command::StepDown {
        team: subject("team:team-care-ai"),
        reason: Personal::Erased,
        successor: Some(subject("person:usr-care-mle")),
    };
    // They are an engineer still, and may answer nominations of their own.
    does(app, "usr-care-champion", champion, step_down).await.unwrap();
    assert_eq!(app.store.head(), head, "nothing ended, and nobody was asked");
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

/// Moments at which coverage is counted twice.
const MOMENTS: [&str; 4] = [
    "2025-09-08T12:00:00Z",
    "2025-10-15T00:00:00Z",
    "2026-02-10T14:35:00Z",
    "2026-11-23T12:00:00Z",
];
