//! Controls and the catalogue, asked as people ask them.

use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation},
    world::{self, digest},
};

const ONE: &str = r#"{ control(system: "system:alpha", id: "AIC-DA-01") {
    status why applies advice staleAt owner { subject } notApplicable { reason by { subject } }
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
async fn a_control_offers_recording_to_whom_the_door_lets_in() {
    conversation(async |talk| {
        live(talk).await;
        let question = r#"{ control(system: "system:alpha", id: "AIC-DA-01") {
            offers(mutations: ["attachEvidence"]) { may elsewhere } } }"#;
        let attach = "mutation($input: AttachEvidenceInput!) {
            attachEvidence(input: $input) { receipt { position } refusal { code } } }";
        for (role, scope, may) in [
            ("ml_engineer", "team:a", true),
            ("system_owner", "team:a", false),
            ("internal_auditor", "organisation:org", false),
        ] {
            let voice = talk.role_at(role, scope).await;
            let offers = voice.ask(question).await["control"]["offers"].clone();
            assert_eq!(offers, json!([{ "may": may, "elsewhere": may }]), "{role}");
            let input = json!({ "input": report(role, "0") });
            let answer = voice.answer(attach, input).await;
            let denied = answer["errors"][0]["extensions"]["code"] == "denied";
            assert_eq!(denied, !may, "{role}: {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_control_says_why_it_applies_and_its_tests_whom_they_are_for() {
    conversation(async |talk| {
        live(talk).await;
        let question = r#"{ control(system: "system:alpha", id: "AIC-PC-03") { applies
            tests { id status applies } text { tests { id applies } } } }"#;
        let found = talk.reader().ask(question).await["control"].clone();
        assert_eq!(found["applies"], "It applies because the system processes personal data.");
        let told = |test: &Value| (test["id"].clone(), test["applies"].clone());
        let tests: Vec<_> = found["tests"].as_array().unwrap().iter().map(told).collect();
        let special = "It is for systems that hold special-category data.";
        let personal = "Asked because the system holds personal data.";
        assert_eq!(
            tests,
            [
                (json!("AIC-PC-03-T1"), Value::Null),
                (json!("AIC-PC-03-S1"), json!(special)),
                (json!("AIC-PC-03-S2"), json!(personal)),
            ]
        );
        assert_eq!(found["tests"][1]["status"], "NOT_APPLICABLE");
        let written = &found["text"]["tests"][1]["applies"];
        assert_eq!(written, "For systems that hold special-category data");
        assert_eq!(control(talk).await["applies"], Value::Null, "what is for every system");
    })
    .await;
}

#[tokio::test]
async fn special_category_data_is_refused_until_it_is_checked() {
    conversation(async |talk| {
        live(talk).await;
        let data = talk.role("data_engineer").await;
        let dataset = json!({ "dataset": "dataset:ds-health", "name": "Health",
            "sensitivity": "special_category", "owner": "team:a", "system": "system:alpha" });
        data.must("registerDataset", dataset).await;
        let version = json!({ "version": "dataset:ds-health@v1", "rows": 10, "digest": digest('f'),
            "source": "source:src-a", "batches": ["batch:bat-a1"] });
        data.must("registerDatasetVersion", version).await;
        let promote = || json!({ "version": "dataset:ds-health@v1", "reason": "It is ready" });
        let owner = talk.role("data_owner").await;
        let told = owner.send("promoteDatasetVersion", promote()).await["refusal"].clone();
        assert_eq!(told["code"], "dataset.segment_unchecked");
        assert_eq!(told["field"], "version");
        assert!(told["sentence"].as_str().unwrap().contains("AIC-PC-03"), "{told:#}");
        let report = json!({ "evidence": "evidence:anon", "about": "dataset:ds-health@v1",
            "system": "system:alpha", "evidenceType": "EV-ANONYMISATION", "tool": "presidio",
            "digest": digest('b'), "metrics": [
                { "name": "anon.residual_pii", "value": "0" }, { "name": "anon.k", "value": "12" },
                { "name": "anon.reidentification_risk", "value": "0.05" }] });
        data.must("attachEvidence", report).await;
        owner.must("promoteDatasetVersion", promote()).await;
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
async fn own_items_come_from_a_file_for_those_who_may_add_one() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let officer = talk.role("compliance_officer").await;
        let more = "lines { number id difference { fate members } refusal { field } }";
        let house =
            json!({ "section": "frameworks", "id": "ORG-HOUSE", "body": { "name": "Rules" } });
        let mut item = json!({ "section": "framework_items", "id": "ORG-HOUSE-1",
            "body": { "framework": "ORG-HOUSE", "title": "A person reads it" } });
        let sends = async |items: &Value, dry_run: bool| {
            let input = json!({ "file": items.to_string(), "dryRun": dry_run });
            officer.send_for("importCatalogueItems", input, more).await
        };
        let found = sends(&json!([house, item]), true).await;
        assert_eq!(found["lines"][1]["difference"]["fate"], "ADDED", "{found:#}");
        assert!(found["receipt"].is_null());
        let found = sends(&json!([house, { "section": "limits" }]), false).await;
        assert_eq!(found["lines"][1]["refusal"]["field"], "item");
        assert!(found["receipt"].is_null(), "one bad item keeps the other out");
        assert!(sends(&json!([house, item]), false).await["receipt"].is_object());
        item["body"]["title"] = json!("Two persons read it");
        let found = sends(&json!([house, item]), false).await;
        assert!(found["lines"][0]["difference"].is_null());
        assert_eq!(
            found["lines"][1]["difference"],
            json!({ "fate": "CHANGED", "members": ["title"] })
        );
        let asked = r#"{ catalogueItem(section: "framework_items", id: "ORG-HOUSE-1") { title } }"#;
        let shown = talk.reader().ask(asked).await;
        assert_eq!(shown["catalogueItem"]["title"], "Two persons read it");
        let nothing =
            officer.send("importCatalogueItems", json!({ "file": " ", "dryRun": true })).await;
        assert_eq!(nothing["refusal"]["code"], "catalogue.bad_file");
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

#[tokio::test]
async fn each_risk_class_has_its_own_limit_and_comparison() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("compliance_officer").await.must("loadCatalogue", json!({})).await;
        let asked =
            r#"{ catalogueControl(id: "AIC-GV-01") { tests { limits { metric op ops } } } }"#;
        let found = talk.reader().ask(asked).await["catalogueControl"]["tests"].clone();
        let tests = found.as_array().unwrap().iter();
        let mut limits = tests.flat_map(|test| test["limits"].as_array().unwrap());
        // The catalogue wants exactly all of them, and lets medium and low risk off some.
        let let_off = limits.find(|limit| limit["metric"] == "inv.registered_ratio").unwrap();
        assert_eq!((&let_off["op"], &let_off["ops"]), (&json!("eq"), &json!(["eq", "ge", "ge"])));
        let same = limits.find(|limit| limit["metric"] == "inv.classified_ratio").unwrap();
        assert_eq!(same["ops"], json!(["eq", "eq", "eq"]));
    })
    .await;
}
