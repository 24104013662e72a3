//! Plain HTTP: text in, text out, one kind of failure.
use std::{cell::RefCell, fmt};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where GraphQL is served.
const GRAPHQL: &str = "/graphql";
/// Cookie that carries the token which proves that a request comes from our own pages.
const CSRF_COOKIE: &str = "ls_csrf";
/// Header in which that token is sent back.
const CSRF_HEADER: &str = "X-CSRF-Token";

/// Why no usable answer came. `Display` is a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The session has ended or never began.
    SignedOut,
    /// No answer at all: the network or the server is away.
    Unreachable,
    /// The server answered with this status and a sentence.
    Answered {
        /// HTTP status code.
        status: u16,
        /// What the server said, or a sentence in its place.
        sentence: String,
    },
    /// The answer came but could not be understood.
    Unreadable(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => out.write_str("Your session has ended. Sign in to go on."),
            Self::Unreachable => {
                out.write_str("Ledgerstone does not answer. Check the connection and try again.")
            }
            Self::Answered { sentence, .. } => out.write_str(sentence),
            Self::Unreadable(what) => write!(out, "The answer could not be read: {what}"),
        }
    }
}

thread_local! {
    static SIGNED_OUT: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Sets what happens when the server says that nobody is signed in.
pub fn on_signed_out(act: impl Fn() + 'static) {
    SIGNED_OUT.with(|slot| *slot.borrow_mut() = Some(Box::new(act)));
}

/// Sends a GraphQL request body and returns the text of the answer.
pub async fn post(body: String) -> Result<String, Failure> {
    let answer = send_to("POST", GRAPHQL, Some(body)).await;
    heed(&answer);
    answer
}

/// Tells the page when nobody is signed in any more.
fn heed(answer: &Result<String, Failure>) {
    if *answer == Err(Failure::SignedOut) {
        SIGNED_OUT.with(|slot| {
            if let Some(act) = slot.borrow().as_ref() {
                act();
            }
        });
    }
}

/// Sends a file as it is, and returns what the server says of it in JSON: also when it says no.
pub async fn send_file(
    path: &str,
    headers: &[(&str, String)],
    file: &web_sys::File,
) -> Result<String, Failure> {
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body: &JsValue = file.as_ref();
    let answer = match exchange("POST", path, &headers, Some(body)).await {
        Err(_) => Err(Failure::Unreachable),
        Ok((401, _)) => Err(Failure::SignedOut),
        Ok((_, text)) if text.starts_with('{') => Ok(text),
        Ok((status, text)) => Err(Failure::Answered { status, sentence: sentence(status, &text) }),
    };
    heed(&answer);
    answer
}

/// Reads `path` with GET and gives status and text, whatever the status is.
pub async fn get(path: &str) -> Result<(u16, String), Failure> {
    exchange("GET", path, &[], None).await.map_err(|_| Failure::Unreachable)
}

/// Sends one request to our own server, with the CSRF token when it may change something.
pub async fn send_to(method: &str, path: &str, body: Option<String>) -> Result<String, Failure> {
    let body = body.map(|text| JsValue::from_str(&text));
    let headers: &[(&str, &str)] =
        if body.is_some() { &[("Content-Type", "application/json")] } else { &[] };
    let answer = exchange(method, path, headers, body.as_ref()).await;
    let (status, text) = answer.map_err(|_| Failure::Unreachable)?;
    match status {
        200..=299 => Ok(text),
        401 => Err(Failure::SignedOut),
        _ => Err(Failure::Answered { status, sentence: sentence(status, &text) }),
    }
}

async fn exchange(
    method: &str,
    path: &str,
    more: &[(&str, &str)],
    body: Option<&JsValue>,
) -> Result<(u16, String), JsValue> {
    let headers = web_sys::Headers::new()?;
    headers.set("Accept", "application/graphql-response+json, application/json")?;
    for (name, value) in more {
        headers.set(name, value)?;
    }
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(body);
    }
    if method != "GET" {
        headers.set(CSRF_HEADER, &csrf_token())?;
    }
    init.set_headers(headers.as_ref());
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let reply = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?;
    let reply: web_sys::Response = reply.dyn_into()?;
    let text = JsFuture::from(reply.text()?).await?;
    Ok((reply.status(), text.as_string().unwrap_or_default()))
}

/// A short plain answer is the server's own sentence; a page or JSON is not for people.
fn sentence(status: u16, text: &str) -> String {
    let text = text.trim();
    if !text.is_empty() && text.len() < 300 && !text.starts_with(['<', '{', '[']) {
        return text.to_owned();
    }
    match status {
        403 => "You do not have the right to do this.".to_owned(),
        404 => "There is nothing here under this name.".to_owned(),
        413 => "This is more than the server takes at once.".to_owned(),
        429 => "Too many requests. Wait a moment and try again.".to_owned(),
        _ => format!("The server could not answer (status {status}). Try again in a moment."),
    }
}

fn csrf_token() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok())
        .and_then(|document| document.cookie().ok())
        .and_then(|cookies| cookie(&cookies, CSRF_COOKIE).map(str::to_owned))
        .unwrap_or_default()
}

fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    cookies.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::{cookie, sentence};

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        assert_eq!(cookie("a=1; ls_csrf=t-9=; b=2", "ls_csrf"), Some("t-9="));
        assert_eq!(cookie("xls_csrf=no", "ls_csrf"), None);
        assert_eq!(cookie("", "ls_csrf"), None);
    }

    #[test]
    fn a_page_of_html_is_never_shown_as_a_sentence() {
        assert_eq!(sentence(409, " Somebody was faster. "), "Somebody was faster.");
        assert!(sentence(502, "<html>bad gateway</html>").contains("502"));
        assert!(sentence(403, "").contains("right"));
    }
}
