//! Inputs about models and prompts.

use async_graphql::{ID, InputObject};
use domain::models::{Command, NewVersion};
use kernel::{Digest, Personal};
use sha2::{Digest as _, Sha256};

use super::{all, digest, maybe, name, orders, version};
use crate::{
    graphql::{
        mutation::ModelRoom,
        scalars::{Long, Subject},
    },
    reply::{Answer, Reply},
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
    /// SHA-256 of its text, in hex; worked out of the text when absent.
    pub digest: Option<String>,
    /// The system it is for.
    pub system: Option<Subject>,
    /// What changed.
    pub note: Option<String>,
    /// What it says, without white space around it; it can be erased later. Where only the digest is
    /// given, nobody will see what changed.
    pub text: Option<String>,
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
        let text = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Ok(Command::RegisterPromptVersion {
            version: version("version", &input.version)?,
            digest: of_prompt(input.digest.as_ref(), text)?,
            system: maybe(input.system),
            note: asked.said(&input.note.unwrap_or_default()),
            text: match text {
                Some(text) => asked.must_say("text", text)?,
                None => Personal::Erased,
            },
        })
    };
}

/// The digest of a prompt: the one that is given, and that of its text where there is one.
fn of_prompt(given: Option<&String>, text: Option<&str>) -> Answer<Digest> {
    let given = given.map(|given| digest("digest", given)).transpose()?;
    let Some(text) = text else {
        let sentence = "give the text of the prompt, or its SHA-256";
        return given.ok_or_else(|| Reply::bad_input("text", sentence));
    };
    let own = digest("digest", &hex::encode(Sha256::digest(text)))?;
    if given.is_some_and(|given| given != own) {
        return Err(Reply::bad_input("digest", "this is not the SHA-256 of the text"));
    }
    Ok(own)
}
