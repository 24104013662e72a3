//! Inputs about versions of datasets, models and prompts.
//!
//! Several mutations take the same [`VersionReasonInput`]; a marker says which command is meant.

use async_graphql::{ID, InputObject};
use domain::{
    datasets::{self, Column},
    models,
};
use kernel::{Name, Personal, Subject as Thing};

use super::{Asked, Order, all, digest, maybe, maybe_name, name, orders, version};
use crate::{
    graphql::{
        mutation::{DatasetRoom, ModelRoom, Room},
        scalars::{Long, Subject},
    },
    reply::Answer,
};

/// A version, and why something is done to it.
#[derive(InputObject, Clone, Debug)]
pub struct VersionReasonInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which version, `dataset:NAME@VERSION` or `model:NAME@VERSION`.
    pub version: Subject,
    /// Why.
    pub reason: String,
}

/// A column of a dataset version.
#[derive(InputObject, Clone, Debug)]
pub struct ColumnInput {
    /// Its name.
    pub name: String,
    /// Its type, in the words of the tool that wrote it.
    pub kind: String,
}

/// A dataset version to register.
#[derive(InputObject, Clone, Debug)]
pub struct RegisterDatasetVersionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `dataset:NAME@VERSION`.
    pub version: Subject,
    /// SHA-256 of its bytes, in hex.
    pub digest: String,
    /// How many rows it holds.
    pub rows: Long,
    /// The source it came from.
    pub source: Option<Subject>,
    /// The pipeline that took it in.
    pub pipeline: Option<String>,
    /// The batches in it.
    pub batches: Option<Vec<Subject>>,
    /// The exact versions it was made of.
    pub derived_from: Option<Vec<Subject>>,
    /// Its columns.
    pub schema: Option<Vec<ColumnInput>>,
    /// Under which licence it may be used.
    pub licence: Option<String>,
    /// Whether it is never to change its role: a holdout.
    pub frozen: Option<bool>,
}

orders! {
    RegisterDatasetVersionInput => DatasetRoom, version, |input, _| {
        let column = |column: ColumnInput| -> Answer<Column> {
            let (label, kind) = (name("schema", &column.name)?, name("schema", &column.kind)?);
            Ok(Column { name: label, kind })
        };
        Ok(datasets::Command::RegisterVersion(datasets::NewVersion {
            version: version("version", &input.version)?,
            digest: digest("digest", &input.digest)?,
            rows: input.rows.0,
            source: maybe(input.source),
            pipeline: maybe_name("pipeline", input.pipeline.as_ref())?,
            batches: all(input.batches.unwrap_or_default()),
            derived_from: all(input.derived_from.unwrap_or_default()),
            schema: input.schema.unwrap_or_default().into_iter().map(column).collect::<Answer<_>>()?,
            licence: maybe_name("licence", input.licence.as_ref())?,
            frozen: input.frozen.unwrap_or_default(),
        }))
    };
}

/// A command of a room that takes a version and a reason.
pub struct About<R: Room> {
    input: VersionReasonInput,
    make: fn(Name, Personal) -> R::Command,
}

impl<R: Room> About<R> {
    /// Reads the input as this command.
    pub fn new(input: VersionReasonInput, make: fn(Name, Personal) -> R::Command) -> Self {
        Self { input, make }
    }
}

impl<R: Room> Order for About<R> {
    type Room = R;

    fn id(&self) -> Option<&str> {
        self.input.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.input.version.0.clone())
    }

    fn parse(self, asked: &Asked) -> Answer<R::Command> {
        let reason = asked.must_say("reason", &self.input.reason)?;
        Ok((self.make)(version("version", &self.input.version)?, reason))
    }
}

/// Commands on dataset versions.
pub type AboutData = About<DatasetRoom>;
/// Commands on model versions.
pub type AboutModel = About<ModelRoom>;

/// The commands that [`VersionReasonInput`] can mean.
pub mod means {
    use super::{Name, Personal, datasets, models};

    /// Let a dataset version be used.
    pub fn promote_data(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::PromoteVersion { version, reason }
    }

    /// Take a dataset version out of use.
    pub fn retire_data(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::RetireVersion { version, reason }
    }

    /// Refuse a dataset version for good.
    pub fn reject_data(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::RejectVersion { version, reason }
    }

    /// Quarantine a dataset version outside an incident.
    pub fn quarantine_data(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::Quarantine { version, reason, incident: None }
    }

    /// Ask to lift a quarantine.
    pub fn request_lift(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::RequestLift { version, reason }
    }

    /// Lift a quarantine.
    pub fn lift(version: Name, reason: Personal) -> datasets::Command {
        datasets::Command::Lift { version, reason }
    }

    /// Let a model version be used.
    pub fn promote_model(version: Name, reason: Personal) -> models::Command {
        models::Command::PromoteVersion { version, reason }
    }

    /// Refuse a model version for good.
    pub fn reject_model(version: Name, reason: Personal) -> models::Command {
        models::Command::RejectVersion { version, reason }
    }

    /// Take a model version out of use.
    pub fn retire_model(version: Name, reason: Personal) -> models::Command {
        models::Command::RetireVersion { version, reason }
    }

    /// Quarantine a model version outside an incident.
    pub fn quarantine_model(version: Name, reason: Personal) -> models::Command {
        models::Command::QuarantineVersion { version, reason, incident: None }
    }

    /// End the quarantine of a model version.
    pub fn release_model(version: Name, reason: Personal) -> models::Command {
        models::Command::ReleaseVersion { version, reason }
    }
}
