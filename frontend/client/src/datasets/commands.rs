//! What can be done to a version: stop it, ask to lift the stop, lift it.
use crate::{
    answer, ask,
    scalars::Subject,
    schema,
    shared::{Receipt, Refusal},
};

/// A version and a reason.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct VersionReasonInput {
    /// Key of the command, so that sending twice records once.
    pub command: Option<cynic::Id>,
    /// The version.
    pub version: Subject,
    /// Why.
    pub reason: String,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct Vars {
    input: VersionReasonInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "Vars")]
struct QuarantineDatasetVersion {
    #[arguments(input: $input)]
    quarantine_dataset_version: DatasetPayload,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "Vars")]
struct RequestQuarantineLift {
    #[arguments(input: $input)]
    request_quarantine_lift: DatasetPayload,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "Vars")]
struct LiftQuarantine {
    #[arguments(input: $input)]
    lift_quarantine: DatasetPayload,
}

/// What a command about a version answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DatasetPayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
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
            Self::Quarantine => "quarantineDatasetVersion",
            Self::RequestLift => "requestQuarantineLift",
            Self::Lift => "liftQuarantine",
        }
    }

    /// The request that does it.
    pub fn order(self, command: Option<String>, version: &str, reason: String) -> String {
        let (version, command) = (Subject::from(version), command.map(cynic::Id::new));
        let vars = Vars { input: VersionReasonInput { command, version, reason } };
        match self {
            Self::Quarantine => ask::order::<QuarantineDatasetVersion, _>(vars),
            Self::RequestLift => ask::order::<RequestQuarantineLift, _>(vars),
            Self::Lift => ask::order::<LiftQuarantine, _>(vars),
        }
    }

    /// Reads the answer.
    pub fn read(self, text: &str) -> Result<DatasetPayload, String> {
        match self {
            Self::Quarantine => answer::decode::<QuarantineDatasetVersion>(text)
                .map(|answer| answer.quarantine_dataset_version),
            Self::RequestLift => answer::decode::<RequestQuarantineLift>(text)
                .map(|answer| answer.request_quarantine_lift),
            Self::Lift => {
                answer::decode::<LiftQuarantine>(text).map(|answer| answer.lift_quarantine)
            }
        }
    }
}
