//! What can be done about a system.
use crate::{
    command::{commands, payloads},
    scalars::Subject,
    schema,
};

/// Somebody to be made accountable.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssignOwnerInput {
    /// The system.
    pub system: Subject,
    /// Who.
    pub person: Subject,
    /// For what: `owner` or `deputy`.
    pub duty: String,
}

payloads! {
    /// What a command about a system answers.
    SystemPayload {}
}

commands! {
    /// Makes a person accountable.
    AssignOwner = "assignOwner" of AssignOwnerInput, answers SystemPayload;
}
