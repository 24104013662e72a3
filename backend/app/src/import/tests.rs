use domain::authority::{Caller, Grant, Permit};
use kernel::{Micros, Subject};
use serde_json::json;

use super::{Reported, parse_line};
use crate::{
    AppError, Meta,
    testing::{NOW, TestApp, empty_app},
};

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

/// A data engineer of the whole organisation.
fn engineer() -> Caller {
    let grant = Grant {
        role: String::from("data_engineer"),
        scope: subject("organisation:o"),
        from: Micros(0),
        until: None,
    };
    Caller { person: subject("person:p"), grants: vec![grant], now: NOW }
}

fn fact(kind: &str, stream: &str, data: serde_json::Value) -> Reported {
    Reported { kind: kind.to_owned(), stream: subject(stream), at: NOW, actor: None, data }
}

fn source() -> Reported {
    let data = json!({ "name": "Gateway", "trust": "low", "sensitivity": "personal" });
    fact("source.registered", "source:s", data)
}

async fn refusal(test: &TestApp, command: &str, fact: Reported) -> (String, String) {
    match test.app.report(&engineer(), &meta(command), &fact).await {
        Err(AppError::Refused(refused)) => (refused.code, refused.field.unwrap_or_default()),
        other => panic!("not refused: {other:?}"),
    }
}

/// An app whose log already knows the person who reports.
async fn app() -> TestApp {
    let test = empty_app().await;
    let permit = Permit::bootstrap(subject("person:p"));
    let known = fact("person.registered", "person:p", json!({ "name": "P", "service": false }));
    test.app.import(&permit, &meta("0"), &known).await.unwrap();
    test
}

#[tokio::test]
async fn an_unknown_event_type_is_refused_by_name() {
    let test = app().await;
    let unknown = fact("planet.discovered", "source:s", json!({}));
    assert_eq!(refusal(&test, "1", unknown).await, ("import.unknown_type".into(), "type".into()));
}

#[tokio::test]
async fn a_rerun_adds_only_what_is_missing() {
    let test = app().await;
    let first = test.app.report(&engineer(), &meta("1"), &source()).await.unwrap().unwrap();
    let again = test.app.report(&engineer(), &meta("1"), &source()).await.unwrap().unwrap();
    assert_eq!((again.position, again.duplicate), (first.position, true));
    assert_eq!(test.app.store.head(), 2);
}

#[tokio::test]
async fn a_claim_from_the_future_is_refused() {
    let test = app().await;
    let early = Reported { at: NOW.plus_days(1), ..source() };
    assert_eq!(refusal(&test, "1", early).await, ("clock.in_the_future".into(), "time".into()));
}

#[tokio::test]
async fn an_unknown_subject_is_refused_with_its_field() {
    let test = app().await;
    let data = json!({ "source": "source:nowhere", "records": 1, "credential": "k" });
    let batch = fact("batch.received", "batch:b", data);
    assert_eq!(refusal(&test, "1", batch).await, ("subject.unknown".into(), "source".into()));
}

#[tokio::test]
async fn a_version_with_another_digest_is_refused() {
    let test = app().await;
    let data = json!({ "name": "D", "sensitivity": "personal", "owner": "person:p" });
    test.app
        .report(&engineer(), &meta("1"), &fact("dataset.registered", "dataset:d", data))
        .await
        .unwrap();
    let version = |digit: &str| {
        let data =
            json!({ "version": "v1", "digest": digit.repeat(64), "rows": 1, "frozen": false });
        fact("dataset.version_registered", "dataset:d", data)
    };
    test.app.report(&engineer(), &meta("2"), &version("a")).await.unwrap();
    let (code, field) = refusal(&test, "3", version("b")).await;
    assert_eq!((code.as_str(), field.as_str()), ("dataset.version_has_another_digest", "digest"));
    let short = json!({ "version": "v2", "digest": "abc", "rows": 1, "frozen": false });
    let short = fact("dataset.version_registered", "dataset:d", short);
    let (code, field) = refusal(&test, "4", short).await;
    assert_eq!((code.as_str(), field.as_str()), ("import.bad_data", "data.digest"));
}

