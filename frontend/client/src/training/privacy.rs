//! What a run spent of the privacy of its inputs.
use super::commands::TrainingPayload;
use crate::{
    command::commands,
    scalars::{Subject, Time},
    schema,
    shared::PersonLink,
};

/// What a run spent of the privacy of a dataset version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PrivacySpending {
    /// The version whose people it concerns.
    pub dataset: Subject,
    /// By which mechanism.
    pub mechanism: String,
    /// How much epsilon.
    pub epsilon: String,
    /// How much delta, where somebody stated it.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
    /// When it was stated.
    pub at: Time,
    /// By whom.
    pub by: Option<PersonLink>,
    /// How it was corrected, oldest first.
    pub corrections: Vec<PrivacyCorrection>,
}

/// A correction of what a run spent.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PrivacyCorrection {
    /// When.
    pub at: Time,
    /// Why; absent when it was erased.
    pub reason: Option<String>,
    /// The epsilon before.
    pub before_epsilon: String,
}

impl PrivacySpending {
    /// The last correction in words.
    pub fn corrected(&self) -> Option<String> {
        let last = self.corrections.last()?;
        let why = last.reason.as_deref().unwrap_or("the reason was erased");
        Some(format!("Was epsilon {}: {why}", last.before_epsilon))
    }
}

/// What a run spent.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordPrivacySpendingInput {
    /// Which run.
    pub run: Subject,
    /// Which of its inputs.
    pub dataset: Subject,
    /// By which mechanism.
    pub mechanism: String,
    /// How much epsilon.
    pub epsilon: String,
    /// How much delta.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
}

/// What a run spent after all.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CorrectPrivacySpendingInput {
    /// Which run.
    pub run: Subject,
    /// Which of its inputs.
    pub dataset: Subject,
    /// By which mechanism.
    pub mechanism: String,
    /// How much epsilon it was.
    pub epsilon: String,
    /// How much delta.
    pub delta: Option<String>,
    /// The accounting.
    pub evidence: Option<Subject>,
    /// Why the figures were wrong.
    pub reason: String,
}

commands! {
    /// States what a run spent.
    RecordPrivacySpending = "recordPrivacySpending" of RecordPrivacySpendingInput, answers TrainingPayload;
    /// Corrects that.
    CorrectPrivacySpending = "correctPrivacySpending" of CorrectPrivacySpendingInput, answers TrainingPayload;
}

/// A text of a form that may be left empty.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
