//! What people get wrong, and what they read then.

use crate::program::{Place, command, path};

#[test]
fn mistakes_are_answered_with_a_sentence() {
    let place = Place::new();
    let broken = place.write("broken.toml", "listen = [");
    let unknown = place.write("unknown.toml", "lisen = 'x'");
    let nowhere = place.path("nowhere");
    let mistakes: &[(&[&str], &str)] = &[
        (&["blast", "batch:x"], "there is no log at"),
        (&["rebuild"], "there is no log at"),
        (&["receipt", "0", "--out", "x"], "there is no log at"),
        (&["import", path(&nowhere)], "cannot read"),
        (&["blast", "nonsense"], "names no kind"),
        (&["blast", "batch:x", "--as-of", "yesterday"], "is not a time"),
        (&["serve", "--listen", "nonsense"], "cannot listen on 'nonsense'"),
        (&["serve", "--demo", "--demo-until", "soon"], "is not a time"),
        (&["serve", "--config", path(&broken)], "not TOML"),
        (&["serve", "--config", path(&unknown)], "there is no setting 'lisen'"),
        (&["token", "create", "--name", "x", "--role", "emperor"], "there is no role 'emperor'"),
        (
            &["token", "create", "--name", "x", "--role", "service", "--expires", "soon"],
            "not a period",
        ),
        (&["rebuild", "--database-url", "mysql://x"], "database address not understood"),
    ];
    for (args, words) in mistakes {
        let ran = place.run(args).expect(2);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
        assert_eq!(ran.err.trim().lines().count(), 1, "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("ledgerstone: "), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_demonstration_refuses_every_other_address() {
    let place = Place::new();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let ran = place.run(&["serve", "--demo", "--listen", address]).expect(2);
        assert!(ran.err.contains("listens on a loopback address only"), "{}", ran.err);
    }
    assert!(!place.data().exists(), "nothing is made before the refusal");
}

#[test]
fn an_identity_provider_elsewhere_needs_tls_in_every_mode() {
    for mode in [&["serve"][..], &["serve", "--demo"]] {
        for allow in ["true", "false"] {
            for issuer in ["http://id.example", "http://10.0.0.1:8080", "http://localhost.example"]
            {
                let place = Place::new();
                let mut command = command(mode);
                command.arg("--data-dir").arg(place.data()).arg("--listen").arg("127.0.0.1:0");
                command.env("LEDGERSTONE_OIDC_ISSUER", issuer);
                command.env("LEDGERSTONE_OIDC_CLIENT_ID", "ledgerstone");
                command.env("LEDGERSTONE_OIDC_ALLOW_HTTP", allow);
                let output = command.output().unwrap();
                let said = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(2), "{mode:?} {issuer}: {said}");
                assert!(said.contains("must use https"), "{mode:?} {issuer}: {said}");
                assert!(!place.data().exists(), "nothing is made before the refusal");
            }
        }
    }
}

#[test]
fn a_client_without_token_or_server_says_so() {
    let client = |token: Option<&str>| {
        let mut command = command(&["blast", "batch:x"]);
        command.env("LEDGERSTONE_URL", "http://127.0.0.1:1");
        if let Some(token) = token {
            command.env("LEDGERSTONE_TOKEN", token);
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = client(None);
    assert!(code == Some(2) && said.contains("without LEDGERSTONE_TOKEN"), "{said}");
    let (code, said) = client(Some("lst_x"));
    assert!(code == Some(2) && said.contains("cannot reach http://127.0.0.1:1"), "{said}");
}

#[test]
fn the_schema_is_printed() {
    let place = Place::new();
    let ran = place.run(&["schema"]).expect(0);
    assert!(ran.out.contains("type Query"), "{}", ran.out);
    assert!(!place.data().exists());
}
