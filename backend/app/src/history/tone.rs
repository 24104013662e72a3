//! Whether an event is good news, bad news or neither.

use domain::{
    Event, awareness,
    controls::{self, Status},
    datasets::{self, BatchVerdict},
    deployments,
    evaluations::{self, Outcome},
    incidents, models, people,
    programme::{self, Settled},
    reviews::{self, Answer, Verdict},
    risks, systems, training,
};

/// How an event is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something got better.
    Good,
    /// Something is wrong.
    Bad,
    /// Something needs an eye.
    Warn,
    /// Something began or changed.
    Info,
    /// Nothing to judge.
    Neutral,
}

impl Tone {
    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Neutral => "neutral",
        }
    }
}

/// The tone of an event.
pub fn tone(event: &Event) -> Tone {
    match event {
        Event::Datasets(event) => of_data(event),
        Event::Training(event) => of_training(event),
        Event::Models(event) => of_models(event),
        Event::Evaluations(event) => of_evidence(event),
        Event::Deployments(event) => of_deployments(event),
        Event::Incidents(event) => of_incidents(event),
        Event::Risks(event) => of_risks(event),
        Event::Awareness(event) => of_awareness(event),
        Event::People(
            people::Event::Erased { .. }
            | people::Event::Deactivated {}
            | people::Event::DelegationEndNoticed { .. },
        )
        | Event::Systems(systems::Event::UseReported { .. }) => Tone::Warn,
        Event::Controls(event) => of_controls(event),
        Event::Catalogue(_) => Tone::Info,
        Event::Reviews(event) => of_reviews(event),
        Event::Programme(event) => of_programme(event),
        Event::Systems(_) | Event::People(_) | Event::SavedViews(_) => Tone::Neutral,
    }
}

fn of_data(event: &datasets::Event) -> Tone {
    use datasets::Event;
    match event {
        Event::BatchMarked { verdict, .. } => match verdict {
            BatchVerdict::Clean => Tone::Good,
            BatchVerdict::Suspicious => Tone::Warn,
            BatchVerdict::Malicious => Tone::Bad,
        },
        Event::Quarantined { .. } | Event::VersionRejected { .. } => Tone::Bad,
        Event::QuarantineLifted { .. } | Event::VersionPromoted { .. } => Tone::Good,
        Event::SourceProfileChanged { .. }
        | Event::SourceAccessChanged { .. }
        | Event::PrivacyTechniqueWithdrawn { .. }
        | Event::AccessReviewDueNoticed { .. }
        | Event::QuarantineLiftRequested { .. } => Tone::Warn,
        Event::VersionRegistered { .. }
        | Event::AccessReviewed { .. }
        | Event::PrivacyTechniqueDeclared { .. }
        | Event::PrivacyBudgetSet { .. } => Tone::Info,
        Event::SourceRegistered { .. }
        | Event::BatchReceived { .. }
        | Event::Registered { .. }
        | Event::Reassigned { .. }
        | Event::VersionRetired { .. }
        | Event::AccessGranted { .. }
        | Event::AccessRevoked { .. } => Tone::Neutral,
    }
}

fn of_training(event: &training::Event) -> Tone {
    use training::Event;
    match event {
        Event::Completed { .. } | Event::EnvironmentAttested { .. } => Tone::Good,
        Event::Failed { .. } => Tone::Bad,
        Event::Stopped { .. }
        | Event::PrivacySpendingCorrected { .. }
        | Event::AttestationLapseNoticed { .. } => Tone::Warn,
        Event::Started { .. } | Event::PrivacySpent { .. } => Tone::Info,
        Event::EnvironmentRegistered { .. } | Event::ActionLogged { .. } => Tone::Neutral,
    }
}

fn of_models(event: &models::Event) -> Tone {
    use models::Event;
    match event {
        Event::VersionPromoted { .. } | Event::VersionReleased { .. } => Tone::Good,
        Event::VersionRejected { .. } | Event::VersionQuarantined { .. } => Tone::Bad,
        Event::ProviderChanged { .. } => Tone::Warn,
        Event::VersionRegistered { .. }
        | Event::PromptVersionRegistered { .. }
        | Event::PromptTextGiven { .. } => Tone::Info,
        Event::Registered { .. } | Event::VersionRetired { .. } => Tone::Neutral,
    }
}

