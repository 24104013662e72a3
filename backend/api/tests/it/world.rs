//! What conversations begin with: an organisation, two teams with a system each, and a lineage.

use serde_json::json;

use crate::talk::{Talk, subject};
use domain::people::Command;
use kernel::Name;

/// Hex digits of a digest made of one letter.
pub(crate) fn digest(letter: char) -> String {
    letter.to_string().repeat(64)
}

/// The organisation and its teams `a` and `b`, with the systems `alpha` and `beta`.
pub(crate) async fn two_teams(talk: &Talk) {
    let name = |text: &str| Name::parse(text).unwrap();
    let register = Command::RegisterOrganisation { name: name("Org"), units: vec![] };
    talk.as_root(&subject("organisation:org"), "register", register).await;
    for team in ["a", "b"] {
        let create = Command::CreateTeam { name: name(&format!("Team {team}")) };
        talk.as_root(&subject(&format!("team:{team}")), "create", create).await;
    }
    let owner = talk.role("product_owner").await;
    for (system, team) in [("alpha", "a"), ("beta", "b")] {
        owner
            .must(
                "registerSystem",
                json!({
                    "system": format!("system:{system}"),
                    "name": format!("The {system}"),
                    "purpose": "Decides about people",
                    "kinds": ["PREDICTIVE"],
                    "riskClass": "HIGH",
                    "team": format!("team:{team}"),
                    "processesPersonalData": true,
                    "affectsPersons": true,
                    "trainedInHouse": true,
                }),
            )
            .await;
    }
}

/// A lineage of a system, from a batch to an endpoint: version 1 is clean, version 2 took in a
/// second batch. Names end with the letter.
pub(crate) async fn lineage(talk: &Talk, system: &str, x: char) {
    let data = talk.role("data_engineer").await;
    let engineer = talk.role("ml_engineer").await;
    let risk = talk.role("model_risk_manager").await;
    let system = format!("system:{system}");
    data.must(
        "registerSource",
        json!({ "source": format!("source:src-{x}"), "name": "Clinics", "trust": "low",
                "sensitivity": "personal", "system": system }),
    )
    .await;
    let dataset = json!({ "dataset": format!("dataset:ds-{x}"), "name": "Training",
        "sensitivity": "personal", "owner": format!("team:{x}"), "system": system });
    data.must("registerDataset", dataset).await;
    let model = json!({ "model": format!("model:mdl-{x}"), "name": "Risk", "system": system });
    engineer.must("registerModel", model).await;
    for number in [1, 2] {
        let batch = json!({ "batch": format!("batch:bat-{x}{number}"), "source": format!("source:src-{x}"),
            "system": system, "records": 100, "credential": "key-1" });
        data.must("receiveBatch", batch).await;
        let version = json!({ "version": format!("dataset:ds-{x}@v{number}"), "rows": 1000 * number,
            "digest": digest(char::from_digit(number, 10).unwrap()), "source": format!("source:src-{x}"),
            "batches": [format!("batch:bat-{x}{number}")] });
        data.must("registerDatasetVersion", version).await;
        let run = json!({ "run": format!("run:run-{x}{number}"), "kind": "train", "system": system,
            "inputs": [format!("dataset:ds-{x}@v{number}")], "codeCommit": "c0ffee",
            "started": "2026-11-20T08:00:00Z" });
        engineer.must("startRun", run).await;
        let version = json!({ "version": format!("model:mdl-{x}@{number}.0.0"), "format": "onnx",
            "digest": digest('e'), "run": format!("run:run-{x}{number}") });
        engineer.must("registerModelVersion", version).await;
        let done = json!({ "run": format!("run:run-{x}{number}"), "minutes": 90,
            "outputs": [format!("model:mdl-{x}@{number}.0.0")] });
        engineer.must("completeRun", done).await;
        let promote = json!({ "version": format!("model:mdl-{x}@{number}.0.0"), "reason": "Good" });
        risk.must("promoteModelVersion", promote).await;
        let mut live = json!({ "deployment": format!("deployment:dep-{x}{number}"),
            "model": format!("model:mdl-{x}@{number}.0.0"), "endpoint": format!("endpoint:ep-{x}"),
            "stage": "PRODUCTION", "people": 500, "system": system });
        if number == 2 {
            live["replaces"] = json!(format!("deployment:dep-{x}1"));
        }
        engineer.must("activateDeployment", live).await;
    }
    let report = json!({ "evidence": format!("evidence:ev-{x}"), "about": format!("model:mdl-{x}@2.0.0"),
        "system": system, "evidenceType": "EV-DATA-VALIDATION", "tool": "validator",
        "digest": digest('d'), "metrics": [{ "name": "m.x", "value": "0.9" }],
        "thresholds": [{ "metric": "m.x", "op": "ge", "value": "0.8", "source": "T-1" }] });
    engineer.must("attachEvidence", report).await;
}
