use std::collections::BTreeMap;

use domain::{
    authority::{Act, Caller, Grant},
    people,
};
use kernel::{Kind, Micros, Name, Subject};

use super::{Account, Admission, NewToken, Rules};
use crate::{
    AppError, Meta,
    testing::{NOW, TestApp, empty_app},
};

const SECRET: [u8; 32] = [7; 32];

async fn organised() -> TestApp {
    let test = empty_app().await;
    test.app.ensure_organisation("Ours").await.unwrap();
    test
}

fn new_token(name: &str, role: &str, days: i64) -> NewToken {
    NewToken {
        name: name.into(),
        role: Name::parse(role).unwrap(),
        scope: Subject::new(Kind::Organisation, "org", None).unwrap(),
        until: NOW.plus_days(days),
    }
}

fn account(subject: &str, groups: &[&str]) -> Account {
    Account {
        issuer: String::from("https://id.example"),
        subject: subject.into(),
        name: Some(String::from("A Person")),
        email: Some(String::from("person@example.test")),
        groups: groups.iter().map(ToString::to_string).collect(),
    }
}

fn rules() -> Rules {
    let roles = [("auditors", "internal_auditor"), ("admins", "administrator")];
    let roles = roles.map(|(group, role)| (group.to_owned(), role.to_owned()));
    Rules { auto_provision: false, default_role: None, roles: BTreeMap::from(roles) }
}

async fn roles_of(test: &TestApp, person: &Subject) -> Vec<String> {
    let caller = test.app.caller(person).await.unwrap();
    caller.current().map(|grant| grant.role.clone()).collect()
}

#[tokio::test]
async fn a_token_is_kept_as_its_hash() {
    let test = organised().await;
    let made =
        test.app.create_token(new_token("ci", "pipeline_service", 90), SECRET).await.unwrap();
    assert!(made.token.starts_with("lst_"));
    assert_eq!(test.app.token_holder(&made.token).await.unwrap(), Some(made.holder.clone()));
    assert_eq!(roles_of(&test, &made.holder).await, ["pipeline_service"]);
    let kept = test.app.store.credentials().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(!format!("{kept:?}").contains(&made.token));
    assert_eq!(test.app.token_holder("lst_another").await.unwrap(), None);
}

#[tokio::test]
async fn a_name_of_a_token_is_used_once() {
    let test = organised().await;
    test.app.create_token(new_token("ci", "pipeline_service", 90), SECRET).await.unwrap();
    let again = test.app.create_token(new_token("ci", "administrator", 90), [8; 32]).await;
    let Err(AppError::Refused(refused)) = again else { panic!("it was made") };
    assert_eq!(refused.code, "token.name_taken");
}

#[tokio::test]
async fn a_revoked_token_opens_nothing() {
    let test = organised().await;
    let made = test.app.create_token(new_token("ci", "ml_engineer", 90), SECRET).await.unwrap();
    test.app.revoke_token("ci").await.unwrap();
    assert_eq!(test.app.token_holder(&made.token).await.unwrap(), None);
    assert!(roles_of(&test, &made.holder).await.is_empty());
}

