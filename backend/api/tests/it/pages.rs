use serde_json::{Value, json};

use crate::{
    talk::{conversation, subject},
    world::{self, digest},
};

#[tokio::test]
async fn pages_join_without_gap_or_double() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let voice = talk.role("internal_auditor").await;
        for (list, key) in
            [("events", "position"), ("deployments", "subject"), ("people", "subject")]
        {
            let whole = voice
                .ask(&format!("{{ {list}(first: 500) {{ totalCount nodes {{ {key} }} }} }}"))
                .await;
            let (mut joined, mut after) = (Vec::new(), Value::Null);
            loop {
                let question = format!(
                    "query($after: String) {{ {list}(first: 3, after: $after) {{ totalCount \
                     nodes {{ {key} }} pageInfo {{ hasNextPage endCursor }} }} }}"
                );
                let page = voice.ask_with(&question, json!({ "after": after })).await[list].clone();
                assert_eq!(page["totalCount"], whole[list]["totalCount"]);
                joined.extend(page["nodes"].as_array().unwrap().iter().cloned());
                if page["pageInfo"]["hasNextPage"] == json!(false) {
                    break;
                }
                after = page["pageInfo"]["endCursor"].clone();
            }
            assert_eq!(Value::Array(joined), whole[list]["nodes"], "{list}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_log_is_read_from_either_end() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        world::lineage(talk, "beta", 'b').await;
        let auditor = talk.role("internal_auditor").await;
        let engineer = talk.role_at("ml_engineer", "team:b").await;
        let question = "query($newest: Boolean!, $after: String) {
            events(newestFirst: $newest, first: 4, after: $after) {
                totalCount nodes { position about } pageInfo { hasNextPage endCursor } } }";
        let mut totals = Vec::new();
        for (number, voice) in [&auditor, &engineer].into_iter().enumerate() {
            let mut both = Vec::new();
            for newest in [false, true] {
                let (mut joined, mut after) = (Vec::new(), Value::Null);
                loop {
                    let with = json!({ "newest": newest, "after": after });
                    let page = voice.ask_with(question, with).await["events"].clone();
                    joined.extend(page["nodes"].as_array().unwrap().iter().cloned());
                    if newest && after.is_null() {
                        // What is recorded while somebody reads on does not move what they read.
                        let late = format!("person:late-{number}");
                        talk.register(&subject(&late), "Late").await;
                    }
                    if page["pageInfo"]["hasNextPage"] == json!(false) {
                        break;
                    }
                    after = page["pageInfo"]["endCursor"].clone();
                }
                both.push(joined);
            }
            both[1].reverse();
            assert_eq!(both[0], both[1]);
            let whole = voice.ask("{ events(first: 0) { totalCount } }").await;
            assert_eq!(whole["events"]["totalCount"], both[0].len() + 1);
            totals.push(both[0].len());
            let alpha = both[0].iter().any(|node| node.to_string().contains("system:alpha"));
            assert_eq!(alpha, number == 0, "the other team's are not among them");
        }
        assert!(totals[1] < totals[0], "{totals:?}");
    })
    .await;
}

#[tokio::test]
async fn ordered_pages_join_too() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        world::lineage(talk, "beta", 'b').await;
        let voice = talk.role("internal_auditor").await;
        let question = "query($by: OrderBy!, $first: Int, $after: String) {
            runs(order: $by, first: $first, after: $after) {
                nodes { subject } pageInfo { hasNextPage endCursor } } }";
        let by = json!({ "key": "name", "descending": true });
        let whole = voice.ask_with(question, json!({ "by": by })).await["runs"]["nodes"].clone();
        let names = ["run:run-b2", "run:run-b1", "run:run-a2", "run:run-a1"];
        assert_eq!(whole, json!(names.map(|name| json!({ "subject": name }))));
        let (mut joined, mut after) = (Vec::new(), Value::Null);
        for _ in 0..2 {
            let part = json!({ "by": by, "first": 2, "after": after });
            let page = voice.ask_with(question, part).await["runs"].clone();
            joined.extend(page["nodes"].as_array().unwrap().iter().cloned());
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(Value::Array(joined), whole);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_key_names_the_known_ones() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let voice = talk.role("internal_auditor").await;
        let question = r#"{ environments(order: { key: "colour" }) { totalCount } }"#;
        let answer = voice.answer(question, json!({})).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["field"], "order.key");
        let sentence = "this list is ordered by one of: name, isolation, until, system";
        assert_eq!(error["message"], sentence);
    })
    .await;
}

