//! The programme: what leaders mandate, fund, exercise and ask about, and what came of it.
//!
//! Policies are published in versions and attested by the people they bind. The appetite says how
//! much risk the organisation takes. Initiatives are funded, spent on and show outcomes. Meetings
//! look at figures as of a moment and decide. Exercises, surveys and feedback say how well it works.
//!
//! A meeting's highlights and decisions, and what an initiative is for, are notes of the
//! organisation and not of a person: they stay readable after an erasure, so no form asks for names
//! in them. What somebody says in their own words (feedback, why, a follow-up) is theirs.
//!
//! An attestation has a stream of its own, one per policy and person: a thousand people who attest on
//! the same morning then never wait for each other, and none of them reads the others' facts.
//!
//! # Invariants
//! - A policy is published before anything else happens to it. (`an_unknown_policy_is_refused`)
//! - A newer version has a higher number, and a version never changes. (`a_version_never_changes`)
//! - A version has one text: the one that it was published with, where it names a digest.
//!   (`a_version_has_one_text`)
//! - A text is a PDF or Markdown, and has something in it. (`a_text_can_be_read`)
//! - Who publishes a policy does not approve it. (`a_publisher_does_not_approve`)
//! - A policy binds roles of the catalogue. (`a_policy_binds_roles_of_the_catalogue`)
//! - A retired policy binds nobody. (`a_retired_policy_takes_nothing_more`)
//! - Everybody attests for themselves. (`nobody_attests_for_another`)
//! - Only the current version is attested, by somebody it binds. (`only_the_bound_attest_the_current_version`)
//! - Who is bound, and until when to attest, follows from roles and publication. (`the_day_to_attest_follows_from_roles`)
//! - That a day has passed is noticed once. (`a_passed_day_of_the_programme_is_noticed_once`)
//! - Who sets the appetite does not approve it. (`the_appetite_is_approved_by_another`)
//! - Every category has one statement. (`a_category_has_one_statement`)
//! - Money is a plain amount in a currency. (`money_is_a_plain_amount`)
//! - Amounts add up exactly. (`amounts_add_up_exactly`)
//! - The same bill is spent once. (`a_bill_is_spent_once`)
//! - A closed initiative spends nothing. (`a_closed_initiative_spends_nothing`)
//! - Somebody else may answer for an initiative until it is closed. (`an_initiative_is_given_to_somebody_else`)
//! - A meeting looks at what had happened. (`a_meeting_sees_no_future`)
//! - A meeting has something to say. (`a_meeting_says_something`)
//! - Only decisions that were made are followed up, until they are done. (`a_decision_is_followed_up_until_done`)
//! - A decision is given to somebody else until it is done. (`a_decision_is_given_to_somebody_else`)
//! - A survey without answers says nothing. (`a_survey_has_answers`)
//! - An exercise, a survey and a piece of feedback are recorded once. (`each_record_is_made_once`)
//! - Who gives feedback speaks as a role of the catalogue. (`feedback_comes_from_a_known_role`)
//! - Who gives feedback does not settle it. (`nobody_settles_their_own_feedback`)
//! - Feedback that leads to an action or a risk names it. (`settled_feedback_names_what_follows`)
//!
//! # Deliberately absent
//! - Overdue: whether a day has passed depends on when one asks; the event says that somebody was told.
//! - What is in the text of a policy: the bytes are kept under their digest, as files of evidence are.
//! - No facts about texts from outside: the bytes come first, and the event after them.
//! - What is left of a budget: it follows from what was funded and spent.

mod binding;
mod decider;
mod events;
mod money;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use binding::{attest_by, bound_since, review_by};
pub use decider::{Programme, State};
pub use events::Event;
pub use money::sum;
pub use refusal::Refusal;

words! {
    /// How much risk of a category the organisation takes.
    pub enum Level {
        /// As little as can be.
        Low = "low",
        /// Some, where it pays.
        Medium = "medium",
        /// Much, inside guard rails.
        High = "high",
    }
}

words! {
    /// The worst band of residual risk that is tolerated.
    pub enum Tolerance {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Very high.
        VeryHigh = "very_high",
    }
}

words! {
    /// What feedback leads to.
    pub enum Settled {
        /// Somebody mends it.
        Action = "action",
        /// It is a risk.
        Risk = "risk",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// A version of a policy, before it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// What people call it.
    pub title: Name,
    /// The number of the version.
    pub version: u64,
    /// The SHA-256 of its text.
    pub digest: Option<Digest>,
    /// Who approved it.
    pub approved_by: Subject,
    /// The roles it binds, by their ids; everybody where none is named.
    #[serde(default)]
    pub binds: Vec<Name>,
    /// Within how many days those bound attest it; no day is set where absent.
    pub attest_within_days: Option<u64>,
    /// The day by which it is reviewed; a year after its publication where absent.
    pub review_due: Option<Micros>,
}

/// The text of a version of a policy, once its bytes are there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The number of the version.
    pub version: u64,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// Its media type, one of [`TEXT_TYPES`].
    pub media_type: Name,
    /// How many bytes it has.
    pub bytes: u64,
    /// What whoever sent it calls it.
    pub name: Personal,
}

/// The media types of the text of a policy.
pub const TEXT_TYPES: &[&str] = &["application/pdf", "text/markdown"];

