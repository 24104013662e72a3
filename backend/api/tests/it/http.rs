use actix_web::{
    App,
    cookie::Cookie,
    dev::ServiceResponse,
    http::StatusCode,
    test::{self, TestRequest},
    web,
};
use api::{
    Site,
    http::{Headers, Persona, routes},
};
use serde_json::{Value, json};

use crate::{
    talk::{Talk, conversation, subject},
    world,
};

fn site(talk: &Talk, demo: bool) -> web::Data<Site> {
    let mut site = Site::new(talk.app.clone());
    site.demo = demo;
    let persona = |id: &str| Persona { id: id.to_owned(), role: String::from("Somebody") };
    site.personas = vec![persona("internal_auditor-org"), persona("nobody-knows")];
    web::Data::new(site)
}

pub(crate) async fn call(site: &web::Data<Site>, request: TestRequest) -> ServiceResponse {
    let app = App::new().app_data(site.clone()).wrap(Headers::middleware(true)).configure(routes);
    test::call_service(&test::init_service(app).await, request.to_request()).await
}

pub(crate) async fn text(answer: ServiceResponse) -> String {
    String::from_utf8(test::read_body(answer).await.to_vec()).unwrap()
}

pub(crate) async fn value(answer: ServiceResponse) -> Value {
    serde_json::from_str(&text(answer).await).unwrap()
}

/// The session and the CSRF proof of somebody signed in as a persona.
pub(crate) async fn sign_in(
    site: &web::Data<Site>,
    id: &str,
) -> (Cookie<'static>, Cookie<'static>) {
    let me = call(site, TestRequest::get().uri("/auth/me")).await;
    let csrf = cookie(&me, "ls_csrf");
    let request = TestRequest::post()
        .uri(&format!("/auth/persona/{id}"))
        .insert_header(("X-CSRF-Token", csrf.value().to_owned()))
        .cookie(csrf);
    let answer = call(site, request).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    (cookie(&answer, "ls_session"), cookie(&answer, "ls_csrf"))
}

fn cookie(answer: &ServiceResponse, name: &str) -> Cookie<'static> {
    answer.response().cookies().find(|cookie| cookie.name() == name).unwrap().into_owned()
}

fn question(query: &str) -> TestRequest {
    TestRequest::post().uri("/graphql").set_json(json!({ "query": query }))
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let site = site(talk, false);
        for path in [
            "/",
            "/healthz",
            "/auth/me",
            "/graphql",
            "/log/checkpoint",
            "/a/missing.js",
            "/api/none",
        ] {
            let answer = call(&site, TestRequest::get().uri(path)).await;
            let header = |name: &str| {
                answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
            };
            let policy = header("content-security-policy").unwrap_or_default();
            assert!(
                policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
                "{path}"
            );
            assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
            assert!(header("strict-transport-security").is_some(), "{path}");
            assert!(
                header("referrer-policy").is_some() && header("permissions-policy").is_some(),
                "{path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_post_with_a_cookie_needs_the_csrf_proof() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("internal_auditor").await;
        let site = site(talk, true);
        let (session, csrf) = sign_in(&site, "internal_auditor-org").await;
        assert_eq!(session.http_only(), Some(true));
        let proof = ("X-CSRF-Token", csrf.value().to_owned());
        let ask =
            || question("{ me { person { name } } }").cookie(session.clone()).cookie(csrf.clone());
        let good = call(&site, ask().insert_header(proof.clone())).await;
        assert_eq!(value(good).await["data"]["me"]["person"]["name"], "Name of internal_auditor");
        for forged in [
            ask(),
            ask().insert_header(("X-CSRF-Token", "0".repeat(64))),
            ask()
                .insert_header(proof.clone())
                .insert_header(("Origin", "https://evil.example"))
                .insert_header(("Host", "localhost")),
            question("{ me { may } }").cookie(session.clone()).insert_header(proof.clone()),
        ] {
            assert_eq!(call(&site, forged).await.status(), StatusCode::FORBIDDEN);
        }
        let leave =
            TestRequest::post().uri("/auth/logout").cookie(session.clone()).cookie(csrf.clone());
        assert_eq!(
            call(&site, leave.insert_header(proof.clone())).await.status(),
            StatusCode::NO_CONTENT
        );
        assert_eq!(
            call(&site, ask().insert_header(proof)).await.status(),
            StatusCode::UNAUTHORIZED
        );
    })
    .await;
}

