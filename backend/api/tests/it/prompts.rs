//! Prompts and what providers do: versions with their text, and a swap that is seen.

use serde_json::{Value, json};

use crate::{talk::conversation, world};

/// `printf 'Be kind.' | sha256sum`.
const KIND: &str = "5499befb38dbf3fcc08107141cb2a9e7f42a6aae403361dc3601b8296d7967ea";

fn version(label: &str, text: Option<&str>) -> Value {
    json!({ "version": format!("prompt:p@{label}"), "system": "system:alpha",
        "note": "As agreed", "text": text })
}

#[tokio::test]
async fn a_prompt_version_keeps_its_text_beside_its_digest() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let engineer = talk.role("ml_engineer").await;
        let register = "registerPromptVersion";
        engineer.must(register, version("v1", Some(" Be kind. "))).await;
        assert_eq!(
            engineer.refused(register, version("v1", Some("Be rude."))).await,
            "prompt.version_has_another_digest"
        );
        assert_eq!(engineer.refused(register, version("v2", None)).await, "input.bad");
        assert_eq!(
            engineer.refused(register, version("v2", Some(&"x".repeat(4001)))).await,
            "input.bad"
        );
        let mut other = version("v2", Some("Be kind.\nBe brief."));
        other["digest"] = json!(world::digest('a'));
        assert_eq!(engineer.refused(register, other.clone()).await, "input.bad");
        other["digest"] = Value::Null;
        engineer.must(register, other).await;
        let mut told = version("v3", None);
        told["digest"] = json!(world::digest('c'));
        engineer.must(register, told).await;

        // Known by its digest alone; its text, given later, is kept, and another is refused.
        let mut known = version("v0", None);
        known["digest"] = json!(KIND);
        engineer.must(register, known).await;
        assert_eq!(
            engineer.refused(register, version("v0", Some("Be rude."))).await,
            "prompt.version_has_another_digest"
        );
        engineer.must(register, version("v0", Some("Be kind."))).await;
        let late = r#"{ modelVersion(subject: "prompt:p@v0") { digest text } }"#;
        let late = engineer.ask(late).await["modelVersion"].clone();
        assert_eq!(late, json!({ "digest": KIND, "text": "Be kind." }));

        let auditor = talk.role("internal_auditor").await;
        let asked = r#"{ model(subject: "prompt:p") { system { subject }
            versions { version digest note text registeredBy { subject } } } }"#;
        let found = auditor.ask(asked).await["model"].clone();
        assert_eq!(found["system"]["subject"], "system:alpha");
        let texts: Vec<&Value> =
            found["versions"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
        let kind = json!("Be kind.");
        assert_eq!(texts, [&kind, &json!("Be kind.\nBe brief."), &Value::Null, &kind]);
        assert_eq!(found["versions"][0]["digest"], KIND);
        assert_eq!(found["versions"][0]["note"], "As agreed");
        assert_eq!(found["versions"][2]["digest"], world::digest('c'));
        assert_eq!(found["versions"][0]["registeredBy"]["subject"], "person:ml_engineer-org");
        let sent = "mutation($input: RegisterPromptVersionInput!) {
            registerPromptVersion(input: $input) { refusal { code } } }";
        let answer = auditor.answer(sent, json!({ "input": version("v4", Some("Lie.")) })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "denied", "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_change_by_a_provider_is_recorded_and_seen() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let engineer = talk.role("ml_engineer").await;
        let change = |from: &str, to: &str| {
            json!({ "model": "model:mdl-a", "from": from, "to": to, "noticeDays": 0 })
        };
        let same = change("model:mdl-a@2.0.0", "model:mdl-a@2.0.0");
        assert_eq!(engineer.refused("changeProvider", same).await, "model.no_provider_change");
        engineer.must("changeProvider", change("model:mdl-a@2.0.0", "model:mdl-a@2026-02")).await;
        let asked = r#"{ model(subject: "model:mdl-a") { providerChanges { from to noticeDays } } }"#;
        let found = talk.role("internal_auditor").await.ask(asked).await["model"].clone();
        let seen = json!([{ "from": "model:mdl-a@2.0.0", "to": "model:mdl-a@2026-02", "noticeDays": 0 }]);
        assert_eq!(found["providerChanges"], seen);
    })
    .await;
}
