//! An AI system.

use app::{dashboard::count_evidence, systems::SystemRow};
use async_graphql::{Object, SimpleObject};

use super::{
    datasets::Dataset,
    deployments::Deployment,
    findings::{Action, Finding},
    incidents::Incident,
    models::ModelVersion,
    people::{Person, Team},
    reviews::Review,
    scalars::{Subject, Time, subjects},
    things::Shown,
    words::{ActClass, RiskClass, Stage, SystemKind},
};
use crate::reply::Answer;

/// An AI system.
pub type System = Shown<SystemRow>;

/// Evidence, counted; what was withdrawn is left out.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct EvidenceCounts {
    /// All of it.
    pub total: usize,
    /// What still counts.
    pub fresh: usize,
    /// What is too old.
    pub stale: usize,
    /// What says no.
    pub failed: usize,
    /// What says yes.
    pub passed: usize,
    /// What cannot tell.
    pub inconclusive: usize,
}

impl From<app::dashboard::EvidenceCounts> for EvidenceCounts {
    fn from(counts: app::dashboard::EvidenceCounts) -> Self {
        let app::dashboard::EvidenceCounts { total, fresh, stale, passed, failed, inconclusive } =
            counts;
        Self { total, fresh, stale, failed, passed, inconclusive }
    }
}

/// An owner or deputy of one stage.
#[derive(SimpleObject)]
pub struct StageOwner {
    /// The stage.
    stage: Stage,
    /// `owner` or `deputy`.
    duty: &'static str,
    /// Who.
    person: Option<Person>,
}

/// An AI system.
#[Object(name = "System")]
impl Shown<SystemRow> {
    /// The system, `system:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What people call it.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// What it is for.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// What sorts of AI it is.
    async fn kinds(&self) -> Vec<SystemKind> {
        self.row.kinds.iter().copied().map(SystemKind::from).collect()
    }

    /// How much harm it could do, on our own scale.
    async fn risk_class(&self) -> RiskClass {
        self.row.risk_class.into()
    }

    /// Its class under the EU AI Act, proposed or approved.
    async fn act_class(&self) -> Option<ActClass> {
        self.row.classification.as_ref().map(|class| class.act_class.into())
    }

    /// Whether a second person approved that class.
    async fn act_class_approved(&self) -> bool {
        self.row.classification.as_ref().is_some_and(|class| class.approved)
    }

    /// The day from which the duties of that class apply.
    async fn obligations_from(&self) -> Option<&str> {
        let class = self.row.classification.as_ref();
        class.and_then(|class| class.obligations_from.as_ref()).map(kernel::Name::as_str)
    }

    /// Whether personal data goes through it.
    async fn processes_personal_data(&self) -> bool {
        self.row.processes_personal_data
    }

    /// Whether its output decides about people.
    async fn affects_persons(&self) -> bool {
        self.row.affects_persons
    }

    /// Whether its models are trained in house.
    async fn trained_in_house(&self) -> bool {
        self.row.trained_in_house
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// The team that builds and runs it.
    async fn team(&self) -> Answer<Option<Team>> {
        Team::by_name(&self.scope, &self.row.team).await
    }

    /// Who is accountable.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.owner.as_ref()).await
    }

    /// Who stands in for the owner.
    async fn deputy(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.deputy.as_ref()).await
    }

    /// Owners and deputies of single stages.
    async fn stage_owners(&self) -> Answer<Vec<StageOwner>> {
        let mut owners = Vec::new();
        for (stage, duty, person) in &self.row.stage_owners {
            let person = Person::by_name(&self.scope, person).await?;
            owners.push(StageOwner { stage: (*stage).into(), duty: duty.as_str(), person });
        }
        Ok(owners)
    }

    /// Whether a deployment of it answers somewhere.
    async fn live(&self) -> Answer<bool> {
        let deployments = Deployment::by_system(&self.scope, &self.row.subject).await?;
        Ok(deployments.iter().any(|deployment| deployment.row.is_live()))
    }

    /// Why a live version of it is suspect; empty when clean.
    async fn suspect_because(&self) -> Answer<Vec<Subject>> {
        let standings = self.scope.standings().await?;
        let mut reasons = std::collections::BTreeSet::new();
        for deployment in Deployment::by_system(&self.scope, &self.row.subject).await? {
            let row = &deployment.row;
            if row.is_live() && standings.is_unclean(&row.subject) {
                reasons.extend(self.scope.because(&row.subject).await?);
            }
        }
        Ok(subjects(&reasons))
    }

    /// Its deployments, newest last; only live or only ended ones when asked.
    async fn deployments(&self, live: Option<bool>) -> Answer<Vec<Deployment>> {
        let mut deployments = Deployment::by_system(&self.scope, &self.row.subject).await?;
        deployments.retain(|deployment| live.is_none_or(|live| deployment.row.is_live() == live));
        Ok(deployments)
    }

    /// Its model and prompt versions, newest last.
    async fn model_versions(&self) -> Answer<Vec<ModelVersion>> {
        ModelVersion::by_system(&self.scope, &self.row.subject).await
    }

    /// Its datasets.
    async fn datasets(&self) -> Answer<Vec<Dataset>> {
        Dataset::by_system(&self.scope, &self.row.subject).await
    }

    /// Its incidents, newest last.
    async fn incidents(&self) -> Answer<Vec<Incident>> {
        Incident::by_system(&self.scope, &self.row.subject).await
    }

    /// Its design reviews, newest last.
    async fn reviews(&self) -> Answer<Vec<Review>> {
        Review::by_system(&self.scope, &self.row.subject).await
    }

    /// Its findings, newest last.
    async fn findings(&self) -> Answer<Vec<Finding>> {
        Finding::by_system(&self.scope, &self.row.subject).await
    }

    /// Its actions, newest last.
    async fn actions(&self) -> Answer<Vec<Action>> {
        Action::by_system(&self.scope, &self.row.subject).await
    }

    /// Its evidence, counted.
    async fn evidence(&self) -> Answer<EvidenceCounts> {
        let rows = self.scope.of_system(&self.row.subject).await?;
        Ok(count_evidence(rows.iter().map(AsRef::as_ref), self.scope.sight.time).into())
    }
}
