//! What anybody needs to check the log without us: checkpoint, key and receipts; and whether the
//! server is well.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::Instant;

use super::{
    site::Site,
    visitor::{Fault, Visitor},
};

const TEXT: &str = "text/plain; charset=utf-8";

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/log/checkpoint", web::get().to(checkpoint))
        .route("/log/vkey", web::get().to(vkey))
        .route("/log/receipt/{position}.{form}", web::get().to(receipt))
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz));
}

/// The newest checkpoint, sealing first.
async fn checkpoint(site: web::Data<Site>) -> Result<HttpResponse, Fault> {
    if site.app.store.head() == 0 {
        return Err(Fault::new(StatusCode::NOT_FOUND, "the log is empty"));
    }
    let signed = site.app.store.checkpoint().await?;
    Ok(fresh(TEXT).body(signed.note))
}

/// The key that verifies checkpoints.
async fn vkey(site: web::Data<Site>) -> HttpResponse {
    fresh(TEXT).body(format!("{}\n", site.app.store.vkey()))
}

/// The proof or the leaf of an event, for somebody who sees it.
async fn receipt(
    request: HttpRequest,
    site: web::Data<Site>,
    path: web::Path<(u64, String)>,
) -> Result<HttpResponse, Fault> {
    let (position, form) = path.into_inner();
    let Some(visitor) = Visitor::of(&request, &site).await? else {
        return Err(Fault::signed_out());
    };
    let sight = site.app.sight(&visitor.caller, Instant::Now).await?;
    if site.app.event(&sight, position).await?.is_none() {
        return Err(Fault::not_found());
    }
    let receipt = site.app.store.receipt(position).await?;
    match form.as_str() {
        "tlog-proof" => Ok(fresh(TEXT).body(receipt.proof)),
        "leaf" => Ok(fresh("application/json").body(receipt.leaf)),
        _ => Err(Fault::not_found()),
    }
}

/// Whether the process answers at all.
async fn healthz() -> HttpResponse {
    fresh(TEXT).body("ok\n")
}

/// Whether requests will succeed: the log is open and the views have counted all of it.
async fn readyz(site: web::Data<Site>) -> HttpResponse {
    let (head, views) = (site.app.store.head(), site.app.store.views_at());
    if views >= head {
        return fresh(TEXT).body("ready\n");
    }
    let sentence = format!("the views have counted {views} of {head} events\n");
    HttpResponse::ServiceUnavailable().content_type(TEXT).body(sentence)
}

fn fresh(kind: &'static str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type(kind).insert_header(("Cache-Control", "no-store"));
    answer
}
