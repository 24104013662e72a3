//! `/api/v1/evidence/{id}/files`: files kept with a piece of evidence, up and down.
//!
//! # Invariants
//! - A file comes down as it went up. (`a_file_goes_up_and_comes_down`)
//! - A file is sent by those who may record evidence, and read by those who see it.
//!   (`files_are_for_those_whom_the_table_names`)
//! - Nobody learns of files of another team. (`a_file_of_another_team_is_not_there`)
//! - A file is saved, never shown: no browser runs what somebody sent. (`a_file_is_never_a_page`)
//! - Of a file that was changed nothing is handed out. (`a_changed_file_is_not_handed_out`)
//! - A refusal says how to mend it, also to whoever is still sending. (`a_refusal_of_a_file_is_heard`)
//!
//! # Deliberately absent
//! - Parts of a file, and forms: the body is the file.
//! - Files as of the past: the digest says which file it is, and rights are judged now.

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse,
    body::SizedStream,
    http::{
        StatusCode,
        header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
    },
    web,
};
use app::{
    AppError, Instant, Meta,
    evaluations::{EvidenceRow, Upload},
};
use futures::StreamExt as _;
use kernel::{Name, Personal, Subject};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::json;
use store::Kept;

use super::{Fault, Site, Visitor, events::Refused};
use crate::{
    authority::may_ask,
    command_id,
    reply::{Answer, Reply},
    scope::Scope,
};

/// What whoever sends a file calls it, percent-encoded.
const NAME: &str = "X-File-Name";
/// The id of the command: the same file under the same id is kept once.
const KEY: &str = "Idempotency-Key";
/// Longest name of a file, in characters.
const LONGEST: usize = 200;
/// Bytes that are read on after a refusal: who is still sending hears nothing.
const PATIENCE: u64 = 64 * 1024 * 1024;
/// What a browser may do with a file: save it.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// What was kept, and where it was recorded.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Taken {
    evidence: String,
    digest: String,
    media_type: String,
    bytes: u64,
    /// Absent when the same file was kept before.
    receipt: Option<Receipt>,
}

/// Where it was recorded.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Receipt {
    position: u64,
    leaf_hash: String,
    recorded: String,
    pub(super) duplicate: bool,
}

impl From<app::Receipt> for Receipt {
    fn from(receipt: app::Receipt) -> Self {
        Self {
            position: receipt.position,
            leaf_hash: receipt.leaf_hash.to_string(),
            recorded: receipt.recorded.to_string(),
            duplicate: receipt.duplicate,
        }
    }
}

/// Adds the routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/evidence/{id}/files", web::post().to(keep))
        .route("/api/v1/evidence/{id}/files/{digest}", web::get().to(give));
}

