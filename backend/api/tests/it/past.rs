use serde_json::{Value, json};

use crate::{
    talk::{conversation, subject},
    world,
};

#[tokio::test]
async fn an_answer_about_the_past_never_changes() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        world::lineage(talk, "alpha", 'a').await;
        let voice = talk.role("internal_auditor").await;
        let inner = r#"at { size time live root } dashboard { liveSystems quarantinedVersions }
            systems { totalCount nodes { name suspectBecause } }
            modelVersion(subject: "model:mdl-a@2.0.0") { standing state }
            blastRadius(roots: ["batch:bat-a2"]) { counts { kind count } }
            events { totalCount }"#;
        let position = talk.app.store.head() - 1;
        let asked = format!("{{ asOf(position: {position}) {{ {inner} }} }}");
        let before = voice.ask(&asked).await;
        assert_eq!(before["asOf"]["at"]["live"], false);
        assert_eq!(before["asOf"]["at"]["size"], json!(position + 1));
        let now = voice.ask(&format!("{{ {inner} }}")).await;
        assert_eq!(now["at"]["root"], before["asOf"]["at"]["root"]);
        assert_eq!(now["systems"], before["asOf"]["systems"]);

        talk.advance_days(3);
        let lead = talk.role("ai_security_lead").await;
        lead.must("quarantineDatasetVersion", json!({ "version": "dataset:ds-a@v2", "reason": "Bad" })).await;
        assert_eq!(voice.ask(&asked).await, before);
        let by_time = r#"{ asOf(time: "2026-11-24T00:00:00Z") { modelVersion(subject: "model:mdl-a@2.0.0") { standing }
            at { time } } modelVersion(subject: "model:mdl-a@2.0.0") { standing } }"#;
        let both = voice.ask(by_time).await;
        assert_eq!(both["asOf"]["modelVersion"]["standing"], "CLEAN");
        assert_eq!(both["asOf"]["at"]["time"], "2026-11-24T00:00:00Z");
        assert_eq!(both["modelVersion"]["standing"], "SUSPECT");
        let early = voice.ask(r#"{ asOf(time: "2020-01-01T00:00:00Z") { at { size root } systems { totalCount }
            system(subject: "system:alpha") { name } } }"#).await["asOf"].clone();
        assert_eq!((&early["systems"]["totalCount"], &early["system"]), (&json!(0), &Value::Null));
        let neither = voice.ask("query($t: Time, $p: Position) { asOf(time: $t, position: $p) { at { live } } }").await;
        assert_eq!(neither["asOf"]["at"]["live"], true);
        let both = r#"{ asOf(time: "2026-11-24T00:00:00Z", position: 3) { at { size } } }"#;
        assert_eq!(voice.errors(both).await, ["input.bad"]);
    })
    .await;
}

#[tokio::test]
async fn who_was_erased_is_erased_in_the_past_too() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let person = subject("person:p-1");
        let voice = talk.role("internal_auditor").await;
        talk.register(&person, "Petra Person").await;
        let position = talk.app.store.head() - 1;
        let asked = format!(
            r#"{{ asOf(position: {position}) {{ person(subject: "person:p-1") {{ name erased }}
               event(position: {position}) {{ kind leafHash sentence parts {{ pointer of erased text }} }} }}
               person(subject: "person:p-1") {{ name erased active }} }}"#
        );
        let before = voice.ask(&asked).await;
        assert_eq!(before["asOf"]["person"], json!({ "name": "Petra Person", "erased": false }));
        assert_eq!(before["asOf"]["event"]["parts"][0]["text"], "Petra Person");
        let officer = talk.role("privacy_officer").await;
        officer.must("erasePerson", json!({ "person": "person:p-1", "authority": "Art. 17" })).await;
        let after = voice.ask(&asked).await;
        assert_eq!(after["asOf"]["person"], json!({ "name": null, "erased": true }));
        assert_eq!(after["person"], json!({ "name": null, "erased": true, "active": false }));
        let part = &after["asOf"]["event"]["parts"][0];
        assert_eq!((&part["erased"], &part["text"]), (&json!(true), &Value::Null));
        assert_eq!(after["asOf"]["event"]["leafHash"], before["asOf"]["event"]["leafHash"]);
    })
    .await;
}

#[tokio::test]
async fn every_answer_about_owners_sees_who_left() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let risk = talk.role("chief_risk_officer").await;
        talk.role_at("system_owner", "team:a").await;
        let leaver = subject("person:system_owner-a");
        let assign =
            json!({ "system": "system:alpha", "person": leaver.to_string(), "duty": "owner" });
        risk.must("assignOwner", assign).await;
        let inner = r#"dashboard { ownersMissing { subject } }
            systems(filter: { ownerMissing: true }) { nodes { subject } }
            system(subject: "system:alpha") { owner { name } ownerMissing { left { name } } }"#;
        let asked = format!("{{ {inner} }}");
        let others = json!([{ "subject": "system:beta" }]);
        let before = risk.ask(&asked).await;
        assert_eq!(before["dashboard"]["ownersMissing"], others, "nobody ever owned it");
        assert_eq!(before["systems"]["nodes"], others);
        assert_eq!(before["system"]["ownerMissing"], Value::Null);

        let position = talk.app.store.head() - 1;
        talk.as_root(&leaver, "leave", domain::people::Command::Deactivate).await;
        let after = risk.ask(&asked).await;
        let both = json!([{ "subject": "system:alpha" }, { "subject": "system:beta" }]);
        assert_eq!(after["dashboard"]["ownersMissing"], both);
        assert_eq!(after["systems"]["nodes"], both);
        let owner = json!({ "name": "Name of system_owner" });
        assert_eq!(after["system"], json!({ "owner": owner, "ownerMissing": { "left": owner } }));
        let past = format!("{{ asOf(position: {position}) {{ {inner} }} }}");
        assert_eq!(risk.ask(&past).await["asOf"], before, "nothing about the past changes");
    })
    .await;
}
