use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation, subject},
    world,
};

const BLAST: &str = r#"{ blastRadius(roots: ["batch:bat-a2"]) {
    counts { kind count } datasetVersions runs modelVersions evidence decisionsAffected peopleAffected
    liveEndpoints { endpoint model lastClean stopRequested stopConfirmed owner { name } }
    owners { name } systems { name } deployments { subject live }
    lineage { nodes { subject standing root w } edges { from to tainted } truncated } } }"#;

async fn prepared(talk: &Talk) {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    let owner = subject("person:owner");
    talk.register(&owner, "Olga Owner").await;
    let risk = talk.role("chief_risk_officer").await;
    let assign = json!({ "system": "system:alpha", "person": "person:owner", "duty": "owner" });
    risk.must("assignOwner", assign).await;
}

#[tokio::test]
async fn the_blast_radius_reaches_the_live_endpoint() {
    conversation(async |talk| {
        prepared(talk).await;
        let blast = talk.role("internal_auditor").await.ask(BLAST).await["blastRadius"].clone();
        assert_eq!(blast["datasetVersions"], json!(["dataset:ds-a@v2"]));
        assert_eq!(blast["runs"], json!(["run:run-a2"]));
        assert_eq!(blast["modelVersions"], json!(["model:mdl-a@2.0.0"]));
        assert_eq!(blast["evidence"], json!(["evidence:ev-a"]));
        assert_eq!(blast["deployments"], json!([{ "subject": "deployment:dep-a2", "live": true }]));
        assert_eq!(
            (&blast["decisionsAffected"], &blast["peopleAffected"]),
            (&Value::Null, &json!(500))
        );
        assert_eq!(
            blast["liveEndpoints"],
            json!([{ "endpoint": "endpoint:ep-a", "model": "model:mdl-a@2.0.0",
                "lastClean": "model:mdl-a@1.0.0", "stopRequested": false, "stopConfirmed": false,
                "owner": { "name": "Olga Owner" } }])
        );
        let nodes = blast["lineage"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 6);
        assert!(nodes.iter().all(|node| node["standing"] == "CLEAN"));
    })
    .await;
}

const CONTAIN: &str = "incident { subject state severity roots told { person { name } about }
    rollbacks { deployment from to approved proposedBy { name } }
    deployments { subject flaggedBy stop { requestedAt confirmedAt } standing suspectBecause }
    timeline { kind sentence note tone } }";

#[tokio::test]
async fn containment_is_one_action() {
    conversation(async |talk| {
        prepared(talk).await;
        let commander = talk.role("incident_commander").await;
        let wanted = json!({ "command": "contain-1", "roots": ["batch:bat-a2"], "severity": "SEV1",
            "title": "Injected batch", "reason": "Labels were flipped" });
        let before = talk.app.store.head();
        let payload = commander.send_for("contain", wanted.clone(), CONTAIN).await;
        let incident = &payload["incident"];
        let name = incident["subject"].as_str().unwrap().to_owned();
        assert_eq!((&incident["state"], &incident["severity"]), (&json!("OPEN"), &json!("SEV1")));
        assert_eq!(incident["told"][0]["person"]["name"], "Olga Owner");
        assert_eq!(incident["rollbacks"][0]["to"], "model:mdl-a@1.0.0");
        let deployment = &incident["deployments"][0];
        assert_eq!(
            (&deployment["flaggedBy"], &deployment["standing"]),
            (&json!(name), &json!("SUSPECT"))
        );
        assert_eq!(deployment["suspectBecause"], json!(["dataset:ds-a@v2"]));
        assert!(
            deployment["stop"]["requestedAt"].is_string()
                && deployment["stop"]["confirmedAt"].is_null()
        );
        let notes: Vec<&Value> =
            incident["timeline"].as_array().unwrap().iter().map(|i| &i["note"]).collect();
        assert!(notes.contains(&&json!("Labels were flipped")), "{notes:?}");

        let question = format!("{{ events(filter: {{ from: {before} }}) {{ nodes {{ corr }} }} }}");
        let events = commander.ask(&question).await["events"]["nodes"].clone();
        assert!(events.as_array().unwrap().len() >= 8);
        assert!(
            events.as_array().unwrap().iter().all(|event| event["corr"] == json!(name)),
            "{events}"
        );
        let again = commander.send_for("contain", wanted, CONTAIN).await;
        assert_eq!(again["receipt"]["duplicate"], true);

        let dashboard = commander
            .ask(
                "{ dashboard { suspectSystems { name suspectBecause } openIncidents { title }
                liveByRiskClass { riskClass total live suspect } quarantinedVersions
                attention { title severity } trend { suspectSystems } recent { sentence } } }",
            )
            .await["dashboard"]
            .clone();
        assert_eq!(dashboard["suspectSystems"][0]["name"], "The alpha");
        assert_eq!(dashboard["quarantinedVersions"], 1);
        assert_eq!(
            dashboard["liveByRiskClass"][0],
            json!({ "riskClass": "HIGH", "total": 2, "live": 1, "suspect": 1 })
        );
        assert_eq!(dashboard["attention"][0]["severity"], "SEV1");
        let trend = dashboard["trend"].as_array().unwrap();
        assert_eq!(trend.last().unwrap()["suspectSystems"], 1);
    })
    .await;
}

