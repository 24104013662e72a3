//! Sources and batches as lists: what narrows and orders them, and who counts what.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation},
    world,
};

/// Two systems, each with a source of two batches; the second batch of `a` was put there to do harm.
/// A third source delivers to no system and has delivered nothing.
async fn delivered(talk: &Talk) {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    world::lineage(talk, "beta", 'b').await;
    let data = talk.role("data_engineer").await;
    let quiet = json!({ "source": "source:quiet", "name": "Archive", "trust": "high",
        "sensitivity": "public" });
    data.must("registerSource", quiet).await;
    let mark = json!({ "batch": "batch:bat-a2", "verdict": "malicious", "records": 100,
        "reason": "Made up" });
    data.must("markBatch", mark).await;
}

fn subjects(page: &Value) -> Vec<&str> {
    let nodes = page["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["subject"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn sources_say_what_they_delivered() {
    conversation(async |talk| {
        delivered(talk).await;
        let reader = talk.reader();
        let list = async |arguments: &str| {
            let question = format!(
                "{{ sources{arguments} {{ totalCount nodes {{ subject \
                 deliveries {{ batches records bad last }} }} }} }}"
            );
            reader.ask(&question).await["sources"].clone()
        };
        let all = list("").await;
        assert_eq!(subjects(&all), ["source:quiet", "source:src-a", "source:src-b"], "by name");
        let nothing = json!({ "batches": 0, "records": 0, "bad": 0, "last": null });
        assert_eq!(all["nodes"][0]["deliveries"], nothing);
        let of_a = &all["nodes"][1]["deliveries"];
        assert_eq!(
            (&of_a["batches"], &of_a["records"], &of_a["bad"]),
            (&json!(2), &json!(200), &json!(1))
        );
        assert!(of_a["last"].is_string(), "{of_a}");
        for (filter, wanted) in [
            ("trust: \"high\"", vec!["source:quiet"]),
            ("bad: true", vec!["source:src-a"]),
            ("bad: false, system: \"system:beta\"", vec!["source:src-b"]),
            ("text: \"ARCH\"", vec!["source:quiet"]),
        ] {
            let page = list(&format!("(filter: {{ {filter} }})")).await;
            assert_eq!(subjects(&page), wanted, "{filter}");
            assert_eq!(page["totalCount"], wanted.len(), "{filter}");
        }
        for (key, first) in [("bad", "source:src-a"), ("trust", "source:src-a")] {
            let page =
                list(&format!("(order: {{ key: \"{key}\", descending: true }}, first: 1)")).await;
            assert_eq!(subjects(&page), [first], "{key}: the worse is the larger");
            assert_eq!(page["totalCount"], 3);
        }
        let fewest = list("(order: { key: \"records\" })").await;
        assert_eq!(subjects(&fewest)[0], "source:quiet");
        let refused = reader.errors("{ sources(filter: { trust: \"utter\" }) { totalCount } }");
        assert_eq!(refused.await, ["input.bad"]);
    })
    .await;
}

#[tokio::test]
async fn batches_are_narrowed_and_ordered() {
    conversation(async |talk| {
        delivered(talk).await;
        let reader = talk.reader();
        let list = async |arguments: &str| {
            let question = format!("{{ batches{arguments} {{ totalCount nodes {{ subject }} }} }}");
            reader.ask(&question).await["batches"].clone()
        };
        assert_eq!(list("").await["totalCount"], 4);
        for (filter, wanted) in [
            ("source: \"source:src-b\"", vec!["batch:bat-b1", "batch:bat-b2"]),
            ("verdict: \"malicious\"", vec!["batch:bat-a2"]),
            ("judged: false, system: \"system:alpha\"", vec!["batch:bat-a1"]),
            ("standing: QUARANTINED", vec!["batch:bat-a2"]),
            ("text: \"bat-b1\"", vec!["batch:bat-b1"]),
            (
                "text: \"clinics\"",
                vec!["batch:bat-a1", "batch:bat-a2", "batch:bat-b1", "batch:bat-b2"],
            ),
        ] {
            let page = list(&format!("(filter: {{ {filter} }}, order: {{ key: \"name\" }})")).await;
            assert_eq!(subjects(&page), wanted, "{filter}");
            assert_eq!(page["totalCount"], wanted.len(), "{filter}");
        }
        let judged = list("(order: { key: \"verdict\" })").await;
        assert_eq!(subjects(&judged)[0], "batch:bat-a2", "what nobody judged is last");
        let refused = reader.errors("{ batches(filter: { verdict: \"odd\" }) { totalCount } }");
        assert_eq!(refused.await, ["input.bad"]);
    })
    .await;
}

#[tokio::test]
async fn a_team_counts_its_own_deliveries_alone() {
    conversation(async |talk| {
        delivered(talk).await;
        let engineer = talk.role_at("ml_engineer", "team:a").await;
        let question = "{ sources { totalCount nodes { subject deliveries { batches } } }
            batches { totalCount nodes { subject source { subject } } }
            hidden: batches(filter: { source: \"source:src-b\" }) { totalCount }
            named: batches(filter: { text: \"bat-b\" }) { totalCount } }";
        let own = engineer.ask(question).await;
        assert!(!own.to_string().contains("-b"), "nothing of the other team: {own}");
        assert_eq!(own["batches"]["totalCount"], 2);
        assert_eq!(
            (&own["hidden"]["totalCount"], &own["named"]["totalCount"]),
            (&json!(0), &json!(0))
        );
        let all = talk.reader().ask(question).await;
        assert_eq!(all["batches"]["totalCount"], 4);
        assert_eq!(all["hidden"]["totalCount"], 2);
        // What delivers to a system that may be seen counts what arrived for it, and no more.
        let data = talk.role("data_engineer").await;
        let stray = json!({ "batch": "batch:stray", "source": "source:src-a",
            "system": "system:beta", "records": 7, "credential": "key-1" });
        data.must("receiveBatch", stray).await;
        let again = engineer.ask(question).await;
        assert_eq!(again, own, "a batch for a hidden system is not counted");
    })
    .await;
}
