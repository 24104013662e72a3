//! Saved views: kept by people, found by those they are shared with, told to nobody else.

use domain::people::Command;
use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation, subject},
    world,
};

const MENU: &str = r#"{ savedViews(path: "/risks") {
    views { subject name address pinned own sharedWith owner { subject } }
    audiences { subject title } } }"#;

async fn menu(voice: &Voice<'_>) -> Value {
    voice.ask(MENU).await["savedViews"].clone()
}

fn names(menu: &Value) -> Vec<&str> {
    let views = menu["views"].as_array().unwrap().iter();
    views.map(|view| view["name"].as_str().unwrap()).collect()
}

/// Somebody with a role for team a who is in that team.
async fn in_team_a<'a>(talk: &'a Talk, role: &str) -> Voice<'a> {
    talk.role_at(role, "team:a").await;
    let who = format!("person:{role}-a");
    let team = subject("team:a");
    talk.as_root(&subject(&who), "move", Command::Move { team }).await;
    talk.person(&who).await
}

#[tokio::test]
async fn a_view_is_kept_shared_renamed_and_removed() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let owner = in_team_a(talk, "system_owner").await;
        let engineer = in_team_a(talk, "ml_engineer").await;
        let other = talk.role_at("ml_engineer", "team:b").await;
        let address = "/risks?band=high&asOf=7&after=x&sort=-residual";
        let own = json!({ "name": "For me", "address": address });
        let kept = owner.send_for("saveView", own, "view { address pinned own sharedWith }").await;
        let expected = json!({ "address": "/risks?band=high&sort=-residual", "pinned": false,
            "own": true, "sharedWith": null });
        assert_eq!(kept["view"], expected);
        let shared =
            json!({ "name": "For us", "address": address, "pinned": true, "with": "team:a" });
        let more = "view { subject address pinned sharedWith }";
        let shared = owner.send_for("shareView", shared, more).await["view"].clone();
        assert_eq!(shared["address"], "/risks?band=high&asOf=7&sort=-residual");
        assert_eq!((&shared["pinned"], &shared["sharedWith"]), (&json!(true), &json!("Team a")));
        let found = menu(&owner).await;
        assert_eq!(names(&found), ["For me", "For us"]);
        assert_eq!(found["audiences"], json!([{ "subject": "team:a", "title": "Team a" }]));
        let found = menu(&engineer).await;
        assert_eq!((names(&found), &found["audiences"]), (vec!["For us"], &json!([])));
        assert_eq!(found["views"][0]["owner"]["subject"], "person:system_owner-a");
        assert_eq!(names(&menu(&other).await), Vec::<&str>::new());
        let rename = json!({ "view": shared["subject"], "name": "For all of us" });
        assert_eq!(engineer.refused("renameView", rename.clone()).await, "view.not_yours");
        owner.must("renameView", rename).await;
        assert_eq!(names(&menu(&engineer).await), ["For all of us"]);
        let remove = json!({ "view": shared["subject"] });
        owner.must("removeView", remove.clone()).await;
        assert_eq!(owner.send("removeView", remove).await["receipt"], Value::Null);
        assert_eq!(names(&menu(&engineer).await), Vec::<&str>::new());
    })
    .await;
}

#[tokio::test]
async fn sharing_takes_a_role_for_those_who_find_it() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let owner = in_team_a(talk, "system_owner").await;
        let officer = talk.role("compliance_officer").await;
        let auditor = talk.role("internal_auditor").await;
        let share = |with: &str| json!({ "name": "x", "address": "/risks", "with": with });
        let question = "mutation($input: ShareViewInput!) { shareView(input: $input) { refusal { code } } }";
        let denied = async |voice: &Voice<'_>, with: &str| {
            let answer = voice.answer(question, json!({ "input": share(with) })).await;
            answer["errors"][0]["extensions"]["code"] == "denied"
        };
        assert!(denied(&owner, "team:b").await && denied(&owner, "organisation:org").await);
        assert!(denied(&auditor, "organisation:org").await);
        officer.must("shareView", share("organisation:org")).await;
        assert_eq!(names(&menu(&owner).await), ["x"], "everybody finds it");
        assert_eq!(menu(&owner).await["views"][0]["sharedWith"], "Everyone");
        auditor.must("saveView", json!({ "name": "Mine", "address": "/controls" })).await;
        for address in ["/risks/RSK-1", "https://evil.example", "/risks?q=a b"] {
            let bad = json!({ "name": "x", "address": address });
            assert_eq!(auditor.refused("saveView", bad).await, "input.bad", "{address}");
        }
        // What somebody calls a view and filters by is theirs to read in the log.
        let parts = r#"{ events(first: 50, filter: { kinds: ["view.saved"] }) { nodes { actor parts { text } } } }"#;
        for (voice, open) in [(&auditor, 1), (&owner, 0)] {
            let found = voice.ask(parts).await;
            let nodes = found["events"]["nodes"].as_array().unwrap();
            assert_eq!(nodes.len(), 2);
            let texts = nodes.iter().flat_map(|node| node["parts"].as_array().unwrap());
            assert_eq!(texts.filter(|part| part["text"] == "Mine").count(), open);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_see_a_list_finds_no_views_of_it() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let officer = talk.role("compliance_officer").await;
        let share = json!({ "name": "Late", "address": "/learning/duties?standing=overdue",
            "with": "organisation:org" });
        officer.must("shareView", share).await;
        let asked = r#"{ savedViews(path: "/learning/duties") { views { name } } }"#;
        assert_eq!(officer.ask(asked).await["savedViews"]["views"], json!([{ "name": "Late" }]));
        let engineer = talk.role("ml_engineer").await;
        assert_eq!(engineer.ask(asked).await["savedViews"]["views"], json!([]));
        let nowhere = r#"{ savedViews(path: "/nowhere") { views { name } } }"#;
        assert_eq!(engineer.ask(nowhere).await["savedViews"]["views"], json!([]));
    })
    .await;
}
