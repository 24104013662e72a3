//! The rules of an ID token: pure, so that every lie can be tried on them.

use app::identity::Account;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    ClaimsVerificationError, ClientId, IssuerUrl, Nonce, SignatureVerificationError,
    core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm},
};
use serde_json::Value;

use super::Refusal;

/// How far a provider's clock may run ahead of ours, in seconds.
const SKEW: i64 = 60;

/// What a token must fit.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a IssuerUrl,
    pub(super) client: &'a ClientId,
    pub(super) keys: &'a CoreJsonWebKeySet,
    pub(super) nonce: &'a Nonce,
    /// UTC microseconds.
    pub(super) now: i64,
    pub(super) groups_claim: &'a str,
}

/// Whose token it is, if it is the provider's, for us, for this sign-in, and counts now.
pub(super) fn account(text: &str, expected: &Expected<'_>) -> Result<Account, Refusal> {
    let token: CoreIdToken = text.parse().map_err(|_| Refusal::Unreadable)?;
    let now = DateTime::<Utc>::from_timestamp_micros(expected.now).ok_or(Refusal::Broke)?;
    let latest = now.checked_add_signed(TimeDelta::seconds(SKEW)).ok_or(Refusal::Broke)?;
    // A public client's verifier: without a shared secret no token signed by one can pass.
    let verifier = CoreIdTokenVerifier::new_public_client(
        expected.client.clone(),
        expected.issuer.clone(),
        expected.keys.clone(),
    )
    .set_allowed_algs([
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    ])
    .set_time_fn(|| now);
    let claims = token.claims(&verifier, expected.nonce).map_err(|why| refusal(&why))?;
    if claims.issue_time() > latest {
        return Err(Refusal::FromTheFuture);
    }
    if claims.authorized_party().is_some_and(|party| party != expected.client) {
        return Err(Refusal::WrongAudience);
    }
    let subject = claims.subject().as_str();
    if subject.trim().is_empty() || subject.len() > 255 {
        return Err(Refusal::Unreadable);
    }
    let name = claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
    let login = claims.preferred_username().map(|name| name.to_string());
    Ok(Account {
        issuer: claims.issuer().to_string(),
        subject: subject.to_owned(),
        name: name.or(login),
        email: claims.email().map(|email| email.to_string()),
        groups: groups(text, expected.groups_claim),
    })
}

/// Groups listed in a token that was verified.
fn groups(text: &str, claim: &str) -> Vec<String> {
    let payload = text.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let claims: Option<Value> = payload.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match claims.as_ref().and_then(|claims| claims.get(claim)) {
        Some(Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// Whether another key of the provider may fit: keys are changed now and then.
pub(super) fn may_be_a_new_key(refusal: Refusal) -> bool {
    refusal == Refusal::WrongSignature
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the enums are open: what is new is refused")]
fn refusal(why: &ClaimsVerificationError) -> Refusal {
    match why {
        ClaimsVerificationError::Expired(_) => Refusal::Expired,
        ClaimsVerificationError::InvalidAudience(_) => Refusal::WrongAudience,
        ClaimsVerificationError::InvalidIssuer(_) => Refusal::WrongIssuer,
        ClaimsVerificationError::InvalidNonce(_) => Refusal::WrongNonce,
        ClaimsVerificationError::SignatureVerification(inner) => match inner {
            SignatureVerificationError::Other(_) => Refusal::Unreadable,
            _ => Refusal::WrongSignature,
        },
        _ => Refusal::Unreadable,
    }
}
