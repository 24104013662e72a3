use serde_json::{Value, json};

use crate::{talk::conversation, world};

/// Every way to learn about things, none of which may name anything of team b.
const EVERYTHING: &str = r#"{ me { may }
    dashboard { totalSystems liveSystems liveByRiskClass { total live suspect } evidence { total }
      suspectSystems { subject } openIncidents { subject } ownersMissing { subject } quarantinedVersions
      trend { liveSystems suspectSystems openIncidents } attention { subject title } recent { sentence about } }
    systems { totalCount nodes { subject name deployments { subject } } }
    suggestions: systems(filter: { text: "b" }) { totalCount nodes { subject } }
    datasets { totalCount nodes { subject versions { subject } } }
    runs { totalCount nodes { subject } } models { totalCount nodes { subject } }
    evidence { totalCount nodes { subject } } deployments { totalCount nodes { subject endpoint } }
    incidents { totalCount nodes { subject title } }
    risks { totalCount nodes { subject title } } hiddenRisk: risk(subject: "risk:risk-b") { title history { sentence } }
    heatMap { total unscored unscoredExamples { title } cells { count examples { title } } moves { count } }
    riskExposure { open unscored above }
    teams { subject systems { subject } }
    people { nodes { owns { subject } } }
    events(first: 500) { totalCount nodes { stream about sentence data leaf } }
    lineage(roots: ["dataset:shared@v1", "dataset:ds-b@v2"]) { nodes { subject } edges { from to } }
    blastRadius(roots: ["dataset:shared@v1", "dataset:ds-b@v2"]) { counts { kind count } deployments { subject }
      liveEndpoints { endpoint } systems { subject } peopleAffected lastClean { model } }
    found: search(text: "b", first: 100) { total facets { kind count } hits { subject title detail system } }
    named: search(text: "secret") { total facets { kind count } hits { subject title } }
    trained: search(text: "training", first: 100) { total facets { kind count } hits { subject } }
    typos: search(text: "trubble secrit") { total facets { kind count } hits { subject } }
    timeline(subject: "system:beta") { lanes { items { sentence } gaps { sentence } } }
    controls { totalCount counts { missing pass fail stale } nodes { subject why tests { readings { target evidence } } } }
    frameworks { nodes { id shownCount } } framework(id: "nist_ai_rmf") { systems { subject } items { id cells { missing } total { missing } } }
    threats { nodes { id countered { points of system { subject } } } }
    traceability { nodes { id shown { subject } } }
    control(system: "system:beta", id: "AIC-DI-01") { why }
    catalogueControl(id: "AIC-DI-01") { standings { subject } }
    hidden: system(subject: "system:beta") { name } version: datasetVersion(subject: "dataset:ds-b@v2") { rows }
    modelVersion(subject: "model:mdl-b@2.0.0") { state } run(subject: "run:run-b2") { kind }
    deployment(subject: "deployment:dep-b2") { live } incident(subject: "incident:inc-b") { title }
    batch(subject: "batch:bat-b2") { records } source(subject: "source:src-b") { name }
    evidenceItem(subject: "evidence:ev-b") { tool } }"#;

#[tokio::test]
async fn a_team_sees_nothing_of_another_team() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let officer = talk.role("compliance_officer").await;
        officer.must("loadCatalogue", json!({})).await;
        world::lineage(talk, "alpha", 'a').await;
        let reader = talk.role_at("ml_engineer", "team:a").await;
        let others = talk.role_at("ml_engineer", "team:b").await;
        let all = talk.role("internal_auditor").await;
        let before = reader.ask(EVERYTHING).await;
        let count = |answer: &Value| answer["events"]["totalCount"].as_u64().unwrap();

        world::lineage(talk, "beta", 'b').await;
        let commander = talk.role("incident_commander").await;
        let contain = json!({ "roots": ["dataset:ds-b@v2"], "severity": "SEV1", "title": "Secret trouble",
            "reason": "Hush", "incident": "incident:inc-b" });
        commander.must("contain", contain).await;

        let manager = talk.role("model_risk_manager").await;
        let risk = json!({ "risk": "risk:risk-b", "title": "Secret worry", "threat": "THR-06", "system": "system:beta",
            "category": "INTEGRITY", "owner": "person:model_risk_manager-org", "description": "Hush" });
        manager.must("identifyRisk", risk).await;

        let after = reader.ask(EVERYTHING).await;
        assert_eq!(after["systems"]["totalCount"], 1);
        assert_eq!(after["dashboard"]["totalSystems"], 1);
        for field in ["dashboard", "systems", "datasets", "runs", "models", "evidence", "deployments",
            "controls", "frameworks", "framework", "threats", "traceability", "control", "catalogueControl",
            "incidents", "risks", "hiddenRisk", "heatMap", "riskExposure", "lineage", "blastRadius", "timeline",
            "named", "trained", "typos"] {
            let (mut old, mut new) = (before[field].clone(), after[field].clone());
            if field == "timeline" {
                old["to"] = Value::Null;
                new["to"] = Value::Null;
            }
            if field == "dashboard" {
                // People are everybody's: registering one is news for all.
                old["recent"] = Value::Null;
                new["recent"] = Value::Null;
            }
            assert_eq!(old, new, "{field}");
        }
        let text = after.to_string();
        for secret in ["ds-b", "mdl-b", "run-b", "dep-b", "ep-b", "bat-b", "src-b", "ev-b", "inc-b", "risk-b", "Secret trouble", "Secret worry", "system:beta"] {
            assert!(!text.contains(secret), "'{secret}' leaks: {text}");
        }
        assert!(count(&after) < count(&all.ask(EVERYTHING).await));
        let theirs = others.ask(EVERYTHING).await.to_string();
        assert!(theirs.contains("dep-b2") && !theirs.contains("dep-a2"));
        assert!(all.ask(EVERYTHING).await.to_string().contains("Secret trouble"));
    })
    .await;
}

#[tokio::test]
async fn what_is_hidden_cannot_be_changed_or_named() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "beta", 'b').await;
        let reader = talk.role_at("ml_engineer", "team:a").await;
        let log = json!({ "run": "run:run-b2", "action": "read" });
        let hidden = reader.refused("logRunAction", log).await;
        let log = json!({ "run": "run:nothing", "action": "read" });
        assert_eq!(hidden, reader.refused("logRunAction", log).await);
        let run = json!({ "run": "run:mine", "kind": "train", "system": "system:alpha",
            "inputs": ["dataset:ds-b@v2"], "codeCommit": "c", "started": "2026-11-20T08:00:00Z" });
        assert_eq!(reader.refused("startRun", run).await, "subject.unknown");
    })
    .await;
}
