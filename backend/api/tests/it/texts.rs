//! Texts of policies, sent and fetched as programs and pages do.

use actix_web::{
    http::StatusCode,
    test::{self, TestRequest},
    web,
};
use api::Site;
use domain::people::roles;
use kernel::{Kind, Subject};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    authority::is_allowed,
    files::{Visitor, header},
    http::{call, value},
    talk::{Talk, conversation, subject},
    world,
};

const PLACE: &str = "/api/v1/policies/keys/versions/1/text";
const TEXT: &[u8] = b"# Keys\n\nNobody sends a key by mail.";
const MARKDOWN: (&str, &str) = ("Content-Type", "text/markdown");

/// The site of a talk in which a policy is published with the digest of its text.
async fn site(talk: &Talk) -> web::Data<Site> {
    world::two_teams(talk).await;
    talk.role("executive_sponsor").await;
    let officer = talk.role("compliance_officer").await;
    let policy = json!({ "policy": "policy:keys", "title": "Keys", "version": 1,
        "digest": hex::encode(Sha256::digest(TEXT)), "binds": ["ml_engineer"],
        "approvedBy": "person:executive_sponsor-org", "attestWithinDays": 14 });
    officer.must("publishPolicy", policy).await;
    web::Data::new(Site::new(talk.app.clone()))
}

#[tokio::test]
async fn the_text_of_a_policy_goes_up_and_comes_down() {
    conversation(async |talk| {
        let site = site(talk).await;
        let officer = Visitor::person(talk, &site, "compliance_officer", "organisation:org").await;
        let bound = Visitor::person(talk, &site, "ml_engineer", "team:a").await;
        let missing = bound.get(PLACE).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        assert_eq!(value(missing).await["refusal"]["code"], "attachment.unknown");
        let other = officer.send_to(PLACE, b"something else", &[MARKDOWN]).await;
        assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(value(other).await["refusal"]["code"], "policy.another_text");
        let page = officer.send_to(PLACE, TEXT, &[("Content-Type", "text/html")]).await;
        assert_eq!(page.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(talk.files().is_empty(), "what was refused left nothing");

        let sent = [MARKDOWN, ("X-File-Name", "keys.md")];
        let taken = officer.send_to(PLACE, TEXT, &sent).await;
        assert_eq!(taken.status(), StatusCode::CREATED);
        let again = officer.send_to(PLACE, TEXT, &sent).await;
        assert_eq!(again.status(), StatusCode::OK);
        assert_eq!(value(again).await["receipt"], Value::Null, "it is kept once");

        let fetched = bound.get(PLACE).await;
        assert_eq!(fetched.status(), StatusCode::OK);
        assert_eq!(header(&fetched, "content-type"), "text/markdown");
        assert_eq!(header(&fetched, "content-disposition"), "attachment; filename*=UTF-8''keys.md");
        assert_eq!(test::read_body(fetched).await.to_vec(), TEXT);
        let asked = r#"{ policy(subject: "policy:keys") { mine { overdue }
            text { name bytes keptBy { name } } versions { text { mediaType } } } }"#;
        let engineer = talk.person("person:ml_engineer-a").await;
        let seen = engineer.ask(asked).await["policy"].clone();
        assert!(seen["mine"].is_object(), "it binds who reads it");
        let text = json!({ "name": "keys.md", "bytes": TEXT.len(),
            "keptBy": { "name": "Name of compliance_officer" } });
        assert_eq!(seen["text"], text);
        assert_eq!(seen["versions"][0]["text"]["mediaType"], "text/markdown");

        std::fs::write(talk.files().pop().unwrap(), b"# Keys\n\nSend every key by mail.").unwrap();
        let damaged = bound.get(PLACE).await;
        assert_eq!(damaged.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(value(damaged).await["error"]["code"], "attachment.damaged");
    })
    .await;
}

#[tokio::test]
async fn texts_are_for_those_whom_the_table_names() {
    conversation(async |talk| {
        let site = site(talk).await;
        let officer = Visitor::person(talk, &site, "compliance_officer", "organisation:org").await;
        let kept = officer.send_to(PLACE, TEXT, &[MARKDOWN]).await;
        assert_eq!(kept.status(), StatusCode::CREATED);
        for role in roles() {
            talk.role(&role.id).await;
            let kind = if role.id == "pipeline_service" { Kind::Service } else { Kind::Person };
            let who = Subject::new(kind, &format!("{}-org", role.id), None).unwrap();
            let visitor = Visitor::new(talk, &site, &who);
            let sent = visitor.send_to(PLACE, TEXT, &[MARKDOWN]).await;
            let may = is_allowed(&role.id, "keepText");
            let expected = if may { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(sent.status(), expected, "{}", role.id);
            // Whom a policy binds holds a role, and every role reads.
            assert!(is_allowed(&role.id, "readText"), "{}", role.id);
            assert_eq!(visitor.get(PLACE).await.status(), StatusCode::OK, "{}", role.id);
        }
        let stranger = Visitor::new(talk, &site, &subject("person:stranger"));
        assert_eq!(stranger.get(PLACE).await.status(), StatusCode::NOT_FOUND);
        let nobody = call(&site, TestRequest::get().uri(PLACE)).await;
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    })
    .await;
}
