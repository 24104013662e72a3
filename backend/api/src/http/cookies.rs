//! The two cookies: the session, which no script reads, and the CSRF proof, which ours do.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

use super::site::Site;
use crate::{identity::Token, reply::Answer};

/// Name of the session's cookie.
pub(super) const SESSION: &str = "ls_session";
/// Name of the CSRF proof's cookie.
pub(super) const CSRF: &str = "ls_csrf";

fn cookie(name: &'static str, value: &str, site: &Site) -> Cookie<'static> {
    Cookie::build(name, value.to_owned())
        .path("/")
        .same_site(SameSite::Lax)
        .secure(site.secure)
        .finish()
}

/// The session's cookie.
pub(super) fn session(token: &Token, site: &Site) -> Cookie<'static> {
    let mut cookie = cookie(SESSION, token.as_str(), site);
    cookie.set_http_only(true);
    cookie
}

/// A cookie that takes the session's away.
pub(super) fn no_session(site: &Site) -> Cookie<'static> {
    let mut cookie = cookie(SESSION, "", site);
    cookie.set_http_only(true);
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// A fresh CSRF proof.
pub(super) fn fresh_csrf(site: &Site) -> Answer<Cookie<'static>> {
    Ok(cookie(CSRF, Token::fresh()?.as_str(), site))
}

/// The CSRF proof a browser holds, or a fresh one to give it.
pub(super) fn csrf(
    request: &HttpRequest,
    site: &Site,
) -> Answer<(String, Option<Cookie<'static>>)> {
    let held = request.cookie(CSRF).filter(|held| held.value().len() >= 32);
    if let Some(held) = held {
        return Ok((held.value().to_owned(), None));
    }
    let fresh = fresh_csrf(site)?;
    Ok((fresh.value().to_owned(), Some(fresh)))
}
