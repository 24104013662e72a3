//! What has happened to a risk. The `rename` strings are bytes on disk.

use kernel::{Decimal, Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Agreed, Band, Category, Cause, Due, Estimate, Inputs, Scores, Treatment, Which};
use crate::about::About;

/// A fact about a risk. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was put on the register.
    #[serde(rename = "risk.identified")]
    Identified {
        /// What people call it.
        title: Name,
        /// The threat of the catalogue.
        threat: Name,
        /// The AI system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// The exact versions it concerns.
        #[serde(default)]
        concerns: Vec<Subject>,
        /// The category of appetite.
        category: Category,
        /// Who is accountable for it.
        owner: Subject,
        /// What could happen.
        description: Note,
    },
    /// It was scored.
    #[serde(rename = "risk.assessed")]
    Assessed {
        /// As if no control worked, as it stands, and what is left.
        #[serde(flatten)]
        scores: Scores,
        /// How well its controls work, 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effectiveness: Option<Decimal>,
        /// The version of the scheme it was scored with.
        scheme: u64,
        /// Why, in the assessor's words.
        #[serde(default)]
        rationale: Personal,
    },
    /// It was decided what is done about it.
    #[serde(rename = "risk.treatment_planned")]
    TreatmentPlanned {
        /// Which way.
        treatment: Treatment,
        /// What exactly.
        description: Note,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Micros>,
    },
    /// A task was added to its treatment.
    #[serde(rename = "risk.task_added")]
    TaskAdded {
        /// Its id within the risk.
        task: Name,
        /// What is to be done.
        title: Name,
        /// Who does it.
        owner: Subject,
        /// Until when.
        due: Micros,
        /// The controls it adds or mends.
        #[serde(default)]
        controls: Vec<Subject>,
    },
    /// A task was given to somebody else.
    #[serde(rename = "risk.task_reassigned")]
    TaskReassigned {
        /// Which.
        task: Name,
        /// To whom.
        owner: Subject,
    },
    /// A task was done.
    #[serde(rename = "risk.task_done")]
    TaskDone {
        /// Which.
        task: Name,
        /// How.
        #[serde(default)]
        note: Personal,
    },
    /// Those who may were asked to accept it.
    #[serde(rename = "risk.acceptance_requested")]
    AcceptanceRequested {
        /// Until when.
        until: Micros,
        /// What makes up for missing controls.
        #[serde(default)]
        compensating: Vec<Name>,
        /// When it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Micros>,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// One of several who are needed agreed.
    #[serde(rename = "risk.acceptance_agreed")]
    AcceptanceAgreed {
        /// The roles held at that time.
        #[serde(default)]
        roles: Vec<Name>,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// The request was turned down.
    #[serde(rename = "risk.acceptance_declined")]
    AcceptanceDeclined {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// It was accepted for a time.
    #[serde(rename = "risk.accepted")]
    Accepted {
        /// The band that was accepted.
        band: Band,
        /// Until when (exclusive).
        until: Micros,
        /// By whom, in which role.
        accepted_by: Vec<Agreed>,
        /// What makes up for missing controls.
        #[serde(default)]
        compensating: Vec<Name>,
        /// When it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Micros>,
        /// Who was told of it.
        #[serde(default)]
        reported_to: Vec<Subject>,
        /// Why, in the words of who decided last.
        #[serde(default)]
        reason: Personal,
    },
    /// The acceptance was taken back.
    #[serde(rename = "risk.acceptance_revoked")]
    AcceptanceRevoked {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// It went back to review.
    #[serde(rename = "risk.reopened")]
    Reopened {
        /// What happened.
        why: Cause,
        /// What showed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Subject>,
        /// The indicator of the catalogue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        indicator: Option<Name>,
        /// Since when that is so, where the product itself saw it: the indicator is red, the incident
        /// open, the version in use.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Micros>,
        /// More.
        #[serde(default)]
        note: Personal,
    },
    /// It was connected with something.
    #[serde(rename = "risk.linked")]
    Linked {
        /// With what.
        to: Subject,
    },
    /// A connection was taken away.
    #[serde(rename = "risk.unlinked")]
    Unlinked {
        /// With what.
        to: Subject,
    },
    /// It was reviewed.
    #[serde(rename = "risk.reviewed")]
    Reviewed {
        /// When the next review is due.
        next: Micros,
        /// What was found.
        #[serde(default)]
        note: Personal,
    },
    /// Its review was set.
    #[serde(rename = "risk.review_scheduled")]
    ReviewScheduled {
        /// When it is due.
        due: Micros,
    },
    /// Somebody became accountable for it.
    #[serde(rename = "risk.owner_assigned")]
    OwnerAssigned {
        /// Who.
        owner: Subject,
    },
    /// It was taken off the open register.
    #[serde(rename = "risk.closed")]
    Closed {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// It was noticed that something is due.
    #[serde(rename = "risk.due_noticed")]
    DueNoticed {
        /// What.
        what: Due,
        /// Which task.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<Name>,
        /// Since when.
        due: Micros,
        /// Who was told.
        #[serde(default)]
        told: Vec<Subject>,
    },
    /// Its yearly loss was simulated.
    #[serde(rename = "risk.quantified")]
    Quantified {
        /// Of which state.
        which: Which,
        /// What the generator began with.
        seed: u32,
        /// How many years were simulated.
        iterations: u32,
        /// The currency.
        currency: Name,
        /// What was believed.
        inputs: Box<Inputs>,
        /// What was found.
        result: Estimate,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Identified { system, concerns, owner, .. } => {
                about.all(system).all(concerns).one(owner)
            }
            Self::TaskAdded { owner, controls, .. } => about.one(owner).all(controls),
            Self::Accepted { accepted_by, reported_to, .. } => {
                about.all(accepted_by.iter().map(|agreed| &agreed.person)).all(reported_to)
            }
            Self::Reopened { cause, .. } => about.all(cause),
            Self::Linked { to } | Self::Unlinked { to } => about.one(to),
            Self::TaskReassigned { owner, .. } | Self::OwnerAssigned { owner } => about.one(owner),
            Self::DueNoticed { told, .. } => about.all(told),
            Self::Assessed { .. }
            | Self::TreatmentPlanned { .. }
            | Self::TaskDone { .. }
            | Self::AcceptanceRequested { .. }
            | Self::AcceptanceAgreed { .. }
            | Self::AcceptanceDeclined { .. }
            | Self::AcceptanceRevoked { .. }
            | Self::Reviewed { .. }
            | Self::ReviewScheduled { .. }
            | Self::Closed { .. }
            | Self::Quantified { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
