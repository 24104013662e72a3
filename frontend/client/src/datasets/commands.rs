//! What can be done to a version: stop it, ask to lift the stop, lift it.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    scalars::Subject,
    schema,
};

/// A version and a reason.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct VersionReasonInput {
    /// The version.
    pub version: Subject,
    /// Why.
    pub reason: String,
}

payloads! {
    /// What a command about a version answers.
    DatasetPayload {}
}

commands! {
    /// Stops a version.
    QuarantineDatasetVersion = "quarantineDatasetVersion" of VersionReasonInput, answers DatasetPayload;
    /// Asks that the stop be lifted.
    RequestQuarantineLift = "requestQuarantineLift" of VersionReasonInput, answers DatasetPayload;
    /// Lifts the stop that somebody else asked to lift.
    LiftQuarantine = "liftQuarantine" of VersionReasonInput, answers DatasetPayload;
}

/// What to do with a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Stop it.
    Quarantine,
    /// Ask that the stop be lifted.
    RequestLift,
    /// Lift the stop that somebody else asked to lift.
    Lift,
}

impl Act {
    /// Name of the mutation.
    pub fn mutation(self) -> &'static str {
        match self {
            Self::Quarantine => QuarantineDatasetVersion::NAME,
            Self::RequestLift => RequestQuarantineLift::NAME,
            Self::Lift => LiftQuarantine::NAME,
        }
    }

    /// The request that does it, under an id.
    pub fn order(self, id: &str, version: &str, reason: &str) -> String {
        let (version, reason) = (Subject::from(version), reason.trim().to_owned());
        let input = VersionReasonInput { version, reason };
        match self {
            Self::Quarantine => QuarantineDatasetVersion::order(id, input),
            Self::RequestLift => RequestQuarantineLift::order(id, input),
            Self::Lift => LiftQuarantine::order(id, input),
        }
    }

    /// Reads what became of it.
    pub fn sent(self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::Quarantine => done::<QuarantineDatasetVersion>(text),
            Self::RequestLift => done::<RequestQuarantineLift>(text),
            Self::Lift => done::<LiftQuarantine>(text),
        }
    }
}
