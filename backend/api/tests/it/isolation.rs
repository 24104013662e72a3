use futures::StreamExt;
use serde_json::{Value, json};

use crate::{
    talk::{Talk, Voice, conversation},
    world,
};

/// Every way to learn about things, none of which may name anything of team b.
const EVERYTHING: &str = r#"{ me { may }
    dashboard { totalSystems liveSystems liveByRiskClass { total live suspect } evidence { total }
      suspectSystems { subject } openIncidents { subject } ownersMissing { subject } quarantinedVersions
      trend { liveSystems suspectSystems openIncidents } attention { subject title } recent { sentence about } }
    systems { totalCount nodes { subject name deployments { subject } } }
    suggestions: systems(filter: { text: "b" }) { totalCount nodes { subject } }
    quarantined { totalCount nodes { subject name reason } } sources { totalCount nodes { subject deliveries { batches records } } } batches { totalCount nodes { subject } }
    datasets { totalCount nodes { subject versions { subject } } }
    runs { totalCount nodes { subject } } models { totalCount nodes { subject } }
    evidence { totalCount nodes { subject } } deployments { totalCount nodes { subject endpoint } }
    incidents { totalCount nodes { subject title } }
    risks { totalCount nodes { subject title } } hiddenRisk: risk(subject: "risk:risk-b") { title history { sentence } }
    heatMap { total unscored unscoredExamples { title } cells { count examples { title } } moves { count } }
    riskExposure { open unscored above } riskIndicators { indicator system { subject } value }
    teams { subject systems { subject } championActivity { reviewsAttended findingsHandled actionsDone last } }
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

/// The same for reviews, the programme, and what people learn, save and search.
const GOVERNANCE: &str = r#"{
    reviews { totalCount nodes { subject } } findings { totalCount nodes { subject text links } }
    actions { totalCount nodes { subject title } } policies { totalCount nodes { subject title } }
    initiatives { totalCount nodes { subject title risks } } meetings { totalCount nodes { subject title highlights } }
    exercises { totalCount nodes { subject scenario } } surveys { totalCount nodes { subject } }
    feedback { totalCount nodes { subject text settled { to } } } appetite { set }
    review(subject: "review:rev-b") { phase } finding(subject: "finding:fnd-b") { text }
    action(subject: "action:act-b") { title } meeting(subject: "meeting:mtg-b") { title }
    feedbackItem(subject: "feedback:fbk-b") { text }
    campaigns { totalCount nodes { id } } myTraining { minutesLeft } myNotices { totalCount nodes { about data leaf } } savedViews(path: "/risks") { views { name } }
    search(text: "hidden", first: 100) { total facets { kind count } hits { subject title } }
    events(first: 500) { nodes { stream about sentence data leaf } } }"#;

/// Something of every sort that a team has in the programme, all of it of the system beta.
async fn governed_beta(talk: &Talk) {
    let lead = talk.role("ai_security_lead").await;
    let open = json!({ "review": "review:rev-b", "system": "system:beta", "phase": "DESIGN",
        "participants": ["person:ai_security_lead-org"] });
    lead.must("openReview", open).await;
    let raise = json!({ "finding": "finding:fnd-b", "control": "AIC-VT-03", "severity": "HIGH",
        "text": "A hidden flaw", "system": "system:beta", "review": "review:rev-b" });
    lead.must("raiseFinding", raise).await;
    let action = json!({ "action": "action:act-b", "title": "A hidden task", "owner": "person:ml_engineer-b",
        "due": "2026-12-01T00:00:00Z", "system": "system:beta", "finding": "finding:fnd-b" });
    lead.must("openAction", action).await;
    let meeting = json!({ "meeting": "meeting:mtg-b", "title": "A hidden board", "period": "2026-Q4",
        "figuresAsOf": "2026-11-01T00:00:00Z", "system": "system:beta",
        "decisions": [{ "text": "Keep it hidden" }] });
    talk.role("chief_risk_officer").await.must("recordMeeting", meeting).await;
    let exercise = json!({ "exercise": "exercise:exr-b", "scenario": "A hidden game", "findings": 1,
        "system": "system:beta" });
    talk.role("incident_commander").await.must("recordExercise", exercise).await;
    let feedback = json!({ "feedback": "feedback:fbk-b", "fromRole": "ml_engineer", "text": "A hidden worry",
        "system": "system:beta" });
    talk.person("person:ml_engineer-b").await.must("giveFeedback", feedback).await;
}

