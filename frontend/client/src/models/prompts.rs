//! Prompts: every version with its author's words and what it changed.
use super::diff::{Line, diff};
use crate::{
    offer::Offer,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
    words::{Standing, VersionState},
};

/// The page of one prompt.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct PromptPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The prompt.
    #[arguments(subject: $subject)]
    pub model: Option<Prompt>,
}

/// The page of one version of a prompt: that of the prompt.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct PromptVersionPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The version.
    #[arguments(subject: $subject)]
    pub model_version: Option<OfPrompt>,
}

/// The prompt of a version.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelVersion")]
pub struct OfPrompt {
    /// The prompt.
    pub model: Prompt,
}

/// A prompt with its versions.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Model")]
pub struct Prompt {
    /// `prompt:…`.
    pub subject: Subject,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Its versions, oldest first.
    pub versions: Vec<PromptVersion>,
    /// Who may do what about it.
    #[arguments(mutations: ["registerPromptVersion"])]
    pub offers: Vec<Offer>,
}

/// A version of a prompt.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ModelVersion")]
pub struct PromptVersion {
    /// `prompt:…@…`.
    pub subject: Subject,
    /// The version alone.
    pub version: String,
    /// SHA-256 of its text.
    pub digest: Option<String>,
    /// When it was registered.
    pub registered: Time,
    /// Who registered it.
    pub registered_by: Option<PersonLink>,
    /// How far it has come.
    pub state: VersionState,
    /// Whether it can be trusted.
    pub standing: Standing,
    /// What changed, in the words of whoever registered it.
    pub note: Option<String>,
    /// What it says, where somebody gave it.
    pub text: Option<String>,
}

/// What a version changed in the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is the first one; its lines, where its text is kept.
    First(Option<Vec<Line>>),
    /// These lines, after the version of this label.
    Lines(String, Vec<Line>),
    /// The texts cannot be compared, and why.
    Unknown(String),
}

impl Prompt {
    /// Every version, newest first, each with what it changed.
    pub fn history(&self) -> Vec<(&PromptVersion, Changed)> {
        let before = std::iter::once(None).chain(self.versions.iter().map(Some));
        let both = self.versions.iter().zip(before);
        let mut all: Vec<_> = both.map(|(one, before)| (one, one.changed(before))).collect();
        all.reverse();
        all
    }

    /// The text that a next version begins from.
    pub fn latest_text(&self) -> String {
        self.versions.last().and_then(|version| version.text.clone()).unwrap_or_default()
    }
}

impl PromptVersion {
    fn changed(&self, before: Option<&Self>) -> Changed {
        let Some(before) = before else {
            return Changed::First(self.text.as_deref().map(|text| diff("", text)));
        };
        match (&before.text, &self.text) {
            (Some(old), Some(new)) => Changed::Lines(before.version.clone(), diff(old, new)),
            _ if before.digest == self.digest => {
                Changed::Unknown(format!("Its text is that of {}.", before.version))
            }
            (None, _) => Changed::Unknown(format!(
                "The text of {} is not kept, only its SHA-256: that differs.",
                before.version
            )),
            (_, None) => Changed::Unknown(
                "The text of this version is not kept, only its SHA-256: that differs.".to_owned(),
            ),
        }
    }
}
