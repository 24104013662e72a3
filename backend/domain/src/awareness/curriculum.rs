//! What a curriculum is made of.

use kernel::{BadText, Decimal, Digest, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

/// A module, as published: enough to require it, and to say what a result is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Its id, `M03`.
    pub id: Name,
    /// What people call it.
    pub title: Name,
    /// How long it takes.
    pub minutes: u32,
    /// For how many calendar months a completion counts.
    pub refresh_months: u32,
    /// The share of right answers that passes, above 0 and up to 1.
    pub pass_score: Decimal,
    /// SHA-256 of its text and questions.
    pub digest: Digest,
}

/// What a role needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolePlan {
    /// The role's id in the catalogue.
    pub role: Name,
    /// The modules, by id.
    pub modules: Vec<Name>,
    /// Days a new holder of the role has.
    pub grace_days: u32,
}

/// A version of the curriculum, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its version.
    pub version: Name,
    /// From when it counts.
    pub valid_from: Micros,
    /// The rules it rests on.
    pub basis: Note,
    /// Its modules.
    pub modules: Vec<Module>,
    /// What each role needs.
    pub roles: Vec<RolePlan>,
}

/// An own module, as its author writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its id.
    pub id: Name,
    /// What people call it.
    pub title: Name,
    /// How long it takes.
    pub minutes: u32,
    /// For how many calendar months a completion counts.
    pub refresh_months: u32,
    /// The share of right answers that passes.
    pub pass_score: Decimal,
    /// Roles that need it. With no role and no system only those need it who are asked.
    pub roles: Vec<Name>,
    /// Systems: whoever works on one of them needs it.
    pub systems: Vec<Subject>,
    /// Days a new holder of such a role, or a newcomer to such a system, has.
    pub grace_days: u32,
    /// What is to be read.
    pub text: Markdown,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// A question with its answer. Never shown before it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id, unique in the module.
    pub id: Name,
    /// What is asked.
    pub question: Name,
    /// What can be chosen.
    pub options: Vec<Name>,
    /// The right option, counted from 0.
    pub answer: u32,
    /// Why it is right.
    pub explanation: Name,
}

/// A question as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its id.
    pub id: Name,
    /// What is asked.
    pub question: Name,
    /// What can be chosen.
    pub options: Vec<Name>,
}

/// What is sealed of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The question.
    pub id: Name,
    /// The right option.
    pub answer: u32,
    /// Why.
    pub explanation: Name,
}

/// What the curriculum says of a module at the moment of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The version in force.
    pub curriculum: Subject,
    /// The module.
    pub module: Module,
}

/// The test of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What the curriculum says of the module.
    pub terms: Terms,
    /// The questions with their answers.
    pub questions: Vec<Question>,
}

/// Whom a campaign asks; everybody when it names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Holders of these roles.
    #[serde(default)]
    pub roles: Vec<Name>,
    /// Members of these teams.
    #[serde(default)]
    pub teams: Vec<Subject>,
    /// Whoever works on these systems.
    #[serde(default)]
    pub systems: Vec<Subject>,
}

impl Question {
    /// What may be shown before it is answered.
    pub fn asked(&self) -> Asked {
        let Self { id, question, options, .. } = self.clone();
        Asked { id, question, options }
    }

    fn key(&self) -> Key {
        let Self { id, answer, explanation, .. } = self.clone();
        Key { id, answer, explanation }
    }
}

impl Lesson {
    /// The answers, sealed under the curriculum's own key. None when they do not fit: a text that is
    /// too long would be cut, and a test without its answers can be passed by nobody.
    pub(super) fn key(&self, curriculum: &Subject) -> Option<Personal> {
        let keys: Vec<Key> = self.questions.iter().map(Question::key).collect();
        let text = serde_json::to_string(&keys).ok()?;
        let fits = text.chars().count() <= Personal::LONGEST;
        fits.then(|| Personal::written(curriculum, &text))
    }
}

/// Text in Markdown that holds no personal data. At most 24,000 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Markdown(String);

impl Markdown {
    /// Longest text, in bytes.
    pub const LONGEST: usize = 24_000;

    /// Trims and checks the text.
    pub fn parse(text: &str) -> Result<Self, BadText> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadText::Empty);
        }
        if text.len() > Self::LONGEST {
            return Err(BadText::TooLong(text.len(), Self::LONGEST));
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(BadText::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Markdown {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        Self::parse(&text)
    }
}