#[tokio::test]
async fn a_team_sees_nothing_of_the_programme_of_another_team() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let reader = talk.role_at("ml_engineer", "team:a").await;
        let others = talk.role_at("ml_engineer", "team:b").await;
        let all = talk.role("internal_auditor").await;
        let before = reader.ask(GOVERNANCE).await;
        governed_beta(talk).await;
        let after = reader.ask(GOVERNANCE).await;
        for field in [
            "reviews",
            "findings",
            "actions",
            "policies",
            "initiatives",
            "meetings",
            "exercises",
            "surveys",
            "feedback",
            "review",
            "finding",
            "action",
            "meeting",
            "feedbackItem",
            "search",
        ] {
            assert_eq!(before[field], after[field], "{field}");
        }
        let secrets = ["rev-b", "fnd-b", "act-b", "mtg-b", "exr-b", "fbk-b", "hidden"];
        for secret in secrets {
            let text = after.to_string();
            assert!(!text.contains(secret), "'{secret}' leaks: {text}");
        }
        for voice in [&others, &all] {
            let text = voice.ask(GOVERNANCE).await.to_string();
            assert!(secrets.iter().all(|secret| text.contains(secret)), "{text}");
        }
    })
    .await;
}

/// Where events are shown, each with all it says.
const EVENTS: &str = r#"{ events(first: 500) { totalCount nodes { position kind about sentence data leaf } }
    named: events(filter: { subject: "risk:risk-b" }) { totalCount }
    recent: dashboard { recent { sentence about data } }
    timelines: timeline(subject: "finding:f") { lanes { items { position } } } }"#;

/// The funding, the answer and a link name a risk of the other team, and a link an action of theirs; one
/// link names a risk of the reader's own.
async fn no_event_names_what_is_hidden(reader: &Voice<'_>, every: &Voice<'_>) {
    let (seen, all) = (reader.ask(EVENTS).await, every.ask(EVENTS).await);
    let of = |found: &Value, kind: &str| -> Vec<Value> {
        let nodes = found["events"]["nodes"].as_array().unwrap();
        nodes.iter().filter(|node| node["kind"] == kind).cloned().collect()
    };
    for (kind, for_reader, for_all) in
        [("initiative.funded", 0, 1), ("feedback.answered", 0, 1), ("finding.linked", 1, 3)]
    {
        let counts = (of(&seen, kind).len(), of(&all, kind).len());
        assert_eq!(counts, (for_reader, for_all), "{kind}");
        let hidden = of(&all, kind).into_iter().find(|node| node.to_string().contains("risk-b"));
        let hidden = hidden.unwrap_or_else(|| panic!("no {kind} names the risk of the other team"));
        let by_position = format!("{{ event(position: {}) {{ kind leaf }} }}", hidden["position"]);
        assert!(reader.ask(&by_position).await["event"].is_null(), "{kind}");
        assert_eq!(every.ask(&by_position).await["event"]["kind"], kind);
    }
    let counted = seen["events"]["nodes"].as_array().unwrap().len();
    assert_eq!(seen["events"]["totalCount"], counted);
    assert_eq!(seen["named"]["totalCount"], 0);
    for secret in ["risk-b", "act-b"] {
        assert!(!seen.to_string().contains(secret), "'{secret}' leaks: {seen}");
    }
    let steps = |found: &Value| -> usize {
        let lanes = found["timelines"]["lanes"].as_array().unwrap();
        lanes.iter().map(|lane| lane["items"].as_array().unwrap().len()).sum()
    };
    // Raised and linked once; for all readers also linked twice more, and the action opened for it.
    assert_eq!((steps(&seen), steps(&all)), (2, 5));

    let body = json!({ "query": "subscription { events(after: 0, kinds: [\"finding.linked\"]) { data } }" });
    let mut followed = Box::pin(reader.follow(&body.to_string()));
    let first = followed.next().await.unwrap();
    assert!(first.contains("risk-a") && !first.contains("risk-b"), "{first}");
}

