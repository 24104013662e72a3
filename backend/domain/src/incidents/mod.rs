//! Incidents: what went wrong, how far it reached, who was told, and how it ended.
//!
//! An incident is opened, contained, closed, and looked back on. Its timeline is the list of its
//! facts. A containment writes here and into other rooms in one append.
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
//!
//! # Deliberately absent
//! - No list of what is affected: the lineage derives it for any moment; the event keeps the counts as seen.
//! - Reopening: a new incident is opened and refers to the old one.

mod decider;
mod events;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::{Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::words::words;

pub use decider::{Incidents, State};
pub use events::Event;
pub use refusal::Refusal;

words! {
    /// How bad it is; 1 is worst.
    pub enum Severity {
        /// People are or may be harmed.
        Sev1 = "sev1",
        /// Serious harm to the business or to rights.
        Sev2 = "sev2",
        /// Limited harm.
        Sev3 = "sev3",
        /// Hardly any harm.
        Sev4 = "sev4",
    }
}

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
}
