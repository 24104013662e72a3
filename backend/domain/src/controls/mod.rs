//! Controls: per system and control, who answers for it, what shows it, and how it stands.
//!
//! How a control stands is never recorded: it is derived from the evidence of the moment asked
//! about. The stream (`control:SYSTEM.CONTROL`) keeps what people decide: an owner, that it does
//! not apply, evidence that speaks for it although nothing else ties it to it; and what somebody
//! was told.
//!
//! # Invariants
//! - One person answers for a control of a system. (`a_new_owner_follows_the_old_one`)
//! - Only people answer for a control. (`only_people_own_controls`)
//! - A stream belongs to one system. (`a_stream_stays_with_its_system`)
//! - What does not apply says why, and can be restored. (`not_applicable_can_be_restored`)
//! - Evidence is linked once, and only what is linked is unlinked. (`evidence_is_linked_once`)
//! - Somebody is told once that a date has come. (`a_date_is_noticed_once`)
//! - A notice tells of a change. (`a_notice_tells_of_a_change`)
//! - Somebody is told once of each turn for the worse. (`a_turn_is_noticed_once`)
//! - What does not apply is not applicable, never a pass. (`what_does_not_apply_is_never_a_pass`)
//! - A rule says why it is or is not for a system: by class, stage, segment and the rest.
//!   (`a_rule_names_class_stage_and_segment`)
//! - Data of a segment is held to the tests for it, other data is not. (`a_segment_is_held_to_its_own_limit`)
//! - How a control stands follows from the evidence of the moment. (`a_control_stands_as_its_evidence_says`)
//! - Evidence of another model is no evidence. (`evidence_of_another_model_is_no_evidence`)
//! - Every live deployment is covered, or the control is not shown. (`every_live_deployment_is_covered`)
//! - What has failed does not get better with age. (`a_failure_does_not_age_into_stale`)
//! - Only fresh passes count against a threat. (`only_fresh_passes_count`)
//! - A fact of a room fills what nobody handed in, or what no longer counts; it never speaks against
//!   evidence that counts. (`the_record_fills_what_nobody_handed_in`)
//! - A fact counts no longer than it says, and one that holds does not age.
//!   (`a_fact_counts_as_long_as_it_says`)
//!
//! # Deliberately absent
//! - No stored status: it would be wrong the moment evidence ages.
//! - No waivers: a pass with a waiver counts half, once waivers are recorded.

mod applies;
mod assess;
mod decider;
mod effectiveness;
mod events;
mod record;
mod refusal;
#[cfg(test)]
mod tests;

use kernel::{Micros, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use applies::Profile;
pub use assess::{
    Assessment, Change, Grounds, Piece, Question, Reading, Recorded, Target, TestResult, assess,
    changes_whole,
};
pub use decider::{Controls, State};
pub use effectiveness::{Effectiveness, weight};
pub use events::Event;
pub use record::{Lasts, RoomFact, Stands};
pub use refusal::Refusal;

words! {
    /// How a control or one of its tests stands at a moment.
    pub enum Status {
        /// Fresh evidence says no.
        Fail = "fail",
        /// There is nothing to show.
        Missing = "missing",
        /// What there is no longer counts.
        Stale = "stale",
        /// What there is cannot tell.
        Inconclusive = "inconclusive",
        /// Fresh evidence says yes.
        Pass = "pass",
        /// It is not for this system.
        NotApplicable = "not_applicable",
    }
}

/// What can be asked of a control of a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Make a person answer for it.
    AssignOwner {
        /// The system.
        system: Subject,
        /// Who (`person:…`).
        person: Subject,
    },
    /// Decide that it does not apply.
    MarkNotApplicable {
        /// The system.
        system: Subject,
        /// Why.
        reason: Personal,
    },
    /// Let it apply again.
    RestoreApplicability {
        /// The system.
        system: Subject,
        /// Why.
        reason: Personal,
    },
    /// Let evidence speak for it that nothing else ties to it.
    LinkEvidence {
        /// The system.
        system: Subject,
        /// The evidence (`evidence:…`).
        evidence: Subject,
    },
    /// Take such a link back.
    UnlinkEvidence {
        /// The system.
        system: Subject,
        /// The evidence.
        evidence: Subject,
    },
    /// Keep that a change of its status was noticed.
    NoticeStatus {
        /// The system.
        system: Subject,
        /// What it was.
        from: Status,
        /// What it became.
        to: Status,
        /// Because of what.
        because: Personal,
    },
    /// Keep that somebody was told that it turned for the worse.
    NoticeTurn {
        /// The system.
        system: Subject,
        /// What it was.
        from: Status,
        /// What it became.
        to: Status,
        /// When it turned.
        since: Micros,
        /// Who was told; nobody when nobody answers for it.
        told: Option<Subject>,
    },
    /// Keep that somebody was told that a date has come.
    NoticeDue {
        /// The system.
        system: Subject,
        /// What came due: evidence that no longer counts.
        what: Subject,
        /// When it came due.
        due: Micros,
        /// Who was told; nobody when nobody answers for it.
        told: Option<Subject>,
    },
}

impl Command {
    /// The system the command is about.
    pub fn system(&self) -> &Subject {
        match self {
            Self::AssignOwner { system, .. }
            | Self::MarkNotApplicable { system, .. }
            | Self::RestoreApplicability { system, .. }
            | Self::LinkEvidence { system, .. }
            | Self::UnlinkEvidence { system, .. }
            | Self::NoticeStatus { system, .. }
            | Self::NoticeTurn { system, .. }
            | Self::NoticeDue { system, .. } => system,
        }
    }
}

/// The stream of a control of a system, `control:SYSTEM.CONTROL`.
pub fn stream(system: &Subject, control: &str) -> Result<Subject, kernel::BadSubject> {
    let plain = system.stream().label();
    Subject::new(kernel::Kind::Control, &format!("{plain}.{control}"), None)
}

/// The id of the control a stream names; ids of controls hold no dot.
pub fn control_of(stream: &Subject) -> String {
    let label = stream.label();
    label.rsplit_once('.').map_or(label.clone(), |(_, control)| control.to_owned())
}
