//! What mutations answer: one payload type per room.

use async_graphql::SimpleObject;

use crate::{
    graphql::{
        awareness::{Curriculum, Learner, TestResult},
        catalogue::{Catalogue, CatalogueDifference},
        controls::Control,
        datasets::{Dataset, DatasetVersion},
        deployments::Deployment,
        evidence::Evidence,
        findings::{Action, Finding},
        incidents::Incident,
        intake::Intake,
        meetings::Meeting,
        models::{Model, ModelVersion},
        people::{Person, Team},
        policies::Policy,
        programme::{Exercise, Feedback, Initiative, Survey},
        reviews::Review,
        risks::Risk,
        saved_views::SavedView,
        scalars::{Position, Time},
        sources::{Batch, Source},
        systems::System,
        training::{Environment, Run},
    },
    reply::Reply,
};

/// What was recorded, and where.
#[derive(SimpleObject, Clone, Debug)]
pub struct Receipt {
    /// Position of the last event recorded.
    position: Position,
    /// Its leaf hash, in hex.
    leaf_hash: String,
    /// When it was recorded.
    recorded: Time,
    /// Whether the command had been recorded before.
    duplicate: bool,
}

impl From<app::Receipt> for Receipt {
    fn from(receipt: app::Receipt) -> Self {
        Self {
            position: Position(receipt.position),
            leaf_hash: receipt.leaf_hash.to_string(),
            recorded: receipt.recorded.into(),
            duplicate: receipt.duplicate,
        }
    }
}

/// Why the answer is no.
#[derive(SimpleObject, Clone, Debug)]
pub struct Refusal {
    /// Stable code, `room.reason`.
    code: String,
    /// What people read.
    sentence: String,
    /// The input field it is about.
    field: Option<String>,
}

impl From<Reply> for Refusal {
    fn from(reply: Reply) -> Self {
        let Reply { code, sentence, field, .. } = reply;
        Self { code, sentence, field }
    }
}

/// A payload of a mutation.
pub trait Payload: Default + Send {
    /// The payload of a refusal.
    fn refused(refusal: Refusal) -> Self;
    /// The payload with a receipt; none when nothing was new.
    #[must_use]
    fn with_receipt(self, receipt: Option<Receipt>) -> Self;
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $thing:ty),+ $(,)? })+) => {
        $($(#[$doc])*
        #[derive(SimpleObject, Default)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: Option<$thing>,)+
            /// What was recorded; absent when nothing was new.
            pub receipt: Option<Receipt>,
            /// Why the answer is no.
            pub refusal: Option<Refusal>,
        }

        impl Payload for $name {
            fn refused(refusal: Refusal) -> Self {
                Self { refusal: Some(refusal), ..Self::default() }
            }

            fn with_receipt(mut self, receipt: Option<Receipt>) -> Self {
                self.receipt = receipt;
                self
            }
        })+
    };
}

payloads! {
    /// What came of a mutation on a system.
    SystemPayload {
        /// The system, as it stands now.
        system: System,
        /// The report, as it stands now.
        intake: Intake,
    }
    /// What came of a mutation on a source, a batch or a dataset.
    DatasetPayload {
        /// The dataset, as it stands now.
        dataset: Dataset,
        /// The version, as it stands now.
        version: DatasetVersion,
        /// The source, as it stands now.
        source: Source,
        /// The batch, as it stands now.
        batch: Batch,
    }
    /// What came of a mutation on a run or an environment.
    TrainingPayload {
        /// The run, as it stands now.
        run: Run,
        /// The environment, as it stands now.
        environment: Environment,
    }
    /// What came of a mutation on a model or a prompt.
    ModelPayload {
        /// The model, as it stands now.
        model: Model,
        /// The version, as it stands now.
        version: ModelVersion,
    }
    /// What came of a mutation on evidence.
    EvidencePayload {
        /// The evidence, as it stands now.
        evidence: Evidence,
    }
    /// What came of a mutation on a deployment.
    DeploymentPayload {
        /// The deployment, as it stands now.
        deployment: Deployment,
    }
    /// What came of a mutation on an incident.
    IncidentPayload {
        /// The incident, as it stands now.
        incident: Incident,
    }
    /// What came of a mutation on a risk.
    RiskPayload {
        /// The risk, as it stands now.
        risk: Risk,
    }
    /// What came of a mutation on the organisation, a team or a person.
    PeoplePayload {
        /// The person, as they stand now.
        person: Person,
        /// The team, as it stands now.
        team: Team,
    }
    /// What came of a mutation on the curriculum or on somebody's training.
    AwarenessPayload {
        /// The person's training, as it stands now.
        learner: Learner,
        /// The curriculum, as it stands now.
        curriculum: Curriculum,
        /// What came of a test.
        result: TestResult,
        /// How many notices were recorded.
        notices: usize,
    }
    /// What came of a mutation on a control of a system.
    ControlPayload {
        /// The control, as it stands now.
        control: Control,
    }
    /// What came of a mutation on the catalogue.
    CataloguePayload {
        /// The catalogue, as it stands now.
        catalogue: Catalogue,
    }
    /// What came of a mutation on a saved view.
    SavedViewPayload {
        /// The view, as it stands now.
        view: SavedView,
    }
    /// What came of loading the shipped files, or of a dry run.
    LoadCataloguePayload {
        /// What changed, or would change.
        differences: Vec<CatalogueDifference>,
    }
    /// What came of a mutation on a design review, a finding or an action.
    ReviewPayload {
        /// The review, as it stands now.
        review: Review,
        /// The finding, as it stands now.
        finding: Finding,
        /// The action, as it stands now.
        action: Action,
    }
    /// What came of a mutation in the programme.
    ProgrammePayload {
        /// The policy, as it stands now.
        policy: Policy,
        /// The initiative, as it stands now.
        initiative: Initiative,
        /// The meeting, as it stands now.
        meeting: Meeting,
        /// The exercise.
        exercise: Exercise,
        /// The survey.
        survey: Survey,
        /// The feedback, as it stands now.
        feedback: Feedback,
    }
}
