//! `POST /graphql`.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, error::PayloadError, http::StatusCode, web,
};
use async_graphql::{Request, Response};

use super::{
    site::Site,
    visitor::{Fault, Visitor},
};
use crate::graphql::Asking;

/// Largest question, in bytes.
const LARGEST: usize = 1 << 20;

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    let door = web::resource("/graphql")
        .app_data(web::PayloadConfig::new(LARGEST))
        .route(web::post().to(ask));
    config.service(door);
}

/// Answers a question or does a mutation.
async fn ask(
    request: HttpRequest,
    site: web::Data<Site>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::changing(&request, &site).await?;
    let question = parsed(&request, body)?;
    let is_nobody = visitor.is_none();
    let asking = match visitor {
        Some(Visitor { caller, source }) => Asking::new(&site.app, Some(caller), source),
        None => Asking::new(&site.app, None, ""),
    };
    // Who is not signed in learns nothing of the schema either.
    let question = if is_nobody { question.disable_introspection() } else { question };
    let answer = site.schema.execute(question.data(asking)).await;
    Ok(shown(&answer, is_nobody))
}

fn parsed(
    request: &HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<Request, Fault> {
    if request.content_type() != "application/json" {
        let sentence = "send the question as application/json";
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    }
    let body = body.map_err(|error| {
        if let Some(PayloadError::Overflow) = error.as_error::<PayloadError>() {
            let sentence = format!("a question has at most {LARGEST} bytes");
            return Fault::new(StatusCode::PAYLOAD_TOO_LARGE, sentence);
        }
        Fault::new(StatusCode::BAD_REQUEST, "the question did not arrive whole")
    })?;
    serde_json::from_slice(&body).map_err(|error| {
        let sentence = format!("this is no question: {error}");
        Fault::new(StatusCode::BAD_REQUEST, sentence)
    })
}

fn shown(answer: &Response, is_nobody: bool) -> HttpResponse {
    let status = if is_nobody { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    HttpResponse::build(status).insert_header(("Cache-Control", "no-store")).json(answer)
}
