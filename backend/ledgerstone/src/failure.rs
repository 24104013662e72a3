//! How a command ends when it does not succeed: one sentence for people, one exit code for programs.
//!
//! # Invariants
//! - A user's mistake is answered with a sentence, never with a trace.
//!   (`mistakes_are_answered_with_a_sentence`)
//!
//! # Deliberately absent
//! - Codes beyond 1 (the answer is no) and 2 (there is no answer).

use std::{error::Error, fmt, process::ExitCode};

use app::AppError;

/// Why a command did not succeed.
#[derive(Debug)]
pub(crate) struct Failure {
    sentence: String,
    code: u8,
}

impl Failure {
    /// The answer is no: exit code 1. An empty sentence means that the output has said it.
    pub(crate) fn no(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 1 }
    }

    /// There is no answer: exit code 2.
    pub(crate) fn cannot(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 2 }
    }

    /// Something broke, with everything that led to it in one line.
    pub(crate) fn broke(error: &dyn Error) -> Self {
        Self::cannot(chain(error))
    }

    /// The exit code.
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

/// An error and what caused it, each said once.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut sentence = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !sentence.contains(&more) {
            sentence = format!("{sentence}: {more}");
        }
        source = cause.source();
    }
    sentence
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Internal(cause) => Self::broke(&*cause),
            AppError::Refused(_) | AppError::Denied | AppError::NotFound | AppError::Conflict => {
                Self::cannot(error.to_string())
            }
        }
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::broke(&error)
    }
}
