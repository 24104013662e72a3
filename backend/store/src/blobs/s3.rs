//! Files in a bucket: the settings of one, and the client that talks to it.
//!
//! `object_store` signs the requests with `ring`; they are sent by the client that the rest of the
//! program uses. Its own would bring a second `reqwest`, and with it `aws-lc-rs` and cmake.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use http_body_util::BodyExt as _;
use object_store::{
    ClientConfigKey, ClientOptions, ObjectStore, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
        HttpResponse, HttpResponseBody, HttpService,
    },
    path::Path,
    prefix::PrefixStore,
};

use super::BlobError;

/// How long a bucket may take to be reached.
const REACHED: Duration = Duration::from_secs(5);
/// How long it may be silent.
const SILENT: Duration = Duration::from_secs(30);
/// How long it is asked again, and how often: somebody waits for the answer.
const PATIENCE: (Duration, usize) = (Duration::from_secs(30), 3);

/// The objects of `bucket/prefix`.
pub(super) fn bucket(
    address: &str,
    settings: &[(String, String)],
) -> Result<Arc<dyn ObjectStore>, BlobError> {
    let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
    let wrong = |why: String| BlobError::Address { address: format!("s3://{address}"), why };
    if bucket.is_empty() {
        return Err(wrong(String::from("write it like s3://BUCKET/PREFIX")));
    }
    let (retry_timeout, max_retries) = PATIENCE;
    let retry = RetryConfig { retry_timeout, max_retries, ..RetryConfig::default() };
    // Files go one by one, which every bucket understands.
    let mut builder = AmazonS3Builder::new()
        .with_retry(retry)
        .with_bucket_name(bucket)
        .with_http_connector(Connector)
        .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true");
    for (name, value) in settings {
        let key: AmazonS3ConfigKey = name
            .to_ascii_lowercase()
            .parse()
            .map_err(|why: object_store::Error| wrong(format!("{name}: {why}")))?;
        builder = builder.with_config(key, value.as_str());
    }
    let objects = builder.build().map_err(|why| wrong(why.to_string()))?;
    let prefix = Path::parse(prefix).map_err(|why| wrong(why.to_string()))?;
    Ok(Arc::new(PrefixStore::new(objects, prefix)))
}

/// Makes our own client.
#[derive(Debug)]
struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let plain = options.get_config_value(&ClientConfigKey::AllowHttp).unwrap_or_default();
        let plain = plain.to_ascii_lowercase();
        let is_plain = ["1", "true", "on", "yes", "y"].contains(&plain.as_str());
        let client = reqwest::Client::builder()
            .https_only(!is_plain)
            .connect_timeout(REACHED)
            .read_timeout(SILENT)
            .build();
        let client = client
            .map_err(|why| object_store::Error::Generic { store: "S3", source: Box::new(why) })?;
        Ok(HttpClient::new(Sender(client)))
    }
}

/// Our own client.
#[derive(Debug)]
struct Sender(reqwest::Client);

#[async_trait]
impl HttpService for Sender {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = reqwest::Request::try_from(request.map(sent)).map_err(failed)?;
        let answer = self.0.execute(request).await.map_err(failed)?;
        let answer: http::Response<reqwest::Body> = answer.into();
        Ok(answer.map(|body| HttpResponseBody::new(body.map_err(failed))))
    }
}

/// A body in one piece is sent as such, so that its length is known.
fn sent(body: HttpRequestBody) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(body),
    }
}

fn failed(why: reqwest::Error) -> HttpError {
    let kind = if why.is_timeout() {
        HttpErrorKind::Timeout
    } else if why.is_connect() {
        HttpErrorKind::Connect
    } else if why.is_decode() {
        HttpErrorKind::Decode
    } else if why.is_body() {
        HttpErrorKind::Interrupted
    } else if why.is_request() {
        HttpErrorKind::Request
    } else {
        HttpErrorKind::Unknown
    };
    // Addresses of buckets may hold what is nobody's business.
    HttpError::new(kind, why.without_url())
}
