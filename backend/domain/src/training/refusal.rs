//! How the room says no.

use kernel::Subject;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No environment under this name.
    #[error("there is no such environment; register it first")]
    UnknownEnvironment,
    /// No run under this name.
    #[error("there is no such run; start it first")]
    UnknownRun,
    /// The environment is registered with other details.
    #[error("this environment is already registered with other details")]
    EnvironmentAlreadyRegistered,
    /// The run was started with other details.
    #[error("this run was already started with other inputs or details")]
    AlreadyStarted,
    /// The attestation would be expired at once.
    #[error("an attestation must end in the future")]
    AttestationEndsInThePast,
    /// An input is not an exact version.
    #[error("{0} is no exact version: an input is written like dataset:NAME@VERSION")]
    InputWithoutVersion(Subject),
    /// An output is not an exact version.
    #[error("{0} is no exact version: an output is written like model:NAME@VERSION")]
    OutputWithoutVersion(Subject),
    /// The environment is not one.
    #[error("{0} is not an environment")]
    NotAnEnvironment(Subject),
    /// The run is over.
    #[error("this run has ended; only reading it can still be logged")]
    HasEnded,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownEnvironment => "environment.unknown",
            Self::UnknownRun => "run.unknown",
            Self::EnvironmentAlreadyRegistered => "environment.already_registered",
            Self::AlreadyStarted => "run.already_started",
            Self::AttestationEndsInThePast => "environment.attestation_ends_in_the_past",
            Self::InputWithoutVersion(_) => "run.input_without_version",
            Self::OutputWithoutVersion(_) => "run.output_without_version",
            Self::NotAnEnvironment(_) => "run.not_an_environment",
            Self::HasEnded => "run.has_ended",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AttestationEndsInThePast => Some("until"),
            Self::InputWithoutVersion(_) => Some("inputs"),
            Self::OutputWithoutVersion(_) => Some("outputs"),
            Self::NotAnEnvironment(_) => Some("environment"),
            Self::UnknownEnvironment
            | Self::UnknownRun
            | Self::EnvironmentAlreadyRegistered
            | Self::AlreadyStarted
            | Self::HasEnded => None,
        }
    }
}
