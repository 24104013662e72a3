//! Who is signed in, and the ways in and out that need no identity provider.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::StatusCode, web};
use app::{Instant, people::PersonRow};
use kernel::{Kind, Subject};
use serde::Serialize;
use serde_json::json;

use super::{
    cookies::{self, SESSION},
    site::Site,
    visitor::{Fault, Visitor, check_proof},
};
use crate::{identity::Token, scope::Scope};

/// Somebody one can be in the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The name of the person in the log, without its kind.
    pub id: String,
    /// What they do, in a few words.
    pub role: String,
}

#[derive(Serialize)]
struct Card {
    id: String,
    label: String,
    role: String,
    description: String,
}

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/auth/me", web::get().to(me))
        .route("/auth/personas", web::get().to(personas))
        .route("/auth/persona/{id}", web::post().to(enter))
        .route("/auth/logout", web::post().to(leave));
}

/// Who is signed in, and the ways in.
async fn me(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Fault> {
    let (csrf, fresh) = cookies::csrf(&request, &site)?;
    let answer = |status: StatusCode| {
        let mut answer = HttpResponse::build(status);
        answer.insert_header(("Cache-Control", "no-store"));
        if let Some(fresh) = fresh {
            answer.cookie(fresh);
        }
        answer
    };
    let Some(visitor) = Visitor::of(&request, &site).await? else {
        let ways = json!({ "csrf": csrf, "demo": site.demo, "oidc": site.oidc });
        return Ok(answer(StatusCode::UNAUTHORIZED).json(ways));
    };
    let person = &visitor.caller.person;
    let name = name_of(&site, &visitor, person).await?;
    let roles: Vec<String> =
        visitor.caller.current().map(|grant| role_title(&grant.role)).collect();
    Ok(answer(StatusCode::OK).json(json!({
        "person": person.to_string(),
        "name": name.unwrap_or_else(|| person.label()),
        "roles": roles,
        "csrf": csrf,
        "demo": site.demo,
        "oidc": site.oidc,
    })))
}

/// Who one can be in the demonstration.
async fn personas(site: web::Data<Site>) -> Result<HttpResponse, Fault> {
    if !site.demo {
        return Err(Fault::not_found());
    }
    let mut cards = Vec::new();
    for persona in &site.personas {
        let person = subject(&persona.id)?;
        let visitor = Visitor { caller: site.app.caller(&person).await?, source: String::new() };
        let mut grants: Vec<String> = visitor
            .caller
            .current()
            .map(|grant| format!("{} for {}", role_title(&grant.role), grant.scope.label()))
            .collect();
        grants.sort();
        grants.dedup();
        if grants.is_empty() {
            // Nobody the log knows, or nobody any more: an empty card leads nowhere.
            continue;
        }
        let name = name_of(&site, &visitor, &person).await?;
        cards.push(Card {
            id: persona.id.clone(),
            label: name.unwrap_or_else(|| persona.id.clone()),
            role: persona.role.clone(),
            description: grants.join(", "),
        });
    }
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(cards))
}

/// Becomes a persona.
async fn enter(
    request: HttpRequest,
    site: web::Data<Site>,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let is_persona = site.personas.iter().any(|persona| persona.id == *id);
    if !site.demo || !is_persona {
        return Err(Fault::not_found());
    }
    check_proof(&request)?;
    let mut answer = HttpResponse::NoContent();
    site.sign_in(&request, &subject(&id)?, &mut answer)?;
    Ok(answer.finish())
}

/// Ends the session.
async fn leave(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Fault> {
    check_proof(&request)?;
    if let Some(cookie) = request.cookie(SESSION) {
        site.sessions.end(cookie.value());
    }
    Ok(HttpResponse::NoContent().cookie(cookies::no_session(&site)).finish())
}

impl Site {
    /// Signs a person in: a new session in place of the one before, and a new CSRF proof.
    pub fn sign_in(
        &self,
        request: &HttpRequest,
        person: &Subject,
        answer: &mut HttpResponseBuilder,
    ) -> Result<(), Fault> {
        let before = request.cookie(SESSION);
        let before = before.as_ref().map(actix_web::cookie::Cookie::value);
        let token: Token = self.sessions.begin(person, before, self.app.now())?;
        answer.cookie(cookies::session(&token, self)).cookie(cookies::fresh_csrf(self)?);
        Ok(())
    }
}

fn subject(id: &str) -> Result<Subject, Fault> {
    Subject::new(Kind::Person, id, None).map_err(|_| Fault::not_found())
}

fn role_title(role: &str) -> String {
    domain::people::role(role).map_or_else(|| role.replace('_', " "), |role| role.title.clone())
}

async fn name_of(
    site: &Site,
    visitor: &Visitor,
    person: &Subject,
) -> Result<Option<String>, Fault> {
    let scope = Scope::open(&site.app, &visitor.caller, Instant::Now).await?;
    match scope.find::<PersonRow>(person).await? {
        Some(row) => Ok(scope.text(&row.name).await?),
        None => Ok(None),
    }
}
