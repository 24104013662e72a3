//! Inputs about models and prompts.

use async_graphql::{ID, InputObject};
use domain::models::{Command, NewVersion};

use super::{all, digest, maybe, name, orders, version};
use crate::graphql::{
    mutation::ModelRoom,
    scalars::{Long, Subject},
};

/// A model to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterModelInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `model:NAME`.
    pub model: Subject,
    /// What people call it.
    pub name: String,
    /// The system it is for.
    pub system: Option<Subject>,
}

/// A model version to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterModelVersionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `model:NAME@VERSION`.
    pub version: Subject,
    /// SHA-256 of its bytes in hex; a provider's hosted model may have none.
    pub digest: Option<String>,
    /// The run that made it.
    pub run: Option<Subject>,
    /// The exact model versions it was made of.
    pub derived_from: Option<Vec<Subject>>,
    /// Its file format, `onnx`.
    pub format: String,
}

/// A provider put another model behind the same name.
#[derive(InputObject, Clone, Debug)]
pub struct ChangeProviderInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which model.
    pub model: Subject,
    /// The exact version before.
    pub from: Subject,
    /// The exact version after.
    pub to: Subject,
    /// How many days ahead the provider had said so.
    pub notice_days: Long,
}

/// A prompt version to register; the first one begins the prompt.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterPromptVersionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `prompt:NAME@VERSION`.
    pub version: Subject,
    /// SHA-256 of its text, in hex.
    pub digest: String,
    /// The system it is for.
    pub system: Option<Subject>,
    /// What changed.
    pub note: Option<String>,
}

orders! {
    RegisterModelInput => ModelRoom, model, |input, _| Ok(Command::Register {
        name: name("name", &input.name)?,
        system: maybe(input.system),
    });
    RegisterModelVersionInput => ModelRoom, version, |input, _| {
        let hash = input.digest.as_ref().map(|text| digest("digest", text)).transpose()?;
        Ok(Command::RegisterVersion(NewVersion {
            version: version("version", &input.version)?,
            digest: hash,
            run: maybe(input.run),
            derived_from: all(input.derived_from.unwrap_or_default()),
            format: name("format", &input.format)?,
        }))
    };
    ChangeProviderInput => ModelRoom, model, |input, _| Ok(Command::ChangeProvider {
        from: input.from.0,
        to: input.to.0,
        notice_days: input.notice_days.0,
    });
    RegisterPromptVersionInput => ModelRoom, version, |input, asked| {
        Ok(Command::RegisterPromptVersion {
            version: version("version", &input.version)?,
            digest: digest("digest", &input.digest)?,
            system: maybe(input.system),
            note: asked.said(&input.note.unwrap_or_default()),
        })
    };
}
