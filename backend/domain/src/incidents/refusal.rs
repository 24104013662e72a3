//! How the room says no.

use kernel::{Micros, Name, Note, Subject};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No incident under this name.
    #[error("there is no such incident; open it first")]
    Unknown,
    /// It was opened with other details.
    #[error("this incident is already open with other details")]
    AlreadyOpened,
    /// It is over.
    #[error("this incident is closed; only notes and the look back can be added")]
    IsClosed,
    /// It is not contained.
    #[error("this incident is not contained yet; contain it before you close it")]
    NotContained,
    /// The blast radius starts from nothing.
    #[error("a blast radius starts from something; name its roots")]
    NoRoots,
    /// A subject is of the wrong kind.
    #[error("{subject} cannot stand here: {field} must name {expected}")]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it names.
        subject: Subject,
        /// What it should name.
        expected: &'static str,
    },
    /// Nobody proposed it.
    #[error("nobody has proposed to roll {0} back")]
    NoRollbackProposed(Subject),
    /// The proposer decides.
    #[error("you proposed this rollback; somebody else must decide it")]
    ProposerDecides,
    /// The same person decided otherwise.
    #[error("you have already decided this rollback otherwise; a new proposal is needed")]
    DecidedOtherwise,
    /// The rollback is done.
    #[error("the rollback of {0} is already done")]
    RollbackDone(Subject),
    /// The rollback is not approved.
    #[error("the rollback of {0} is not approved")]
    RollbackNotApproved(Subject),
    /// More changed than were looked at.
    #[error("{part} decisions are more than the {total} that were looked at")]
    MoreThanTotal {
        /// The field.
        field: &'static str,
        /// How many.
        part: u64,
        /// Of how many.
        total: u64,
    },
    /// People were harmed, and it is called less than that.
    #[error("a person's life or health was harmed: this is of severity sev1, never less")]
    TooMild,
    /// A measure of that name was ordered with another owner.
    #[error("measure {0} was ordered of somebody else; give this one another name")]
    MeasureKnown(Name),
    /// No such measure was ordered.
    #[error("no measure {0} was ordered; order it first")]
    NoMeasure(Name),
    /// The measure is confirmed.
    #[error("measure {0} is confirmed and works; order another one that undoes it")]
    MeasureConfirmed(Name),
    /// The measure was withdrawn.
    #[error("measure {0} was withdrawn; order a new one")]
    MeasureWithdrawn(Name),
    /// Who carries a measure out confirms it.
    #[error("you carry this measure out; somebody else must see that it works and confirm it")]
    OwnerConfirms,
    /// A measure is open.
    #[error(
        "measure {0} is neither confirmed nor withdrawn; settle it before you call the harm contained"
    )]
    MeasureOpen(Name),
    /// The law knows no such period.
    #[error("there is no legal period {0}; choose one of those that the incident's page offers")]
    UnknownPeriod(Name),
    /// Its clock runs since earlier.
    #[error(
        "the clock of {period} runs until {due}; awareness moves back only, or dismiss it with a reason"
    )]
    ClockRuns {
        /// The period.
        period: Name,
        /// Its end.
        due: Micros,
    },
    /// Its clock does not run.
    #[error("no clock of {0} runs; start it first")]
    NoClock(Name),
    /// The report was handed in.
    #[error("the report of {0} was handed in already; add a note for what followed")]
    ClockMet(Name),
    /// A clock runs.
    #[error(
        "a report is owed by {due} ({period}); hand it in or dismiss it with a reason before you close the incident"
    )]
    ClockOpen {
        /// The period.
        period: Name,
        /// Its end.
        due: Micros,
    },
    /// A moment that has not come.
    #[error("{at} lies in the future; name a moment that has passed")]
    InFuture {
        /// The field.
        field: &'static str,
        /// The moment.
        at: Micros,
    },
    /// A report from before anybody knew.
    #[error("the report is dated before somebody became aware at {0}; one of the two is wrong")]
    BeforeAware(Micros),
    /// The root cause was not published.
    #[error("no root cause reads '{0}'; publish it first, or link without a cause")]
    UnknownCause(Note),
    /// Nobody took part.
    #[error("a look back needs those who took part; name at least one person")]
    NoParticipants,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "incident.unknown",
            Self::AlreadyOpened => "incident.already_opened",
            Self::IsClosed => "incident.is_closed",
            Self::NotContained => "incident.not_contained",
            Self::NoRoots => "incident.no_roots",
            Self::WrongKind { .. } => "incident.wrong_kind",
            Self::NoRollbackProposed(_) => "incident.no_rollback_proposed",
            Self::ProposerDecides => "incident.proposer_decides",
            Self::DecidedOtherwise => "incident.decided_otherwise",
            Self::RollbackDone(_) => "incident.rollback_done",
            Self::RollbackNotApproved(_) => "incident.rollback_not_approved",
            Self::MoreThanTotal { .. } => "incident.more_than_total",
            Self::TooMild => "incident.too_mild",
            Self::MeasureKnown(_) => "incident.measure_known",
            Self::NoMeasure(_) => "incident.no_measure",
            Self::MeasureConfirmed(_) => "incident.measure_confirmed",
            Self::MeasureWithdrawn(_) => "incident.measure_withdrawn",
            Self::OwnerConfirms => "incident.owner_confirms",
            Self::MeasureOpen(_) => "incident.measure_open",
            Self::UnknownPeriod(_) => "incident.unknown_period",
            Self::ClockRuns { .. } => "incident.clock_runs",
            Self::NoClock(_) => "incident.no_clock",
            Self::ClockMet(_) => "incident.clock_met",
            Self::ClockOpen { .. } => "incident.clock_open",
            Self::InFuture { .. } => "incident.in_future",
            Self::BeforeAware(_) => "incident.before_aware",
            Self::UnknownCause(_) => "incident.unknown_cause",
            Self::NoParticipants => "incident.no_participants",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoRoots => Some("roots"),
            Self::WrongKind { field, .. }
            | Self::MoreThanTotal { field, .. }
            | Self::InFuture { field, .. } => Some(field),
            Self::NoRollbackProposed(_) | Self::RollbackDone(_) | Self::RollbackNotApproved(_) => {
                Some("deployment")
            }
            Self::DecidedOtherwise => Some("approved"),
            Self::TooMild => Some("severity"),
            Self::MeasureKnown(_)
            | Self::NoMeasure(_)
            | Self::MeasureConfirmed(_)
            | Self::MeasureWithdrawn(_) => Some("measure"),
            Self::UnknownPeriod(_) | Self::NoClock(_) | Self::ClockMet(_) => Some("period"),
            Self::ClockRuns { .. } => Some("aware"),
            Self::BeforeAware(_) => Some("submitted"),
            Self::UnknownCause(_) => Some("cause"),
            Self::NoParticipants => Some("participants"),
            Self::Unknown
            | Self::AlreadyOpened
            | Self::IsClosed
            | Self::NotContained
            | Self::ProposerDecides
            | Self::OwnerConfirms
            | Self::MeasureOpen(_)
            | Self::ClockOpen { .. } => None,
        }
    }
}