#[tokio::test]
async fn a_token_for_nowhere_or_no_role_is_refused() {
    let test = organised().await;
    let mut nowhere = new_token("a", "ml_engineer", 90);
    nowhere.scope = Subject::new(Kind::Team, "none", None).unwrap();
    for (new, code) in
        [(nowhere, "subject.unknown"), (new_token("b", "emperor", 90), "person.unknown_role")]
    {
        let Err(AppError::Refused(refused)) = test.app.create_token(new, SECRET).await else {
            panic!("it was made")
        };
        assert_eq!(refused.code, code);
    }
    assert!(test.app.store.credentials().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_account_is_known_by_issuer_and_subject_only() {
    let test = organised().await;
    let admit = async |account: Account, chance| {
        test.app.admit(&account, &rules(), [chance; 16]).await.unwrap()
    };
    assert_eq!(admit(account("alice", &[]), 1).await, Admission::Unknown);
    let Admission::Person(alice) = admit(account("alice", &["auditors"]), 2).await else {
        panic!("not let in")
    };
    assert_eq!(admit(account("alice", &["auditors"]), 3).await, Admission::Person(alice.clone()));
    // The same e-mail address, from another account: nobody we know.
    assert_eq!(admit(account("mallory", &[]), 4).await, Admission::Unknown);
    let mut elsewhere = account("alice", &["auditors"]);
    elsewhere.issuer = String::from("https://other.example");
    let Admission::Person(other) = admit(elsewhere, 5).await else { panic!("not let in") };
    assert_ne!(other, alice);
}

#[tokio::test]
async fn who_leaves_a_group_loses_its_role() {
    let test = organised().await;
    let admit = async |groups: &[&str]| {
        test.app.admit(&account("alice", groups), &rules(), [1; 16]).await.unwrap()
    };
    let Admission::Person(alice) = admit(&["auditors"]).await else { panic!("not let in") };
    assert_eq!(roles_of(&test, &alice).await, ["internal_auditor"]);
    assert_eq!(admit(&["others"]).await, Admission::WithoutRole);
    assert!(roles_of(&test, &alice).await.is_empty());
    assert_eq!(admit(&["admins"]).await, Admission::Person(alice.clone()));
    assert_eq!(roles_of(&test, &alice).await, ["administrator"]);
}

/// Gives a role by hand, as an administrator would.
async fn give(test: &TestApp, person: &Subject, role: &str) {
    let root = Caller {
        person: Subject::new(Kind::Person, "root", None).unwrap(),
        grants: vec![Grant {
            role: String::from("administrator"),
            scope: Subject::new(Kind::Organisation, "org", None).unwrap(),
            from: Micros(0),
            until: None,
        }],
        now: test.app.now(),
    };
    let command = people::Command::GrantRole {
        role: Name::parse(role).unwrap(),
        scope: Subject::new(Kind::Organisation, "org", None).unwrap(),
        from: Micros(0),
        until: None,
    };
    let meta = Meta { source: String::from("root"), command: role.to_owned(), ..Meta::default() };
    test.app.people(&root, &meta, person, command).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_role_given_by_hand_outlives_the_group() {
    let test = organised().await;
    let mapped = [("scientists", "data_scientist"), ("engineers", "ml_engineer")];
    let mapped = mapped.map(|(group, role)| (group.to_owned(), role.to_owned()));
    let rules = Rules { auto_provision: true, default_role: None, roles: BTreeMap::from(mapped) };
    let admit = async |groups: &[&str]| {
        test.app.admit(&account("alice", groups), &rules, [1; 16]).await.unwrap()
    };
    let Admission::Person(alice) = admit(&[]).await else { panic!("not let in") };
    give(&test, &alice, "data_scientist").await;
    admit(&[]).await;
    assert_eq!(roles_of(&test, &alice).await, ["data_scientist"], "no group gave it or takes it");
    admit(&["scientists", "engineers"]).await;
    assert_eq!(roles_of(&test, &alice).await, ["data_scientist", "ml_engineer"]);
    admit(&[]).await;
    assert_eq!(roles_of(&test, &alice).await, ["data_scientist"], "the group gave the other alone");

    // First by a group, then by hand as well: the hand counts.
    admit(&["engineers"]).await;
    give(&test, &alice, "ml_engineer").await;
    admit(&[]).await;
    assert_eq!(roles_of(&test, &alice).await, ["data_scientist", "ml_engineer", "ml_engineer"]);

    // A mapping that is gone from the settings takes what it gave.
    let Admission::Person(bob) =
        test.app.admit(&account("bob", &["engineers"]), &rules, [2; 16]).await.unwrap()
    else {
        panic!("not let in")
    };
    let unmapped = Rules { roles: BTreeMap::new(), ..rules.clone() };
    test.app.admit(&account("bob", &["engineers"]), &unmapped, [2; 16]).await.unwrap();
    assert!(roles_of(&test, &bob).await.is_empty());
}

#[tokio::test]
async fn somebody_without_a_group_is_let_in_where_everybody_is() {
    let test = organised().await;
    let open = Rules { auto_provision: true, ..rules() };
    let admit =
        async |rules: &Rules| test.app.admit(&account("bob", &[]), rules, [1; 16]).await.unwrap();
    let Admission::Person(bob) = admit(&open).await else { panic!("not let in") };
    assert!(roles_of(&test, &bob).await.is_empty());
    assert_eq!(admit(&rules()).await, Admission::WithoutRole);
    let given = Rules { default_role: Some(String::from("internal_auditor")), ..open.clone() };
    assert_eq!(admit(&given).await, Admission::Person(bob.clone()));
    assert_eq!(roles_of(&test, &bob).await, ["internal_auditor"]);
    let leave = people::Command::Deactivate;
    test.app.as_operator(&bob, Act::ManagePeople, &bob, leave).await.unwrap();
    assert_eq!(admit(&open).await, Admission::WithoutRole, "who has left stays out");
}

#[tokio::test]
async fn an_organisation_is_registered_once() {
    let test = organised().await;
    let head = test.app.store.head();
    test.app.ensure_organisation("Theirs").await.unwrap();
    assert_eq!(test.app.store.head(), head);
    assert!(test.app.now() >= Micros(0));
}
