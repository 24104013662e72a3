//! What has happened to a system. The `rename` strings are bytes on disk.

use kernel::{Fact, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{ActClass, Duty, Profile, RiskClass, SystemKind, questionnaire::Answers};
use crate::{about::About, deployments::Stage};

/// A fact about a system. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was registered.
    #[serde(rename = "system.registered")]
    Registered {
        /// What people call it.
        name: Name,
        /// What it is for.
        purpose: Note,
        /// What sort of AI it is.
        #[serde(default)]
        kinds: Vec<SystemKind>,
        /// How much harm it could do.
        risk_class: RiskClass,
        /// The team that builds and runs it.
        team: Subject,
        /// Whether personal data goes through it.
        processes_personal_data: bool,
        /// Whether its output decides about people.
        affects_persons: bool,
        /// Whether its models are trained in the organisation.
        trained_in_house: bool,
    },
    /// Somebody became accountable.
    #[serde(rename = "system.owner_assigned")]
    OwnerAssigned {
        /// Who.
        person: Subject,
        /// As what.
        duty: Duty,
        /// For which stage; none means all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stage: Option<Stage>,
    },
    /// Somebody is no longer accountable.
    #[serde(rename = "system.owner_released")]
    OwnerReleased {
        /// Who.
        person: Subject,
        /// As what.
        duty: Duty,
        /// For which stage; none means the accountability for all stages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stage: Option<Stage>,
    },
    /// It was described anew.
    #[serde(rename = "system.profile_changed")]
    ProfileChanged(Profile),
    /// The questionnaire of the AI Act was answered.
    #[serde(rename = "system.questionnaire_answered")]
    QuestionnaireAnswered {
        /// Version of the questionnaire.
        questionnaire: u32,
        /// The answers.
        answers: Answers,
        /// The class that follows.
        act_class: ActClass,
        /// Flags beside it.
        #[serde(default)]
        flags: Vec<String>,
    },
    /// It was taken out of use for good.
    #[serde(rename = "system.decommissioned")]
    Decommissioned {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Somebody reported the use of an AI that nobody registered.
    #[serde(rename = "intake.reported")]
    UseReported {
        /// What it is called.
        name: Name,
        /// What it is used for.
        purpose: Note,
        /// How it was found.
        found_by: Name,
        /// Who sells or hosts it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vendor: Option<Name>,
        /// The team that uses it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Subject>,
        /// What else there is to say.
        #[serde(default)]
        details: Personal,
    },
    /// The report was settled with a system.
    #[serde(rename = "intake.settled")]
    UseSettled {
        /// The system.
        system: Subject,
        /// Whether it was registered because of the report.
        registered: bool,
    },
    /// The report was dismissed.
    #[serde(rename = "intake.dismissed")]
    UseDismissed {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// A class was proposed.
    #[serde(rename = "system.classification_proposed")]
    ClassificationProposed {
        /// The class.
        act_class: ActClass,
        /// Where the answers to the questionnaire are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Name>,
    },
    /// A class was approved and holds from now on.
    #[serde(rename = "system.classification_approved")]
    ClassificationApproved {
        /// The class.
        act_class: ActClass,
        /// From which day its duties apply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obligations_from: Option<Name>,
        /// Why, in the approver's words.
        #[serde(default)]
        note: Personal,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Registered { team, .. } => about.one(team),
            Self::OwnerAssigned { person, .. } | Self::OwnerReleased { person, .. } => {
                about.one(person)
            }
            Self::UseReported { team, .. } => about.all(team),
            Self::UseSettled { system, .. } => about.one(system),
            Self::ProfileChanged(_)
            | Self::QuestionnaireAnswered { .. }
            | Self::Decommissioned { .. }
            | Self::UseDismissed { .. }
            | Self::ClassificationProposed { .. }
            | Self::ClassificationApproved { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