#[tokio::test]
async fn personas_exist_in_the_demo_only() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("internal_auditor").await;
        let (demo, real) = (site(talk, true), site(talk, false));
        let cards = value(call(&demo, TestRequest::get().uri("/auth/personas")).await).await;
        assert_eq!(cards.as_array().unwrap().len(), 1, "{cards}");
        assert_eq!(cards[0]["label"], "Name of internal_auditor");
        let ways = call(&real, TestRequest::get().uri("/auth/me")).await;
        assert_eq!(ways.status(), StatusCode::UNAUTHORIZED);
        let csrf = cookie(&ways, "ls_csrf");
        assert_eq!(value(ways).await["demo"], false);
        let closed = call(&real, TestRequest::get().uri("/auth/personas")).await;
        assert_eq!(closed.status(), StatusCode::NOT_FOUND);
        let enter = TestRequest::post()
            .uri("/auth/persona/internal_auditor-org")
            .insert_header(("X-CSRF-Token", csrf.value().to_owned()))
            .cookie(csrf);
        assert_eq!(call(&real, enter).await.status(), StatusCode::NOT_FOUND);
        let (session, _) = sign_in(&demo, "internal_auditor-org").await;
        let me = value(call(&demo, TestRequest::get().uri("/auth/me").cookie(session)).await).await;
        assert_eq!(me["person"], "person:internal_auditor-org");
        assert_eq!(me["csrf"].as_str().unwrap().len(), 64);
    })
    .await;
}

#[tokio::test]
async fn a_receipt_is_for_those_who_see_the_event() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("internal_auditor").await;
        let site = site(talk, true);
        let note = text(call(&site, TestRequest::get().uri("/log/checkpoint")).await).await;
        assert!(note.starts_with("test.ledgerstone.example/log\n"), "{note}");
        let key = text(call(&site, TestRequest::get().uri("/log/vkey")).await).await;
        assert!(key.starts_with("test.ledgerstone.example/log+"), "{key}");
        let alpha = talk.app.store.read_stream("system:alpha", u64::MAX).await.unwrap()[0].clone();
        let proof = format!("/log/receipt/{}.tlog-proof", alpha.pos);
        let nobody = call(&site, TestRequest::get().uri(&proof)).await;
        assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
        let (session, _) = sign_in(&site, "internal_auditor-org").await;
        let get = |path: &str| TestRequest::get().uri(path).cookie(session.clone());
        assert!(text(call(&site, get(&proof)).await).await.starts_with("c2sp.org/tlog-proof@v1"));
        let leaf = call(&site, get(&format!("/log/receipt/{}.leaf", alpha.pos))).await;
        assert_eq!(test::read_body(leaf).await.to_vec(), alpha.bytes);
        let beyond = call(&site, get("/log/receipt/999999.leaf")).await;
        assert_eq!(beyond.status(), StatusCode::NOT_FOUND);

        talk.role_at("ml_engineer", "team:b").await;
        let other = subject("person:ml_engineer-b");
        let token = site.sessions.begin(&other, None, talk.app.now()).unwrap();
        let session = Cookie::new("ls_session", token.as_str().to_owned());
        let hidden = call(&site, TestRequest::get().uri(&proof).cookie(session)).await;
        assert_eq!(hidden.status(), StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn introspection_needs_a_caller() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("internal_auditor").await;
        let site = site(talk, true);
        let ask = || question("{ __schema { queryType { name } } }");
        let closed = call(&site, ask()).await;
        assert_eq!(closed.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(value(closed).await["data"]["__schema"], Value::Null);
        let (session, csrf) = sign_in(&site, "internal_auditor-org").await;
        let signed = ask()
            .insert_header(("X-CSRF-Token", csrf.value().to_owned()))
            .cookie(session)
            .cookie(csrf);
        assert_eq!(
            value(call(&site, signed).await).await["data"]["__schema"]["queryType"]["name"],
            "Query"
        );
    })
    .await;
}

#[tokio::test]
async fn a_question_that_cannot_be_read_says_why() {
    conversation(async |talk| {
        let site = site(talk, false);
        let large = TestRequest::post()
            .uri("/graphql")
            .insert_header(("content-type", "application/json"))
            .set_payload(format!(r#"{{ "query": "{}" }}"#, " ".repeat(1 << 20)));
        let answer = call(&site, large).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(text(answer).await, "a question has at most 1048576 bytes");
        let plain = TestRequest::post().uri("/graphql").set_payload("{ me }");
        assert_eq!(call(&site, plain).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let broken = TestRequest::post()
            .uri("/graphql")
            .insert_header(("content-type", "application/json"))
            .set_payload("{ me }");
        assert_eq!(call(&site, broken).await.status(), StatusCode::BAD_REQUEST);
        let token =
            question("{ me { may } }").insert_header(("Authorization", "Bearer lst_nonsense"));
        assert_eq!(call(&site, token).await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(text(call(&site, TestRequest::get().uri("/readyz")).await).await, "ready\n");
    })
    .await;
}
