//! Awareness: what people must know for the roles they hold, and that they showed it.
//!
//! A curriculum says which modules a role needs and for how long a result counts. What is required
//! of whom is never stored: [`duties()`] derives it for the moment asked about from the roles a
//! person holds, the systems they work on, the curriculum in force, and what the person completed or
//! was excused from.
//! Training runs of models are another room, `training`.
//!
//! One stream holds the curriculum, with its campaigns, because only it knows which modules there
//! are. One stream a person holds what that person did: a decision about a module needs their failed
//! tries, their newest completion and their waiver of it, and nobody else's; a few facts a year.
//!
//! # Invariants
//! - A curriculum is published whole and never overwritten. (`a_version_is_not_overwritten`)
//! - A curriculum names each module once, and only roles and modules that exist.
//!   (`a_curriculum_names_only_what_exists`)
//! - A version begins to count on the day it is published, or later. (`a_version_never_counts_in_the_past`)
//! - An own module keeps its answers out of the leaf. (`the_answers_of_an_own_module_are_sealed`)
//! - A test is graded here, and every question must be answered. (`every_question_must_be_answered`)
//! - Whoever reaches the pass score completes the module; nobody else does. (`the_pass_score_decides`)
//! - An attempt is graded once. (`an_attempt_is_graded_once`)
//! - After three failed tries somebody has to assign the module anew. (`after_three_tries_somebody_must_help`)
//! - A result from outside counts only if it passes. (`a_result_from_outside_must_pass`)
//! - A waiver ends, within a year. (`a_waiver_ends_within_a_year`)
//! - Being told is recorded once for what is due when. (`somebody_is_told_once`)
//! - What is required follows from roles, curriculum, completions and waivers.
//!   (`duties_follow_from_any_history`)
//! - Whoever works on a system needs what is asked for it. (`whoever_works_on_a_system_needs_what_it_asks_for`)
//! - A completion counts until its months are over, and not a moment longer.
//!   (`a_completion_counts_until_its_months_are_over`)
//!
//! # Deliberately absent
//! - Assignments by role: they are derived, so they cannot be stale.
//! - The answers somebody gave: only the score is kept.
//! - Who may waive or record whose training: see the app.

mod curriculum;
mod decider;
mod duties;
mod events;
mod plan;
mod record;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Decimal, Digest, Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

pub use curriculum::{
    Asked, Audience, Key, Lesson, Markdown, Module, Paper, Publication, Question, RolePlan, Terms,
};
pub use decider::{Awareness, Marks, Sealed, State, grade};
pub use duties::{Because, Duty, Learner, Notice, Standing, duties, notices};
pub use events::Event;
pub use plan::{Campaign, Own, Plan, Rule};
pub use record::{Assignment, Completion, Record};
pub use refusal::Refusal;

use crate::words::words;

words! {
    /// What somebody is told about a duty.
    pub enum Told {
        /// It is due soon.
        Coming = "coming",
        /// It is overdue.
        Overdue = "overdue",
    }
}

/// Failed tries after which a test waits for help.
pub const TRIES: u32 = 3;

/// What can be asked of the curriculum (stream `curriculum:…`) or about a person (`learner:…`).
///
/// What is skipped when written is no part of the request: the app looks it up when the command is
/// decided, and makes it a condition of what is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Publish a version of the curriculum.
    Publish(Publication),
    /// Publish an own module, or a new edition of it.
    PublishModule {
        /// The curriculum it joins; its key seals the answers.
        curriculum: Subject,
        /// Its text and questions.
        lesson: Lesson,
        /// SHA-256 of text and questions.
        digest: Digest,
    },
    /// Take an own module away.
    WithdrawModule {
        /// Which.
        module: Name,
        /// Why.
        reason: Personal,
    },
    /// Ask many people for some modules until a day.
    StartCampaign {
        /// Its id.
        campaign: Name,
        /// What people call it.
        title: Name,
        /// The modules.
        modules: Vec<Name>,
        /// Whom it asks.
        audience: Audience,
        /// Until when.
        due: Micros,
        /// Whether what was completed before it started does not count.
        anew: bool,
    },
    /// Stop a campaign.
    StopCampaign {
        /// Which.
        campaign: Name,
        /// Why.
        reason: Personal,
    },
    /// Take the test of a module.
    Take {
        /// Which module.
        module: Name,
        /// The attempt; it says in which order the options were shown.
        attempt: Name,
        /// Question → the option chosen, counted from 0 in the order of the curriculum.
        answers: BTreeMap<String, u32>,
        /// The test with its answers.
        #[serde(skip)]
        paper: Option<Paper>,
    },
    /// Record a result that was reached elsewhere.
    Record {
        /// Which module.
        module: Name,
        /// The score, from 0 to 1.
        score: Decimal,
        /// When it was reached; now when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Micros>,
        /// What the curriculum says of the module.
        #[serde(skip)]
        terms: Option<Terms>,
    },
    /// Ask one person for a module. It opens a test that was failed too often.
    Assign {
        /// Which module.
        module: Name,
        /// Until when.
        due: Micros,
        /// Why.
        why: Personal,
        /// What the curriculum says of the module.
        #[serde(skip)]
        terms: Option<Terms>,
    },
    /// Excuse a person from a module for a while.
    Waive {
        /// Which module.
        module: Name,
        /// Until when.
        until: Micros,
        /// Why.
        reason: Personal,
        /// What the curriculum says of the module.
        #[serde(skip)]
        terms: Option<Terms>,
    },
    /// Record that somebody was told what is due.
    Tell {
        /// What.
        notices: Vec<Notice>,
        /// Who was told.
        told: Vec<Subject>,
    },
}

/// The stream that holds what a person learnt; none for what is no person.
pub fn learner_of(person: &Subject) -> Option<Subject> {
    renamed(person, Kind::Person, Kind::Learner)
}

/// The person whose learning a stream holds; none for another stream.
pub fn person_of(learner: &Subject) -> Option<Subject> {
    renamed(learner, Kind::Learner, Kind::Person)
}

fn renamed(subject: &Subject, from: Kind, to: Kind) -> Option<Subject> {
    let is_it = subject.kind() == from && subject.version().is_none();
    if is_it { Subject::new(to, &subject.label(), None).ok() } else { None }
}
