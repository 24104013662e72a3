//! Controls and the catalogue, asked as people ask them.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation},
    world::{self, digest},
};

const ONE: &str = r#"{ control(system: "system:alpha", id: "AIC-DA-01") {
    status why advice staleAt owner { subject } notApplicable { reason by { subject } }
    counted linked told { what due told { subject } } tests { id status readings { target value grounds } } } }"#;

async fn control(talk: &Talk) -> Value {
    talk.reader().ask(ONE).await["control"].clone()
}

/// The catalogue, and a system with a live deployment.
async fn live(talk: &Talk) {
    world::two_teams(talk).await;
    talk.role("compliance_officer").await.must("loadCatalogue", json!({})).await;
    world::lineage(talk, "alpha", 'a').await;
}

/// A passing access test of the live deployment.
fn report(name: &str, open: &str) -> Value {
    json!({ "evidence": format!("evidence:{name}"), "about": "deployment:dep-a2",
        "system": "system:alpha", "evidenceType": "EV-API-AUTH-TEST", "tool": "zap",
        "digest": digest('b'), "metrics": [
            { "name": "api.unauthenticated_endpoints", "value": open },
            { "name": "api.authz_test_failures", "value": "0" }] })
}

#[tokio::test]
async fn a_control_stands_as_its_evidence_says_and_turns_stale_by_itself() {
    conversation(async |talk| {
        live(talk).await;
        let found = control(talk).await;
        assert_eq!(found["status"], "MISSING", "{found:#}");
        assert!(found["advice"].as_str().unwrap().starts_with("Attach for "), "{found:#}");
        let engineer = talk.role("ml_engineer").await;
        engineer.must("attachEvidence", report("ev-1", "1")).await;
        assert_eq!(control(talk).await["status"], "FAIL");
        talk.advance_days(1);
        engineer.must("attachEvidence", report("ev-2", "0")).await;
        let found = control(talk).await;
        assert_eq!(found["status"], "PASS", "{found:#}");
        assert_eq!(found["counted"], json!(["evidence:ev-2"]));
        assert_eq!(found["staleAt"], "2026-12-24T12:00:00Z");

        talk.advance_days(30);
        assert_eq!(control(talk).await["status"], "STALE");
        assert_eq!(talk.app.tell_what_is_due().await.unwrap(), 1);
        assert_eq!(talk.app.tell_what_is_due().await.unwrap(), 0);
        let told = control(talk).await["told"].clone();
        assert_eq!(told[0]["what"], "evidence:ev-2");
        assert_eq!(told[0]["due"], "2026-12-24T12:00:00Z");
        let before = ONE.replacen('{', "{ asOf(time: \"2026-11-25T00:00:00Z\") {", 1) + "}";
        let past = talk.reader().ask(&before).await["asOf"]["control"].clone();
        assert_eq!(past["status"], "PASS", "the past keeps its own status");
    })
    .await;
}

#[tokio::test]
async fn people_decide_about_a_control() {
    conversation(async |talk| {
        live(talk).await;
        let named = json!({ "system": "system:alpha", "control": "AIC-DA-01" });
        let with = |more: Value| {
            let mut input = named.clone();
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            input
        };
        let owner = talk.role("system_owner").await;
        let lead = json!({ "person": "person:ml_engineer-org" });
        owner.must("assignControlOwner", with(lead)).await;
        assert_eq!(control(talk).await["owner"]["subject"], "person:ml_engineer-org");
        let risk = talk.role("model_risk_manager").await;
        let reason = || with(json!({ "reason": "No API at all" }));
        assert_eq!(
            risk.refused("restoreControlApplicability", reason()).await,
            "control.not_marked"
        );
        risk.must("markControlNotApplicable", reason()).await;
        let found = control(talk).await;
        assert_eq!(found["status"], "NOT_APPLICABLE");
        assert_eq!(found["notApplicable"]["reason"], "No API at all");
        risk.must("restoreControlApplicability", reason()).await;
        assert_eq!(control(talk).await["status"], "MISSING");
        let empty = with(json!({ "reason": " " }));
        assert_eq!(risk.refused("markControlNotApplicable", empty).await, "input.bad");
        let evidence = || with(json!({ "evidence": "evidence:ev-a" }));
        assert_eq!(risk.refused("unlinkControlEvidence", evidence()).await, "control.not_linked");
        risk.must("linkControlEvidence", evidence()).await;
        assert_eq!(control(talk).await["linked"], json!(["evidence:ev-a"]));
        risk.must("unlinkControlEvidence", evidence()).await;
        let unknown = json!({ "system": "system:alpha", "control": "AIC-XX-1", "reason": "x" });
        assert_eq!(risk.refused("markControlNotApplicable", unknown).await, "control.unknown");
    })
    .await;
}

