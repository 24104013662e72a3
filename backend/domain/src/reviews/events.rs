//! What has happened to a review, a finding or an action. The `rename` strings are bytes on disk.

use kernel::{Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{Answer, Grade, Participant, Phase, Question, Verdict};
use crate::about::About;

/// A fact about a review, a finding or an action. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A design review was opened.
    #[serde(rename = "review.opened")]
    Opened {
        /// The system it looks at.
        system: Subject,
        /// When in its life.
        phase: Phase,
        /// Who takes part, with the roles held then.
        participants: Vec<Participant>,
        /// What is asked.
        #[serde(default)]
        questions: Vec<Question>,
    },
    /// Somebody else takes part from now on.
    #[serde(rename = "review.participant_joined")]
    Joined(Participant),
    /// A question was answered.
    #[serde(rename = "review.answered")]
    Answered {
        /// The threat the question is about.
        threat: Name,
        /// What was answered.
        answer: Answer,
        /// How bad it is, where something is left open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        severity: Option<Grade>,
        /// Why.
        #[serde(default)]
        note: Personal,
    },
    /// A review was concluded.
    #[serde(rename = "review.concluded")]
    Concluded {
        /// What was concluded; unknown for some that were imported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verdict: Option<Verdict>,
        /// The threats looked at.
        threats: Vec<Name>,
        /// How many high threats are open.
        open_high: u64,
        /// Why.
        #[serde(default)]
        note: Personal,
    },
    /// Somebody was told that a conclusion counts no longer.
    #[serde(rename = "review.lapse_noticed")]
    LapseNoticed {
        /// The day until which it counted.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// A finding was raised.
    #[serde(rename = "finding.raised")]
    Raised {
        /// The control that does not hold.
        control: Name,
        /// How bad it is.
        severity: Grade,
        /// What was found.
        text: Note,
        /// The system it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// The review it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Subject>,
        /// Who mends it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Subject>,
    },
    /// A finding was linked to what follows from it.
    #[serde(rename = "finding.linked")]
    Linked {
        /// A risk or an action.
        to: Subject,
    },
    /// A finding was given to somebody else to mend.
    #[serde(rename = "finding.reassigned")]
    FindingReassigned {
        /// To whom.
        owner: Subject,
    },
    /// A finding was closed by somebody who saw that it is mended.
    #[serde(rename = "finding.closed")]
    FindingClosed {
        /// What was seen.
        #[serde(default)]
        note: Personal,
    },
    /// An action was opened.
    #[serde(rename = "action.opened")]
    ActionOpened {
        /// What is to be done.
        title: Name,
        /// Who does it.
        owner: Subject,
        /// The day by which it is done.
        due: Micros,
        /// The controls it strengthens.
        #[serde(default)]
        controls: Vec<Name>,
        /// The system it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// The incident it follows from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<Subject>,
        /// The finding it mends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finding: Option<Subject>,
    },
    /// An action was given to somebody else.
    #[serde(rename = "action.reassigned")]
    Reassigned {
        /// To whom.
        owner: Subject,
    },
    /// Its owner reported an action done.
    #[serde(rename = "action.done")]
    Done {
        /// What was done.
        #[serde(default)]
        note: Personal,
    },
    /// An action was closed by somebody who saw that it is done.
    #[serde(rename = "action.closed")]
    ActionClosed {
        /// What was seen.
        #[serde(default)]
        note: Personal,
    },
    /// Somebody was told that the day of an action has passed.
    #[serde(rename = "action.overdue_noticed")]
    OverdueNoticed {
        /// The day.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
}

impl Event {
    /// Whether the thing its stream is about begins to exist by it.
    pub fn begins(&self) -> bool {
        matches!(self, Self::Opened { .. } | Self::Raised { .. } | Self::ActionOpened { .. })
    }
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Opened { system, participants, .. } => {
                about.one(system).all(participants.iter().map(|one| &one.person))
            }
            Self::Joined(participant) => about.one(&participant.person),
            Self::Raised { system, review, owner, .. } => about.all(system).all(review).all(owner),
            Self::Linked { to } => about.one(to),
            Self::ActionOpened { owner, system, incident, finding, .. } => {
                about.one(owner).all(system).all(incident).all(finding)
            }
            Self::FindingReassigned { owner } | Self::Reassigned { owner } => about.one(owner),
            Self::OverdueNoticed { told, .. } | Self::LapseNoticed { told, .. } => about.all(told),
            Self::Answered { .. }
            | Self::Concluded { .. }
            | Self::FindingClosed { .. }
            | Self::Done { .. }
            | Self::ActionClosed { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
