//! The frontend, as the program carries it.
//!
//! # Invariants
//! - Files of a build are kept by browsers for ever, the page itself is asked for each time.
//!   (`files_of_a_build_are_kept_for_ever`)
//! - A path without a file is the application's own; a file that is missing is missing.
//!   (`a_missing_file_is_no_page`)
//!
//! # Deliberately absent
//! - No files outside the binary.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use rust_embed::EmbeddedFile;

use super::{Site, visitor::Fault};

/// The files of the frontend, as a program carries them: a path in, the file out.
#[derive(Clone, Copy)]
pub struct Pages(pub fn(&str) -> Option<EmbeddedFile>);

/// The page of the application.
const PAGE: &str = "index.html";
/// Where files of a build lie, under a hash of the build.
const BUILD: &str = "a/";

/// Answers every path that no other route does.
pub(super) async fn file(
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Fault> {
    let path = request.path().trim_start_matches('/');
    let is_door = ["api/", "auth/", "graphql", "log/"].iter().any(|door| path.starts_with(door));
    if is_door {
        return Err(Fault::not_found());
    }
    let pages = site.pages.ok_or_else(missing)?;
    let asked = if path.is_empty() { PAGE } else { path };
    if let Some(answer) = found(pages, &request, asked) {
        return Ok(answer);
    }
    if is_file(path) {
        return Err(Fault::not_found());
    }
    found(pages, &request, PAGE).ok_or_else(missing)
}

/// Whether a path can only be a file. Paths of the application hold versions of things, which have
/// dots in them, too.
fn is_file(path: &str) -> bool {
    path.starts_with(BUILD) || (path.contains('.') && !path.contains('/'))
}

fn missing() -> Fault {
    let sentence = "this server was built without its pages; build them with `cargo xtask web`";
    Fault::new(actix_web::http::StatusCode::NOT_FOUND, sentence)
}

fn found(Pages(get): Pages, request: &HttpRequest, path: &str) -> Option<HttpResponse> {
    if extension(path) == "br" {
        return None;
    }
    let plain = get(path)?;
    let kind = kind(path);
    let etag = format!("\"{}\"", hex::encode(plain.metadata.sha256_hash()));
    let mut answer =
        if is_known(request, &etag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, etag.clone()))
        .insert_header((header::VARY, "Accept-Encoding"));
    answer.insert_header((header::CACHE_CONTROL, keep(path))).content_type(kind);
    if is_known(request, &etag) {
        return Some(answer.finish());
    }
    let packed = if takes_brotli(request) { get(&format!("{path}.br")) } else { None };
    let EmbeddedFile { data, .. } = match packed {
        Some(packed) => {
            answer.insert_header((header::CONTENT_ENCODING, "br"));
            packed
        }
        None => plain,
    };
    Some(answer.body(web::Bytes::from(data.into_owned())))
}

fn is_known(request: &HttpRequest, etag: &str) -> bool {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    known.is_some_and(|known| {
        known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)
    })
}

fn takes_brotli(request: &HttpRequest) -> bool {
    let taken =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|taken| taken.to_str().ok());
    taken
        .is_some_and(|taken| taken.split(',').any(|one| one.trim().split(';').next() == Some("br")))
}

fn keep(path: &str) -> &'static str {
    if path.starts_with(BUILD) {
        return "public, max-age=31536000, immutable";
    }
    if path == PAGE { "no-cache" } else { "public, max-age=3600" }
}

fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn kind(path: &str) -> &'static str {
    match extension(path) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{is_file, keep};

    #[test]
    fn files_of_a_build_are_kept_for_ever() {
        assert!(keep("a/0123abcd/app.js").contains("immutable"));
        assert_eq!(keep("index.html"), "no-cache");
        assert!(!keep("favicon.svg").contains("immutable"));
    }

    #[test]
    fn a_missing_file_is_no_page() {
        assert!(is_file("a/0123abcd/app.js") && is_file("robots.txt"));
        for page in ["", "systems", "models/mdl-carerisk/1.3.0", "datasets/ds@v1.2", "events/12"] {
            assert!(!is_file(page), "{page}");
        }
    }
}