#[tokio::test]
async fn a_page_has_a_largest_size() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let voice = talk.role("internal_auditor").await;
        let sizes = "{ systems(first: 501) { totalCount } events(first: -1) { totalCount } }";
        assert_eq!(voice.errors(sizes).await, ["input.bad", "input.bad"]);
        let cursors =
            r#"{ systems(after: "nonsense!") { totalCount } people(after: "eA") { totalCount } }"#;
        assert_eq!(voice.errors(cursors).await, ["input.bad", "input.bad"]);
        let none = voice.ask("{ systems(first: 0) { totalCount nodes { name } } }").await;
        assert_eq!(none["systems"], json!({ "totalCount": 2, "nodes": [] }));
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_refused_at_its_field() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let data = talk.role("data_engineer").await;
        let source = |trust: &str, name: &str| {
            json!({ "source": "source:s", "name": name, "trust": trust, "sensitivity": "public" })
        };
        let refusal = data.send("registerSource", source("utter", "S")).await["refusal"].clone();
        assert_eq!(refusal["field"], "trust");
        assert_eq!(refusal["code"], "input.bad");
        assert_eq!(refusal["sentence"], "'utter' is not one of: high, medium, low");
        let refusal = data.send("registerSource", source("high", "  ")).await["refusal"].clone();
        assert_eq!((&refusal["field"], &refusal["code"]), (&json!("name"), &json!("input.bad")));
        let version = json!({ "version": "dataset:ds@v1", "digest": "abc", "rows": 1 });
        let refusal = data.send("registerDatasetVersion", version).await["refusal"].clone();
        assert_eq!(refusal["field"], "digest");
        let version = json!({ "version": "dataset:ds", "digest": digest('a'), "rows": 1 });
        let refusal = data.send("registerDatasetVersion", version).await["refusal"].clone();
        assert_eq!(refusal["field"], "version");
        let unnamed = data.errors(r#"{ system(subject: "nonsense") { name } }"#).await;
        assert!(unnamed[0].contains("names no kind"), "{unnamed:?}");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_is_part_of_the_answer() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let data = talk.role("data_engineer").await;
        let version =
            |letter| json!({ "version": "dataset:ds@v1", "digest": digest(letter), "rows": 1 });
        assert_eq!(data.refused("registerDatasetVersion", version('1')).await, "dataset.unknown");
        let dataset = json!({ "dataset": "dataset:ds", "name": "D", "sensitivity": "public",
            "owner": "team:nobody", "system": "system:alpha" });
        let refusal = data.send("registerDataset", dataset.clone()).await["refusal"].clone();
        assert_eq!(
            (&refusal["code"], &refusal["field"]),
            (&json!("subject.unknown"), &json!("owner"))
        );
        let mut dataset = dataset;
        dataset["owner"] = json!("team:a");
        let made =
            data.send_for("registerDataset", dataset, "dataset { name system { name } }").await;
        assert_eq!(made["dataset"], json!({ "name": "D", "system": { "name": "The alpha" } }));
        data.must("registerDatasetVersion", version('1')).await;
        let again = data.send("registerDatasetVersion", version('1')).await;
        assert_eq!((&again["receipt"], &again["refusal"]), (&Value::Null, &Value::Null));
        let other = data.send("registerDatasetVersion", version('2')).await["refusal"].clone();
        assert_eq!(other["code"], "dataset.version_has_another_digest");
        assert_eq!(other["field"], "digest");
    })
    .await;
}

#[tokio::test]
async fn the_same_command_twice_is_recorded_once() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let commander = talk.role("incident_commander").await;
        let open = |title: &str| json!({ "command": "c-1", "severity": "SEV3", "title": title });
        let more = "incident { subject title }";
        let first = commander.send_for("openIncident", open("Odd scores"), more).await;
        let second = commander.send_for("openIncident", open("Odd scores"), more).await;
        assert_eq!(first["receipt"]["position"], second["receipt"]["position"]);
        assert_eq!(
            (&first["receipt"]["duplicate"], &second["receipt"]["duplicate"]),
            (&json!(false), &json!(true))
        );
        assert_eq!(first["incident"], second["incident"]);
        assert_eq!(
            commander.refused("openIncident", open("Something else")).await,
            "command.reused"
        );
        let count = commander.ask("{ incidents { totalCount } }").await;
        assert_eq!(count["incidents"]["totalCount"], 1);
    })
    .await;
}
