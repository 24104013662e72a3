//! Risks: what could go wrong with a system, how bad it would be, and who decided to live with it.
//!
//! A risk is identified against a threat of the catalogue, assessed, treated, and accepted for a
//! time by those whom the scheme names for its band. It is never deleted: an auditor will ask why it
//! was closed.
//!
//! # Invariants
//! - A risk is identified before anything else happens to it. (`an_unknown_risk_is_refused`)
//! - It cannot be identified again as something else. (`a_risk_is_identified_once`)
//! - There is one scoring function, and it agrees with the catalogue. (`every_cell_agrees_with_the_catalogue`)
//! - Nothing is a score until somebody assessed it. (`an_unassessed_risk_has_no_score`)
//! - What is left is never worse than what there was without controls. (`residual_is_never_above_inherent`)
//! - A risk is assessed before it is accepted. (`acceptance_needs_an_assessment`)
//! - Each band is accepted by the roles the catalogue names, by nobody else, and only together.
//!   (`each_level_by_each_role`)
//! - An acceptance ends in the future, and within the days of its band. (`an_acceptance_ends_in_time`)
//! - Requester and author do not accept, save an owner a low risk. (`requester_and_author_do_not_accept`)
//! - Whoever built or owns a system does not accept a high risk of it. (`builders_and_owners_do_not_accept_high`)
//! - A very high risk needs a dated plan, and is not accepted while a test against its threat fails
//!   that nobody may waive; a prohibited practice is never accepted. (`very_high_needs_a_dated_plan`,
//!   `a_test_that_nobody_may_waive_is_not_accepted_away`, `a_prohibited_practice_is_not_accepted`)
//! - A live acceptance is prolonged by a new request; until that is decided the old end stands, and who
//!   asked does not grant it. (`a_live_acceptance_is_prolonged_by_a_new_request`)
//! - A second renewal is decided one level higher. (`a_second_renewal_is_decided_one_level_higher`)
//! - An acceptance ends when the band rises, on an incident, and when it is revoked.
//!   (`an_acceptance_ends_when_the_band_rises`, `an_incident_ends_an_acceptance`, `a_revoked_acceptance_is_over`)
//! - A new assessment voids what was agreed about the old one. (`a_new_assessment_voids_the_request`)
//! - A task is given to somebody else until it is done. (`a_task_is_given_to_somebody_else`)
//! - That something is due is noticed once. (`what_is_due_is_noticed_once`)
//! - An indicator that turns red reopens a risk once, until it turns red again.
//!   (`an_indicator_reopens_once_for_each_turn`)
//! - An incident of its system reopens an open risk once, unless it was judged since.
//!   (`an_incident_of_its_system_reopens_a_risk_once`)
//! - A version that came into use after a risk was accepted ends the acceptance, once.
//!   (`a_new_version_reopens_what_was_accepted_before_it`)
//! - A simulation gives the same figures again, and those of the catalogue. (`the_same_seed_gives_the_same_figures`,
//!   `the_worked_example_is_reproduced`, `the_mean_is_the_one_that_arithmetic_gives`)
//!
//! # Deliberately absent
//! - No expiry event: an acceptance counts until its end, for whoever asks; the log keeps only that it was noticed.
//! - No extension of an acceptance: prolonging one is a new request.
//! - No band in an assessment: it follows from the score and the scheme that the assessment names.

mod acceptance;
mod decider;
mod events;
mod quantify;
mod refusal;
mod scheme;
mod score;
#[cfg(test)]
mod tests;
mod values;

use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

pub use acceptance::{Acceptance, Acceptor, Terms, who_accepts};
pub use decider::{Risks, State};
pub use events::Event;
pub use quantify::{Estimate, Inputs, Range, Simulation};
pub use refusal::Refusal;
pub use scheme::{Rule, Scheme, scheme};
pub use score::{Circumstances, Level, OffTheScale, Score, suggest};
pub use values::{Agreed, Band, Category, Cause, Due, Scores, Treatment, Which};

/// What a risk is, as identified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identification {
    /// What people call it.
    pub title: Name,
    /// The threat of the catalogue behind it, `THR-06` or `THR-06.03`.
    pub threat: Name,
    /// The AI system it belongs to; none for a risk of the organisation.
    pub system: Option<Subject>,
    /// The exact versions it concerns; none for the system as a whole.
    #[serde(default)]
    pub concerns: Vec<Subject>,
    /// The category of appetite it is held against.
    pub category: Category,
    /// Who is accountable for it (`person:…`).
    pub owner: Subject,
    /// What could happen. Names no person.
    pub description: Note,
}

