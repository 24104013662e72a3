//! The rooms, as mutations use them: which act, which use case, what to show.

use app::{App, AppError, Meta, Outcome};
use domain::authority::{Act, Caller};
use kernel::Subject;

use super::{
    AwarenessPayload, CataloguePayload, ControlPayload, DatasetPayload, DeploymentPayload,
    EvidencePayload, IncidentPayload, ModelPayload, PeoplePayload, ProgrammePayload, ReviewPayload,
    RiskPayload, Room, SavedViewPayload, SystemPayload, TrainingPayload,
};
use crate::{
    graphql::{
        awareness::{Curriculum, Learner},
        catalogue::Catalogue,
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
        sources::{Batch, Source},
        systems::System,
        training::{Environment, Run},
    },
    reply::Answer,
    scope::Ref,
};

macro_rules! rooms {
    ($($(#[$doc:meta])* $room:ident = $module:ident, $payload:ident {
        $($field:ident: $thing:ident $(of $stream:ident)?),+
    })+) => {
        $($(#[$doc])*
        pub struct $room;

        impl Room for $room {
            type Command = domain::$module::Command;
            type Payload = $payload;

            fn act(command: &Self::Command) -> Act {
                app::$module::act(command)
            }

            async fn run(
                app: &App,
                caller: &Caller,
                meta: &Meta,
                subject: &Subject,
                command: Self::Command,
            ) -> Result<Outcome, AppError> {
                app.$module(caller, meta, subject, command).await
            }

            async fn show(scope: &Ref, subject: &Subject) -> Answer<Self::Payload> {
                Ok($payload {
                    $($field: $thing::by_name(scope, &subject$(.$stream())?).await?,)+
                    ..$payload::default()
                })
            }
        })+
    };
}

rooms! {
    /// Systems.
    SystemRoom = systems, SystemPayload { system: System, intake: Intake }
    /// Sources, batches and datasets.
    DatasetRoom = datasets, DatasetPayload {
        dataset: Dataset of stream, version: DatasetVersion, source: Source, batch: Batch
    }
    /// Runs and environments.
    TrainingRoom = training, TrainingPayload { run: Run, environment: Environment }
    /// Models and prompts.
    ModelRoom = models, ModelPayload { model: Model of stream, version: ModelVersion }
    /// Evidence.
    EvidenceRoom = evaluations, EvidencePayload { evidence: Evidence }
    /// Deployments.
    DeploymentRoom = deployments, DeploymentPayload { deployment: Deployment }
    /// Incidents.
    IncidentRoom = incidents, IncidentPayload { incident: Incident }
    /// Risks.
    RiskRoom = risks, RiskPayload { risk: Risk }
    /// The organisation, teams and people.
    PeopleRoom = people, PeoplePayload { person: Person, team: Team }
    /// The curriculum, and what people learnt.
    AwarenessRoom = awareness, AwarenessPayload { learner: Learner, curriculum: Curriculum }
    /// Controls of systems.
    ControlRoom = controls, ControlPayload { control: Control }
    /// The reference data.
    CatalogueRoom = catalogue, CataloguePayload { catalogue: Catalogue }
    /// Design reviews, findings and actions.
    ReviewRoom = reviews, ReviewPayload { review: Review, finding: Finding, action: Action }
    /// Policies, appetite, initiatives, meetings, exercises, surveys and feedback.
    ProgrammeRoom = programme, ProgrammePayload {
        policy: Policy, initiative: Initiative, meeting: Meeting, exercise: Exercise,
        survey: Survey, feedback: Feedback
    }
    /// Saved views.
    SavedViewRoom = saved_views, SavedViewPayload { view: SavedView }
}
