//! Incidents: what went wrong, how far it reached, who was told, and how it ended.
//!
//! An incident is opened, assessed, contained, closed, and looked back on. Its timeline is the list of
//! its facts. A containment writes here and into other rooms in one append. A clock runs while an
//! authority waits for a report; how much time there is comes from the legal periods that ship, and
//! the fact keeps which version of them was used.
//!
//! # Invariants
//! - An incident is opened before anything else. (`an_unknown_incident_is_refused`)
//! - It is opened once. (`an_incident_is_opened_once`)
//! - A blast radius names what it starts from. (`a_blast_radius_needs_roots`)
//! - A rollback is proposed before it is decided. (`a_rollback_is_proposed_before_it_is_decided`)
//! - Who proposed a rollback cannot decide it. (`a_proposer_cannot_decide`)
//! - Nobody decides the same rollback both ways. (`nobody_decides_both_ways`)
//! - A rollback is approved, and rejected by nobody, before it is completed. (`a_rollback_is_approved_before_it_is_completed`)
//! - A rescoring cannot change more decisions than it looked at. (`no_more_decisions_change_than_were_rescored`)
//! - An incident is contained before it is closed. (`an_incident_is_contained_before_it_is_closed`)
//! - After closing there are only notes and the look back. (`a_closed_incident_takes_only_notes`)
//! - Which threats it realised is said when it is opened or later, after its end too, and can be put
//!   right. (`the_threats_it_realised_can_be_put_right`)
//! - Harm to life or health makes an incident one of the worst. (`bodily_harm_is_of_the_worst_severity`)
//! - Each role in the handling is held by one person at a time. (`a_role_is_held_by_one_person`)
//! - A measure is confirmed by another person than the one who carries it out.
//!   (`an_owner_does_not_confirm_a_measure`)
//! - An incident is not contained while a measure is neither confirmed nor withdrawn.
//!   (`nothing_is_contained_while_a_measure_is_open`)
//! - A clock ends when the law says, counted from the moment of awareness. (`a_clock_ends_when_the_law_says`)
//! - A clock is never put off: awareness moves back only. (`a_clock_is_never_put_off`)
//! - An incident is not closed while a clock runs. (`no_incident_is_closed_while_a_clock_runs`)
//! - A report lies between awareness and now. (`a_report_lies_between_awareness_and_now`)
//! - People are told of a day once. (`a_day_of_an_incident_is_told_once`)
//! - A correction takes away a root cause that was published. (`a_correction_names_a_published_cause`)
//! - It is looked back on after it is contained, by people. (`a_look_back_follows_containment`)
//!
//! # Deliberately absent
//! - No list of what is affected: the lineage derives it for any moment; the event keeps the counts as seen.
//! - Reopening: a new incident is opened and refers to the old one.
//! - Tasks: actions of `reviews` name their incident, with owner, day and somebody who sees them done.
//! - A way out of a role but to give it to somebody else: a role that nobody holds is forgotten.

mod decider;
mod events;
mod periods;
mod refusal;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::risks::Category;

pub use decider::{Incidents, State};
pub use events::Event;
pub use periods::{Period, PeriodVersion, period, periods};
pub use refusal::Refusal;
pub use values::{Due, Harm, Role, Severity};

