//! Reviews: design reviews early in a system's life, what they and others find, and who mends it.
//!
//! A design review asks one question per threat of the catalogue that can touch the system. People
//! of security take part from the start and conclude it. A finding says what is wrong; it is linked
//! to the risk or the action that follows. An action has an owner and a day by which it is done.
//!
//! # Invariants
//! - Nothing is said about a review before it is opened. (`an_unknown_review_is_refused`)
//! - A review is opened once. (`a_review_is_opened_once`)
//! - Security takes part from the start. (`a_review_needs_security`)
//! - Only those who take part answer. (`only_participants_answer`)
//! - Others may join until it is concluded. (`others_join_until_it_is_concluded`)
//! - Only questions of the review are answered. (`an_unknown_question_is_refused`)
//! - What is left open says how bad it is. (`an_open_answer_says_how_bad_it_is`)
//! - Every question is answered before a review is concluded. (`every_question_is_answered_first`)
//! - Somebody of security who took part concludes. (`security_concludes`)
//! - With a high threat open, a review does not approve. (`an_open_high_threat_is_not_approved`)
//! - How many high threats are open follows from the answers. (`open_high_threats_are_counted_from_answers`)
//! - A conclusion names the threats that were looked at. (`a_conclusion_names_threats`)
//! - A concluded review takes no more answers. (`a_concluded_review_takes_no_more_answers`)
//! - That a conclusion counts no longer is noticed once, after a year. (`a_lapsed_review_is_noticed_once`)
//! - A question is asked only where its threat can touch the system. (`questions_follow_from_the_system`)
//! - A question names the techniques that concern the kinds of the system. (`questions_follow_from_the_kind`)
//! - A finding is raised once, before anything else happens to it. (`a_finding_is_raised_once`)
//! - A finding is linked to risks and actions only. (`a_finding_is_linked_to_risks_and_actions`)
//! - Whoever mends a finding does not close it. (`an_owner_does_not_close_a_finding`)
//! - A finding is given to somebody else until it is closed, and whoever had it still does not close
//!   it. (`a_finding_is_given_to_somebody_else`)
//! - A closed finding stays closed. (`a_closed_finding_takes_no_link`)
//! - An action is opened once, before anything else happens to it. (`an_action_is_opened_once`)
//! - Only people own actions. (`only_people_own_actions`)
//! - Its owner alone reports an action done. (`only_its_owner_reports_an_action_done`)
//! - Nobody who ever owned an action closes it. (`no_owner_closes_an_action`)
//! - A closed action takes nothing more. (`a_closed_action_takes_nothing_more`)
//! - That a day has passed is noticed once. (`a_passed_day_is_noticed_once`)
//!
//! # Deliberately absent
//! - Overdue: whether a day has passed depends on when one asks; the event says that somebody was told.
//! - Moving a day: an action that comes late is closed late, and shows it.
//! - A name for who verified: it is whoever recorded the closing.
//! - Names of people in the text of a finding: it stays readable for auditors after an erasure.

mod decider;
mod events;
mod questions;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use decider::{Reviews, State};
pub use events::Event;
pub use questions::{Technique, Threat, Traits, questions};
pub use refusal::Refusal;

/// For how many days a concluded review counts (the catalogue's AIC-AW-02).
const FRESH_DAYS: i64 = 365;

/// Until when a conclusion counts.
pub fn fresh_until(concluded: Micros) -> Micros {
    concluded.plus_days(FRESH_DAYS)
}

/// Roles whose holders are the security people of a review.
pub const SECURITY: [&str; 2] = ["ai_security_lead", "security_champion"];

words! {
    /// When in a system's life a design is looked at.
    pub enum Phase {
        /// Before anybody builds.
        Concept = "concept",
        /// While it is designed.
        Design = "design",
        /// While it is built.
        Build = "build",
        /// Before a major change.
        Change = "change",
    }
}

words! {
    /// What was answered to a question of a review.
    pub enum Answer {
        /// The design takes care of it.
        Covered = "covered",
        /// Something is still to be done.
        Open = "open",
        /// The threat cannot touch this system.
        NotApplicable = "not_applicable",
    }
}

