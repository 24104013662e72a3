//! What has happened in the programme. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Decision, Settled, Statement};
use crate::about::About;

/// A fact of the programme. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A version of a policy was published; it supersedes the one before.
    #[serde(rename = "policy.published")]
    Published {
        /// What people call it.
        title: Name,
        /// The number of the version.
        version: u64,
        /// The SHA-256 of its text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
        /// Who approved it.
        approved_by: Subject,
        /// The roles it binds; everybody where none is named.
        #[serde(default)]
        binds: Vec<Name>,
        /// Within how many days those bound attest it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attest_within_days: Option<u64>,
        /// The day by which it is reviewed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_due: Option<Micros>,
    },
    /// The text of a version of a policy was kept.
    #[serde(rename = "policy.text_kept")]
    TextKept {
        /// The number of the version.
        version: u64,
        /// The SHA-256 of its bytes.
        digest: Digest,
        /// Its media type.
        media_type: Name,
        /// How many bytes it has.
        bytes: u64,
        /// What whoever sent it calls it.
        #[serde(default)]
        name: Personal,
    },
    /// A policy was retired.
    #[serde(rename = "policy.retired")]
    Retired {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Somebody was told that the review of a policy is due.
    #[serde(rename = "policy.review_due_noticed")]
    ReviewDueNoticed {
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// Somebody attested a version of a policy.
    #[serde(rename = "policy.attested")]
    Attested {
        /// Which policy.
        policy: Subject,
        /// Who.
        person: Subject,
        /// Which version.
        version: u64,
    },
    /// Somebody was told that they have not attested in time.
    #[serde(rename = "policy.attestation_due_noticed")]
    AttestationDueNoticed {
        /// Which policy.
        policy: Subject,
        /// Who was told.
        person: Subject,
        /// Which version.
        version: u64,
        /// The day.
        due: Micros,
    },
    /// The appetite was set; it replaces the one before as a whole.
    #[serde(rename = "appetite.set")]
    AppetiteSet {
        /// One statement a category.
        statements: Vec<Statement>,
        /// Who approved it.
        approved_by: Subject,
    },
    /// An initiative was funded.
    #[serde(rename = "initiative.funded")]
    Funded {
        /// What people call it.
        title: Name,
        /// What it is for.
        purpose: Note,
        /// How much money.
        amount: Decimal,
        /// Which money, by its three letters.
        currency: Name,
        /// For which period.
        period: Name,
        /// Which share of all money for AI it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        share_of_ai_budget: Option<Decimal>,
        /// The threats it works against.
        #[serde(default)]
        threats: Vec<Name>,
        /// The risks it lowers.
        #[serde(default)]
        risks: Vec<Subject>,
        /// Who answers for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Subject>,
    },
    /// Money was spent on an initiative.
    #[serde(rename = "initiative.spent")]
    Spent {
        /// The bill.
        reference: Name,
        /// How much.
        amount: Decimal,
        /// When.
        on: Micros,
        /// For what.
        what: Note,
    },
    /// Something came of an initiative.
    #[serde(rename = "initiative.outcome_recorded")]
    OutcomeRecorded {
        /// In words.
        note: Note,
        /// In figures, by metric id.
        #[serde(default)]
        metrics: BTreeMap<String, Decimal>,
    },
    /// Somebody else answers for an initiative from now on.
    #[serde(rename = "initiative.reassigned")]
    InitiativeReassigned {
        /// Who.
        owner: Subject,
    },
    /// An initiative was closed.
    #[serde(rename = "initiative.closed")]
    InitiativeClosed {
        /// How it ended.
        #[serde(default)]
        summary: Personal,
    },
    /// A meeting was held.
    #[serde(rename = "meeting.held")]
    Held {
        /// What people call it.
        title: Name,
        /// The period it looked at.
        period: Name,
        /// The moment its figures count from.
        as_of: Micros,
        /// The system it was about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// What was shown.
        #[serde(default)]
        highlights: Vec<Note>,
        /// What was decided, numbered from 1.
        #[serde(default)]
        decisions: Vec<Decision>,
    },
    /// A decision of a meeting was followed up.
    #[serde(rename = "meeting.decision_followed_up")]
    FollowedUp {
        /// Its number, from 1.
        decision: u64,
        /// Whether it is done.
        done: bool,
        /// What there is to say.
        #[serde(default)]
        note: Personal,
    },
    /// A decision of a meeting was given to somebody else.
    #[serde(rename = "meeting.decision_reassigned")]
    DecisionReassigned {
        /// Its number, from 1.
        decision: u64,
        /// To whom.
        owner: Subject,
    },
    /// Somebody was told that a decision is overdue.
    #[serde(rename = "meeting.decision_due_noticed")]
    DecisionDueNoticed {
        /// Its number, from 1.
        decision: u64,
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// An exercise was completed.
    #[serde(rename = "exercise.completed")]
    ExerciseCompleted {
        /// What was played.
        scenario: Note,
        /// The system it was played on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// Minutes until the blast radius was known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes_to_blast_radius: Option<u64>,
        /// Hours until it was contained.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours_to_contain: Option<Decimal>,
        /// How much was found to mend.
        findings: u64,
        /// What was measured, by metric id.
        #[serde(default)]
        metrics: BTreeMap<String, Decimal>,
    },
    /// A survey was closed.
    #[serde(rename = "survey.closed")]
    SurveyClosed {
        /// What people call it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Name>,
        /// What it says, by metric id.
        metrics: BTreeMap<String, Decimal>,
        /// How many answered.
        responses: u64,
    },
    /// Feedback was received.
    #[serde(rename = "feedback.received")]
    Received {
        /// As what somebody speaks.
        from_role: Name,
        /// What they say.
        #[serde(default)]
        text: Personal,
        /// About which system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
    },
    /// Feedback was settled.
    #[serde(rename = "feedback.answered")]
    FeedbackAnswered {
        /// What it leads to.
        outcome: Settled,
        /// The action or the risk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Subject>,
        /// Why.
        #[serde(default)]
        why: Personal,
    },
}

impl Event {
    /// Whether the thing its stream is about begins to exist by it.
    pub fn begins(&self) -> bool {
        matches!(
            self,
            Self::Published { .. }
                | Self::Funded { .. }
                | Self::Held { .. }
                | Self::ExerciseCompleted { .. }
                | Self::SurveyClosed { .. }
                | Self::Received { .. }
        )
    }
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Published { approved_by, .. } | Self::AppetiteSet { approved_by, .. } => {
                about.one(approved_by)
            }
            Self::Attested { policy, person, .. }
            | Self::AttestationDueNoticed { policy, person, .. } => about.one(policy).one(person),
            Self::Funded { risks, owner, .. } => about.all(risks).all(owner),
            Self::InitiativeReassigned { owner } | Self::DecisionReassigned { owner, .. } => {
                about.one(owner)
            }
            Self::Held { system, decisions, .. } => {
                about.all(system).all(decisions.iter().filter_map(|one| one.owner.as_ref()))
            }
            Self::ExerciseCompleted { system, .. } | Self::Received { system, .. } => {
                about.all(system)
            }
            Self::FeedbackAnswered { to, .. } => about.all(to),
            Self::ReviewDueNoticed { told, .. } | Self::DecisionDueNoticed { told, .. } => {
                about.all(told)
            }
            Self::TextKept { .. }
            | Self::Retired { .. }
            | Self::Spent { .. }
            | Self::OutcomeRecorded { .. }
            | Self::InitiativeClosed { .. }
            | Self::FollowedUp { .. }
            | Self::SurveyClosed { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