/// How a policy stands towards somebody who attests it; the app looks it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The current version.
    pub current: u64,
    /// Whether the policy was retired.
    pub retired: bool,
    /// Whether it binds the person.
    pub bound: bool,
}

/// How much risk of one category is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which sort of risk.
    pub category: Name,
    /// How much of it is taken.
    pub appetite: Level,
    /// The worst band that is tolerated.
    pub tolerance_max_band: Tolerance,
    /// What must not happen, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Note>,
}

/// An initiative, before it is funded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// What people call it.
    pub title: Name,
    /// What it is for.
    pub purpose: Note,
    /// How much money.
    pub amount: Decimal,
    /// Which money, by its three letters.
    pub currency: Name,
    /// For which period, `2026`.
    pub period: Name,
    /// Which share of all money for AI it is, from 0 to 1.
    pub share_of_ai_budget: Option<Decimal>,
    /// The threats it works against, by their ids in the catalogue.
    #[serde(default)]
    pub threats: Vec<Name>,
    /// The risks it lowers.
    #[serde(default)]
    pub risks: Vec<Subject>,
    /// Who answers for it.
    pub owner: Option<Subject>,
}

/// A decision of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub text: Note,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Subject>,
    /// The day by which it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Micros>,
}

/// What a meeting saw and decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// What people call it.
    pub title: Name,
    /// The period it looked at, `2026-Q1`.
    pub period: Name,
    /// The moment its figures count from.
    pub as_of: Micros,
    /// The system it was about; all of them where none is named.
    pub system: Option<Subject>,
    /// What was shown.
    #[serde(default)]
    pub highlights: Vec<Note>,
    /// What was decided; numbered from 1 in this order.
    #[serde(default)]
    pub decisions: Vec<Decision>,
}

/// What an exercise showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// What was played.
    pub scenario: Note,
    /// The system it was played on.
    pub system: Option<Subject>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<u64>,
    /// Hours until it was contained.
    pub hours_to_contain: Option<Decimal>,
    /// How much was found to mend.
    pub findings: u64,
    /// What was measured, by metric id.
    #[serde(default)]
    pub metrics: BTreeMap<String, Decimal>,
}

/// What can be asked of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Publish a version of a policy (stream `policy:…`).
    Publish(Publication),
    /// Keep the text of a version.
    KeepText(Text),
    /// Retire it.
    Retire {
        /// Why.
        reason: Personal,
    },
    /// Record that somebody was told that its review is due.
    NoticeReview {
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// Attest a version of a policy (stream `attestation:…`).
    Attest {
        /// Which policy.
        policy: Subject,
        /// Who attests: the one who asks.
        person: Subject,
        /// Which version.
        version: u64,
        /// How the policy stands towards them; unknown in an import.
        #[serde(default)]
        binding: Option<Binding>,
    },
    /// Record that somebody was told that they have not attested in time.
    NoticeAttestation {
        /// Which policy.
        policy: Subject,
        /// Who was told.
        person: Subject,
        /// Which version.
        version: u64,
        /// The day.
        due: Micros,
    },
    /// Set the appetite (stream `appetite:…`); it replaces the one before as a whole.
    SetAppetite {
        /// One statement a category.
        statements: Vec<Statement>,
        /// Who approved it.
        approved_by: Subject,
    },
    /// Fund an initiative (stream `initiative:…`).
    Fund(Funding),
    /// Record money spent on it.
    Spend {
        /// The bill; each counts once.
        reference: Name,
        /// How much; less than nothing where money came back.
        amount: Decimal,
        /// When.
        on: Micros,
        /// For what.
        what: Note,
    },
    /// Record what came of it.
    RecordOutcome {
        /// In words.
        note: Note,
        /// In figures, by metric id.
        #[serde(default)]
        metrics: BTreeMap<String, Decimal>,
    },
    /// Make somebody else answer for it.
    ReassignInitiative {
        /// Who.
        owner: Subject,
    },
    /// Close it.
    CloseInitiative {
        /// How it ended.
        summary: Personal,
    },
    /// Record a meeting (stream `meeting:…`).
    Hold(Minutes),
    /// Follow up a decision.
    FollowUp {
        /// Its number, from 1.
        decision: u64,
        /// Whether it is done.
        done: bool,
        /// What there is to say.
        note: Personal,
    },
    /// Give a decision to somebody else.
    ReassignDecision {
        /// Its number, from 1.
        decision: u64,
        /// To whom.
        owner: Subject,
    },
    /// Record that somebody was told that a decision is overdue.
    NoticeDecision {
        /// Its number, from 1.
        decision: u64,
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// Record an exercise (stream `exercise:…`).
    CompleteExercise(Drill),
    /// Record a survey (stream `survey:…`).
    CloseSurvey {
        /// What people call it.
        title: Option<Name>,
        /// What it says, by metric id.
        metrics: BTreeMap<String, Decimal>,
        /// How many answered.
        responses: u64,
    },
    /// Record feedback (stream `feedback:…`).
    Receive {
        /// As what somebody speaks: a role of the catalogue.
        from_role: Name,
        /// What they say.
        text: Personal,
        /// About which system.
        system: Option<Subject>,
    },
    /// Settle it.
    Settle {
        /// What it leads to.
        outcome: Settled,
        /// The action or the risk.
        to: Option<Subject>,
        /// Why.
        why: Personal,
    },
}