const PLAN: &str = "query($roots: [Subject!]!) { containmentPlan(roots: $roots) {
    quarantines flags { subject } stops { subject } told { name }
    rollbacks { deployment endpoint from to why }
    offer { mutation may elsewhere roles people { name } more } } }";

#[tokio::test]
async fn the_plan_asked_for_is_what_is_recorded() {
    conversation(async |talk| {
        prepared(talk).await;
        let commander = talk.role("incident_commander").await;
        for roots in [json!(["batch:bat-a2"]), json!(["dataset:ds-a@v1", "model:mdl-a@2.0.0"])] {
            let asked = json!({ "roots": roots });
            let plan = commander.ask_with(PLAN, asked).await["containmentPlan"].clone();
            let before = talk.app.store.head();
            let wanted = json!({ "roots": roots, "severity": "SEV1", "title": "T", "reason": "R" });
            let done = commander.send_for("contain", wanted, CONTAIN).await["incident"].clone();
            let events = format!(
                "{{ events(filter: {{ from: {before} }}, first: 100) {{ nodes {{ kind stream data }} }} }}"
            );
            let events = commander.ask(&events).await["events"]["nodes"].clone();
            let events = events.as_array().unwrap();
            let of = |kind: &str| -> Vec<&Value> {
                events.iter().filter(|event| event["kind"] == kind).collect()
            };
            let version = |event: &&Value| {
                let data: Value = serde_json::from_str(event["data"].as_str().unwrap()).unwrap();
                json!(format!("{}@{}", event["stream"].as_str().unwrap(), data["version"].as_str().unwrap()))
            };
            let stopped = [of("dataset.quarantined"), of("model.version_quarantined")].concat();
            let stopped: Vec<Value> = stopped.iter().map(version).collect();
            assert_eq!(plan["quarantines"], json!(stopped));
            for (field, kind) in [("flags", "deployment.flagged"), ("stops", "deployment.stop_requested")] {
                let hit: Vec<Value> = of(kind).iter().map(|one| json!({ "subject": one["stream"] })).collect();
                assert_eq!(plan[field], json!(hit), "{kind}");
            }
            assert_eq!(of("incident.owner_told").len(), plan["told"].as_array().unwrap().len());
            let planned = plan["rollbacks"].as_array().unwrap();
            let proposed = done["rollbacks"].as_array().unwrap();
            assert_eq!(planned.len(), proposed.len());
            for (planned, proposed) in planned.iter().zip(proposed) {
                for field in ["deployment", "from", "to"] {
                    assert_eq!(planned[field], proposed[field], "{field}");
                }
                assert_eq!(planned["to"].is_null(), planned["why"].is_string());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_plan_says_who_may_carry_it_out() {
    conversation(async |talk| {
        prepared(talk).await;
        let reader = talk.role("internal_auditor").await;
        let asked = json!({ "roots": ["batch:bat-a2"] });
        let offer = reader.ask_with(PLAN, asked.clone()).await["containmentPlan"]["offer"].clone();
        assert_eq!((&offer["may"], &offer["elsewhere"]), (&json!(false), &json!(false)));
        assert_eq!(offer["people"], json!([]));
        assert!(
            offer["roles"].as_array().unwrap().contains(&json!("Incident commander")),
            "{offer}"
        );
        let near = talk.role_at("incident_commander", "team:a").await;
        talk.role_at("incident_commander", "team:b").await;
        let offer = near.ask_with(PLAN, asked).await["containmentPlan"]["offer"].clone();
        assert_eq!(offer["may"], true);
        assert_eq!(offer["people"].as_array().unwrap().len(), 1, "team b's is not asked: {offer}");
        let nothing = reader.errors("{ containmentPlan(roots: []) { quarantines } }").await;
        assert_eq!(nothing, ["input.bad"]);
    })
    .await;
}

#[tokio::test]
async fn a_containment_needs_the_permission_everywhere() {
    conversation(async |talk| {
        prepared(talk).await;
        world::lineage(talk, "beta", 'b').await;
        // Nothing is made of it: no deployment of the other system is reached.
        let spare =
            json!({ "version": "dataset:ds-b@v3", "rows": 1, "digest": world::digest('c') });
        talk.role("data_engineer").await.must("registerDatasetVersion", spare).await;
        talk.role_at("incident_commander", "team:a").await;
        let commander = subject("person:incident_commander-a");
        talk.grant(&commander, "data_scientist", "organisation:org").await;
        let commander = talk.person("person:incident_commander-a").await;
        let question =
            "mutation($input: ContainInput!) { contain(input: $input) { receipt { position } } }";
        let wanted = json!({ "roots": ["dataset:ds-a@v2", "dataset:ds-b@v3"], "severity": "SEV1",
            "title": "T", "reason": "R" });
        let answer = commander.answer(question, json!({ "input": wanted })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "denied", "{answer}");
        let roots = json!({ "roots": ["dataset:ds-a@v2", "dataset:ds-b@v3"] });
        let offer = commander.ask_with(PLAN, roots).await["containmentPlan"]["offer"].clone();
        assert_eq!((&offer["may"], &offer["elsewhere"]), (&json!(false), &json!(true)));
    })
    .await;
}

#[tokio::test]
async fn a_rollback_is_decided_by_another_person() {
    conversation(async |talk| {
        prepared(talk).await;
        let commander = talk.role("incident_commander").await;
        let wanted = json!({ "roots": ["dataset:ds-a@v2"], "severity": "SEV1", "title": "Bad data",
            "reason": "Seen", "incident": "incident:inc-1" });
        commander.must("contain", wanted).await;
        let decide = json!({ "incident": "incident:inc-1", "deployment": "deployment:dep-a2",
            "approved": true, "reason": "Go" });
        assert!(commander.refused("decideRollback", decide.clone()).await.starts_with("incident."));
        let approver = talk.role("approver").await;
        let done = approver
            .send_for(
                "decideRollback",
                decide,
                "incident { rollbacks { approved decidedBy { name } reason } }",
            )
            .await;
        let rollback = &done["incident"]["rollbacks"][0];
        assert_eq!((&rollback["approved"], &rollback["reason"]), (&json!(true), &json!("Go")));
        assert_eq!(rollback["decidedBy"]["name"], "Name of approver");
        let stop =
            json!({ "deployment": "deployment:dep-a2", "note": "No answer at the endpoint" });
        let sre = talk.role("sre_oncall").await;
        sre.must("confirmStop", stop).await;
        let close = json!({ "incident": "incident:inc-1", "note": "Over" });
        assert!(commander.refused("closeIncident", close.clone()).await.starts_with("incident."));
        commander.must("markIncidentContained", json!({ "incident": "incident:inc-1" })).await;
        commander.must("closeIncident", close).await;
        let open = commander.ask("{ incidents(filter: { open: true }) { totalCount } }").await;
        assert_eq!(open["incidents"]["totalCount"], 0);
    })
    .await;
}

#[tokio::test]
async fn a_quarantine_is_lifted_by_a_second_person() {
    conversation(async |talk| {
        prepared(talk).await;
        let lead = talk.role("ai_security_lead").await;
        let version = json!({ "version": "dataset:ds-a@v2", "reason": "Outliers" });
        lead.must("quarantineDatasetVersion", version).await;
        let standing = r#"{ datasetVersion(subject: "dataset:ds-a@v2") { state standing
            quarantine { reason by { name } liftRequestedBy { name } liftReason } }
            modelVersion(subject: "model:mdl-a@2.0.0") { standing suspectBecause lastClean } }"#;
        let seen = lead.ask(standing).await;
        assert_eq!(seen["datasetVersion"]["quarantine"]["reason"], "Outliers");
        assert_eq!(seen["modelVersion"]["standing"], "SUSPECT");
        assert_eq!(seen["modelVersion"]["lastClean"], "model:mdl-a@1.0.0");

        let lift = json!({ "version": "dataset:ds-a@v2", "reason": "Examined: harmless" });
        assert_eq!(
            lead.refused("liftQuarantine", lift.clone()).await,
            "dataset.lift_not_requested"
        );
        lead.must("requestQuarantineLift", lift.clone()).await;
        let again = lead.refused("liftQuarantine", lift.clone()).await;
        assert!(again.starts_with("dataset.") && again != "dataset.lift_not_requested", "{again}");
        let waiting = lead.ask(standing).await;
        assert_eq!(waiting["datasetVersion"]["quarantine"]["liftReason"], "Examined: harmless");
        talk.role("data_owner").await.must("liftQuarantine", lift).await;
        let free = lead.ask(standing).await;
        assert_eq!(free["datasetVersion"]["quarantine"], Value::Null);
        assert_eq!(free["modelVersion"]["standing"], "CLEAN");
    })
    .await;
}

const THREATS: &str = r#"{ incident(subject: "incident:inc-t") { threats { id title }
    offers(mutations: ["nameIncidentThreats"]) { may } } }"#;

#[tokio::test]
async fn an_incident_says_which_threats_it_realised() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let commander = talk.role("incident_commander").await;
        let open = json!({ "incident": "incident:inc-t", "severity": "SEV3", "title": "Odd labels",
            "system": "system:alpha", "threats": ["THR-06"] });
        commander.must("openIncident", open).await;
        let found = commander.ask(THREATS).await["incident"].clone();
        assert_eq!(found["threats"][0]["id"], "THR-06");
        assert!(found["threats"][0]["title"].is_string(), "{found}");
        assert_eq!(found["offers"], json!([{ "may": true }]));

        let name = |threats: &[&str]| json!({ "incident": "incident:inc-t", "threats": threats });
        let unknown = commander.send_for("nameIncidentThreats", name(&["THR-99"]), "").await;
        assert_eq!(unknown["refusal"]["code"], "incident.unknown_threat");
        assert_eq!(unknown["refusal"]["field"], "threats");
        commander.must("nameIncidentThreats", name(&["THR-06.03", "THR-08"])).await;
        let found = commander.ask(THREATS).await["incident"]["threats"].clone();
        let ids: Vec<_> = found.as_array().unwrap().iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, ["THR-06.03", "THR-08"]);

        let auditor = talk.role("internal_auditor").await;
        let offered = auditor.ask(THREATS).await["incident"]["offers"].clone();
        assert_eq!(offered, json!([{ "may": false }]));
    })
    .await;
}