#[tokio::test]
async fn what_is_everybodys_names_nothing_hidden() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let reader = talk.role_at("ml_engineer", "team:a").await;
        talk.role_at("ml_engineer", "team:b").await;
        talk.role("compliance_officer").await.must("loadCatalogue", json!({})).await;
        let manager = talk.role("model_risk_manager").await;
        for (risk, system) in [("risk:risk-a", "system:alpha"), ("risk:risk-b", "system:beta")] {
            let identify = json!({ "risk": risk, "title": "A worry", "threat": "THR-06", "system": system,
                "category": "INTEGRITY", "owner": "person:model_risk_manager-org", "description": "Hush" });
            manager.must("identifyRisk", identify).await;
        }
        let fund = json!({ "initiative": "initiative:i", "title": "Resilience", "purpose": "Tooling",
            "amount": "1000", "currency": "EUR", "period": "2027", "risks": ["risk:risk-a", "risk:risk-b"] });
        talk.role("executive_sponsor").await.must("fundInitiative", fund).await;
        let lead = talk.role("ai_security_lead").await;
        let raise = json!({ "finding": "finding:f", "control": "AIC-VT-03", "severity": "HIGH", "text": "Nobody signs" });
        lead.must("raiseFinding", raise).await;
        for to in ["risk:risk-b", "risk:risk-a"] {
            lead.must("linkFinding", json!({ "finding": "finding:f", "to": to })).await;
        }
        let action = json!({ "action": "action:act-b", "title": "Sign", "owner": "person:ml_engineer-b",
            "due": "2026-12-01T00:00:00Z", "system": "system:beta", "finding": "finding:f" });
        lead.must("openAction", action).await;
        let give = json!({ "feedback": "feedback:f", "fromRole": "ml_engineer", "text": "Odd" });
        reader.must("giveFeedback", give).await;
        let settle = json!({ "feedback": "feedback:f", "outcome": "RISK", "to": "risk:risk-b", "why": "It is one" });
        talk.role("compliance_officer").await.must("settleFeedback", settle).await;

        let asked = r#"{ initiative(subject: "initiative:i") { risks } finding(subject: "finding:f") { links }
            feedbackItem(subject: "feedback:f") { settled { outcome to } } }"#;
        let all = talk.role("internal_auditor").await.ask(asked).await;
        assert_eq!(all["initiative"]["risks"], json!(["risk:risk-a", "risk:risk-b"]));
        assert_eq!(all["finding"]["links"], json!(["risk:risk-b", "risk:risk-a", "action:act-b"]));
        assert_eq!(all["feedbackItem"]["settled"]["to"], "risk:risk-b");
        let seen = reader.ask(asked).await;
        assert_eq!(seen["initiative"]["risks"], json!(["risk:risk-a"]));
        assert_eq!(seen["finding"]["links"], json!(["risk:risk-a"]));
        assert_eq!(seen["feedbackItem"]["settled"], json!({ "outcome": "RISK", "to": null }));
        let every = talk.role("internal_auditor").await;
        no_event_names_what_is_hidden(&reader, &every).await;
    })
    .await;
}

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
        for field in ["dashboard", "systems", "quarantined", "sources", "batches", "datasets", "runs", "models", "evidence", "deployments",
            "controls", "frameworks", "framework", "threats", "traceability", "control", "catalogueControl",
            "incidents", "risks", "hiddenRisk", "heatMap", "riskExposure", "riskIndicators", "lineage", "blastRadius", "timeline",
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
