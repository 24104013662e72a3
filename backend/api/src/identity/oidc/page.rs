//! The short page that says why somebody was not let in. It holds nothing the provider sent.

use actix_web::{HttpResponse, http::StatusCode};

use super::Refusal;

/// The page.
pub(super) fn page(refusal: Refusal) -> HttpResponse {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
    let code = refusal.code();
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Not signed in · Ledgerstone</title></head>\n\
         <body><main>\n<h1>Not signed in</h1>\n<p>{refusal}</p>\n<p>Code: <code>{code}</code></p>\n\
         <p><a href=\"/\">Back to the start</a></p>\n</main></body>\n</html>\n"
    );
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .body(body)
}
