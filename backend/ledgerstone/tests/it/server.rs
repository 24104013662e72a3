//! A server with the demonstration, and commands that talk to it or work beside it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{Place, Server, line, path};

const ROOTS: [&str; 3] =
    ["batch:bat-pc-20251124x", "batch:bat-pc-20251219x", "batch:bat-pc-20260116x"];

fn names(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// The blast radius of the injected batches, asked of both.
fn blast(place: &Place, server: &Server, token: &str, as_of: &str) -> Value {
    let mut args = vec!["blast"];
    args.extend(ROOTS);
    args.extend(["--as-of", as_of, "--output", "json"]);
    let asked = Place::client(server, token, &args).expect(0).json();
    let looked = place.run(&args).expect(0).json();
    assert_eq!(asked, looked, "a_server_and_its_log_give_the_same_blast_radius");
    asked
}

fn token(place: &Place, name: &str, role: &str) -> String {
    let made = place.run(&["token", "create", "--name", name, "--role", role]).expect(0);
    made.out.trim().to_owned()
}

#[test]
fn a_server_and_its_log_give_the_same_blast_radius() {
    let place = Place::new();
    let server = Server::start(&place, &["--demo"]);
    // Made beside the running server, which notices.
    let auditor = token(&place, "audit", "auditor");
    let expected: Value =
        serde_json::from_str(include_str!("../../../app/drill/expectations.json")).unwrap();
    let expected = &expected["care"]["blast_radius_forward"];
    let radius = blast(&place, &server, &auditor, "2026-02-10T14:35:00Z");
    for (kind, wanted) in expected["affected"].as_object().unwrap() {
        let found = names(&radius["affected"][kind]);
        let bare = found.iter().map(|name| name.split_once(':').unwrap().1.to_owned()).collect();
        assert_eq!(names(wanted), bare, "{kind}");
        assert_eq!(radius["counts"][kind], expected["counts"][kind]);
    }
    assert_eq!(radius["decisions_affected"], Value::Null);
    assert!(!radius["live_endpoints"].as_array().unwrap().is_empty());
    assert_eq!(names(&radius["owners"]), BTreeSet::from(["person:usr-care-owner".to_owned()]));
    let counted = blast(&place, &server, &auditor, "2026-02-13T18:00:00Z");
    assert_eq!(counted["decisions_affected"], 111_969);
    let before = blast(&place, &server, &auditor, "2025-11-23T00:00:00Z");
    assert!(before["counts"].as_object().unwrap().values().all(|count| count == 0), "{before}");
    let after = blast(&place, &server, &auditor, "2026-02-12T00:00:00Z");
    assert!(after["live_endpoints"].as_array().unwrap().is_empty(), "{after}");
    events_are_taken_as_everywhere(&place, &server);
    place.run(&["verify"]).expect(0);
}

fn events_are_taken_as_everywhere(place: &Place, server: &Server) {
    let admin = token(place, "admin", "administrator");
    let team = |id: &str, name: &str| {
        line(id, "team.created", &format!("team:{name}"), &format!(r#"{{"name":"{name}"}}"#))
    };
    let moved = line("e2", "person.moved", "person:nobody", r#"{"team":"team:new"}"#);
    let file =
        place.write("events.jsonl", &[team("e1", "new"), moved, team("e3", "newer")].join("\n"));
    let import = || Place::client(server, &admin, &["import", path(&file), "--output", "json"]);
    let ran = import().expect(2);
    assert!(ran.err.contains(&format!("{}:2: ", path(&file))), "{}", ran.err);
    assert_eq!(ran.json()["recorded"], 1);
    assert_eq!(import().expect(2).json()["duplicate"], 1);
    each_event_of_a_batch_is_answered_for_itself(
        server,
        &admin,
        &[team("e4", "four"), "{}".into(), team("e5", "five")],
    );
    let refused = Place::client(server, "lst_wrong", &["import", path(&file)]).expect(2);
    assert!(refused.err.contains("answered 401: this token does not count"), "{}", refused.err);
}

fn each_event_of_a_batch_is_answered_for_itself(server: &Server, token: &str, events: &[String]) {
    let headers = |kind: &str| {
        format!("Authorization: Bearer {token}\r\nContent-Type: application/{kind}\r\n")
    };
    let batch = format!("[{}]", events.join(","));
    let (status, body) = server.post("/api/v1/events", &headers("cloudevents-batch+json"), &batch);
    assert_eq!(status, 200, "{body}");
    let statuses: Vec<_> = body
        .match_indices("\"status\":\"")
        .map(|(at, found)| body[at + found.len()..].split('"').next().unwrap())
        .collect();
    assert_eq!(statuses, ["recorded", "refused", "recorded"], "{body}");
    let (status, body) = server.post("/api/v1/events", &headers("cloudevents+json"), "{}");
    assert_eq!(status, 422, "{body}");
    let (status, body) = server.post("/api/v1/events", &headers("json"), "{}");
    assert_eq!(status, 415, "{body}");
    let (status, _) =
        server.post("/api/v1/events", "Content-Type: application/cloudevents+json\r\n", "{}");
    assert_eq!(status, 401);
}
