//! What has happened to an environment or a run. The `rename` strings are bytes on disk.

use std::collections::BTreeMap;

use kernel::{Decimal, Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::{RunAction, RunKind};
use crate::about::About;

/// A fact about an environment or a run. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// An environment was registered.
    #[serde(rename = "environment.registered")]
    EnvironmentRegistered {
        /// What people call it.
        name: Name,
        /// How it is isolated.
        isolation: Note,
        /// The AI system it is for; none when shared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
    },
    /// The posture of an environment was attested.
    #[serde(rename = "environment.attested")]
    EnvironmentAttested {
        /// How it is isolated.
        isolation: Note,
        /// How data is encrypted in it.
        encryption: Note,
        /// Whether everybody has only the rights they need.
        least_privilege: bool,
        /// Until when the attestation counts.
        until: Micros,
    },
    /// Somebody was told that the attestation in force counts no longer.
    #[serde(rename = "environment.attestation_lapse_noticed")]
    AttestationLapseNoticed {
        /// When it ended.
        due: Micros,
        /// Who was told.
        told: Vec<Subject>,
    },
    /// A run began.
    #[serde(rename = "run.started")]
    Started {
        /// What it does.
        kind: RunKind,
        /// The AI system it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<Subject>,
        /// The exact versions that go in.
        #[serde(default)]
        inputs: Vec<Subject>,
        /// The commit of its code.
        code_commit: Name,
        /// Where it runs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        environment: Option<Subject>,
        /// Its parameters, as the tool writes them.
        #[serde(default)]
        parameters: BTreeMap<String, String>,
        /// When it began.
        started: Micros,
    },
    /// Something was done to a run: its audit trail.
    #[serde(rename = "run.action_logged")]
    ActionLogged {
        /// What was done.
        action: RunAction,
        /// To what, where it was not the run itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Subject>,
        /// Details, in the words of who did it.
        #[serde(default)]
        note: Personal,
    },
    /// A run ended well.
    #[serde(rename = "run.completed")]
    Completed {
        /// The exact versions that came out.
        #[serde(default)]
        outputs: Vec<Subject>,
        /// How long it took, in minutes.
        minutes: u64,
    },
    /// A run broke.
    #[serde(rename = "run.failed")]
    Failed {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// Somebody stopped a run.
    #[serde(rename = "run.stopped")]
    Stopped {
        /// Why.
        #[serde(default)]
        reason: Personal,
    },
    /// What the run spent of a dataset version's privacy.
    #[serde(rename = "run.privacy_spent")]
    PrivacySpent {
        /// The exact version whose people it concerns.
        dataset: Subject,
        /// By which mechanism.
        mechanism: Name,
        /// How much epsilon.
        epsilon: Decimal,
        /// How much delta; none when nobody stated it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delta: Option<Decimal>,
        /// The accounting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Subject>,
    },
    /// What was stated of that was wrong; these are the figures.
    #[serde(rename = "run.privacy_spending_corrected")]
    PrivacySpendingCorrected {
        /// The exact version it was stated for.
        dataset: Subject,
        /// And the mechanism.
        mechanism: Name,
        /// How much epsilon it was.
        epsilon: Decimal,
        /// How much delta; none when nobody stated it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delta: Option<Decimal>,
        /// The accounting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Subject>,
        /// Why the figures were wrong.
        #[serde(default)]
        reason: Personal,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::EnvironmentRegistered { system, .. } => about.all(system),
            Self::Started { system, inputs, environment, .. } => {
                about.all(system).all(inputs).all(environment)
            }
            Self::ActionLogged { on, .. } => about.all(on),
            Self::Completed { outputs, .. } => about.all(outputs),
            Self::PrivacySpent { dataset, evidence, .. }
            | Self::PrivacySpendingCorrected { dataset, evidence, .. } => {
                about.one(dataset).one(&dataset.stream()).all(evidence)
            }
            Self::AttestationLapseNoticed { told, .. } => about.all(told),
            Self::EnvironmentAttested { .. } | Self::Failed { .. } | Self::Stopped { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
