//! Every lie that a provider, or somebody in its place, can tell.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{ClientId, IssuerUrl, Nonce, PkceCodeVerifier, core::CoreJsonWebKeySet};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};

use super::{
    Refusal,
    pending::{Pending, Waiting},
    provider::{Door, Settings, check_issuer},
    token::{Expected, account},
};

/// 2026-02-10T14:00:00Z in seconds.
const NOW: i64 = 1_770_732_000;
const ISSUER: &str = "https://id.example";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn public(key: &SigningKey, kid: &str) -> Value {
    let point = key.verifying_key().to_sec1_point(false);
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (x, y) = (part(point.x().unwrap()), part(point.y().unwrap()));
    json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid, "x": x, "y": y })
}

fn written(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap())
}

fn signed(header: &Value, claims: &Value, key: &SigningKey) -> String {
    let text = format!("{}.{}", written(header), written(claims));
    let signature: Signature = key.sign(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn header() -> Value {
    json!({ "alg": "ES256", "typ": "JWT", "kid": "k1" })
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "sub": "alice", "aud": "ledgerstone", "nonce": "n", "iat": NOW - 1,
        "exp": NOW + 3600, "name": "A Person", "email": "a@example.test", "groups": ["a", "b"],
    })
}

/// The claims with one of them changed, or left out when null.
fn but(name: &str, value: Value) -> Value {
    let mut claims = claims();
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(name);
    } else {
        claims[name] = value;
    }
    claims
}

fn judge(token: &str) -> Result<app::identity::Account, Refusal> {
    let keys: CoreJsonWebKeySet =
        serde_json::from_value(json!({ "keys": [public(&key(1), "k1")] })).unwrap();
    let (issuer, client) =
        (IssuerUrl::new(ISSUER.into()).unwrap(), ClientId::new("ledgerstone".into()));
    account(
        token,
        &Expected {
            issuer: &issuer,
            client: &client,
            keys: &keys,
            nonce: &Nonce::new("n".into()),
            now: NOW * 1_000_000,
            groups_claim: "groups",
        },
    )
}

#[test]
fn an_honest_token_says_whose_account_it_is() {
    let account = judge(&signed(&header(), &claims(), &key(1))).unwrap();
    assert_eq!((account.issuer.as_str(), account.subject.as_str()), (ISSUER, "alice"));
    assert_eq!(account.name.as_deref(), Some("A Person"));
    assert_eq!(account.groups, ["a", "b"]);
}

#[test]
fn a_token_that_is_not_the_providers_is_refused() {
    let honest = signed(&header(), &claims(), &key(1));
    let (body, _) = honest.rsplit_once('.').unwrap();
    let unsigned = format!("{}.{}.", written(&json!({ "alg": "none" })), written(&claims()));
    let altered = {
        let (first, rest) = honest.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        format!("{first}.{}.{signature}", written(&but("sub", json!("mallory"))))
    };
    let shared = signed(&json!({ "alg": "HS256", "kid": "k1" }), &claims(), &key(1));
    let rogue = signed(&header(), &claims(), &key(2));
    let unknown = signed(&json!({ "alg": "ES256", "kid": "k2" }), &claims(), &key(2));
    let embedded = json!({ "alg": "ES256", "kid": "k1", "jwk": public(&key(2), "k1") });
    let embedded = signed(&embedded, &claims(), &key(2));
    let lies = [unsigned, altered, shared, rogue, unknown, embedded, format!("{body}.AAAA")];
    for (number, lie) in lies.iter().enumerate() {
        assert_eq!(judge(lie), Err(Refusal::WrongSignature), "lie {number}");
    }
    for garbage in ["", "a.b.c", "no token at all", &"x".repeat(100_000)] {
        assert_eq!(judge(garbage), Err(Refusal::Unreadable));
    }
}

