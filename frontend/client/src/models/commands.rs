//! What can be recorded about prompts, and about models that somebody else runs.
use crate::{
    command::{commands, payloads},
    scalars::{Long, Subject},
    schema,
};

/// A prompt version to register.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RegisterPromptVersionInput {
    /// `prompt:…@…`.
    pub version: Subject,
    /// The system it is for.
    pub system: Option<Subject>,
    /// What changed.
    pub note: Option<String>,
    /// What it says.
    pub text: Option<String>,
}

/// A provider put another model behind the same name.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ChangeProviderInput {
    /// Which model.
    pub model: Subject,
    /// The exact version before.
    pub from: Subject,
    /// The exact version after.
    pub to: Subject,
    /// How many days ahead the provider had said so.
    pub notice_days: Long,
}

payloads! {
    /// What a command about a model or a prompt answers.
    ModelPayload {}
}

commands! {
    /// Registers a version of a prompt.
    RegisterPromptVersion = "registerPromptVersion" of RegisterPromptVersionInput, answers ModelPayload;
    /// Records that a provider swapped a hosted model.
    ChangeProvider = "changeProvider" of ChangeProviderInput, answers ModelPayload;
}