#[tokio::test]
async fn the_organisation_adds_its_own() {
    conversation(async |talk| {
        live(talk).await;
        let officer = talk.role("compliance_officer").await;
        let dry = officer.send("loadCatalogue", json!({ "dryRun": true })).await;
        assert_eq!((&dry["receipt"], &dry["refusal"]), (&Value::Null, &Value::Null));
        let body = json!({ "title": "Own control", "stage": "deployment",
            "evidence": [{ "type": "EV-POLICY" }], "mappings": { "eu_ai_act": ["EUAI-4"] } });
        let item = json!({ "section": "controls", "id": "ORG-1", "body": body.to_string() });
        officer.must("addCatalogueItem", item.clone()).await;
        let mut other = item.clone();
        other["body"] = json!("{\"title\": \"Another\"}");
        assert_eq!(officer.refused("changeCatalogueItem", other).await, "catalogue.bad_item");
        let reader = talk.reader();
        let asked = reader
            .ask(r#"{ catalogueControl(id: "ORG-1") { title origin { own } standings { system { subject } status } } }"#)
            .await;
        assert_eq!(asked["catalogueControl"]["origin"]["own"], true);
        assert_eq!(asked["catalogueControl"]["standings"][0]["status"], "MISSING");
        let link = json!({ "item": "ORG-1", "framework": "eu_ai_act", "reference": "EUAI-4" });
        officer.must("confirmMapping", link).await;
        let strange = json!({ "item": "ORG-1", "framework": "eu_ai_act", "reference": "EUAI-5" });
        assert_eq!(officer.refused("confirmMapping", strange).await, "catalogue.no_such_mapping");
        let found = reader
            .ask(r#"{ framework(id: "eu_ai_act") { items { id links { id confirmed } } } }"#)
            .await;
        let items = found["framework"]["items"].as_array().unwrap();
        let literacy = items.iter().find(|item| item["id"] == "EUAI-4").unwrap();
        let ours = json!({ "id": "ORG-1", "confirmed": true });
        assert!(literacy["links"].as_array().unwrap().contains(&ours), "{literacy:#}");
        let withdraw = json!({ "section": "controls", "id": "ORG-1", "reason": "Not needed" });
        officer.must("withdrawCatalogueItem", withdraw).await;
        let gone = reader.ask(r#"{ catalogueControl(id: "ORG-1") { title } }"#).await;
        assert_eq!(gone["catalogueControl"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn pages_of_controls_join_and_count_what_they_hold() {
    conversation(async |talk| {
        live(talk).await;
        let reader = talk.reader();
        let mut after = Value::Null;
        let mut seen = std::collections::BTreeSet::new();
        let question = "query($after: String) { controls(first: 25, after: $after, order: { key: \"status\" }) {
            totalCount nodes { subject } pageInfo { hasNextPage endCursor }
            counts { pass fail missing stale inconclusive notApplicable }
            stages { stage counts { missing } } } }";
        let total = loop {
            let page =
                reader.ask_with(question, json!({ "after": after })).await["controls"].clone();
            for node in page["nodes"].as_array().unwrap() {
                assert!(seen.insert(node["subject"].as_str().unwrap().to_owned()), "{node} twice");
            }
            let counts = page["counts"].as_object().unwrap().values();
            assert_eq!(counts.map(|count| count.as_u64().unwrap()).sum::<u64>(), 84);
            let stages = page["stages"].as_array().unwrap();
            assert_eq!(stages.len(), 7, "{stages:?}");
            if page["pageInfo"]["hasNextPage"] == false {
                break page["totalCount"].as_u64().unwrap();
            }
            after = page["pageInfo"]["endCursor"].clone();
        };
        assert_eq!((seen.len(), total), (84, 84), "two systems, 42 controls each");
        let against =
            r#"{ controls(filter: { threat: "THR-06", system: "system:alpha" }) { totalCount } }"#;
        assert_eq!(reader.ask(against).await["controls"]["totalCount"], 6);
    })
    .await;
}