#[test]
fn a_token_for_another_party_sign_in_or_time_is_refused() {
    let lies = [
        (but("iss", json!("https://evil.example")), Refusal::WrongIssuer),
        (but("aud", json!("somebody-else")), Refusal::WrongAudience),
        (but("aud", json!(["ledgerstone", "somebody-else"])), Refusal::WrongAudience),
        (but("azp", json!("somebody-else")), Refusal::WrongAudience),
        (but("nonce", json!("another")), Refusal::WrongNonce),
        (but("nonce", Value::Null), Refusal::WrongNonce),
        (but("exp", json!(NOW - 1)), Refusal::Expired),
        (but("iat", json!(NOW + 3600)), Refusal::FromTheFuture),
        (but("sub", Value::Null), Refusal::Unreadable),
        (but("sub", json!("")), Refusal::Unreadable),
        (but("exp", Value::Null), Refusal::Unreadable),
    ];
    for (claims, refusal) in lies {
        assert_eq!(judge(&signed(&header(), &claims, &key(1))), Err(refusal), "{claims}");
    }
}

#[test]
fn a_sign_in_is_taken_up_once_and_by_its_browser() {
    let waiting = Waiting::default();
    let begin = |cookie: &str, at| {
        let pending = Pending {
            state: String::from("state"),
            nonce: Nonce::new("n".into()),
            verifier: PkceCodeVerifier::new("v".repeat(43)),
            next: String::from("/"),
        };
        waiting.begin(cookie.into(), pending, at).unwrap();
    };
    let take = |cookie, state, at| waiting.take(cookie, state, at).map(|pending| pending.next);
    let minute = 60_000_000;
    begin("a", 0);
    assert_eq!(take("b", "state", 0), Err(Refusal::NotBegun));
    assert_eq!(take("a", "state", 9 * minute), Ok(String::from("/")));
    assert_eq!(take("a", "state", 9 * minute), Err(Refusal::NotBegun));
    begin("a", 0);
    assert_eq!(take("a", "forged", 0), Err(Refusal::WrongState));
    assert_eq!(take("a", "state", 0), Err(Refusal::NotBegun), "a guess ends it");
    begin("a", 0);
    assert_eq!(take("a", "state", 10 * minute), Err(Refusal::NotBegun));
}

#[test]
fn an_answer_of_another_provider_is_refused() {
    assert_eq!(check_issuer(Some(ISSUER), ISSUER, true), Ok(()));
    assert_eq!(check_issuer(None, ISSUER, false), Ok(()));
    assert_eq!(check_issuer(None, ISSUER, true), Err(Refusal::WrongIssuer));
    for other in ["https://evil.example", "https://id.example/"] {
        assert_eq!(check_issuer(Some(other), ISSUER, false), Err(Refusal::WrongIssuer));
    }
}

#[test]
fn a_provider_without_tls_needs_a_switch() {
    let door = |issuer: &str, allow_http| {
        let settings = Settings {
            issuer: issuer.into(),
            client_id: String::from("ledgerstone"),
            client_secret: None,
            scopes: Vec::new(),
            groups_claim: String::from("groups"),
            rules: app::identity::Rules::default(),
            allow_http,
            public_url: String::from("http://127.0.0.1:8080"),
        };
        Door::new(settings).map(drop)
    };
    assert!(door("https://id.example", false).is_ok());
    assert!(door("http://127.0.0.1:1234", true).is_ok());
    let sentence = door("http://127.0.0.1:1234", false).unwrap_err();
    assert!(sentence.contains("oidc.allow_http"), "{sentence}");
    assert!(door("nonsense", true).is_err());
    assert!(door("http://[::1]:1234", true).is_ok() && door("http://localhost:1", true).is_ok());
    let elsewhere = [
        "http://id.example",
        "http://10.0.0.1",
        "http://192.168.1.2:8080",
        "http://0.0.0.0:1234",
        "http://[::]:1234",
        "http://[::ffff:10.0.0.1]",
        "http://[fe80::1]",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "ftp://127.0.0.1",
    ];
    for issuer in elsewhere {
        for allow_http in [false, true] {
            let sentence = door(issuer, allow_http).unwrap_err();
            assert!(sentence.contains("must use https"), "{issuer}: {sentence}");
        }
    }
}
