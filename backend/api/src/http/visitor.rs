//! Who sends a request, and whether it comes from our own pages.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use domain::authority::Caller;
use subtle::ConstantTimeEq;

use super::{
    cookies::{CSRF, SESSION},
    site::Site,
};
use crate::reply::Reply;

/// The header that repeats the CSRF cookie.
const PROOF: &str = "X-CSRF-Token";

/// A fault, told in a plain sentence.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct Fault {
    /// The status.
    pub status: StatusCode,
    /// What people read.
    pub sentence: String,
}

impl Fault {
    /// A fault with a status and a sentence.
    pub fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self { status, sentence: sentence.into() }
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "sign in first")
    }

    /// There is no such thing for this visitor.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is no such thing")
    }

    fn forged() -> Self {
        Self::new(StatusCode::FORBIDDEN, "this request does not come from our own pages")
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status)
            .content_type("text/plain; charset=utf-8")
            .body(self.sentence.clone())
    }
}

impl From<Reply> for Fault {
    fn from(reply: Reply) -> Self {
        let status = match reply.code.as_str() {
            "denied" | "not_found" => StatusCode::NOT_FOUND,
            "internal" => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, reply.sentence)
    }
}

impl From<app::AppError> for Fault {
    fn from(error: app::AppError) -> Self {
        Reply::from(error).into()
    }
}

impl From<store::StoreError> for Fault {
    fn from(error: store::StoreError) -> Self {
        Reply::from(error).into()
    }
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The person or service, with the roles they hold now.
    pub caller: Caller,
    /// Who counts the ids of their commands.
    pub source: String,
}

impl Visitor {
    /// Who sends a request; nobody without a session or a token. A token that does not count is a
    /// fault, so that nobody reads as nobody by mistake.
    pub async fn of(request: &HttpRequest, site: &Site) -> Result<Option<Self>, Fault> {
        if let Some(token) = bearer(request) {
            let Some(holder) = site.app.token_holder(token).await? else {
                let sentence = "this token does not count: it is unknown, has ended or was revoked";
                return Err(Fault::new(StatusCode::UNAUTHORIZED, sentence));
            };
            let source = format!("token:{holder}");
            return Ok(Some(Self { caller: site.app.caller(&holder).await?, source }));
        }
        let Some(cookie) = request.cookie(SESSION) else { return Ok(None) };
        let Some(person) = site.sessions.find(cookie.value(), site.app.now()) else {
            return Ok(None);
        };
        let source = format!("{person}/web");
        Ok(Some(Self { caller: site.app.caller(&person).await?, source }))
    }

    /// Who sends a request that may change something; a request of a browser proves that it comes
    /// from our own pages.
    pub async fn changing(request: &HttpRequest, site: &Site) -> Result<Option<Self>, Fault> {
        if bearer(request).is_none() && request.cookie(SESSION).is_some() {
            check_proof(request)?;
        }
        Self::of(request, site).await
    }
}

/// What a request proves its sender with; the secret itself.
pub(super) enum Proof {
    /// The cookie of a session.
    Session(String),
    /// A token.
    Token(String),
}

impl Proof {
    /// What a request carries, in the order in which it counts; nothing says whether it counts.
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        if let Some(token) = bearer(request) {
            return Some(Self::Token(token.to_owned()));
        }
        request.cookie(SESSION).map(|cookie| Self::Session(cookie.value().to_owned()))
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Checks that the page that sends a request could read our cookie, and that the browser says it is
/// ours.
pub(super) fn check_proof(request: &HttpRequest) -> Result<(), Fault> {
    check_origin(request)?;
    let Some(cookie) = request.cookie(CSRF) else { return Err(Fault::forged()) };
    let proof = request.headers().get(PROOF).map_or(&[][..], |value| value.as_bytes());
    let is_same: bool = cookie.value().as_bytes().ct_eq(proof).into();
    if is_same && proof.len() >= 32 { Ok(()) } else { Err(Fault::forged()) }
}

/// Checks that a browser that names the page's origin names ours.
pub(super) fn check_origin(request: &HttpRequest) -> Result<(), Fault> {
    let Some(origin) = request.headers().get(header::ORIGIN) else { return Ok(()) };
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    match (origin, host) {
        (Some((_, origin)), Some(host)) if origin.eq_ignore_ascii_case(host) => Ok(()),
        _ => Err(Fault::forged()),
    }
}
