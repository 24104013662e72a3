//! Commands that work beside the log: tokens, receipts, views.

use ledger::{Proof, VerifierKey};

use crate::program::{Place, Server, path};

#[test]
fn a_token_is_printed_once_alone_on_the_last_line() {
    let place = Place::new();
    let create = |name, role| place.run(&["token", "create", "--name", name, "--role", role]);
    let made = create("ci", "service").expect(0);
    let token = made.out.lines().last().unwrap();
    assert!(token.starts_with("lst_") && token.len() > 40, "{token}");
    assert_eq!(made.out.trim(), token);
    assert!(made.err.contains("person:tok-ci acts as pipeline_service"), "{}", made.err);
    let again = create("ci", "administrator").expect(2);
    assert!(again.err.contains("there is a token called ci already"), "{}", again.err);
    let deciding = create("trial", "incident_commander").expect(0);
    assert!(deciding.err.contains("This role decides"), "{}", deciding.err);
    let list = || place.run(&["token", "list", "--output", "json"]).expect(0).json();
    assert_eq!(list()[0]["state"], "valid");
    place.run(&["token", "revoke", "--name", "ci"]).expect(0);
    assert_eq!(list()[0]["state"], "revoked");
    place.run(&["token", "revoke", "--name", "nobody"]).expect(2);
    let bytes = std::fs::read(place.data().join("ledgerstone.db")).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("person:tok-ci") && !holds(token), "the token itself is kept nowhere");
}

#[test]
fn receipts_hold_for_their_leaves() {
    let place = Place::new();
    place.with_history();
    let out = place.path("receipts");
    let ran = place.run(&["receipt", "0", "4", "--out", path(&out)]).expect(0);
    let vkey = ran.err.split('\'').nth(1).unwrap();
    let known: VerifierKey = vkey.parse().unwrap();
    for position in [0_u64, 4] {
        let proof = std::fs::read_to_string(out.join(format!("{position}.tlog-proof"))).unwrap();
        let mut leaf = std::fs::read(out.join(format!("{position}.leaf"))).unwrap();
        let proof: Proof = proof.parse().unwrap();
        assert_eq!(proof.index, position);
        proof.verify(&leaf, std::slice::from_ref(&known), known.name()).unwrap();
        leaf[10] ^= 1;
        assert!(proof.verify(&leaf, std::slice::from_ref(&known), known.name()).is_err());
    }
    let ran = place.run(&["receipt", "5", "--out", path(&out)]).expect(2);
    assert!(ran.err.contains("the log has no position 5"), "{}", ran.err);
}

#[test]
fn views_are_folded_again_by_name() {
    let place = Place::new();
    place.with_history();
    let all = place.run(&["rebuild"]).expect(0);
    assert_eq!(all.out.trim(), "all views: folded from 5 events");
    place.run(&["rebuild", "people", "teams"]).expect(0);
    place.run(&["rebuild", "search"]).expect(0);
    let unknown = place.run(&["rebuild", "dragons"]).expect(2);
    assert!(unknown.err.contains("no view is called dragons"), "{}", unknown.err);
}

#[test]
fn a_new_log_has_its_catalogue() {
    let place = Place::new();
    place.with_history();
    let diff = ["catalogue", "diff", "--output", "json"];
    let before = place.run(&diff).expect(0).json();
    assert!(before["differences"].as_array().unwrap().len() > 1_000, "nothing is loaded yet");
    let server = Server::start(&place, &[]);
    assert_eq!(place.run(&diff).expect(0).json()["differences"], serde_json::json!([]));
    let made = place.run(&["token", "create", "--name", "a", "--role", "administrator"]).expect(0);
    let asked = Place::client(&server, made.out.trim(), &diff).expect(0).json();
    assert_eq!(asked, serde_json::json!({ "loaded": false, "differences": [] }));
    let made = place.run(&["token", "create", "--name", "b", "--role", "auditor"]).expect(0);
    Place::client(&server, made.out.trim(), &diff).expect(2);
    let loaded = place.run(&["catalogue", "load"]).expect(0);
    assert!(loaded.err.contains("is the one that ships"), "{}", loaded.err);
    place.run(&["verify"]).expect(0);
}
