//! Asking the provider: no redirects, no long waits, no long answers.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse, http};

/// Longest answer read, in bytes.
const LONGEST: usize = 256 * 1024;
/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the provider did not answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error(transparent)]
    Answer(#[from] http::Error),
    #[error("the answer is longer than {LONGEST} bytes")]
    TooLong,
    #[error("{0}")]
    Insecure(String),
}

/// A client for the provider.
pub(super) fn client() -> Result<reqwest::Client, FetchError> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    Ok(builder.timeout(PATIENCE).build()?)
}

/// Sends a request.
pub(super) async fn fetch(
    client: &reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, FetchError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut built = http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        built = built.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len().saturating_add(chunk.len()) > LONGEST {
            return Err(FetchError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(built.body(body)?)
}

/// An error and what caused it, for the diary.
pub(super) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
