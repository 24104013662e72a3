//! The one place where failures of the app become answers.
//!
//! # Invariants
//! - Causes are logged once, under an incident number, and never leave the server.
//!   (`an_internal_cause_never_reaches_the_caller`)
//! - That a file is not what was kept has a code of its own. (`a_damaged_file_has_its_own_code`)
//!
//! # Deliberately absent
//! - No HTTP statuses: they belong to the doors in `http`.

use app::{AppError, Refused};
use async_graphql::{Error, ErrorExtensions};
use sha2::{Digest, Sha256};
use store::BlobError;

/// A failure, as the caller reads it.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Stable code: `refused` codes of the rooms, or one of the general ones.
    pub code: String,
    /// What people read.
    pub sentence: String,
    /// The input field it is about.
    pub field: Option<String>,
    /// Whether this is a refusal: part of the answer, not a failure.
    pub is_refusal: bool,
}

/// What a resolver gives.
pub type Answer<T> = Result<T, Reply>;

impl Reply {
    /// A failure with a code and a sentence.
    pub fn new(code: &str, sentence: impl Into<String>) -> Self {
        Self { code: code.to_owned(), sentence: sentence.into(), field: None, is_refusal: false }
    }

    /// A fault of the input, at a field.
    pub fn bad_input(field: &str, sentence: impl Into<String>) -> Self {
        let field = Some(field.to_owned());
        Self { field, is_refusal: true, ..Self::new("input.bad", sentence) }
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self::new("signed_out", "sign in first")
    }
}

impl From<AppError> for Reply {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(Refused { code, sentence, field }) => {
                let field = field.map(|name| camel_case(&name));
                Self { code, sentence, field, is_refusal: true }
            }
            AppError::Denied => Self::new("denied", "you may not do this here"),
            AppError::NotFound => Self::new("not_found", "there is no such thing"),
            AppError::Conflict => Self::new("conflict", "someone else was quicker; look again"),
            AppError::Internal(cause) => {
                let incident = report(&*cause);
                if cause.downcast_ref::<BlobError>().is_some_and(BlobError::is_damage) {
                    let sentence = format!(
                        "the file that lies here is not the one that was kept, so it is not handed \
                         out; send it again, or restore it from a copy ({incident})"
                    );
                    return Self::new("attachment.damaged", sentence);
                }
                Self::new("internal", format!("something broke on our side ({incident})"))
            }
        }
    }
}

impl From<store::StoreError> for Reply {
    fn from(error: store::StoreError) -> Self {
        AppError::from(error).into()
    }
}

impl From<kernel::Unreadable> for Reply {
    fn from(error: kernel::Unreadable) -> Self {
        AppError::from(error).into()
    }
}

impl From<Reply> for Error {
    fn from(reply: Reply) -> Self {
        let Reply { code, sentence, field, .. } = reply;
        Error::new(sentence).extend_with(|_, extensions| {
            extensions.set("code", code);
            if let Some(field) = field {
                extensions.set("field", field);
            }
        })
    }
}

/// Logs the whole chain of a cause once; answers the number it is found under.
fn report(cause: &(dyn std::error::Error + 'static)) -> String {
    let mut chain = cause.to_string();
    let mut source = cause.source();
    while let Some(deeper) = source {
        chain.push_str(": ");
        chain.push_str(&deeper.to_string());
        source = deeper.source();
    }
    let hash = hex::encode(Sha256::digest(chain.as_bytes()));
    let incident: String = hash.chars().take(8).collect();
    tracing::error!(incident, "{chain}");
    incident
}

/// Field names of events, `derived_from`, as inputs write them, `derivedFrom`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{BlobError, Reply, camel_case};
    use app::AppError;

    #[test]
    fn an_internal_cause_never_reaches_the_caller() {
        let reply = Reply::from(AppError::internal("disk /secret/path is full"));
        assert_eq!(reply.code, "internal");
        assert!(reply.sentence.starts_with("something broke on our side ("));
        assert!(!reply.sentence.contains("secret"));
    }

    #[test]
    fn a_damaged_file_has_its_own_code() {
        let damaged = |cause: BlobError| Reply::from(AppError::from(cause));
        for cause in [
            BlobError::Missing("0".repeat(64)),
            BlobError::Damaged { digest: "0".repeat(64), found: "1".repeat(64) },
        ] {
            let reply = damaged(cause);
            assert_eq!((reply.code.as_str(), reply.is_refusal), ("attachment.damaged", false));
            assert!(reply.sentence.contains("send it again"), "{}", reply.sentence);
        }
        assert_eq!(damaged(BlobError::Chance(String::new())).code, "internal");
    }

    #[test]
    fn fields_are_named_as_inputs_write_them() {
        assert_eq!(camel_case("derived_from"), "derivedFrom");
        assert_eq!(camel_case("version"), "version");
    }
}