words! {
    /// What a review concludes.
    pub enum Verdict {
        /// Go on.
        Approved = "approved",
        /// Go on when what is open is closed.
        Conditional = "conditional",
        /// Design it anew.
        Rejected = "rejected",
    }
}

words! {
    /// How bad something is that was found; worst first.
    pub enum Grade {
        /// Stop until it is mended.
        Critical = "critical",
        /// Mend before going on.
        High = "high",
        /// Mend soon.
        Medium = "medium",
        /// Mend when there is time.
        Low = "low",
    }
}

impl Grade {
    /// Whether it counts as high.
    pub fn is_high(self) -> bool {
        matches!(self, Self::Critical | Self::High)
    }
}

/// Somebody who takes part in a review, with the roles held for its system when it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub person: Subject,
    /// Ids of the roles held.
    #[serde(default)]
    pub roles: Vec<Name>,
}

/// A question of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The threat it is about, by its id in the catalogue; a review asks once about each.
    pub threat: Name,
    /// What is asked.
    pub text: Note,
}

/// A design review, before it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The system it looks at.
    pub system: Subject,
    /// When in its life.
    pub phase: Phase,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// What is asked; the app derives it from the catalogue.
    #[serde(default)]
    pub questions: Vec<Question>,
}

/// A finding, before it is raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raising {
    /// The control that does not hold, by its id in the catalogue.
    pub control: Name,
    /// How bad it is.
    pub severity: Grade,
    /// What was found.
    pub text: Note,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The review it comes from.
    pub review: Option<Subject>,
    /// Who mends it.
    pub owner: Option<Subject>,
}

/// An action, before it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What is to be done.
    pub title: Name,
    /// Who does it.
    pub owner: Subject,
    /// The day by which it is done; the whole day counts, in UTC.
    pub due: Micros,
    /// The controls it strengthens, by their ids in the catalogue.
    #[serde(default)]
    pub controls: Vec<Name>,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The incident it follows from.
    pub incident: Option<Subject>,
    /// The finding it mends.
    pub finding: Option<Subject>,
}

/// What can be asked of a review, a finding or an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Open a design review (stream `review:…`).
    Open(Opening),
    /// Let somebody else take part: a successor, or somebody who knows more.
    Join(Participant),
    /// Answer one of its questions; the last answer counts.
    Answer {
        /// The threat the question is about.
        threat: Name,
        /// What is answered.
        answer: Answer,
        /// How bad it is, where something is left open.
        severity: Option<Grade>,
        /// Why, in the answerer's words.
        note: Personal,
    },
    /// Conclude it.
    Conclude {
        /// What is concluded; an import may not know.
        verdict: Option<Verdict>,
        /// The threats looked at; those of the questions where there are any.
        #[serde(default)]
        threats: Vec<Name>,
        /// How many high threats are open; counted from the answers where there are questions.
        #[serde(default)]
        open_high: u64,
        /// Why.
        note: Personal,
    },
    /// Record that somebody was told that the conclusion counts no longer.
    NoticeLapse {
        /// The day until which it counted.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// Raise a finding (stream `finding:…`).
    Raise(Raising),
    /// Link it to the risk or the action that follows from it.
    Link {
        /// Which.
        to: Subject,
    },
    /// Give it to somebody else to mend.
    ReassignFinding {
        /// To whom.
        owner: Subject,
    },
    /// Close it: what was found is mended, as somebody saw who never had to mend it.
    CloseFinding {
        /// What was seen.
        note: Personal,
    },
    /// Open an action (stream `action:…`).
    OpenAction(Plan),
    /// Give it to somebody else.
    Reassign {
        /// To whom.
        owner: Subject,
    },
    /// Report it done, as its owner.
    ReportDone {
        /// What was done.
        note: Personal,
    },
    /// Close it: it is done, as somebody saw who never owned it.
    CloseAction {
        /// What was seen.
        note: Personal,
    },
    /// Record that somebody was told that the day has passed.
    NoticeOverdue {
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
}