/// Takes a file in.
async fn keep(
    request: HttpRequest,
    site: web::Data<Site>,
    id: web::Path<String>,
    mut body: web::Payload,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::changing(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    match kept(&request, &site, &visitor, (id.as_str(), &mut body)).await {
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
    site: &Site,
    visitor: &Visitor,
    (id, body): (&str, &mut web::Payload),
) -> Answer<Taken> {
    let caller = &visitor.caller;
    if !may_ask(caller, "keepFile") {
        return Err(AppError::Denied.into());
    }
    let upload = Upload {
        evidence: evidence(id)?,
        media_type: media_type(request)?,
        name: Personal::written(&caller.person, &name(request)?),
    };
    let (source, command) = (visitor.source.clone(), command(request)?);
    let meta = Meta { source, command, ..Meta::default() };
    let (file, outcome) = site.app.keep_file(caller, &meta, &upload, body).await?;
    Ok(Taken {
        evidence: upload.evidence.to_string(),
        digest: file.digest.to_string(),
        media_type: file.media_type.to_string(),
        bytes: file.bytes,
        receipt: outcome.map(Receipt::from),
    })
}

/// Hands a file out.
async fn give(
    request: HttpRequest,
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let visitor = Visitor::of(&request, &site).await?.ok_or_else(Fault::signed_out)?;
    let (id, digest) = path.into_inner();
    Ok(given(&site, &visitor, &id, &digest).await.unwrap_or_else(told))
}

async fn given(site: &Site, visitor: &Visitor, id: &str, digest: &str) -> Answer<HttpResponse> {
    if !may_ask(&visitor.caller, "readFile") {
        return Err(AppError::NotFound.into());
    }
    let scope = Scope::open(&site.app, &visitor.caller, Instant::Now).await?;
    let row = scope.find::<EvidenceRow>(&evidence(id)?).await?.ok_or(AppError::NotFound)?;
    let (file, kept) = site.app.open_file(&row, digest).await?;
    // Who sent it may have been erased, and the name with them.
    let called = scope.text(&file.name).await?.unwrap_or_else(|| digest.to_owned());
    Ok(handed_out(&file.media_type, called, kept))
}

/// The bytes of a file, to be saved under a name and never shown.
pub(super) fn handed_out(media_type: &Name, called: String, kept: Kept) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(media_type.as_str())
        .insert_header(saved_as(called))
        .insert_header(("Content-Security-Policy", POLICY))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .insert_header(("Cache-Control", "no-store"))
        // Sent as it is, with its length: most files are packed already.
        .insert_header(("Content-Encoding", "identity"));
    answer.body(SizedStream::new(kept.bytes, kept.chunks))
}

fn saved_as(name: String) -> ContentDisposition {
    let value = ExtendedValue {
        charset: Charset::Ext(String::from("UTF-8")),
        language_tag: None,
        value: name.into_bytes(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(value)],
    }
}

/// The evidence that an address names.
fn evidence(id: &str) -> Answer<Subject> {
    let named = format!("evidence:{id}").parse::<Subject>();
    let subject = named.map_err(|why| Reply::bad_input("evidence", why.to_string()))?;
    Ok(subject.stream())
}

/// The media type that a request names.
pub(super) fn media_type(request: &HttpRequest) -> Answer<Name> {
    Name::parse(&request.content_type().to_ascii_lowercase()).map_err(|_| {
        let sentence =
            "the request names no type of file; say it in Content-Type, such as application/json";
        AppError::refused("attachment.type_refused", sentence, Some("media_type")).into()
    })
}

/// The name of the file, without the folders before it; empty when none was sent.
pub(super) fn name(request: &HttpRequest) -> Answer<String> {
    let Some(header) = request.headers().get(NAME) else { return Ok(String::new()) };
    let written = header.to_str().ok().and_then(|text| percent_decode_str(text).decode_utf8().ok());
    let Some(written) = written else {
        return Err(Reply::bad_input(NAME, "write the name of the file percent-encoded, in UTF-8"));
    };
    let last = written.rsplit(['/', '\\']).next().unwrap_or_default();
    Ok(last.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect())
}

/// The id of the command; a fresh one when none was sent.
pub(super) fn command(request: &HttpRequest) -> Answer<String> {
    let Some(header) = request.headers().get(KEY) else { return Ok(command_id::fresh()?) };
    let written = header.to_str().unwrap_or_default();
    let name = Name::parse(written).map_err(|why| Reply::bad_input(KEY, why.to_string()))?;
    Ok(name.to_string())
}

/// Reads on, a while. A connection that is closed while the other side still sends takes the answer
/// with it.
pub(super) async fn read_on(body: &mut web::Payload) {
    let mut left = PATIENCE;
    while let Some(Ok(chunk)) = body.next().await {
        left = left.saturating_sub(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if left == 0 {
            return;
        }
    }
}

/// A refusal or a failure, as programs read it.
pub(super) fn told(reply: Reply) -> HttpResponse {
    let status = match reply.code.as_str() {
        "denied" | "not_found" | "evidence.unknown" | "policy.unknown" | "attachment.unknown" => {
            StatusCode::NOT_FOUND
        }
        "attachment.too_large" => StatusCode::PAYLOAD_TOO_LARGE,
        "attachment.type_refused" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "conflict" => StatusCode::CONFLICT,
        "internal" | "attachment.damaged" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let is_refusal = reply.is_refusal;
    let why = Refused::from(reply);
    let answer = if is_refusal { json!({ "refusal": why }) } else { json!({ "error": why }) };
    HttpResponse::build(status).insert_header(("Cache-Control", "no-store")).json(answer)
}