/// How a risk was judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The scores.
    #[serde(flatten)]
    pub scores: Scores,
    /// How well its controls work, 0 to 1.
    pub effectiveness: Option<kernel::Decimal>,
    /// Why, in the assessor's words.
    #[serde(default)]
    pub rationale: Personal,
}

/// Something to do about a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id, unique within the risk.
    pub task: Name,
    /// What is to be done.
    pub title: Name,
    /// Who does it (`person:…`).
    pub owner: Subject,
    /// Until when.
    pub due: Micros,
    /// The controls it adds or mends (`control:…`).
    #[serde(default)]
    pub controls: Vec<Subject>,
}

/// What can be asked of a risk (stream `risk:…`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Put it on the register.
    Identify(Identification),
    /// Put it on the register because of something, and connect both.
    IdentifyFrom {
        /// What it is.
        what: Identification,
        /// What it follows from: a finding or an incident.
        from: Subject,
    },
    /// Score it.
    Assess(Assessment),
    /// Say what will be done about it.
    PlanTreatment {
        /// Which way.
        treatment: Treatment,
        /// What exactly.
        description: Note,
        /// Until when.
        due: Option<Micros>,
    },
    /// Add a task to its treatment.
    AddTask(Task),
    /// Give a task to somebody else.
    ReassignTask {
        /// Which.
        task: Name,
        /// To whom (`person:…`).
        owner: Subject,
    },
    /// Say that a task is done.
    CompleteTask {
        /// Which.
        task: Name,
        /// How, in the words of who did it.
        #[serde(default)]
        note: Personal,
    },
    /// Ask those who may to accept it.
    RequestAcceptance(Terms),
    /// Accept it, or agree to the open request.
    Accept(Acceptance),
    /// Turn the open request down.
    DeclineAcceptance {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Take an acceptance back.
    RevokeAcceptance {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Put it back to review.
    Reopen {
        /// What happened.
        why: Cause,
        /// What showed it: an incident, an alert, a version.
        cause: Option<Subject>,
        /// The indicator of the catalogue, `KRI-06`.
        indicator: Option<Name>,
        /// More, in the words of who reopens.
        #[serde(default)]
        note: Personal,
    },
    /// Connect it with an incident, a control or a piece of evidence.
    Link {
        /// With what.
        to: Subject,
    },
    /// Take a connection away.
    Unlink {
        /// With what.
        to: Subject,
    },
    /// Record that it was reviewed.
    Review {
        /// When the next review is due.
        next: Micros,
        /// What was found.
        #[serde(default)]
        note: Personal,
    },
    /// Set when it is reviewed.
    ScheduleReview {
        /// When.
        due: Micros,
    },
    /// Make somebody accountable for it.
    AssignOwner {
        /// Who (`person:…`).
        owner: Subject,
    },
    /// Take it off the open register.
    Close {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Put it back to review because an indicator of its threat turned red.
    NoticeRed {
        /// The indicator of the catalogue, `KRI-06`.
        indicator: Name,
        /// Since when it is red.
        since: Micros,
        /// What showed it, where one thing did.
        cause: Option<Subject>,
    },
    /// Put it back to review because an incident happened to its system.
    NoticeIncident {
        /// Which (`incident:…`).
        incident: Subject,
        /// When it was opened.
        since: Micros,
    },
    /// Put it back to review because a version of its system's models came into use that its
    /// acceptance knew nothing of.
    NoticeVersion {
        /// Which, exactly (`model:…@…`).
        version: Subject,
        /// When it was promoted or served first.
        since: Micros,
    },
    /// Record that something was due, and who was told.
    NoticeDue {
        /// What.
        what: Due,
        /// Which task, where it is one.
        task: Option<Name>,
        /// Since when.
        due: Micros,
        /// Who was told.
        #[serde(default)]
        told: Vec<Subject>,
    },
    /// Estimate the yearly loss by simulation.
    Quantify {
        /// Of which state of the risk.
        which: Which,
        /// What is simulated, and how.
        #[serde(flatten)]
        simulation: Simulation,
    },
}
