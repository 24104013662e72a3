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
