use api::graphql::Asking;
use futures::StreamExt;
use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation, subject},
    world,
};

async fn follow(
    talk: &Talk,
    person: &str,
    question: &str,
) -> impl futures::Stream<Item = Value> + use<> {
    let caller = talk.app.caller(&subject(person)).await.unwrap();
    let asking = Asking::new(&talk.app, Some(caller), "test");
    let request = async_graphql::Request::new(question).data(asking);
    talk.schema.execute_stream(request).map(|answer| serde_json::to_value(answer).unwrap()).boxed()
}

#[tokio::test]
async fn a_follower_sees_what_was_and_what_comes() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role_at("ml_engineer", "team:a").await;
        let commander = talk.role("incident_commander").await;
        let open = |name: &str, system: &str| {
            json!({ "incident": format!("incident:{name}"), "severity": "SEV3", "title": name,
                    "system": format!("system:{system}") })
        };
        commander.must("openIncident", open("was-a", "alpha")).await;
        let question =
            r#"subscription { events(after: 0, kinds: ["incident.opened"]) { stream sentence } }"#;
        let mut events = Box::pin(follow(talk, "person:ml_engineer-a", question).await);
        let seen = |answer: Value| answer["data"]["events"]["stream"].clone();
        assert_eq!(seen(events.next().await.unwrap()), "incident:was-a");
        commander.must("openIncident", open("hidden-b", "beta")).await;
        commander
            .must("noteIncident", json!({ "incident": "incident:was-a", "note": "Not asked for" }))
            .await;
        commander.must("openIncident", open("comes-a", "alpha")).await;
        assert_eq!(seen(events.next().await.unwrap()), "incident:comes-a");
        drop(events);

        let mut nobody = talk.schema.execute_stream(
            async_graphql::Request::new("subscription { events { position } }")
                .data(Asking::new(&talk.app, None, "")),
        );
        let answer = serde_json::to_value(nobody.next().await.unwrap()).unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "signed_out", "{answer}");
    })
    .await;
}

#[tokio::test]
async fn one_reads_what_one_was_told_oneself() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let lead = talk.role("ai_security_lead").await;
        for (team, system) in [("a", "system:alpha"), ("b", "system:beta")] {
            talk.role_at("ml_engineer", &format!("team:{team}")).await;
            let action = json!({ "action": format!("action:act-{team}"), "title": "Mend it",
                "owner": format!("person:ml_engineer-{team}"), "due": "2026-12-01T00:00:00Z",
                "system": system });
            lead.must("openAction", action).await;
        }
        let asked = "{ myNotices { totalCount nodes { kind stream } } }";
        let owner = talk.person("person:ml_engineer-a").await;
        // An action that was given to somebody is no notice.
        assert_eq!(owner.ask(asked).await["myNotices"]["totalCount"], 0);
        talk.advance_days(30);
        talk.app.tell_what_is_due().await.unwrap();
        let told = json!({ "totalCount": 1, "nodes": [
            { "kind": "action.overdue_noticed", "stream": "action:act-a" }] });
        let owner = talk.person("person:ml_engineer-a").await;
        assert_eq!(owner.ask(asked).await["myNotices"], told);
        let placed = owner.ask("{ myNotices { nodes { position } } }").await;
        let place = placed["myNotices"]["nodes"][0]["position"].as_u64().unwrap();
        for (narrowed, expected) in [
            (format!("since: {place}"), 1),
            (format!("since: {}", place + 1), 0),
            (String::from(r#"kinds: ["action.overdue_noticed"]"#), 1),
            (String::from(r#"kinds: ["review.lapse_noticed"]"#), 0),
            // It is about the same person, and no notice.
            (String::from(r#"kinds: ["action.opened"]"#), 0),
        ] {
            let asked = format!("{{ myNotices({narrowed}, first: 0) {{ totalCount }} }}");
            let count = owner.ask(&asked).await["myNotices"]["totalCount"].clone();
            assert_eq!(count, expected, "{narrowed}");
        }
        let auditor = talk.role("internal_auditor").await;
        assert_eq!(auditor.ask(asked).await["myNotices"]["totalCount"], 0, "others were told");
    })
    .await;
}

#[tokio::test]
async fn who_was_told_reads_it_whatever_their_roles() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let lead = talk.role("ai_security_lead").await;
        talk.role_at("ml_engineer", "team:a").await;
        talk.register(&subject("person:guest"), "Guest").await;
        // Both are to do something in a system that neither of them sees.
        for (name, owner) in [("one", "person:guest"), ("two", "person:ml_engineer-a")] {
            let action = json!({ "action": format!("action:act-{name}"), "title": "Mend it",
                "owner": owner, "due": "2026-12-01T00:00:00Z", "system": "system:beta" });
            lead.must("openAction", action).await;
        }
        talk.advance_days(30);
        talk.app.tell_what_is_due().await.unwrap();
        let asked = "{ myNotices { totalCount nodes { kind stream } } }";
        for (name, owner) in [("one", "person:guest"), ("two", "person:ml_engineer-a")] {
            let told = json!({ "totalCount": 1, "nodes": [
                { "kind": "action.overdue_noticed", "stream": format!("action:act-{name}") }] });
            let voice = talk.person(owner).await;
            assert_eq!(voice.ask(asked).await["myNotices"], told, "{owner}");
            // Who may read the log at all finds what they were told there as well.
            let own = format!(
                r#"{{ events(filter: {{ subject: "{owner}", kinds: ["action.overdue_noticed"] }}) {{ totalCount }} }}"#
            );
            let found = voice.answer(&own, json!({})).await["data"]["events"]["totalCount"].clone();
            let expected = if owner == "person:guest" { Value::Null } else { json!(1) };
            assert_eq!(found, expected, "{owner}");
            // So does who follows the way from there to the event itself.
            let place = voice.ask("{ myNotices { nodes { position } } }").await;
            let place = place["myNotices"]["nodes"][0]["position"].clone();
            let one = format!("{{ event(position: {place}) {{ kind }} }}");
            let found = voice.answer(&one, json!({})).await["data"]["event"]["kind"].clone();
            let expected = if owner == "person:guest" {
                Value::Null
            } else {
                json!("action.overdue_noticed")
            };
            assert_eq!(found, expected, "{owner}");
            // What everybody reads who may is open to them no further than before.
            let others =
                r#"{ events(filter: { kinds: ["action.overdue_noticed"] }) { totalCount } }"#;
            let found =
                voice.answer(others, json!({})).await["data"]["events"]["totalCount"].clone();
            let expected = if owner == "person:guest" { Value::Null } else { json!(0) };
            assert_eq!(found, expected, "{owner}");
        }
    })
    .await;
}
