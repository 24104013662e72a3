//! How the room says no.

use kernel::{Name, Subject};

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
    /// The version did not go into the run, or is no dataset.
    #[error("{0} is no dataset version that went into this run; name one of its inputs")]
    NotAnInput(Subject),
    /// The accounting is not evidence.
    #[error("{0} is not a piece of evidence")]
    NotEvidence(Subject),
    /// The number cannot be an epsilon or a delta.
    #[error(
        "an epsilon is 0 to 1000000 and a delta 0 to 1, with at most 24 digits behind the point; mend {field}"
    )]
    NotSpendable {
        /// Which of them.
        field: &'static str,
    },
    /// Nothing was spent.
    #[error("a run that spent nothing has nothing to state; give the epsilon it spent")]
    NothingSpent,
    /// Another spending is stated already.
    #[error(
        "{mechanism} already stated what it spent of {dataset} here; correct that, with a reason"
    )]
    SpentOtherwise {
        /// Of which version.
        dataset: Subject,
        /// By which mechanism.
        mechanism: Name,
    },
    /// There is nothing to correct.
    #[error("{mechanism} stated nothing about {dataset} here; state what it spent first")]
    NoSuchSpending {
        /// Of which version.
        dataset: Subject,
        /// By which mechanism.
        mechanism: Name,
    },
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
            Self::NotAnInput(_) => "run.spends_of_no_input",
            Self::NotEvidence(_) => "run.accounting_is_no_evidence",
            Self::NotSpendable { .. } => "run.not_spendable",
            Self::NothingSpent => "run.nothing_spent",
            Self::SpentOtherwise { .. } => "run.spent_otherwise",
            Self::NoSuchSpending { .. } => "run.no_such_spending",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::AttestationEndsInThePast => Some("until"),
            Self::InputWithoutVersion(_) => Some("inputs"),
            Self::OutputWithoutVersion(_) => Some("outputs"),
            Self::NotAnEnvironment(_) => Some("environment"),
            Self::NotAnInput(_) => Some("dataset"),
            Self::NotEvidence(_) => Some("evidence"),
            Self::NotSpendable { field } => Some(field),
            Self::NothingSpent => Some("epsilon"),
            Self::SpentOtherwise { .. } | Self::NoSuchSpending { .. } => Some("mechanism"),
            Self::UnknownEnvironment
            | Self::UnknownRun
            | Self::EnvironmentAlreadyRegistered
            | Self::AlreadyStarted
            | Self::HasEnded => None,
        }
    }
}