#[test]
fn a_malformed_line_names_its_field() {
    let field = |line: &str| parse_line(line).unwrap_err().field;
    assert_eq!(field("{"), "line");
    assert_eq!(
        field(
            r#"{"specversion":"1.0","id":"1","source":"s","type":"source.registered","time":"2026-01-01T00:00:00Z"}"#
        ),
        "subject"
    );
    assert_eq!(
        field(
            r#"{"specversion":"0.3","id":"1","source":"s","type":"source.registered","subject":"source:s","time":"2026-01-01T00:00:00Z"}"#
        ),
        "specversion"
    );
    assert_eq!(
        field(
            r#"{"specversion":"1.0","id":"1","source":"s","type":"x.y","subject":"source:s","time":"2026-01-01T00:00:00Z"}"#
        ),
        "type"
    );
    assert_eq!(
        field(
            r#"{"specversion":"1.0","id":"1","source":"s","type":"source.registered","subject":"mars","time":"2026-01-01T00:00:00Z"}"#
        ),
        "subject"
    );
    assert_eq!(
        field(
            r#"{"specversion":"1.0","id":"1","source":"s","type":"source.registered","subject":"source:s","time":"tomorrow"}"#
        ),
        "time"
    );
    assert_eq!(field(&"x".repeat(70_000)), "line");
}

#[test]
fn a_source_of_the_product_is_refused() {
    let read = |source: &str| {
        parse_line(&format!(
            r#"{{"specversion":"1.0","id":"1","source":"{source}","type":"source.registered","subject":"source:s","time":"2026-01-01T00:00:00Z"}}"#
        ))
    };
    for source in ["service:clock", "person:p/web", "token:service:ci", "operator", "drill"] {
        let refused = read(source).unwrap_err();
        assert_eq!(refused.field, "source");
        assert!(refused.reason.contains("name your own"), "{}", refused.reason);
    }
    assert_eq!(read("https://ci.example.org").unwrap().source, "https://ci.example.org");
}

#[tokio::test]
async fn without_a_permit_nothing_is_recorded() {
    let test = app().await;
    let nobody = Caller { grants: Vec::new(), ..engineer() };
    let answer = test.app.report(&nobody, &meta("1"), &source()).await;
    assert!(matches!(answer, Err(AppError::Denied)), "{answer:?}");
    assert_eq!(test.app.store.head(), 1);
}

#[tokio::test]
async fn of_many_at_once_one_records_and_the_others_find_nothing_new() {
    let test = app().await;
    let tell = async |number: usize| {
        let (caller, meta) = (engineer(), meta(&format!("many-{number}")));
        test.app.report(&caller, &meta, &source()).await.unwrap()
    };
    let answers = futures::future::join_all((0..12).map(tell)).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_some()).count(), 1);
    assert_eq!(test.app.store.head(), 2);
}

#[tokio::test]
async fn evidence_without_limits_is_held_against_the_catalogue() {
    let test = app().await;
    test.app.report(&engineer(), &meta("1"), &source()).await.unwrap();
    let data = json!({
        "subject": "source:s", "evidence_type": "EV-DATA-VALIDATION", "tool": "great_expectations",
        "digest": "e".repeat(64), "metrics": { "data.validation.critical_failures": "3" },
    });
    let evidence = fact("evidence.attached", "evidence:e-1", data);
    test.app.report(&engineer(), &meta("2"), &evidence).await.unwrap().unwrap();
    let stored = test.app.store.read(2, 1).await.unwrap();
    assert_eq!(stored[0].leaf.data["outcome"], "fail");
    assert_eq!(stored[0].leaf.data["thresholds"][0]["metric"], "data.validation.critical_failures");
}
