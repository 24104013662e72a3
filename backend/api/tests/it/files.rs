//! Files of evidence, sent and fetched as programs and pages do.

use actix_web::{
    cookie::Cookie,
    dev::ServiceResponse,
    http::StatusCode,
    test::{self, TestRequest},
    web,
};
use api::Site;
use domain::{evaluations::MEDIA_TYPES, people::roles};
use kernel::{Kind, Subject};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    authority::is_allowed,
    http::{call, text, value},
    talk::{LARGEST_FILE, Talk, conversation, subject},
    world,
};

const FILES: &str = "/api/v1/evidence/ev-a/files";
const CSRF: &str = "0123456789abcdef0123456789abcdef";
const REPORT: &[u8] = br#"{"passed":false,"found":3}"#;

const LISTED: &str = r#"{ evidenceItem(subject: "evidence:ev-a") { files {
    digest mediaType bytes name keptAt keptBy { name } isReport } } }"#;

/// The site of a talk in which evidence is attached, and everybody who signs in there.
async fn site(talk: &Talk) -> web::Data<Site> {
    world::two_teams(talk).await;
    world::lineage(talk, "alpha", 'a').await;
    web::Data::new(Site::new(talk.app.clone()))
}

/// Somebody with a session.
pub(crate) struct Visitor<'a> {
    site: &'a web::Data<Site>,
    session: Cookie<'static>,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(talk: &Talk, site: &'a web::Data<Site>, who: &Subject) -> Self {
        let token = site.sessions.begin(who, None, talk.app.now()).unwrap();
        Self { site, session: Cookie::new("ls_session", token.as_str().to_owned()) }
    }

    pub(crate) async fn person(
        talk: &Talk,
        site: &'a web::Data<Site>,
        role: &str,
        scope: &str,
    ) -> Self {
        talk.role_at(role, scope).await;
        let (_, place) = scope.split_once(':').unwrap();
        Self::new(talk, site, &subject(&format!("person:{role}-{place}")))
    }

    pub(crate) async fn get(&self, path: &str) -> ServiceResponse {
        call(self.site, TestRequest::get().uri(path).cookie(self.session.clone())).await
    }

    /// A request that sends something, with the proof that it comes from our pages.
    fn post(&self, path: &str, body: &[u8]) -> TestRequest {
        TestRequest::post()
            .uri(path)
            .cookie(self.session.clone())
            .cookie(Cookie::new("ls_csrf", CSRF))
            .insert_header(("X-CSRF-Token", CSRF))
            .set_payload(body.to_vec())
    }

    async fn send(&self, body: &[u8], headers: &[(&'static str, &'static str)]) -> ServiceResponse {
        self.send_to(FILES, body, headers).await
    }

    pub(crate) async fn send_to(
        &self,
        path: &str,
        body: &[u8],
        headers: &[(&'static str, &'static str)],
    ) -> ServiceResponse {
        let request = headers
            .iter()
            .fold(self.post(path, body), |request, header| request.insert_header(*header));
        call(self.site, request).await
    }

    /// Sends JSON; its digest.
    async fn keep(&self, body: &[u8]) -> String {
        let answer = self.send(body, &[("Content-Type", "application/json")]).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        value(answer).await["digest"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn header<'a>(answer: &'a ServiceResponse, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_file_goes_up_and_comes_down() {
    conversation(async |talk| {
        let site = site(talk).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        let sent = [
            ("Content-Type", "application/sarif+json; charset=utf-8"),
            ("X-File-Name", "C%3A%5Creports%5Cb%C3%A4ndit.sarif"),
            ("Idempotency-Key", "upload-1"),
        ];
        let answer = engineer.send(REPORT, &sent).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let taken = value(answer).await;
        let digest = hex::encode(Sha256::digest(REPORT));
        assert_eq!((&taken["digest"], &taken["bytes"]), (&json!(digest), &json!(REPORT.len())));
        assert_eq!(
            (&taken["evidence"], &taken["mediaType"]),
            (&json!("evidence:ev-a"), &json!("application/sarif+json"))
        );
        assert_eq!(taken["receipt"]["duplicate"], false);

        let again = value(engineer.send(REPORT, &sent).await).await;
        assert_eq!(again["receipt"]["position"], taken["receipt"]["position"]);
        assert_eq!(again["receipt"]["duplicate"], true);
        let twin = engineer.send(REPORT, &[("Content-Type", "text/plain")]).await;
        assert_eq!(twin.status(), StatusCode::OK);
        assert_eq!(value(twin).await["receipt"], Value::Null, "the same file is kept once");
        assert_eq!(talk.files().len(), 1);

        let fetched = engineer.get(&format!("{FILES}/{digest}")).await;
        assert_eq!(fetched.status(), StatusCode::OK);
        assert_eq!(header(&fetched, "content-type"), "application/sarif+json");
        assert_eq!(
            header(&fetched, "content-disposition"),
            "attachment; filename*=UTF-8''b%C3%A4ndit.sarif"
        );
        assert_eq!(test::read_body(fetched).await.to_vec(), REPORT);

        let listed = talk.reader().ask(LISTED).await["evidenceItem"]["files"].clone();
        let one = json!({ "digest": digest, "mediaType": "application/sarif+json",
            "bytes": REPORT.len(), "name": "bändit.sarif", "keptAt": "2026-11-23T12:00:00Z",
            "keptBy": { "name": "Name of ml_engineer" }, "isReport": false });
        assert_eq!(listed, json!([one]));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_never_a_page() {
    conversation(async |talk| {
        let site = site(talk).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        for page in ["text/html", "image/svg+xml", "application/xhtml+xml", "text/HTML; a=b"] {
            let answer = engineer.send(b"<script>", &[("Content-Type", page)]).await;
            assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{page}");
        }
        let digest = engineer.keep(b"<script>alert(1)</script>").await;
        let fetched = engineer.get(&format!("{FILES}/{digest}")).await;
        assert!(header(&fetched, "content-disposition").starts_with("attachment; "));
        assert_eq!(header(&fetched, "x-content-type-options"), "nosniff");
        let policy = header(&fetched, "content-security-policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(header(&fetched, "cache-control"), "no-store");
    })
    .await;
}

#[tokio::test]
async fn files_are_for_those_whom_the_table_names() {
    conversation(async |talk| {
        let site = site(talk).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        let known = format!("{FILES}/{}", engineer.keep(REPORT).await);
        for role in roles() {
            talk.role(&role.id).await;
            let kind = if role.id == "pipeline_service" { Kind::Service } else { Kind::Person };
            let who = Subject::new(kind, &format!("{}-org", role.id), None).unwrap();
            let visitor = Visitor::new(talk, &site, &who);
            let body = format!("{{\"by\":\"{}\"}}", role.id);
            let sent = visitor.send(body.as_bytes(), &[("Content-Type", "application/json")]).await;
            let may = is_allowed(&role.id, "keepFile");
            let expected = if may { StatusCode::CREATED } else { StatusCode::NOT_FOUND };
            assert_eq!(sent.status(), expected, "{}", role.id);
            let may = is_allowed(&role.id, "readFile");
            let expected = if may { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(visitor.get(&known).await.status(), expected, "{}", role.id);
        }
        let stranger = Visitor::new(talk, &site, &subject("person:stranger"));
        assert_eq!(stranger.get(&known).await.status(), StatusCode::NOT_FOUND);
        let nobody = call(&site, TestRequest::get().uri(&known)).await;
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
        let nobody = call(&site, TestRequest::post().uri(FILES).set_payload("x")).await;
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
        let forged = engineer.post(FILES, b"x").insert_header(("X-CSRF-Token", "0".repeat(32)));
        assert_eq!(call(&site, forged).await.status(), StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_another_team_is_not_there() {
    conversation(async |talk| {
        let site = site(talk).await;
        let own = Visitor::person(talk, &site, "ml_engineer", "team:a").await;
        let other = Visitor::person(talk, &site, "ml_engineer", "team:b").await;
        let known = format!("{FILES}/{}", own.keep(REPORT).await);
        assert_eq!(own.get(&known).await.status(), StatusCode::OK);
        let hidden = other.get(&known).await;
        assert_eq!(hidden.status(), StatusCode::NOT_FOUND);
        let missing = other.get(&known.replace("ev-a", "ev-none")).await;
        assert_eq!(text(hidden).await, text(missing).await, "hidden is like missing");
        for body in [REPORT, &b"more"[..]] {
            let refused = other.send(body, &[("Content-Type", "application/json")]).await;
            assert_eq!(refused.status(), StatusCode::NOT_FOUND);
            assert_eq!(value(refused).await["refusal"]["code"], "evidence.unknown");
        }
        assert_eq!(talk.files().len(), 1, "what was refused left nothing");
    })
    .await;
}

#[tokio::test]
async fn a_changed_file_is_not_handed_out() {
    conversation(async |talk| {
        let site = site(talk).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        let known = format!("{FILES}/{}", engineer.keep(REPORT).await);
        std::fs::write(talk.files().pop().unwrap(), br#"{"passed":true,"found":0}"#).unwrap();
        let damaged = engineer.get(&known).await;
        assert_eq!(damaged.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let why = value(damaged).await;
        assert_eq!(why["error"]["code"], "attachment.damaged");
        assert!(!why.to_string().contains("passed"), "{why}");
    })
    .await;
}

/// A body with its headers, and the refusal it meets.
type Case<'a> = (&'a [u8], &'a [(&'static str, &'static str)], u16, &'a str);

#[tokio::test]
async fn a_refusal_of_a_file_is_heard() {
    conversation(async |talk| {
        let site = site(talk).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        let large = vec![b' '; usize::try_from(LARGEST_FILE).unwrap() + 1];
        let plain = ("Content-Type", "text/plain");
        let bad_name = ("X-File-Name", "%FF%FE");
        let bad_key = ("Idempotency-Key", " ");
        let cases: [Case<'_>; 6] = [
            (&large[..], &[plain][..], 413, "attachment.too_large"),
            (&b""[..], &[plain][..], 422, "attachment.empty"),
            (&b"x"[..], &[][..], 415, "attachment.type_refused"),
            (&b"x"[..], &[("Content-Type", "image/gif")][..], 415, "attachment.type_refused"),
            (&b"x"[..], &[plain, bad_name][..], 422, "input.bad"),
            (&b"x"[..], &[plain, bad_key][..], 422, "input.bad"),
        ];
        for (body, headers, status, code) in cases {
            let answer = engineer.send(body, headers).await;
            assert_eq!(answer.status().as_u16(), status, "{code}");
            let refusal = value(answer).await["refusal"].clone();
            assert_eq!(refusal["code"], code);
            assert!(refusal["sentence"].as_str().unwrap().len() > 10, "{refusal}");
        }
        assert!(talk.files().is_empty());
        let unknown = engineer.get(&format!("{FILES}/{}", "0".repeat(64))).await;
        assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
        assert_eq!(value(unknown).await["refusal"]["code"], "attachment.unknown");
        let reason = json!({ "evidence": "evidence:ev-a", "reason": "Wrong limits" });
        talk.role("ml_engineer").await.must("withdrawEvidence", reason).await;
        let late = engineer.send(b"x", &[plain]).await;
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(value(late).await["refusal"]["code"], "evidence.withdrawn");
    })
    .await;
}

#[tokio::test]
async fn the_report_itself_is_marked() {
    conversation(async |talk| {
        let site = site(talk).await;
        let report = json!({ "evidence": "evidence:ev-r", "about": "model:mdl-a@2.0.0",
            "system": "system:alpha", "evidenceType": "EV-DATA-VALIDATION", "tool": "validator",
            "digest": hex::encode(Sha256::digest(REPORT)) });
        talk.role("ml_engineer").await.must("attachEvidence", report).await;
        let engineer = Visitor::person(talk, &site, "ml_engineer", "organisation:org").await;
        for body in [REPORT, &b"beside it"[..]] {
            let request = engineer.post(&FILES.replace("ev-a", "ev-r"), body);
            let answer = call(&site, request.insert_header(("Content-Type", "text/plain"))).await;
            assert_eq!(answer.status(), StatusCode::CREATED);
        }
        let marked = r#"{ evidenceItem(subject: "evidence:ev-r") { files { isReport name } } }"#;
        let files = talk.reader().ask(marked).await["evidenceItem"]["files"].clone();
        let one = |is_report: bool| json!({ "isReport": is_report, "name": null });
        assert_eq!(files, json!([one(true), one(false)]));
    })
    .await;
}

#[test]
fn every_type_that_pages_name_is_kept() {
    for (extension, media_type) in client::evaluations::upload::TYPES {
        assert!(MEDIA_TYPES.contains(media_type), "{extension}: {media_type}");
    }
    for media_type in MEDIA_TYPES {
        let is_named = client::evaluations::upload::TYPES.iter().any(|(_, one)| one == media_type);
        assert!(is_named, "no page sends {media_type}");
    }
}
