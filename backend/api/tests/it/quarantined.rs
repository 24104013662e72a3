//! What is stopped, as a list: what narrows and orders it, and who sees what of it.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation},
    world,
};

/// Two systems with something live each; of `a` a dataset version is stopped, of `b`, later, the
/// model version that is live.
async fn stopped(talk: &Talk) {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    world::lineage(talk, "beta", 'b').await;
    let lead = talk.role("ai_security_lead").await;
    let data = json!({ "version": "dataset:ds-a@v1", "reason": "Made up" });
    lead.must("quarantineDatasetVersion", data).await;
    let model = json!({ "version": "model:mdl-b@2.0.0", "reason": "Odd scores" });
    lead.must("quarantineModelVersion", model).await;
}

const EVERYTHING: &str = "{ dashboard { quarantinedVersions } quarantined { totalCount nodes {
    subject name state since reason incident live liftRequested system { subject } } } }";

fn subjects(page: &Value) -> Vec<&str> {
    let nodes = page["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["subject"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_stopped_is_listed_as_it_is_counted() {
    conversation(async |talk| {
        stopped(talk).await;
        let found = talk.reader().ask(EVERYTHING).await;
        let list = &found["quarantined"];
        assert_eq!(list["totalCount"], 2);
        assert_eq!(list["totalCount"], found["dashboard"]["quarantinedVersions"]);
        assert_eq!(subjects(list), ["model:mdl-b@2.0.0", "dataset:ds-a@v1"], "the last is first");
        let (model, data) = (&list["nodes"][0], &list["nodes"][1]);
        assert_eq!((&model["name"], &model["live"]), (&json!("Risk"), &json!(true)));
        assert_eq!((&data["name"], &data["live"]), (&json!("Training"), &json!(false)));
        assert_eq!((&data["reason"], &data["state"]), (&json!("Made up"), &json!("QUARANTINED")));
        assert_eq!(data["system"]["subject"], "system:alpha");
        assert!(model["since"].is_string() && data["since"].is_string(), "{list}");

        // A team counts its own, in the figure as in the list.
        let own = talk.role_at("ml_engineer", "team:a").await.ask(EVERYTHING).await;
        assert_eq!(subjects(&own["quarantined"]), ["dataset:ds-a@v1"]);
        assert_eq!(own["quarantined"]["totalCount"], 1);
        assert_eq!(own["dashboard"]["quarantinedVersions"], 1);
        assert!(!own.to_string().contains("Odd scores"), "{own}");

        let then = EVERYTHING.replacen('{', "{ asOf(position: 0) {", 1) + " }";
        let then = talk.reader().ask(&then).await["asOf"].clone();
        assert_eq!(then["quarantined"], json!({ "totalCount": 0, "nodes": [] }));
    })
    .await;
}

#[tokio::test]
async fn what_is_stopped_is_narrowed_and_ordered() {
    conversation(async |talk| {
        stopped(talk).await;
        let lead = talk.role("ai_security_lead").await;
        let asked = json!({ "version": "dataset:ds-a@v1", "reason": "Looked at it" });
        lead.must("requestQuarantineLift", asked).await;
        let reader = talk.reader();
        let list = async |arguments: &str| {
            let question = format!(
                "{{ quarantined{arguments} {{ totalCount nodes {{ subject liftRequested }} \
                 pageInfo {{ endCursor }} }} }}"
            );
            reader.ask(&question).await["quarantined"].clone()
        };
        let (data, model) = ("dataset:ds-a@v1", "model:mdl-b@2.0.0");
        for (filter, wanted) in [
            ("kind: \"model\"", model),
            ("kind: \"dataset\"", data),
            ("live: true", model),
            ("system: \"system:alpha\"", data),
            ("text: \"TRAINING\"", data),
        ] {
            let page = list(&format!("(filter: {{ {filter} }})")).await;
            assert_eq!(subjects(&page), [wanted], "{filter}");
            assert_eq!(page["totalCount"], 1, "{filter}");
        }
        let asked = list("(filter: { kind: \"dataset\" })").await;
        assert_eq!(asked["nodes"][0]["liftRequested"], true);
        for key in ["name", "kind", "live", "since", "system"] {
            let ordered = list(&format!("(order: {{ key: \"{key}\" }})")).await;
            assert_eq!(subjects(&ordered), [data, model], "{key}");
            let turned = list(&format!("(order: {{ key: \"{key}\", descending: true }})")).await;
            assert_eq!(subjects(&turned), [model, data], "{key}");
        }
        let first = list("(first: 1)").await;
        let after = first["pageInfo"]["endCursor"].as_str().unwrap();
        let second = list(&format!("(first: 1, after: \"{after}\")")).await;
        assert_eq!((subjects(&first), subjects(&second)), (vec![model], vec![data]));
        for bad in ["filter: { kind: \"risk\" }", "order: { key: \"moon\" }"] {
            let question = format!("{{ quarantined({bad}) {{ totalCount }} }}");
            assert_eq!(reader.errors(&question).await, ["input.bad"], "{bad}");
        }
    })
    .await;
}
