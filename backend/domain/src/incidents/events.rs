//! What has happened in an incident. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Due, Harm, Role, Severity};
use crate::{about::About, risks::Category};

/// A fact about an incident. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was opened.
    #[serde(rename = "incident.opened")]
    Opened {
        /// How bad it is.
        severity: Severity,
        /// What people call it.
        title: Name,
        /// The AI system it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// What showed it.
        #[serde(default)]
        detected_by: Vec<Name>,
        /// Where it began.
        #[serde(default)]
        roots: Vec<Subject>,
        /// The threats of the catalogue it realised, as far as somebody knew.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        threats: Vec<Name>,
    },
    /// Somebody said which threats it realised.
    #[serde(rename = "incident.threats_named")]
    ThreatsNamed {
        /// All of them, as known then; none when it is not known any more.
        #[serde(default)]
        threats: Vec<Name>,
    },
    /// Somebody added to its timeline.
    #[serde(rename = "incident.noted")]
    Noted {
        /// What there was to say.
        #[serde(default)]
        note: Personal,
    },
    /// It was computed how far it reaches.
    #[serde(rename = "incident.blast_radius_computed")]
    BlastRadiusComputed {
        /// From where.
        #[serde(default)]
        roots: Vec<Subject>,
        /// How many are affected, by kind of subject.
        #[serde(default)]
        counts: BTreeMap<String, u64>,
        /// The position it was computed at.
        as_of: u64,
    },
    /// An owner was told.
    #[serde(rename = "incident.owner_told")]
    OwnerTold {
        /// Who.
        person: Subject,
        /// About what.
        #[serde(default)]
        about: Vec<Subject>,
    },
    /// A rollback was proposed.
    #[serde(rename = "incident.rollback_proposed")]
    RollbackProposed {
        /// Of which deployment.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which; none where there is no clean version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Subject>,
    },
    /// A rollback was decided.
    #[serde(rename = "incident.rollback_decided")]
    RollbackDecided {
        /// Of which deployment.
        deployment: Subject,
        /// Yes or no.
        approved: bool,
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A rollback is done.
    #[serde(rename = "incident.rollback_completed")]
    RollbackCompleted {
        /// Of which deployment.
        deployment: Subject,
        /// From which exact model version.
        from: Subject,
        /// To which.
        to: Subject,
        /// How long it took, in minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u64>,
    },
    /// Somebody outside was told.
    #[serde(rename = "incident.notice_sent")]
    NoticeSent {
        /// Who.
        #[serde(default)]
        addressee: Personal,
        /// What they were told.
        #[serde(default)]
        about: Personal,
    },
    /// Past decisions were looked at again.
    #[serde(rename = "incident.decisions_rescored")]
    DecisionsRescored {
        /// How many decisions.
        total: u64,
        /// How many came out differently.
        changed: u64,
        /// How many, by deployment.
        #[serde(default)]
        by_deployment: BTreeMap<String, u64>,
        /// How it was done.
        method: Note,
    },
    /// The harm stopped spreading.
    #[serde(rename = "incident.contained")]
    Contained {},
    /// It was over.
    #[serde(rename = "incident.closed")]
    Closed {
        /// How it ended.
        #[serde(default)]
        summary: Personal,
    },
    /// What was learnt was published.
    #[serde(rename = "incident.postmortem_published")]
    PostmortemPublished {
        /// What made it happen.
        #[serde(default)]
        root_causes: Vec<Note>,
    },
    /// It was judged what it did, and how bad that is.
    #[serde(rename = "incident.assessed")]
    Assessed {
        /// How bad it is.
        severity: Severity,
        /// The catalogue's category it belongs to.
        category: Category,
        /// The harm that came about.
        #[serde(default)]
        harms: Vec<Harm>,
        /// How many people it struck; none where nobody counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        persons: Option<u64>,
        /// Why it is judged so.
        #[serde(default)]
        why: Personal,
    },
    /// Somebody took a role in its handling.
    #[serde(rename = "incident.role_given")]
    RoleGiven {
        /// Which.
        role: Role,
        /// Who.
        person: Subject,
    },
    /// A measure against the harm was ordered.
    #[serde(rename = "incident.measure_ordered")]
    MeasureOrdered {
        /// Its name within the incident.
        measure: Name,
        /// Who carries it out.
        owner: Subject,
        /// What is to be done.
        #[serde(default)]
        what: Personal,
        /// What it is done to.
        #[serde(default)]
        about: Vec<Subject>,
    },
    /// Somebody saw that a measure works.
    #[serde(rename = "incident.measure_confirmed")]
    MeasureConfirmed {
        /// Which.
        measure: Name,
        /// What they saw.
        #[serde(default)]
        note: Personal,
    },
    /// A measure is no longer wanted.
    #[serde(rename = "incident.measure_withdrawn")]
    MeasureWithdrawn {
        /// Which.
        measure: Name,
        /// Why.
        #[serde(default)]
        why: Personal,
    },
    /// The time for a report to an authority began.
    #[serde(rename = "incident.clock_started")]
    ClockStarted {
        /// The legal period.
        period: Name,
        /// Its version.
        version: u64,
        /// The law and its article.
        law: Name,
        /// How many hours there are.
        hours: u64,
        /// When somebody became aware.
        aware: Micros,
        /// When the time is over.
        due: Micros,
        /// Whether the law does not bind here, or not yet, and is followed all the same.
        #[serde(default)]
        voluntary: bool,
    },
    /// An authority has the report.
    #[serde(rename = "incident.clock_met")]
    ClockMet {
        /// The legal period.
        period: Name,
        /// When the report was handed in.
        submitted: Micros,
        /// To whom.
        #[serde(default)]
        addressee: Personal,
        /// What they were told.
        #[serde(default)]
        about: Personal,
    },
    /// A report is not owed after all.
    #[serde(rename = "incident.clock_dismissed")]
    ClockDismissed {
        /// The legal period.
        period: Name,
        /// Why.
        #[serde(default)]
        why: Personal,
    },
    /// Somebody was told that a day comes or has passed.
    #[serde(rename = "incident.due_noticed")]
    DueNoticed {
        /// What of it.
        what: Due,
        /// The legal period; none for the look back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<Name>,
        /// The moment.
        due: Micros,
        /// Who.
        #[serde(default)]
        told: Vec<Subject>,
    },
    /// Something came of it, so that it does not happen again.
    #[serde(rename = "incident.correction_linked")]
    CorrectionLinked {
        /// What: an action, a risk, a control, training.
        to: Subject,
        /// The root cause it takes away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Note>,
    },
    /// That was no correction of it.
    #[serde(rename = "incident.correction_unlinked")]
    CorrectionUnlinked {
        /// What.
        to: Subject,
    },
    /// Those who handled it looked back on it together.
    #[serde(rename = "incident.review_held")]
    ReviewHeld {
        /// When.
        held: Micros,
        /// Who took part.
        #[serde(default)]
        participants: Vec<Subject>,
        /// What they said.
        #[serde(default)]
        note: Personal,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Opened { system, roots, .. } => about.all(system).all(roots),
            Self::BlastRadiusComputed { roots, .. } => about.all(roots),
            Self::OwnerTold { person, about: told } => about.one(person).all(told),
            Self::RollbackProposed { deployment, from, to } => {
                about.one(deployment).one(from).all(to)
            }
            Self::RollbackDecided { deployment, .. } => about.one(deployment),
            Self::RollbackCompleted { deployment, from, to, .. } => {
                about.one(deployment).one(from).one(to)
            }
            Self::DecisionsRescored { by_deployment, .. } => {
                let deployments: Vec<Subject> = by_deployment
                    .keys()
                    .filter_map(|name| Subject::new(kernel::Kind::Deployment, name, None).ok())
                    .collect();
                about.all(&deployments)
            }
            Self::RoleGiven { person, .. } => about.one(person),
            Self::MeasureOrdered { owner, about: things, .. } => about.one(owner).all(things),
            Self::DueNoticed { told, .. } => about.all(told),
            Self::CorrectionLinked { to, .. } | Self::CorrectionUnlinked { to } => about.one(to),
            Self::ReviewHeld { participants, .. } => about.all(participants),
            Self::ThreatsNamed { .. }
            | Self::Noted { .. }
            | Self::NoticeSent { .. }
            | Self::Contained {}
            | Self::Closed { .. }
            | Self::PostmortemPublished { .. }
            | Self::Assessed { .. }
            | Self::MeasureConfirmed { .. }
            | Self::MeasureWithdrawn { .. }
            | Self::ClockStarted { .. }
            | Self::ClockMet { .. }
            | Self::ClockDismissed { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
