use serde_json::{Value, json};

use crate::{talk::conversation, world};

const PRIVACY: &str = r#"{ dataset(subject: "dataset:ds-a") { privacy {
    techniques { technique parameters { name value } versions evidence by { name } }
    withdrawn { technique reason } budget { epsilon delta reason }
    ledger { run version mechanism epsilon delta evidence counts corrected by { name } }
    standing spentEpsilon spentDelta deltaUnstated remaining { epsilon delta } } } }"#;

fn spending(epsilon: &str) -> Value {
    json!({ "run": "run:run-a2", "dataset": "dataset:ds-a@v2", "mechanism": "DP-SGD",
        "epsilon": epsilon, "delta": "1e-6", "evidence": "evidence:ev-a" })
}

#[tokio::test]
async fn a_budget_is_set_spent_overspent_and_corrected() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let officer = talk.role("privacy_officer").await;
        let engineer = talk.role("ml_engineer").await;
        let read = async || {
            officer.ask(PRIVACY).await["dataset"]["privacy"].clone()
        };
        let empty = read().await;
        assert_eq!((&empty["standing"], &empty["remaining"]), (&json!("no_budget"), &Value::Null));
        assert_eq!(empty["ledger"], json!([]));

        let budget = json!({ "dataset": "dataset:ds-a", "epsilon": "8", "delta": "1e-5",
            "reason": "As the policy says" });
        officer.must("setPrivacyBudget", budget).await;
        engineer.must("recordPrivacySpending", spending("7.6")).await;
        let within = read().await;
        assert_eq!((&within["standing"], &within["spentEpsilon"]), (&json!("within"), &json!("7.6")));
        assert_eq!(within["remaining"], json!({ "epsilon": "0.4", "delta": "0.000009" }));
        assert_eq!(within["budget"]["reason"], "As the policy says");
        let again = |reason: &str| json!({ "dataset": "dataset:ds-a", "epsilon": "8.0",
            "delta": "0.00001", "reason": reason });
        let same = officer.send("setPrivacyBudget", again("As the policy says")).await;
        assert_eq!((&same["receipt"], &same["refusal"]), (&Value::Null, &Value::Null), "nothing new");
        officer.must("setPrivacyBudget", again("As the board says")).await;
        assert_eq!(read().await["budget"]["reason"], "As the board says");
        assert_eq!(within["ledger"][0]["run"], "run:run-a2");

        assert_eq!(engineer.refused("recordPrivacySpending", spending("8.1")).await, "run.spent_otherwise");
        let mut corrected = spending("8.1");
        corrected["reason"] = json!("An epoch was not counted");
        engineer.must("correctPrivacySpending", corrected).await;
        let over = read().await;
        assert_eq!((&over["standing"], &over["spentEpsilon"]), (&json!("overspent"), &json!("8.1")));
        assert_eq!(over["remaining"]["epsilon"], "0");

        // What was spent was spent: another run on it is recorded all the same.
        let run = json!({ "run": "run:run-a3", "kind": "train", "system": "system:alpha",
            "inputs": ["dataset:ds-a@v2"], "codeCommit": "c0ffee", "started": "2026-11-21T08:00:00Z" });
        engineer.must("startRun", run).await;
        let run = r#"{ run(subject: "run:run-a2") { privacySpent { dataset mechanism epsilon delta evidence
            corrections { reason beforeEpsilon beforeDelta } } } }"#;
        let spent = officer.ask(run).await["run"]["privacySpent"].clone();
        let correction = json!({ "reason": "An epoch was not counted", "beforeEpsilon": "7.6",
            "beforeDelta": "0.000001" });
        assert_eq!(spent, json!([{ "dataset": "dataset:ds-a@v2", "mechanism": "DP-SGD", "epsilon": "8.1",
            "delta": "0.000001", "evidence": "evidence:ev-a", "corrections": [correction] }]));
    })
    .await;
}