/// What can be asked of an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Open it (stream `incident:…`).
    Open {
        /// How bad it is.
        severity: Severity,
        /// What people call it.
        title: Name,
        /// The AI system it is about.
        system: Option<Subject>,
        /// What showed it.
        detected_by: Vec<Name>,
        /// Where it began: suspect batches or versions.
        roots: Vec<Subject>,
        /// The threats of the catalogue it realised; none when it is not known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        threats: Vec<Name>,
    },
    /// Say which threats it realised: all of them.
    NameThreats {
        /// Ids of the catalogue, in any order; none when it is not known any more.
        threats: Vec<Name>,
    },
    /// Add to its timeline.
    AddNote {
        /// What there is to say.
        note: Personal,
    },
    /// Keep how far it reaches, as computed.
    RecordBlastRadius {
        /// From where it was computed.
        roots: Vec<Subject>,
        /// How many are affected, by kind of subject.
        counts: BTreeMap<String, u64>,
        /// The position it was computed at.
        as_of: u64,
    },
    /// Record that an owner was told.
    TellOwner {
        /// Who.
        person: Subject,
        /// About what.
        about: Vec<Subject>,
    },
    /// Propose to roll a deployment back.
    ProposeRollback {
        /// Which deployment.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which; none where there is no clean version.
        to: Option<Subject>,
    },
    /// Decide a proposed rollback.
    DecideRollback {
        /// Of which deployment.
        deployment: Subject,
        /// Yes or no.
        approved: bool,
        /// Why.
        reason: Personal,
    },
    /// Record that a rollback is done.
    CompleteRollback {
        /// Of which deployment: the one rolled back, or the one that serves now.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which.
        to: Subject,
        /// How long it took, in minutes.
        minutes: Option<u64>,
    },
    /// Record that somebody outside was told.
    SendNotice {
        /// Who.
        addressee: Personal,
        /// What they were told.
        about: Personal,
    },
    /// Record that past decisions were looked at again.
    RecordRescoring {
        /// How many decisions.
        total: u64,
        /// How many came out differently.
        changed: u64,
        /// How many, by deployment.
        by_deployment: BTreeMap<String, u64>,
        /// How it was done.
        method: Note,
    },
    /// The harm has stopped spreading.
    Contain,
    /// It is over.
    Close {
        /// How it ended.
        summary: Personal,
    },
    /// Publish what was learnt.
    PublishPostmortem {
        /// What made it happen.
        root_causes: Vec<Note>,
    },
    /// Judge what it did, and how bad that is.
    Assess {
        /// How bad it is.
        severity: Severity,
        /// The catalogue's category it belongs to.
        category: Category,
        /// The harm that came about.
        #[serde(default)]
        harms: Vec<Harm>,
        /// How many people it struck; none where nobody counted.
        persons: Option<u64>,
        /// Why it is judged so.
        why: Personal,
    },
    /// Give somebody a role in its handling.
    GiveRole {
        /// Which.
        role: Role,
        /// Who.
        person: Subject,
    },
    /// Order a measure against the harm.
    OrderMeasure {
        /// Its name within the incident.
        measure: Name,
        /// Who carries it out.
        owner: Subject,
        /// What is to be done.
        what: Personal,
        /// What it is done to.
        #[serde(default)]
        about: Vec<Subject>,
    },
    /// Say that a measure works.
    ConfirmMeasure {
        /// Which.
        measure: Name,
        /// What was seen.
        note: Personal,
    },
    /// Take a measure back that is not confirmed.
    WithdrawMeasure {
        /// Which.
        measure: Name,
        /// Why.
        why: Personal,
    },
    /// Start the clock of a report to an authority.
    StartClock {
        /// The legal period.
        period: Name,
        /// When somebody became aware; when it was opened where nobody says.
        aware: Option<Micros>,
        /// Whether the law does not bind here, or not yet, and is followed all the same.
        #[serde(default)]
        voluntary: bool,
    },
    /// Record that an authority has the report.
    MeetClock {
        /// The legal period.
        period: Name,
        /// When the report was handed in.
        submitted: Micros,
        /// To whom.
        addressee: Personal,
        /// What they were told.
        about: Personal,
    },
    /// Say that a report is not owed after all.
    DismissClock {
        /// The legal period.
        period: Name,
        /// Why.
        why: Personal,
    },
    /// Record that somebody was told that a day comes or has passed.
    NoticeDue {
        /// What of it.
        what: Due,
        /// The legal period; none for the look back.
        period: Option<Name>,
        /// The moment.
        due: Micros,
        /// Who.
        told: Vec<Subject>,
    },
    /// Say what came of it, so that it does not happen again.
    LinkCorrection {
        /// What: an action, a risk, a control, training.
        to: Subject,
        /// The root cause it takes away.
        cause: Option<Note>,
    },
    /// Say that something was no correction of it.
    UnlinkCorrection {
        /// What.
        to: Subject,
    },
    /// Record that those who handled it looked back on it together.
    HoldReview {
        /// When.
        held: Micros,
        /// Who took part.
        participants: Vec<Subject>,
        /// What they said.
        note: Personal,
    },
}
