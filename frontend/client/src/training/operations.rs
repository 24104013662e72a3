//! What the pages of training send, with examples.
use super::commands::{AttestEnvironment, AttestEnvironmentInput};
use crate::{
    operations::{Operation, Sample, command},
    scalars::{Subject, Time},
};

pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    vec![command::<AttestEnvironment>(AttestEnvironmentInput {
        environment: Subject(sample.environment.clone()),
        isolation: "separate subnet".to_owned(),
        encryption: "AES-256, own keys".to_owned(),
        least_privilege: false,
        until: Time("2027-06-30T23:59:59Z".to_owned()),
    })]
}
