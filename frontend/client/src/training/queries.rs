//! What the pages of runs show.
use super::{environment::EnvironmentRow, privacy::PrivacySpending};
use crate::{
    offer::Offer,
    scalars::{Long, Subject, Time},
    schema,
    shared::{At, Me, OneFields, Pair, PersonLink, SystemLink},
    words::Standing,
};

/// The page of one run.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct RunPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The run.
    #[arguments(subject: $subject)]
    pub run: Option<Run>,
}

/// A run with its whole story.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Run {
    /// `run:…`.
    pub subject: Subject,
    /// Training, evaluation and so on.
    pub kind: String,
    /// The system it was for.
    pub system: Option<SystemLink>,
    /// Exact versions that came in.
    pub inputs: Vec<Subject>,
    /// Exact versions that came out.
    pub outputs: Vec<Subject>,
    /// The code that ran.
    pub code_commit: String,
    /// Where it ran.
    pub environment: Option<EnvironmentRow>,
    /// With which settings.
    pub parameters: Vec<Pair>,
    /// When it began.
    pub started: Time,
    /// When it ended.
    pub ended: Option<Time>,
    /// How long it took.
    pub minutes: Option<Long>,
    /// How it went.
    pub state: String,
    /// Whether what came in can be trusted.
    pub standing: Standing,
    /// What was done to it, oldest first.
    pub actions: Vec<RunAction>,
    /// What it spent of the privacy of its inputs.
    pub privacy_spent: Vec<PrivacySpending>,
    /// Who may do what about it.
    #[arguments(mutations: ["recordPrivacySpending", "correctPrivacySpending"])]
    pub offers: Vec<Offer>,
}

/// Something done to a run.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RunAction {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// What.
    pub action: String,
    /// To what.
    pub on: Option<Subject>,
    /// With which words.
    pub note: Option<String>,
}