#[tokio::test]
async fn a_technique_is_declared_and_withdrawn_with_a_reason() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let officer = talk.role("privacy_officer").await;
        let mut declare = json!({ "dataset": "dataset:ds-a", "technique": "k_anonymity",
            "versions": ["v2"], "evidence": "evidence:ev-a" });
        assert_eq!(
            officer.refused("declarePrivacyTechnique", declare.clone()).await,
            "dataset.technique_without_figure"
        );
        declare["parameters"] = json!([{ "name": "k", "value": "11" }]);
        officer.must("declarePrivacyTechnique", declare.clone()).await;
        let technique = officer.ask(PRIVACY).await["dataset"]["privacy"]["techniques"][0].clone();
        assert_eq!(technique["versions"], json!(["dataset:ds-a@v2"]));
        assert_eq!(technique["parameters"], json!([{ "name": "k", "value": "11" }]));
        declare["versions"] = json!(["v9"]);
        assert_eq!(
            officer.refused("declarePrivacyTechnique", declare).await,
            "dataset.unknown_version"
        );

        let withdraw = json!({ "dataset": "dataset:ds-a", "technique": "k_anonymity",
            "reason": "Postcodes came back" });
        officer.must("withdrawPrivacyTechnique", withdraw).await;
        let after = officer.ask(PRIVACY).await["dataset"]["privacy"].clone();
        assert_eq!(after["techniques"], json!([]));
        assert_eq!(
            after["withdrawn"],
            json!([{ "technique": "k_anonymity", "reason": "Postcodes came back" }])
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_spend_may_not_set_the_budget_and_sees_no_run_of_others() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let everywhere = talk.role("ml_engineer").await;
        let budget = json!({ "dataset": "dataset:ds-a", "epsilon": "8", "reason": "x" });
        let question = "mutation($input: SetPrivacyBudgetInput!) {
            setPrivacyBudget(input: $input) { refusal { code } } }";
        let denied = everywhere.answer(question, json!({ "input": budget })).await;
        assert!(denied["errors"].is_array(), "{denied:#}");

        // A run of another team's system read the data and spent of it.
        let run = json!({ "run": "run:elsewhere", "kind": "train", "system": "system:beta",
            "inputs": ["dataset:ds-a@v1"], "codeCommit": "c0ffee", "started": "2026-11-21T08:00:00Z" });
        everywhere.must("startRun", run).await;
        let spent = json!({ "run": "run:elsewhere", "dataset": "dataset:ds-a@v1",
            "mechanism": "Secret mechanism", "epsilon": "0.3" });
        everywhere.must("recordPrivacySpending", spent).await;
        let reader = talk.role_at("ml_engineer", "team:a").await;
        let seen = reader.ask(PRIVACY).await["dataset"]["privacy"].clone();
        assert_eq!(seen["spentEpsilon"], "0.3", "the amount belongs to the dataset");
        assert_eq!(seen["ledger"][0]["run"], Value::Null);
        let text = seen.to_string();
        assert!(!text.contains("elsewhere") && !text.contains("Secret mechanism"), "{text}");
        let hidden = reader.refused("recordPrivacySpending", json!({ "run": "run:elsewhere",
            "dataset": "dataset:ds-a@v1", "mechanism": "m", "epsilon": "1" })).await;
        assert_eq!(hidden, "run.unknown");
    })
    .await;
}

#[tokio::test]
async fn evidence_of_another_team_is_not_named() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "beta", 'b').await;
        // The dataset belongs to no system; what shows its technique belongs to team b.
        let dataset = json!({ "dataset": "dataset:shared", "name": "Shared", "owner": "team:a",
            "sensitivity": "public" });
        talk.role("data_engineer").await.must("registerDataset", dataset).await;
        let declare = json!({ "dataset": "dataset:shared", "technique": "encryption",
            "evidence": "evidence:ev-b" });
        talk.role("privacy_officer").await.must("declarePrivacyTechnique", declare).await;
        let asked = r#"{ dataset(subject: "dataset:shared") { privacy { techniques { technique evidence } } } }"#;
        for (team, evidence) in [("team:a", Value::Null), ("team:b", json!("evidence:ev-b"))] {
            let reader = talk.role_at("ml_engineer", team).await;
            let found = reader.ask(asked).await["dataset"]["privacy"]["techniques"].clone();
            let expected = json!([{ "technique": "encryption", "evidence": evidence }]);
            assert_eq!(found, expected, "{team}");
        }
    })
    .await;
}
