//! Vouching for an environment.
use crate::{
    command::{commands, payloads},
    scalars::{Subject, Time},
    schema,
};

/// The posture of an environment that somebody vouches for.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AttestEnvironmentInput {
    /// `environment:…`.
    pub environment: Subject,
    /// How it is kept apart.
    pub isolation: String,
    /// How what is in it is encrypted.
    pub encryption: String,
    /// Whether everybody has only the rights they need.
    pub least_privilege: bool,
    /// Until when it counts.
    pub until: Time,
}

payloads! {
    /// What a command about an environment or a run answers.
    TrainingPayload {}
}

commands! {
    /// Vouches for an environment until a day.
    AttestEnvironment = "attestEnvironment" of AttestEnvironmentInput, answers TrainingPayload;
}
