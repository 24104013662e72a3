//! Choices, and what is new.
use super::{CHOICES, inbox, kinds_of, next_unseen, read_inbox, read_unseen, unseen, words_of};
use crate::{events, moment::Moment};

#[test]
fn every_notice_stands_in_one_choice() {
    let mut chosen: Vec<String> = CHOICES.iter().flat_map(|(slug, _)| kinds_of(slug)).collect();
    chosen.sort();
    assert_eq!(chosen, events::kinds_of("notices"));
    for (slug, words) in CHOICES {
        let kinds = kinds_of(slug);
        assert!(!kinds.is_empty(), "{slug} is empty");
        assert!(kinds.iter().all(|kind| words_of(kind) == words), "{slug}");
    }
    assert_eq!(words_of("something.else"), "Notice");
}

#[test]
fn a_choice_is_asked_for_by_its_kinds() {
    let sent = |choice: &str| {
        let body = inbox(&Moment::default(), choice, 50, None);
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        body["variables"]["kinds"].clone()
    };
    assert_eq!(sent("actions"), serde_json::json!(["action.overdue_noticed"]));
    assert!(sent("").is_null() && sent("nonsense").is_null());
}

#[test]
fn what_came_since_is_new() {
    let text = r#"{"data":{"asOf":{"at":{"position":41,"time":"2026-12-23T00:00:00Z","imported":false},
        "myNotices":{"nodes":[
            {"position":40,"kind":"policy.attestation_due_noticed","stream":"attestation:p-1.usr-a",
             "at":"2026-12-23T00:00:00Z","about":["attestation:p-1.usr-a","policy:p-1","person:usr-a"],"sentence":"s"},
            {"position":12,"kind":"risk.due_noticed","stream":"risk:r-1","at":"2026-12-01T00:00:00Z",
             "about":["risk:r-1","person:usr-a"],"sentence":"s"}],
         "pageInfo":{"hasNextPage":false,"endCursor":null},"totalCount":2}}}}"#;
    let answer = read_inbox(text).unwrap();
    assert_eq!(next_unseen(&answer), 42);
    let new = |since| {
        let nodes = answer.my_notices.nodes.iter();
        nodes.map(|notice| notice.is_new(since)).collect::<Vec<_>>()
    };
    assert_eq!(new(0), [true, true], "before it was ever opened");
    assert_eq!(new(40), [true, false]);
    assert_eq!(new(next_unseen(&answer)), [false, false]);
    let nodes = answer.my_notices.nodes.iter();
    let things: Vec<&str> = nodes.map(|notice| notice.thing().as_str()).collect();
    assert_eq!(things, ["policy:p-1", "risk:r-1"]);
}

#[test]
fn the_bell_counts_from_a_place_of_the_log() {
    let body: serde_json::Value = serde_json::from_str(&unseen(42)).unwrap();
    assert_eq!(body["variables"]["since"], 42);
    let text = r#"{"data":{"asOf":{"myNotices":{"totalCount":3}}}}"#;
    assert_eq!(read_unseen(text), Ok(3));
}
