//! `/api/v1/policies/{id}/versions/{version}/text`: the text of a policy, up and down.
//!
//! # Invariants
//! - A text is sent by those who may publish policies, and read by everybody who holds a role, so by
//!   everybody a policy binds. (`texts_are_for_those_whom_the_table_names`)
//! - A text comes down as it went up, and of one that was changed nothing is handed out.
//!   (`the_text_of_a_policy_goes_up_and_comes_down`)
//!
//! # Deliberately absent
//! - A page of it: like any other file it is saved, and no browser runs it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::{
    AppError, Instant, Meta,
    programme::{PolicyRow, TextUpload},
};
use kernel::{Personal, Subject};
use serde::Serialize;

use super::{
    Fault, Site, Visitor,
    files::{Receipt, command, handed_out, media_type, name, read_on, told},
};
use crate::{
    authority::may_ask,
    reply::{Answer, Reply},
    scope::Scope,
};

/// The name of a policy and the number of a version, as an address names them.
type Address = web::Path<(String, u64)>;

/// What was kept, and where it was recorded.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Taken {
    policy: String,
    version: u64,
    digest: String,
    media_type: String,
    bytes: u64,
    /// Absent when the same text was kept before.
    receipt: Option<Receipt>,
}

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/policies/{id}/versions/{version}/text", web::post().to(keep))
        .route("/api/v1/policies/{id}/versions/{version}/text", web::get().to(give));
}

/// Takes a text in.
async fn keep(
    request: HttpRequest,
    site: web::Data<Site>,
    address: Address,
    mut body: web::Payload,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::changing(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    let (id, version) = address.into_inner();
    match kept(&request, (site.get_ref(), &visitor), (id.as_str(), version), &mut body).await {
        Ok(taken) => {
            let is_new = taken.receipt.as_ref().is_some_and(|receipt| !receipt.duplicate);
            let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
            Ok(HttpResponse::build(status).json(taken))
        }
        Err(reply) => {
            read_on(&mut body).await;
            Ok(told(reply))
        }
    }
}

async fn kept(
    request: &HttpRequest,
    (site, visitor): (&Site, &Visitor),
    (id, version): (&str, u64),
    body: &mut web::Payload,
) -> Answer<Taken> {
    let caller = &visitor.caller;
    if !may_ask(caller, "keepText") {
        return Err(AppError::Denied.into());
    }
    let upload = TextUpload {
        policy: policy(id)?,
        version,
        media_type: media_type(request)?,
        name: Personal::written(&caller.person, &name(request)?),
    };
    let (source, command) = (visitor.source.clone(), command(request)?);
    let meta = Meta { source, command, ..Meta::default() };
    let (text, outcome) = site.app.keep_text(caller, &meta, &upload, body).await?;
    Ok(Taken {
        policy: upload.policy.to_string(),
        version,
        digest: text.digest.to_string(),
        media_type: text.media_type.to_string(),
        bytes: text.bytes,
        receipt: outcome.map(Receipt::from),
    })
}

/// Hands a text out.
async fn give(
    request: HttpRequest,
    site: web::Data<Site>,
    address: Address,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::of(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    let (id, version) = address.into_inner();
    Ok(given(&site, &visitor, &id, version).await.unwrap_or_else(told))
}

async fn given(site: &Site, visitor: &Visitor, id: &str, version: u64) -> Answer<HttpResponse> {
    if !may_ask(&visitor.caller, "readText") {
        return Err(AppError::NotFound.into());
    }
    let scope = Scope::open(&site.app, &visitor.caller, Instant::Now).await?;
    let row = scope.find::<PolicyRow>(&policy(id)?).await?.ok_or(AppError::NotFound)?;
    let (text, kept) = site.app.open_text(&row, version).await?;
    // Who sent it may have been erased, and the name with them.
    let called = scope.text(&text.name).await?.filter(|name| !name.is_empty());
    let called = called.unwrap_or_else(|| format!("{} v{version}", row.title));
    Ok(handed_out(&text.media_type, called, kept))
}

/// The policy that an address names.
fn policy(id: &str) -> Answer<Subject> {
    let named = format!("policy:{id}").parse::<Subject>();
    let subject = named.map_err(|why| Reply::bad_input("policy", why.to_string()))?;
    Ok(subject.stream())
}