fn of_risks(event: &risks::Event) -> Tone {
    use risks::Event;
    match event {
        Event::Reopened { .. } => Tone::Bad,
        Event::AcceptanceDeclined { .. }
        | Event::AcceptanceRevoked { .. }
        | Event::DueNoticed { .. } => Tone::Warn,
        Event::Assessed { scores, .. } => match scores.residual.band() {
            risks::Band::Low | risks::Band::Medium => Tone::Info,
            risks::Band::High => Tone::Warn,
            risks::Band::VeryHigh => Tone::Bad,
        },
        Event::TaskDone { .. } | Event::Accepted { .. } | Event::Closed { .. } => Tone::Good,
        Event::TreatmentPlanned { .. }
        | Event::AcceptanceRequested { .. }
        | Event::AcceptanceAgreed { .. }
        | Event::Reviewed { .. } => Tone::Info,
        Event::Identified { .. }
        | Event::TaskAdded { .. }
        | Event::TaskReassigned { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::ReviewScheduled { .. }
        | Event::OwnerAssigned { .. }
        | Event::Quantified { .. } => Tone::Neutral,
    }
}

fn of_evidence(event: &evaluations::Event) -> Tone {
    match event {
        evaluations::Event::Attached { outcome, .. } => match outcome {
            Outcome::Pass => Tone::Good,
            Outcome::Fail => Tone::Bad,
            Outcome::Inconclusive => Tone::Warn,
            Outcome::NotApplicable => Tone::Neutral,
        },
        evaluations::Event::Withdrawn { .. } => Tone::Warn,
        evaluations::Event::FileKept { .. } => Tone::Neutral,
    }
}

fn of_deployments(event: &deployments::Event) -> Tone {
    use deployments::Event;
    match event {
        Event::Flagged { .. } | Event::StopRequested { .. } => Tone::Bad,
        Event::StopConfirmed { .. } | Event::FlagCleared { .. } => Tone::Good,
        Event::Activated { .. } => Tone::Info,
        Event::Ended { .. } => Tone::Neutral,
    }
}

fn of_incidents(event: &incidents::Event) -> Tone {
    use incidents::Event;
    match event {
        Event::Opened { .. } | Event::Assessed { .. } => Tone::Bad,
        Event::BlastRadiusComputed { .. }
        | Event::RollbackProposed { .. }
        | Event::DecisionsRescored { .. }
        | Event::ClockStarted { .. }
        | Event::DueNoticed { .. } => Tone::Warn,
        Event::RollbackCompleted { .. }
        | Event::Contained {}
        | Event::Closed { .. }
        | Event::MeasureConfirmed { .. }
        | Event::ClockMet { .. } => Tone::Good,
        Event::RollbackDecided { approved, .. } => {
            if *approved {
                Tone::Good
            } else {
                Tone::Warn
            }
        }
        Event::ThreatsNamed { .. }
        | Event::OwnerTold { .. }
        | Event::NoticeSent { .. }
        | Event::PostmortemPublished { .. }
        | Event::MeasureOrdered { .. }
        | Event::CorrectionLinked { .. }
        | Event::ReviewHeld { .. } => Tone::Info,
        Event::Noted { .. }
        | Event::RoleGiven { .. }
        | Event::MeasureWithdrawn { .. }
        | Event::ClockDismissed { .. }
        | Event::CorrectionUnlinked { .. } => Tone::Neutral,
    }
}

fn of_awareness(event: &awareness::Event) -> Tone {
    use awareness::Event;
    match event {
        Event::Completed { .. } | Event::Attempted { passed: true, .. } => Tone::Good,
        Event::Attempted { passed: false, .. } | Event::Waived { .. } => Tone::Warn,
        Event::DueNoticed { what, .. } => match what {
            awareness::Told::Coming => Tone::Info,
            awareness::Told::Overdue => Tone::Warn,
        },
        Event::Published { .. }
        | Event::ModulePublished { .. }
        | Event::CampaignStarted { .. }
        | Event::Assigned { .. } => Tone::Info,
        Event::ModuleWithdrawn { .. } | Event::CampaignStopped { .. } => Tone::Neutral,
    }
}

fn of_controls(event: &controls::Event) -> Tone {
    use controls::Event;
    match event {
        Event::StatusNoticed { to, .. } | Event::TurnNoticed { to, .. } => match to {
            Status::Pass => Tone::Good,
            Status::Fail => Tone::Bad,
            Status::Missing | Status::Stale | Status::Inconclusive => Tone::Warn,
            Status::NotApplicable => Tone::Neutral,
        },
        Event::DueNoticed { .. } | Event::MarkedNotApplicable { .. } => Tone::Warn,
        Event::OwnerAssigned { .. }
        | Event::ApplicabilityRestored { .. }
        | Event::EvidenceLinked { .. }
        | Event::EvidenceUnlinked { .. } => Tone::Neutral,
    }
}

fn of_reviews(event: &reviews::Event) -> Tone {
    use reviews::Event;
    match event {
        Event::Answered { answer: Answer::Open, severity, .. } => {
            if severity.is_some_and(reviews::Grade::is_high) { Tone::Bad } else { Tone::Warn }
        }
        Event::Concluded { open_high, .. } if *open_high > 0 => Tone::Warn,
        Event::Concluded { verdict: Some(Verdict::Rejected), .. } => Tone::Bad,
        Event::Concluded { .. } | Event::FindingClosed { .. } | Event::ActionClosed { .. } => {
            Tone::Good
        }
        Event::Raised { severity, .. } => {
            if severity.is_high() {
                Tone::Bad
            } else {
                Tone::Warn
            }
        }
        Event::OverdueNoticed { .. } | Event::LapseNoticed { .. } => Tone::Warn,
        Event::Opened { .. } | Event::ActionOpened { .. } | Event::Done { .. } => Tone::Info,
        Event::Joined(_)
        | Event::Answered { .. }
        | Event::Linked { .. }
        | Event::FindingReassigned { .. }
        | Event::Reassigned { .. } => Tone::Neutral,
    }
}

fn of_programme(event: &programme::Event) -> Tone {
    use programme::Event;
    match event {
        Event::Attested { .. }
        | Event::ExerciseCompleted { .. }
        | Event::OutcomeRecorded { .. }
        | Event::FollowedUp { done: true, .. } => Tone::Good,
        Event::ReviewDueNoticed { .. }
        | Event::AttestationDueNoticed { .. }
        | Event::DecisionDueNoticed { .. }
        | Event::Retired { .. }
        | Event::Received { .. }
        | Event::FeedbackAnswered { outcome: Settled::Action | Settled::Risk, .. } => Tone::Warn,
        Event::Published { .. }
        | Event::TextKept { .. }
        | Event::AppetiteSet { .. }
        | Event::Funded { .. }
        | Event::Held { .. }
        | Event::SurveyClosed { .. } => Tone::Info,
        Event::Spent { .. }
        | Event::InitiativeReassigned { .. }
        | Event::InitiativeClosed { .. }
        | Event::DecisionReassigned { .. }
        | Event::FollowedUp { done: false, .. }
        | Event::FeedbackAnswered { outcome: Settled::Nothing, .. } => Tone::Neutral,
    }
}
