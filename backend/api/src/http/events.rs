//! `POST /api/v1/events`: CloudEvents, one or a batch, through the same checks as every other client.
//!
//! # Invariants
//! - Each event is answered for itself. (`a_server_and_its_log_give_the_same_blast_radius`)
//!
//! # Deliberately absent
//! - The binary form of CloudEvents: an event's bytes are kept in one piece.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use app::{
    Meta,
    import::{BadLine, parse_line},
};
use domain::authority::Caller;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Fault, Site, Visitor};
use crate::reply::Reply;

/// Longest body, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// Most events in a batch.
const MOST: usize = 1_000;
/// One event in structured form.
const SINGLE: &str = "application/cloudevents+json";
/// Several of them.
const BATCH: &str = "application/cloudevents-batch+json";

/// How a batch is taken.
#[derive(Debug, Deserialize)]
struct Manner {
    /// Whether what follows a refused event is left alone.
    #[serde(default)]
    stop_at_refusal: bool,
}

/// What became of the events.
#[derive(Debug, Serialize)]
struct Results {
    results: Vec<Taken>,
}

/// What became of one.
#[derive(Debug, Serialize)]
struct Taken {
    id: Option<String>,
    /// `recorded`, `nothing_new`, `duplicate` or `refused`.
    status: &'static str,
    position: Option<u64>,
    refusal: Option<Refused>,
}

/// Why the answer is no.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    code: String,
    sentence: String,
    field: Option<String>,
}

impl From<Reply> for Refused {
    fn from(reply: Reply) -> Self {
        let Reply { code, sentence, field, .. } = reply;
        Self { code, sentence, field }
    }
}

/// Adds the route.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    let limit = web::PayloadConfig::new(LONGEST);
    config.service(web::resource("/api/v1/events").app_data(limit).route(web::post().to(take)));
}

async fn take(
    request: HttpRequest,
    site: web::Data<Site>,
    manner: web::Query<Manner>,
    body: String,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::changing(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    let events = split(&request, &body)?;
    let is_single = events.len() == 1 && !is(&request, BATCH);
    let mut results = Vec::with_capacity(events.len());
    for event in events {
        let taken = one(&site, &visitor.caller, event.get()).await;
        let is_refused = taken.refusal.is_some();
        results.push(taken);
        if is_refused && manner.stop_at_refusal {
            break;
        }
    }
    let is_refused = results.iter().any(|taken| taken.refusal.is_some());
    let status =
        if is_single && is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(HttpResponse::build(status).json(Results { results }))
}

fn is(request: &HttpRequest, kind: &str) -> bool {
    let named = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let named = named.and_then(|named| named.split(';').next()).unwrap_or_default();
    named.trim().eq_ignore_ascii_case(kind)
}

fn split<'a>(request: &HttpRequest, body: &'a str) -> Result<Vec<&'a RawValue>, Fault> {
    let bad = |why: serde_json::Error| Fault::new(StatusCode::BAD_REQUEST, format!("body: {why}"));
    if is(request, SINGLE) {
        return Ok(vec![serde_json::from_str(body).map_err(bad)?]);
    }
    if !is(request, BATCH) {
        let sentence = format!("send {SINGLE} or {BATCH}");
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    }
    let events: Vec<&RawValue> = serde_json::from_str(body).map_err(bad)?;
    if events.len() > MOST {
        let sentence = format!("{} events in one batch; at most {MOST} fit", events.len());
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, sentence));
    }
    Ok(events)
}

async fn one(site: &Site, caller: &Caller, text: &str) -> Taken {
    let line = match parse_line(text) {
        Ok(line) => line,
        Err(BadLine { field, reason }) => {
            let code = String::from("input.bad");
            return refused(id_of(text), Refused { code, sentence: reason, field: Some(field) });
        }
    };
    let meta = Meta { source: line.source, command: line.id.clone(), ..Meta::default() };
    let taken =
        |status, position| Taken { id: Some(line.id.clone()), status, position, refusal: None };
    match site.app.report(caller, &meta, &line.fact).await {
        Ok(None) => taken("nothing_new", None),
        Ok(Some(receipt)) if receipt.duplicate => taken("duplicate", Some(receipt.position)),
        Ok(Some(receipt)) => taken("recorded", Some(receipt.position)),
        Err(error) => refused(Some(line.id), Reply::from(error).into()),
    }
}

fn refused(id: Option<String>, refusal: Refused) -> Taken {
    Taken { id, status: "refused", position: None, refusal: Some(refusal) }
}

/// The id of an event that could not be read, where it has one.
fn id_of(text: &str) -> Option<String> {
    let event: serde_json::Value = serde_json::from_str(text).ok()?;
    Some(event.get("id")?.as_str()?.to_owned())
}
