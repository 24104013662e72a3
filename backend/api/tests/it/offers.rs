//! What may be done about a thing, and whether the door says the same.

use domain::people::roles;
use serde_json::{Value, json};

use crate::{
    talk::{conversation, subject},
    world,
};

const OFFERS: &str = "query($of: Subject!, $mutations: [String!]!) { system(subject: $of) {
    offers(mutations: $mutations) { mutation may elsewhere roles people { name } more } } }";

const BOTH: &str = r#"{ system(subject: "system:alpha") { offers(mutations: ["assignOwner"]) { may } }
    incident(subject: "incident:inc-a") { offers(mutations: ["noteIncident"]) { may } } }"#;

#[tokio::test]
async fn an_offer_says_what_the_door_would_say() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let open = json!({ "incident": "incident:inc-a", "severity": "SEV4", "title": "Odd",
            "system": "system:alpha" });
        talk.role("incident_commander").await.must("openIncident", open).await;
        for role in roles() {
            for scope in ["organisation:org", "team:a", "system:alpha", "team:b"] {
                let voice = talk.role_at(&role.id, scope).await;
                let answer = voice.answer(BOTH, json!({})).await;
                if scope == "team:b" {
                    assert_eq!(answer["data"]["system"], Value::Null, "{}: {answer}", role.id);
                    continue;
                }
                let may = |thing: &str| answer["data"][thing]["offers"][0]["may"] == true;
                let owner = json!({ "system": "system:alpha", "person": "person:nobody", "duty": "owner" });
                let note = json!({ "incident": "incident:inc-a", "note": format!("By {}", role.id) });
                for (thing, mutation, kind, input) in [
                    ("system", "assignOwner", "AssignOwnerInput", owner),
                    ("incident", "noteIncident", "IncidentNoteInput", note),
                ] {
                    let door = format!(
                        "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ refusal {{ code }} }} }}"
                    );
                    let said = voice.answer(&door, json!({ "input": input })).await;
                    let is_open = said["errors"][0]["extensions"]["code"] != "denied";
                    assert_eq!(may(thing), is_open, "{mutation} by {} at {scope}: {said}", role.id);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_for_a_system_counts_for_the_system_itself() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.register(&subject("person:owner"), "Olga Owner").await;
        let assign = |system: &str| {
            json!({ "system": format!("system:{system}"), "person": "person:owner", "duty": "owner" })
        };
        for scope in ["system:alpha", "team:a"] {
            let owner = talk.role_at("system_owner", scope).await;
            let door = "mutation($input: AssignOwnerInput!) { assignOwner(input: $input) { receipt { position } refusal { code } } }";
            let own = owner.answer(door, json!({ "input": assign("alpha") })).await;
            assert!(own.get("errors").is_none(), "{scope}: {own}");
            let other = owner.answer(door, json!({ "input": assign("beta") })).await;
            // What they may not see does not exist for them.
            let refused = json!({ "receipt": null, "refusal": { "code": "system.unknown" } });
            assert_eq!(other["data"]["assignOwner"], refused, "{scope}: {other}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_is_told_who_may() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("chief_risk_officer").await;
        talk.role_at("system_owner", "team:a").await;
        talk.role_at("system_owner", "team:b").await;
        let engineer = talk.role_at("ml_engineer", "team:a").await;
        let asked = json!({ "of": "system:alpha", "mutations": ["assignOwner", "startRun"] });
        let offers = engineer.ask_with(OFFERS, asked.clone()).await["system"]["offers"].clone();
        assert_eq!((&offers[0]["may"], &offers[0]["elsewhere"]), (&json!(false), &json!(false)));
        let named = ["Name of system_owner", "Name of chief_risk_officer"];
        assert_eq!(offers[0]["people"], json!(named.map(|name| json!({ "name": name }))));
        assert!(offers[0]["roles"].as_array().unwrap().contains(&json!("Chief risk officer")));
        assert_eq!(offers[1]["may"], true);
        let left = subject("person:system_owner-a");
        talk.as_root(&left, "leave", domain::people::Command::Deactivate).await;
        let past = "query($of: Subject!, $mutations: [String!]!) { asOf(position: 9) { system(subject: $of) {
            offers(mutations: $mutations) { people { name } } } } }";
        let offers = engineer.ask_with(past, asked).await["asOf"]["system"]["offers"].clone();
        let named = json!([{ "people": [{ "name": named[1] }] }, { "people": [{ "name": "Name of ml_engineer" }] }]);
        assert_eq!(offers, named, "rights are judged now");
        let unknown = json!({ "of": "system:alpha", "mutations": ["doMagic"] });
        let answer = engineer.answer(OFFERS, unknown).await;
        assert_eq!(answer["errors"][0]["extensions"]["field"], "mutations", "{answer}");
        assert_eq!(answer["data"]["system"], Value::Null);
    })
    .await;
}
