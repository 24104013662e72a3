//! `/auth/oidc/login` and `/auth/oidc/callback`.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::LOCATION,
    web::{self, Data, Query},
};
use app::identity::Admission;
use kernel::Subject;
use serde::Deserialize;

use super::{Refusal, page::page, provider::Answer};
use crate::{command_id::random, http::Site, identity::Token, reply::Reply};

/// The cookie of a sign-in that has begun.
const COOKIE: &str = "ls_oidc";
/// Where the cookie is sent.
const PATH: &str = "/auth/oidc";

/// Adds the routes.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/auth/oidc/login", web::get().to(login))
        .route("/auth/oidc/callback", web::get().to(callback));
}

/// What the sign-in page says.
#[derive(Debug, Deserialize)]
struct Wish {
    next: Option<String>,
}

/// Sends the browser to the provider.
async fn login(site: Data<Site>, wish: Query<Wish>) -> HttpResponse {
    let next = wish.next.as_deref().filter(|next| is_ours(next)).unwrap_or("/").to_owned();
    let Some(door) = &site.door else { return page(Refusal::TurnedOff) };
    let Ok(cookie) = Token::fresh() else { return page(Refusal::Broke) };
    match door.begin(cookie.as_str().to_owned(), next, site.app.now().0).await {
        Err(refusal) => page(refusal),
        Ok(url) => HttpResponse::SeeOther()
            .insert_header((LOCATION, url.as_str()))
            .insert_header(("Cache-Control", "no-store"))
            .cookie(kept(&site, cookie.as_str().to_owned(), Duration::minutes(10)))
            .finish(),
    }
}

/// Takes the browser back: signed in, or with the reason why not.
async fn callback(request: HttpRequest, site: Data<Site>, answer: Query<Answer>) -> HttpResponse {
    let (person, next) = match arrive(&request, &site, answer.into_inner()).await {
        Ok(arrived) => arrived,
        Err(refusal) => return refuse(&site, refusal),
    };
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((LOCATION, next)).insert_header(("Cache-Control", "no-store"));
    answer.cookie(kept(&site, String::new(), Duration::ZERO));
    match site.sign_in(&request, &person, &mut answer) {
        Ok(()) => answer.finish(),
        Err(_) => refuse(&site, Refusal::Broke),
    }
}

async fn arrive(
    request: &HttpRequest,
    site: &Site,
    answer: Answer,
) -> Result<(Subject, String), Refusal> {
    let door = site.door.as_ref().ok_or(Refusal::TurnedOff)?;
    let cookie = request.cookie(COOKIE).ok_or(Refusal::NotBegun)?;
    let (account, next) = door.finish(cookie.value(), answer, site.app.now().0).await?;
    let chance = random::<16>().map_err(|_| Refusal::Broke)?;
    match site.app.admit(&account, door.rules(), chance).await {
        Ok(Admission::Person(person)) => Ok((person, next)),
        Ok(Admission::Unknown | Admission::WithoutRole) => Err(Refusal::NoRole),
        Err(error) => {
            // Writes the cause into the diary.
            let _ = Reply::from(error);
            Err(Refusal::Broke)
        }
    }
}

/// The page of a refusal; the sign-in is over.
fn refuse(site: &Site, refusal: Refusal) -> HttpResponse {
    let mut answer = page(refusal);
    // A cookie that cannot be taken away is one that ends after its ten minutes.
    let _ = answer.add_cookie(&kept(site, String::new(), Duration::ZERO));
    answer
}

fn kept(site: &Site, value: String, age: Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path(PATH)
        .http_only(true)
        // The browser comes back from another site.
        .same_site(SameSite::Lax)
        .secure(site.secure)
        .max_age(age)
        .finish()
}

/// Whether a wish stays with us: a path, and nothing that a browser reads as another host.
fn is_ours(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control())
        && next.len() <= 2_000
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_wish_never_leads_elsewhere() {
        assert!(is_ours("/systems?asOf=2026-02-10T14:35:00Z"));
        for bad in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/\t/evil"] {
            assert!(!is_ours(bad), "{bad}");
        }
    }
}
