//! What does not add up, asked as people ask it: the list, its filters and its order, and who sees
//! what of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation},
    world,
};

/// The two systems with something live each, and a risk of each that nobody scored.
async fn open_duties(talk: &Talk) {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    world::lineage(talk, "beta", 'b').await;
    let manager = talk.role("model_risk_manager").await;
    for (risk, system) in [("r-a", "alpha"), ("r-b", "beta")] {
        let risk = json!({ "risk": format!("risk:{risk}"), "title": "Records could be added",
            "threat": "THR-06", "system": format!("system:{system}"), "category": "INTEGRITY",
            "owner": "person:model_risk_manager-org", "description": "Anybody can add records" });
        manager.must("identifyRisk", risk).await;
    }
}

const EVERYTHING: &str = "{ inconsistencies(first: 500) {
    totalCount nodes { subject why mendAt system { subject } }
    checks { key total findings(first: 500) { subject why } } } }";

fn subjects(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["subject"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_is_narrowed_and_says_where_to_mend() {
    conversation(async |talk| {
        open_duties(talk).await;
        let reader = talk.reader();
        let list = async |arguments: &str| {
            let question = format!(
                "{{ inconsistencies{arguments} {{ totalCount nodes {{ check title weight subject \
                 system {{ subject }} why since mend mendAt }} checks {{ key total }} }} }}"
            );
            reader.ask(&question).await["inconsistencies"].clone()
        };
        let risks = list("(filter: { kind: \"risk\", system: \"system:alpha\" })").await;
        assert_eq!(subjects(&risks), ["risk:r-a"]);
        let one = &risks["nodes"][0];
        assert_eq!(one["check"], "unscored_risk");
        assert_eq!(one["weight"], "HOLE");
        assert_eq!(one["system"]["subject"], "system:alpha");
        assert_eq!(one["mend"], "Score the risk");
        assert_eq!(one["mendAt"], "/risks/r-a");
        let unowned = list("(filter: { check: \"no_owner\" })").await;
        assert_eq!(subjects(&unowned), ["system:alpha", "system:beta"]);
        assert_eq!(unowned["nodes"][1]["mendAt"], "/systems/beta");
        let text = list("(filter: { text: \"THE BETA\", weight: HOLE })").await;
        assert_eq!(subjects(&text), ["risk:r-b"], "a system is found by its name");
        // Whatever check is asked for, every check says how much fits the rest of the filter.
        let all = list("").await;
        assert_eq!(unowned["checks"], all["checks"]);
        let totals = all["checks"].as_array().unwrap().iter();
        let sum: u64 = totals.map(|check| check["total"].as_u64().unwrap()).sum();
        assert_eq!(all["totalCount"], sum);
        let nodes = all["nodes"].as_array().unwrap().iter();
        let weights: Vec<&str> = nodes.map(|one| one["weight"].as_str().unwrap()).collect();
        let mut sorted = weights.clone();
        let gravest = ["URGENT", "OPEN", "HOLE"];
        sorted.sort_by_key(|weight| gravest.iter().position(|one| one == weight));
        assert_eq!(weights, sorted, "what weighs most is first");
        let holes = list("(order: { key: \"weight\" })").await;
        assert_eq!(holes["nodes"][0]["weight"], "HOLE", "the mildest is the smallest");
    })
    .await;
}

#[tokio::test]
async fn its_pages_join_in_every_order() {
    conversation(async |talk| {
        open_duties(talk).await;
        let reader = talk.reader();
        let question = "query($after: String, $key: String!) {
            inconsistencies(first: 3, after: $after, order: { key: $key, descending: true }) {
            totalCount nodes { check subject } pageInfo { hasNextPage endCursor } } }";
        for key in ["name", "check", "weight", "system", "since"] {
            let (mut after, mut seen) = (Value::Null, BTreeSet::new());
            let total = loop {
                let with = json!({ "after": after, "key": key });
                let page = reader.ask_with(question, with).await["inconsistencies"].clone();
                for node in page["nodes"].as_array().unwrap() {
                    assert!(seen.insert(node.to_string()), "{node} twice");
                }
                if page["pageInfo"]["hasNextPage"] == false {
                    break page["totalCount"].as_u64().unwrap();
                }
                after = page["pageInfo"]["endCursor"].clone();
            };
            assert!(total > 3, "more than a page");
            assert_eq!(u64::try_from(seen.len()).unwrap(), total, "{key}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_list_does_not_know_is_refused_with_what_it_knows() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let reader = talk.reader();
        for (filter, known) in
            [("check: \"nonsense\"", "lapsed_acceptance"), ("kind: \"thing\"", "deployment")]
        {
            let list = format!("inconsistencies(filter: {{ {filter} }}) {{ totalCount }}");
            let answer = reader.answer(&format!("{{ {list} }}"), json!({})).await;
            let sentence = answer["errors"][0]["message"].as_str().unwrap().to_owned();
            assert!(sentence.contains(known), "{sentence}");
        }
        let question = "{ inconsistencies(order: { key: \"moon\" }) { totalCount } }";
        let answer = reader.answer(question, json!({})).await;
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains("since"), "{answer:#}");
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_findings_about_what_they_may_see_alone() {
    conversation(async |talk| {
        open_duties(talk).await;
        let engineer = talk.role_at("ml_engineer", "team:a").await;
        let own = engineer.ask(EVERYTHING).await;
        let all = talk.reader().ask(EVERYTHING).await;
        let seen = subjects(&own["inconsistencies"]);
        assert!(seen.contains(&"risk:r-a".to_owned()), "{seen:?}");
        let (own, all) = (own.to_string(), all.to_string());
        for hidden in ["risk:r-b", "system:beta", "team:b", "/systems/beta"] {
            assert!(all.contains(hidden), "'{hidden}' is found for whoever may see it: {all}");
            assert!(!own.contains(hidden), "'{hidden}' leaks: {own}");
        }
        assert!(!own.contains("beta"), "nothing of the other system: {own}");
    })
    .await;
}

#[tokio::test]
async fn as_of_an_earlier_day_the_list_is_what_it_was() {
    conversation(async |talk| {
        open_duties(talk).await;
        talk.advance_days(2);
        let manager = talk.role("model_risk_manager").await;
        let score = json!({ "risk": "risk:r-a", "rationale": "Looked at it",
            "inherent": { "likelihood": 3, "impact": 3 },
            "residual": { "likelihood": 3, "impact": 3 } });
        manager.must("assessRisk", score).await;
        let reader = talk.reader();
        let rows = "inconsistencies(filter: { check: \"unscored_risk\" }) { nodes { subject } }";
        let now = reader.ask(&format!("{{ {rows} }}")).await;
        assert_eq!(subjects(&now["inconsistencies"]), ["risk:r-b"]);
        let then = format!("{{ asOf(time: \"2026-11-24T00:00:00Z\") {{ {rows} }} }}");
        let then = reader.ask(&then).await["asOf"]["inconsistencies"].clone();
        assert_eq!(subjects(&then), ["risk:r-a", "risk:r-b"]);
    })
    .await;
}
